"""deepbet's way from a volume to a mask, written with numpy, scipy and onnxruntime on the converted networks.

In: a NIfTI file and the package that `models/mr-brain/recipe.py` made. Out: the mask as .npy (bool, axes of the file)
and a line of JSON with voxels and millilitres; with `--reference`, also Dice and volume against the original's mask
(`bench/brain_reference.py`). It says what `model.yaml` has to mean, and shows that the conversion changes nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

import nibabel
import numpy as np
import onnxruntime
from nibabel.orientations import apply_orientation, io_orientation, ornt_transform
from numpy.typing import NDArray
from scipy.ndimage import binary_fill_holes, label

Volume = NDArray[np.float32]
Mask = NDArray[np.bool_]
Box = tuple[slice, ...]

BOX_SIDE, MASK_SIDE = 128, 256
PERCENTILES = 0.5, 99.5
MARGIN = np.float32(0.1)  # at each end, of the box's side
SLICE_SHARE = np.float32(0.02)  # a slice belongs to the box from this share of its voxels on
CANONICAL = np.array([[0, 1], [1, 1], [2, 1]])  # indices grow to right, anterior, head


def main() -> None:
    """Write the mask and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("image", type=Path, help="NIfTI file")
    parser.add_argument("--package", type=Path, required=True, help="folder with box.onnx and mask.onnx")
    parser.add_argument("--out", type=Path, required=True, help=".npy file to write")
    parser.add_argument("--reference", type=Path, help=".npy of the original")
    parser.add_argument("--side", type=int, default=MASK_SIDE, help="side of the mask network's grid, multiple of 32")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    image = nibabel.load(arguments.image)
    networks = [_network(arguments.package / name, arguments.threads) for name in ("box.onnx", "mask.onnx")]
    begin = time.perf_counter()
    canonical = nibabel.as_closest_canonical(image).get_fdata(dtype=np.float32)
    mask = find_brain(np.nan_to_num(canonical), *networks, side=arguments.side)
    seconds = time.perf_counter() - begin
    mask = apply_orientation(mask, ornt_transform(CANONICAL, io_orientation(image.affine)))
    np.save(arguments.out, mask)
    figures = {
        "voxels": int(mask.sum()),
        "ml": float(mask.sum() * np.prod(image.header.get_zooms()[:3]) / 1000),
        "seconds": round(seconds, 2),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    if arguments.reference:
        figures |= compare(mask, np.load(arguments.reference))
    print(json.dumps(figures))


def find_brain(volume: Volume, box_network, mask_network, side: int = MASK_SIDE) -> Mask:  # noqa: ANN001
    """Find the brain in a volume [right, anterior, head] by two networks: a box on a coarse grid, a mask in the box."""
    small = sample(volume, (BOX_SIDE,) * 3)
    limits = np.percentile(small, PERCENTILES).astype(np.float32)  # of the whole volume, for both networks
    box = box_around(largest(_run(box_network, normalise(small, limits)) > 0.5), volume.shape)
    inside = _run(mask_network, normalise(sample(volume[box], (side,) * 3), limits))
    mask = np.zeros(volume.shape, dtype=bool)
    mask[box] = sample(inside, volume[box].shape) > 0.5
    return binary_fill_holes(largest(mask))


def sample(volume: Volume, shape: tuple[int, ...]) -> Volume:
    """Take the nearest voxel for each voxel of a grid stretched over the same extent (torch's `nearest-exact`)."""
    return volume[np.ix_(*(nearest(old, new) for old, new in zip(volume.shape, shape, strict=True)))]


def nearest(old: int, new: int) -> NDArray[np.intp]:
    """Index of the nearest of `old` voxels for each of `new`; in float32 as torch, which decides the ties."""
    scale = np.float64(np.float32(old) / np.float32(new))
    centres = ((np.arange(new) + 0.5) * scale).astype(np.float32)
    return np.minimum(np.floor(centres), old - 1).astype(np.intp)


def normalise(volume: Volume, limits: NDArray[np.float32]) -> Volume:
    """Clip, and set mean and standard deviation to 0.449 and 0.226."""
    clipped = np.clip(volume, *limits)
    mean, deviation = clipped.mean(dtype=np.float64), clipped.std(dtype=np.float64, ddof=1)
    return ((clipped - mean) / deviation * 0.226 + 0.449).astype(np.float32)


def largest(mask: Mask) -> Mask:
    """Keep the largest component; voxels that share a corner are connected."""
    labels, _ = label(mask, np.ones((3, 3, 3)))
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    return labels == sizes.argmax()


def box_around(mask: Mask, shape: tuple[int, ...]) -> Box:
    """The box around a mask of the coarse grid with its margin, in voxels of the source; .5 is rounded to even."""
    box = []
    for axis, sides in enumerate(zip(mask.shape, shape, strict=True)):
        others = tuple(other for other in range(mask.ndim) if other != axis)
        there = np.flatnonzero(mask.mean(axis=others, dtype=np.float32) > SLICE_SHARE)
        first, stop = there[0], there[-1] + 1
        factor = np.float32(sides[1]) / np.float32(sides[0])
        centre = np.round(factor * np.float32((first + stop) / 2))
        length = np.round((1 + 2 * MARGIN) * (factor * np.float32(stop - first)))
        box.append(slice(max(0, int(centre - length / 2)), min(sides[1], int(centre + length / 2))))
    return tuple(box)


def compare(mask: Mask, reference: Mask) -> dict[str, float]:
    """Dice, volume in percent, and how many voxels differ."""
    return {
        "dice": float(2 * (mask & reference).sum() / (mask.sum() + reference.sum())),
        "volume_percent": float(100 * (mask.sum() / reference.sum() - 1)),
        "voxels_apart": int((mask != reference).sum()),
    }


def _network(path: Path, threads: int):  # noqa: ANN202 - onnxruntime has no types
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _run(network, volume: Volume) -> Volume:  # noqa: ANN001
    """Run a network on [right, anterior, head]; returns the probability of brain."""
    return network.run(None, {"volume": volume[np.newaxis, np.newaxis]})[0][0, 1]


if __name__ == "__main__":
    main()
