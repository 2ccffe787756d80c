"""What is wrong with the outputs of a network.

In: a stage of a manifest. Out: complaints, each as `key: what is wrong`. Those of one kind are in modules of their own.
"""

from __future__ import annotations

import re
from itertools import product

from radlane.domain.classification import ClassificationOutput
from radlane.domain.detection import BoxMapOutput, DetectionOutput
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.input import VolumeGeometry
from radlane.domain.model import MAIN, Stage
from radlane.domain.output import AreaRatio, GateOutput, Output, SegmentationOutput
from radlane.domain.regression import RegressionOutput
from radlane.registry.classes import MOST_BOXES, complain_of_box_map, complain_of_classification, complain_of_detection
from radlane.registry.frame_choice import complain_of_frame_choice
from radlane.registry.planar import complain_of_planar_outputs, sides_of
from radlane.registry.segments import complain_of_segmentation
from radlane.registry.values import complain_of_regression

_PARTS = (
    "outputs: a network that sees a part of the volume at a time (geometry.window) gives a segmentation and nothing"
    " else; gates, classes, values and boxes are of the whole grid, whose geometry.size is stated then"
)


def complain_of_outputs(stage: Stage, *, window: bool) -> list[str]:
    """Return what is wrong.

    Parameters
    ----------
    stage : Stage
        A network; the main one as `MAIN`.
    window : bool
        Whether it sees a part of the volume at a time.
    """
    wrong = []
    names = [name for output in stage.outputs for name in output.tensors]
    if len(set(names)) != len(names):
        wrong.append("outputs.name: must differ")
    wrong += _kinds(stage, window=window)
    gates = [output for output in stage.outputs if isinstance(output, GateOutput)]
    if any(gate.activation != "none" and not 0 <= gate.threshold <= 1 for gate in gates):
        wrong.append("outputs.threshold: a probability lies between 0 and 1")
    if any(gate.activation == "sigmoid" and gate.threshold == 0 for gate in gates):
        wrong.append("outputs.threshold: every value reaches 0 after a sigmoid")
    of_volume = is_of_volume(stage)
    for output in stage.outputs:
        wrong += _of_kind(output, of_volume=of_volume, is_main=stage.id == MAIN)
    for value in stage.inputs:
        wrong += complain_of_planar_outputs(stage.outputs, value.geometry)
    return [*wrong, *_most_boxes(stage), *_sides(stage), *_ids(stage)]


def segmentations_of(stage: Stage) -> list[SegmentationOutput]:
    """Return the segmentations of a network; more than one is a mistake."""
    return [output for output in stage.outputs if isinstance(output, SegmentationOutput)]


def is_of_volume(stage: Stage) -> bool:
    """Whether a network is given volumes."""
    return any(isinstance(value.geometry, VolumeGeometry) for value in stage.inputs)


def _kinds(stage: Stage, *, window: bool) -> list[str]:
    """Which kinds stand beside each other."""
    said = [output for output in stage.outputs if not isinstance(output, GateOutput)]
    segmentations = segmentations_of(stage)
    if stage.id != MAIN and len(segmentations) != 1:
        return ["before.outputs: exactly one segmentation is read"]
    if stage.id != MAIN and len(stage.outputs) > 1:
        return ["before.outputs: a network that runs first says where the next one looks, and nothing else"]
    if not said:
        return ["outputs: nothing but gates says nothing of the patient"]
    if len(segmentations) > 1:
        return ["outputs: one segmentation at most is read"]
    if window and len(stage.outputs) > len(segmentations):
        return [_PARTS]
    return []


def _of_kind(output: Output, *, of_volume: bool, is_main: bool) -> list[str]:
    if isinstance(output, SegmentationOutput):
        return complain_of_segmentation(output, of_volume=of_volume, is_main=is_main)
    if isinstance(output, ClassificationOutput):
        return complain_of_classification(output)
    if isinstance(output, RegressionOutput):
        return complain_of_regression(output)
    if isinstance(output, DetectionOutput):
        return complain_of_detection(output, of_volume=of_volume)
    if isinstance(output, BoxMapOutput):
        return complain_of_box_map(output, of_volume=of_volume)
    if isinstance(output, FrameChoiceOutput):
        return complain_of_frame_choice(output)
    return []


def _most_boxes(stage: Stage) -> list[str]:
    """Several detections share what one report states."""
    most = [one.most * len(one.classes) for one in stage.outputs if isinstance(one, DetectionOutput | BoxMapOutput)]
    if len(most) > 1 and sum(most) > MOST_BOXES:
        return [f"outputs.most: {MOST_BOXES} boxes of all classes of all detections together"]
    return []


def _sides(stage: Stage) -> list[str]:
    """What has the side of the images has none of its own."""
    geometries = [value.geometry for value in stage.inputs]
    of_image = any(isinstance(one, VolumeGeometry) and one.laterality == "of-image" for one in geometries)
    if of_image and any(side is not None for output in stage.outputs for side in sides_of(output)):
        return ["outputs.laterality: null where geometry.laterality says of-image"]
    return []


def _ids(stage: Stage) -> list[str]:
    """Findings of one network have ids that differ; boxes of a class `nodule` are `nodule-1`, `nodule-2`."""
    boxed = [
        kind.id for one in stage.outputs if isinstance(one, DetectionOutput | BoxMapOutput) for kind in one.classes
    ]
    ids = [*boxed]
    for output in stage.outputs:
        if isinstance(output, SegmentationOutput):
            ids += [segment.id for segment in output.segments]
            ids += [ratio.id for ratio in output.measurements if isinstance(ratio, AreaRatio)]
        elif isinstance(output, ClassificationOutput):
            ids += [kind.id for kind in output.classes]
        elif isinstance(output, RegressionOutput):
            ids += [value.id for value in output.values]
        elif isinstance(output, FrameChoiceOutput):
            ids.append(output.id)
    if len(set(ids)) != len(ids):
        return ["outputs: ids of segments, ratios, classes and values must differ"]
    if any(re.fullmatch(rf"{re.escape(kind)}-\d+", other) for kind, other in product(boxed, ids)):
        return [
            "outputs.classes.id: boxes of a class have its id and a number: no other id may look like one of theirs"
        ]
    return []
