"""What strangers made comes in: begun, filled in from a table, and run on real heads written out as DICOM.

An nnU-Net folder is judged voxel by voxel against its own rules, reckoned here from nnU-Net's documents with scipy.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from support.brought import dice, model_root, part_of_a_head, run
from support.lane import DONE, FAILED, radlane
from support.strangers import ANSWERS, answer, convolution, kernel
from support.volumes import Block

ORGANS = ("left thing", "thing", "other thing")
CT = {"percentile_00_5": -950.0, "percentile_99_5": 900.0, "mean": 40.0, "std": 310.0}
AXES = ("H", "A", "L")  # of cranium()
# White noise, of which no axis and no direction is like another, where each voxel has to be the same; networks that see
# bands of intensities, each some voxels aside, where images are resampled: a network that has learned is no noise.
NOISE = kernel(4, (5, 3, 3), seed=11), (0.5, 0.0, 0.2, -0.2)
BANDS = (-2.0, -0.5, 0.4, 1.6)
ASIDE = ((0, 0, 0), (0, 1, -2), (-2, 0, 1), (1, -1, 2))
Weights = tuple[NDArray[np.float32], tuple[float, ...]]


def bands() -> Weights:
    """Channel n is the highest where the image, aside, is nearest to band n: x b - b^2 / 2."""
    weights = np.zeros((4, 1, 9, 7, 9), np.float32)
    for channel, (band, aside) in enumerate(zip(BANDS, ASIDE, strict=True)):
        weights[(channel, 0, *(side // 2 + step for side, step in zip((9, 7, 9), aside, strict=True)))] = band
    return ndimage.gaussian_filter(weights, (0, 0, 0.7, 0.7, 0.7)), tuple(-band * band / 2 for band in BANDS)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A folder of nnU-Net; axes of `spacing` and `patch` are the network's."""

    transpose: tuple[int, int, int]
    stored: tuple[str, str, str]  # where the axes of the training images' arrays [z, y, x] run
    spacing: tuple[float, float, float]
    patch: tuple[int, int, int]
    scheme: str = "CTNormalization"
    reader: str = "SimpleITKIO"
    weights: Weights
    least: float  # Dice of each organ


CASES = {
    # on the source's own grid, in one window: the same voxels; a head that is turned in the files and for the network
    "own grid": Case(
        transpose=(2, 0, 1), stored=("F", "P", "R"), spacing=(0.957, 1.5, 0.957), patch=(88, 40, 80), weights=NOISE,
        least=1.0,
    ),
    # between grids, anisotropic, in many windows, of images that are turned by the reader
    "other grid": Case(
        transpose=(1, 0, 2), stored=("H", "A", "R"), spacing=(0.8, 2.6, 0.8), patch=(48, 16, 40),
        reader="NibabelIOWithReorient", weights=bands(), least=0.94,
    ),
    "zscore": Case(
        transpose=(0, 2, 1), stored=("H", "P", "L"), spacing=(1.5, 0.957, 0.957), patch=(40, 80, 80),
        scheme="ZScoreNormalization", weights=bands(), least=1.0,
    ),
}  # fmt: skip


def nnunet_folder(case: Case, folder: Path) -> Path:
    """What nnU-Net writes, as far as it decides anything, and the network as ONNX."""
    folder.mkdir()
    chosen = {
        "preprocessor_name": "DefaultPreprocessor",
        "patch_size": case.patch,
        "spacing": case.spacing,
        "normalization_schemes": [case.scheme],
        "use_mask_for_norm": [False],
        "resampling_fn_data": "resample_data_or_seg_to_shape",
        "resampling_fn_data_kwargs": {"is_seg": False, "order": 3, "order_z": 0, "force_separate_z": None},
        "resampling_fn_probabilities": "resample_data_or_seg_to_shape",
        "resampling_fn_probabilities_kwargs": {"is_seg": False, "order": 1, "order_z": 0, "force_separate_z": None},
    }
    plans = {
        "dataset_name": "Dataset042_Things",
        "image_reader_writer": case.reader,
        "transpose_forward": case.transpose,
        "transpose_backward": np.argsort(case.transpose).tolist(),
        "configurations": {"2d": {}, "3d_fullres": chosen},
        "label_manager": "LabelManager",
        "foreground_intensity_properties_per_channel": {"0": CT},
    }
    labels = {"background": 0, **{name: label for label, name in enumerate(ORGANS, 1)}}
    dataset = {"channel_names": {"0": "CT"}, "labels": labels, "file_ending": ".nii.gz", "numTraining": 1}
    (folder / "plans.json").write_text(json.dumps(plans))
    (folder / "dataset.json").write_text(json.dumps(dataset))
    (folder / "model.onnx").write_bytes(convolution(4, weights=case.weights[0], bias=case.weights[1]))
    return folder


def reckoned(case: Case, block: Block) -> NDArray[np.uint8]:
    """What nnU-Net finds, by its rules: transposed, cropped, normalised, resampled, windows, and all the way back."""
    flips = tuple(slice(None, None, 1 if own == stored else -1) for own, stored in zip(AXES, case.stored, strict=True))
    image = block.values[flips].astype(np.float64).transpose(case.transpose)
    spacing = [np.linalg.norm(block.affine[:3, axis]) for axis in case.transpose]
    inside = np.argwhere(image != 0)
    box = tuple(slice(low, high) for low, high in zip(inside.min(axis=0), inside.max(axis=0) + 1, strict=True))
    cropped = image[box]
    if case.scheme == "CTNormalization":
        normal = (np.clip(cropped, CT["percentile_00_5"], CT["percentile_99_5"]) - CT["mean"]) / CT["std"]
    else:
        normal = (cropped - cropped.mean()) / cropped.std()
    sides = [round(own / new * side) for own, new, side in zip(spacing, case.spacing, cropped.shape, strict=True)]
    logits = windows_of(resized(normal, sides, 3), case)
    organs = np.zeros(image.shape, np.uint8)
    organs[box] = np.argmax([resized(channel, cropped.shape, 1) for channel in logits], axis=0)
    return organs.transpose(np.argsort(case.transpose))[flips]


def resized(image: NDArray[np.float64], sides: Sequence[int], order: int) -> NDArray[np.float64]:
    """skimage.transform.resize with mode edge: edges of the grids lie on each other."""
    if image.shape == tuple(sides):
        return image
    steps = [(np.arange(new) + 0.5) * old / new - 0.5 for old, new in zip(image.shape, sides, strict=True)]
    return ndimage.map_coordinates(image, np.meshgrid(*steps, indexing="ij"), order=order, mode="nearest")


def windows_of(image: NDArray[np.float64], case: Case) -> NDArray[np.float64]:
    """Logits of evenly spread windows, weighted by nnU-Net's gaussian."""
    patch, (weights_of, biases) = case.patch, case.weights
    missing = [max(0, side - own) for side, own in zip(patch, image.shape, strict=True)]
    padded = np.pad(image, [(rest // 2, rest - rest // 2) for rest in missing])
    one = np.zeros(patch)
    one[tuple(side // 2 for side in patch)] = 1
    weights = ndimage.gaussian_filter(one, [side / 8 for side in patch], mode="constant")
    weights = np.maximum(weights / weights.max(), weights[weights > 0].min())
    steps = []
    for side, own in zip(patch, padded.shape, strict=True):
        count = int(np.ceil((own - side) / (side * 0.5))) + 1
        steps.append([round((own - side) / max(count - 1, 1) * number) for number in range(count)])
    total, logits = np.zeros(padded.shape), np.zeros((4, *padded.shape))
    for start in itertools.product(*steps):
        part = tuple(slice(first, first + side) for first, side in zip(start, patch, strict=True))
        for channel, (weight, bias) in enumerate(zip(weights_of[:, 0], biases, strict=True)):
            found = ndimage.correlate(padded[part], weight.astype(np.float64), mode="constant") + bias
            logits[(channel, *part)] += found * weights
        total[part] += weights
    kept = tuple(slice(rest // 2, rest // 2 + own) for rest, own in zip(missing, image.shape, strict=True))
    return (logits / total)[(slice(None), *kept)]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_an_nnunet_folder_finds_what_nnunet_finds(
    case: Case, tmp_path: Path, record_property: pytest.RecordProperty
) -> None:
    head = part_of_a_head()
    head = replace(head, values=head.values.copy())
    head.values[:2], head.values[:, -3:], head.values[..., :4] = 0, 0, 0  # what nnU-Net crops away
    folder = tmp_path / "models" / "things"
    stored = () if case.reader.endswith("Reorient") else ("--orientation", ",".join(case.stored))
    begun = radlane(
        "models", "add", nnunet_folder(case, tmp_path / "nnunet"), "--out", folder, "--name", "things", *stored,
        "--json", home=tmp_path,
    )  # fmt: skip
    assert begun.code == DONE, begun.stdout
    assert not any("geometry" in item["place"] or "intensity" in item["place"] for item in begun.answer["fill_in"])
    answer(folder, ANSWERS | {"outputs.0.segments.0.laterality": "left"})
    result, labels = run(head, tmp_path / "models", "things", tmp_path)
    expected = reckoned(case, head)
    assert len(result["findings"]) == len(ORGANS)
    agreement = [dice(labels == number, expected == number) for number in (1, 2, 3)]
    record_property("dice", agreement)
    assert min((expected == number).sum() for number in (1, 2, 3)) > 500
    assert min(agreement) >= case.least, agreement
    mirrored = [dice(labels[..., ::-1] == number, expected == number) for number in (1, 2, 3)]
    assert max(mirrored) < 0.9  # a wrong turn would show


def test_a_strangers_onnx_file_runs_on_a_real_head(tmp_path: Path) -> None:
    """Bright parts and dark parts of a CT, by a kernel that also looks to the side."""
    weights = np.zeros((3, 1, 3, 3, 3), np.float32)
    weights[1, 0, 1, 1, 1], weights[2, 0, 1, 1, 2] = 1.0, -1.0
    (tmp_path / "Stranger 7.onnx").write_bytes(convolution(weights=weights, bias=[0.0, -0.3, -0.6]))
    models = tmp_path / "models"
    folder = models / "stranger-7"
    begun = radlane(
        "models", "init", tmp_path / "Stranger 7.onnx", "--out", folder, "--size", "16,24,24", "--background", "0",
        "--json", home=tmp_path,
    )  # fmt: skip
    assert begun.code == DONE, begun.stderr
    missing = {item["place"] for item in begun.answer["fill_in"]}
    listed = radlane("models", "list", "--json", home=tmp_path, **model_root(models, "stranger-7"))
    assert listed.code == FAILED
    (broken,) = listed.answer["broken"]
    assert broken["code"] == "manifest-invalid"
    assert all(place in broken["detail"] for place in missing)
    answer(
        folder,
        ANSWERS
        | {
            "inputs.0.geometry.orientation": ["H", "P", "L"],
            "inputs.0.geometry.spacing_mm": [1.5, 1.2, 1.2],
            "inputs.0.intensity": [
                {"op": "clip", "lower": -1000.0, "upper": 1000.0},
                {"op": "scale", "factor": 0.001, "offset": 0.0},
            ],
            "outputs.0.activation": "softmax",
            "outputs.0.threshold": 0.0,
            "outputs.0.segments.0.id": "bright",
            "outputs.0.segments.0.label": "Bright",
            "outputs.0.segments.1.id": "dark",
            "outputs.0.segments.1.label": "Dark",
        },
    )
    head = part_of_a_head()
    result, labels = run(head, models, "stranger-7", tmp_path)
    assert [finding["presence"] for finding in result["findings"]] == ["present", "present"]
    air = head.values < -900
    bone = head.values > 700
    assert (labels[air] == 2).mean() > 0.85
    assert (labels[bone] == 1).mean() > 0.8
