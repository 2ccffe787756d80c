"""What is wrong with how a manifest asks how sure a model is.

In: a manifest. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

from radlane.domain.classification import ClassificationOutput
from radlane.domain.input import ProjectionGeometry, VolumeGeometry
from radlane.domain.model import Manifest
from radlane.domain.output import GateOutput, SegmentationOutput
from radlane.domain.regression import RegressionOutput
from radlane.domain.uncertainty import Flip
from radlane.registry.planar import sides_of

_MOST_RUNS = 64
_MOST_BITS = 8.0  # of 255 classes there are no more
_KEY = "uncertainty"
_KINDS = (GateOutput, SegmentationOutput, ClassificationOutput, RegressionOutput)
_PLACES = {"flip-x": -1, "flip-y": -2, "flip-z": -3}


def complain_of_uncertainty(manifest: Manifest) -> list[str]:
    """Return what is wrong; what would not be honoured is."""
    wanted, outputs = manifest.uncertainty, manifest.outputs
    if not wanted.is_asked:
        return []
    wrong = []
    if not all(isinstance(output, _KINDS) for output in outputs):
        wrong.append(
            f"{_KEY}: of segmentations, classes, values and gates; boxes and frames of several runs have no mean"
        )
    if wanted.runs > _MOST_RUNS:
        wrong.append(f"{_KEY}: at most {_MOST_RUNS} runs, of all flips on all networks")
    return [*wrong, *_entropy(manifest), *_flips(manifest), *_abstain(manifest)]


def _entropy(manifest: Manifest) -> list[str]:
    wanted, wrong = manifest.uncertainty, []
    segmentations = [one for one in manifest.outputs if isinstance(one, SegmentationOutput)]
    if wanted.entropy and not any(
        isinstance(one, ClassificationOutput | SegmentationOutput) for one in manifest.outputs
    ):
        wrong.append(f"{_KEY}.entropy: only of classes and segments")
    if wanted.entropy_map and not segmentations:
        wrong.append(f"{_KEY}.entropy_map: only of a segmentation")
    if (wanted.entropy or wanted.entropy_map) and any(one.activation == "none" for one in segmentations):
        wrong.append(f"{_KEY}.entropy: a segmentation needs an activation; values without one are no probabilities")
    return wrong


def _flips(manifest: Manifest) -> list[str]:
    flips = manifest.uncertainty.augmentations
    wrong = []
    if len(set(flips)) != len(flips):
        wrong.append(f"{_KEY}.augmentations: each once")
    if "flip-z" in flips and not manifest.reads_volumes:
        wrong.append(f"{_KEY}.augmentations: flip-z is of volumes")
    sided = any(side is not None for output in manifest.outputs for side in sides_of(output))
    if sided and any(_swaps_sides(manifest, flip) for flip in flips):
        wrong.append(f"{_KEY}.augmentations: a flip of left and right, where classes or segments have sides")
    return wrong


def _swaps_sides(manifest: Manifest, flip: Flip) -> bool:
    """Whether a flip turns the patient's left into the right."""
    geometry = manifest.inputs[0].geometry
    if isinstance(geometry, VolumeGeometry):
        along = geometry.orientation[_PLACES[flip]]
    elif isinstance(geometry, ProjectionGeometry):
        along = geometry.orientation[0 if flip == "flip-x" else 1]  # along a row, along a column
    else:
        return False
    return along in ("L", "R")


def _abstain(manifest: Manifest) -> list[str]:
    wanted, wrong = manifest.uncertainty.abstain, []
    limits = (wanted.max_entropy, wanted.max_deviation)
    if limits != (None, None) and not any(isinstance(one, ClassificationOutput) for one in manifest.outputs):
        wrong.append(f"{_KEY}.abstain: only of classes")
    if wanted.max_entropy is not None and not 0 < wanted.max_entropy <= _MOST_BITS:
        wrong.append(f"{_KEY}.abstain.max_entropy: above 0, up to {_MOST_BITS:g} bits")
    if wanted.max_deviation is not None and not 0 < wanted.max_deviation <= 1 / 2:
        wrong.append(f"{_KEY}.abstain.max_deviation: above 0, up to 0.5")
    if wanted.max_deviation is not None and manifest.uncertainty.runs == 1:
        wrong.append(f"{_KEY}.abstain.max_deviation: one run deviates from nothing; ask for augmentations or members")
    return wrong
