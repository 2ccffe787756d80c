"""Golden vectors of our own input: a head made of ellipsoids, and what the converted networks say of it.

In: a package that `recipe.py` made (its networks). Out: `golden/box.npz` and `golden/mask.npz` in `package/`. They test
that the networks compute on a device what they computed here; the head is no patient's, and no test of accuracy.

    python phantom.py FOLDER/mr-brain      (needs numpy and onnxruntime)
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Volume = NDArray[np.float32]
Triple = tuple[float, float, float]

SIDE = 64
SEED = 7
INPUT_STEP = 64  # the input is a multiple of 1/64, and expected probabilities of 1/1024: both are small when packed
OUTPUT_STEP = 1024
GOLDEN = Path(__file__).parent / "package" / "golden"

# Grey level, centre and half axes of each ellipsoid as shares of the grid [right, anterior, head]; later ones cover
# earlier ones. Bright scalp, dark skull and fluid, grey and white matter, dark ventricles: a T1-weighted head.
HEAD: tuple[tuple[float, Triple, Triple], ...] = (
    (0.55, (0.50, 0.50, 0.16), (0.19, 0.22, 0.40)),  # neck
    (0.90, (0.50, 0.52, 0.57), (0.37, 0.44, 0.40)),  # scalp
    (0.08, (0.50, 0.51, 0.59), (0.34, 0.41, 0.365)),  # skull
    (0.18, (0.50, 0.51, 0.60), (0.31, 0.385, 0.335)),  # fluid
    (0.55, (0.50, 0.51, 0.60), (0.295, 0.37, 0.32)),  # grey matter
    (0.80, (0.42, 0.52, 0.60), (0.17, 0.30, 0.24)),  # white matter of one hemisphere
    (0.80, (0.58, 0.52, 0.60), (0.17, 0.30, 0.24)),
    (0.15, (0.45, 0.52, 0.62), (0.03, 0.14, 0.07)),  # ventricles
    (0.15, (0.55, 0.52, 0.62), (0.03, 0.14, 0.07)),
    (0.12, (0.38, 0.86, 0.44), (0.06, 0.06, 0.05)),  # eyes
    (0.12, (0.62, 0.86, 0.44), (0.06, 0.06, 0.05)),
)
# What each network is shown of it: the corner and the side of a cube, as shares of the grid.
SHOWN: dict[str, tuple[Triple, Triple]] = {
    "box": ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)),
    "mask": ((0.11, 0.04, 0.14), (0.78, 0.94, 0.86)),
}


def main() -> None:
    """Write a golden vector for each network."""
    package = Path(sys.argv[1])
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, (corner, extent) in SHOWN.items():
        volume = normalise(draw(corner, extent, np.random.default_rng(SEED)))[np.newaxis, np.newaxis]
        session = onnxruntime.InferenceSession(str(package / f"{name}.onnx"), providers=["CPUExecutionProvider"])
        (probabilities,) = session.run(["probabilities"], {"volume": volume})
        expected = np.round(probabilities * OUTPUT_STEP) / np.float32(OUTPUT_STEP)
        np.savez_compressed(GOLDEN / f"{name}.npz", volume=volume, probabilities=expected)
        print(f"{name}: brain in {100 * (expected[0, 1] > 0.5).mean():.1f} % of the grid")


def draw(corner: Triple, extent: Triple, random: np.random.Generator) -> Volume:
    """Draw the head, float32 [right, anterior, head], 0 to 1 and a little noise."""
    centres = (np.arange(SIDE) + 0.5) / SIDE
    axes = [start + side * centres for start, side in zip(corner, extent, strict=True)]
    grid = np.meshgrid(*axes, indexing="ij")
    volume = np.zeros((SIDE,) * 3)
    for grey, centre, half in HEAD:
        distance = sum(((axis - c) / h) ** 2 for axis, c, h in zip(grid, centre, half, strict=True))
        volume[distance <= 1] = grey
    noise = random.normal(0, 0.02, volume.shape)
    return np.where(volume > 0, volume + noise, 0).astype(np.float32)


def normalise(volume: Volume) -> Volume:
    """As `model.yaml` says, then on a coarse scale."""
    clipped = np.clip(volume, *np.percentile(volume, (0.5, 99.5)))
    scaled = (clipped - clipped.mean()) / clipped.std() * 0.226 + 0.449
    return (np.round(scaled * INPUT_STEP) / INPUT_STEP).astype(np.float32)


if __name__ == "__main__":
    main()
