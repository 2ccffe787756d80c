from __future__ import annotations

from typing import Any

import pytest

from radlane.domain.finding import Laterality
from radlane.domain.input import ApplyVoi, InvertMonochrome1, Normalise, ZScore
from radlane.domain.output import GateOutput
from radlane.domain.planar import CountedSampling, TimedSampling
from radlane.registry.planar import complain_of_planar, complain_of_planar_outputs
from support.lanes import reference_model
from support.planar_models import cine_geometry, frame_choice, picture_geometry, planar_input
from support.said import box_map, classes, classification, detection, nodule, regression

PICTURE, CLIP = picture_geometry(), cine_geometry()
GATE = GateOutput(name="gate", kind="gate", activation="none", threshold=0.5, refusal="No")
SEGMENTATION = reference_model().manifest.outputs[1]  # its segments have sides


def normalise(planes: int = 3, mean: float = 0.5, std: float = 0.25) -> Normalise:
    return Normalise(op="normalise", mean=(mean,) * planes, std=(std,) * planes)


@pytest.mark.parametrize(
    ("geometry", "intensity", "layout"),
    [
        (PICTURE, (normalise(), ZScore(op="zscore")), "NCHW"),
        (PICTURE, (), "NHWC"),
        (picture_geometry(fit="crop", shorter=8), (), "NCHW"),
        (picture_geometry(colour="grey"), (normalise(1),), "NCHW"),
        (CLIP, (), "NCTHW"),
        (cine_geometry(sampling=TimedSampling(by="seconds", step=0.04)), (), "NTCHW"),
        (cine_geometry(sampling=CountedSampling(by="frames", step=2, begin="middle")), (), "NTCHW"),
    ],
)
def test_what_is_well(geometry: Any, intensity: Any, layout: str) -> None:
    assert complain_of_planar(planar_input(geometry, *intensity, layout=layout), geometry) == []


@pytest.mark.parametrize(
    ("geometry", "intensity", "layout", "named"),
    [
        (PICTURE, (), "NCDHW", "inputs.layout: a picture"),
        (CLIP, (), "NCHW", "inputs.layout: a cine"),
        (picture_geometry(size=(0, 8)), (), "NCHW", "inputs.geometry.size"),
        (picture_geometry(size=(8, 5000)), (), "NCHW", "inputs.geometry.size"),
        (picture_geometry(shorter=8), (), "NCHW", "inputs.geometry.shorter"),
        (picture_geometry(fit="crop", shorter=7), (), "NCHW", "inputs.geometry.shorter"),
        (picture_geometry(colour="grey", grey_as_rgb="repeated"), (), "NCHW", "inputs.geometry.grey_as_rgb"),
        (PICTURE, (ApplyVoi(op="voi"),), "NCHW", "inputs.intensity: a picture"),
        (PICTURE, (InvertMonochrome1(op="invert_monochrome1"),), "NCHW", "inputs.intensity: a picture"),
        (PICTURE, (normalise(1),), "NCHW", "inputs.intensity.normalise"),
        (PICTURE, (normalise(std=0.0),), "NCHW", "inputs.intensity.normalise"),
        (PICTURE, (normalise(mean=2000.0),), "NCHW", "inputs.intensity.normalise"),
        (cine_geometry(frames=0), (), "NCTHW", "inputs.geometry.frames"),
        (cine_geometry(frames=2000), (), "NCTHW", "inputs.geometry.frames"),
        (cine_geometry(size=(1024, 1024), frames=32), (), "NCTHW", "inputs.geometry: 67108864 numbers"),
        (cine_geometry(sampling=TimedSampling(by="seconds", step=0.0)), (), "NCTHW", "inputs.geometry.sampling.step"),
        (cine_geometry(sampling=CountedSampling(by="frames", step=0)), (), "NCTHW", "inputs.geometry.sampling.step"),
    ],
)
def test_what_contradicts_itself_is_named(geometry: Any, intensity: Any, layout: str, named: str) -> None:
    complaints = complain_of_planar(planar_input(geometry, *intensity, layout=layout), geometry)
    assert len(complaints) == 1
    assert complaints[0].startswith(named)


def test_outputs_fit_what_is_looked_at() -> None:
    unsided = classification(classes=classes(laterality=None))
    assert complain_of_planar_outputs([GATE, unsided, detection(), regression()], PICTURE) == []
    assert complain_of_planar_outputs([GATE, unsided, regression(), frame_choice()], CLIP) == []
    projection = reference_model().manifest.inputs[0].geometry
    assert complain_of_planar_outputs([SEGMENTATION, classification()], projection) == []


@pytest.mark.parametrize(
    ("outputs", "geometry", "named"),
    [
        ([frame_choice()], PICTURE, "outputs: only of a clip"),
        ([detection()], CLIP, "outputs: of a clip"),
        ([box_map()], CLIP, "outputs: of a clip"),
        ([classification()], PICTURE, "outputs.laterality: null"),
        ([classification()], CLIP, "outputs.laterality: null"),
        ([SEGMENTATION], PICTURE, "outputs.laterality: null"),
        ([detection(classes=(nodule(laterality=Laterality.LEFT),))], PICTURE, "outputs.laterality: null"),
        ([box_map(classes=(nodule(laterality=Laterality.LEFT),))], PICTURE, "outputs.laterality: null"),
    ],
)
def test_outputs_that_do_not_fit_are_named(outputs: Any, geometry: Any, named: str) -> None:
    (complaint,) = complain_of_planar_outputs(outputs, geometry)
    assert complaint.startswith(named)
