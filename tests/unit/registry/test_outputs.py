"""Which outputs stand beside each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.finding import Laterality
from radlane.domain.model import MAIN, Stage
from radlane.domain.output import AreaRatio, GateOutput, Output
from radlane.registry.outputs import complain_of_outputs, is_of_volume, segmentations_of
from support.encoding import RATIO
from support.findings import PNEUMOTHORAX
from support.lanes import reference_model
from support.said import box_map, classes, classification, detection, nodule, regression
from support.said_lanes import of_volume
from support.volume_models import geometry, stage

MANIFEST = reference_model().manifest
GATE, LUNGS = MANIFEST.outputs
(SEEN,) = stage(geometry()).outputs
ALL = (classification(), regression(), detection())


def on_projections(*outputs: Output) -> Stage:
    return Stage(id=MAIN, weights="", inputs=MANIFEST.inputs, outputs=outputs)


def on_volumes(*outputs: Output, stage_id: str = MAIN) -> Stage:
    return Stage(id=stage_id, weights="", inputs=(of_volume(),), outputs=outputs)


@pytest.mark.parametrize(
    "made",
    [
        on_projections(GATE, LUNGS, *ALL),
        on_projections(GATE, classification()),
        on_projections(regression()),
        on_volumes(GATE, SEEN, *ALL[:2], detection(axes=3)),
        on_volumes(detection(axes=3)),
        on_volumes(replace(SEEN, measurements=()), stage_id="box"),  # type: ignore[type-var]
    ],
    ids=["all", "gate and classes", "a value", "all of a volume", "boxes in a volume", "a stage"],
)
def test_kinds_may_stand_beside_each_other(made: Stage) -> None:
    assert complain_of_outputs(made, window=False) == []


def test_a_network_that_sees_a_part_gives_a_segmentation_and_nothing_else() -> None:
    assert complain_of_outputs(on_volumes(SEEN), window=True) == []
    for outputs in ((SEEN, classification()), (detection(axes=3),), (SEEN, GATE), (regression(),)):
        (complaint,) = complain_of_outputs(on_volumes(*outputs), window=True)
        assert "geometry.window" in complaint


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (on_projections(GATE), "nothing but gates"),
        (on_projections(), "nothing but gates"),
        (on_projections(LUNGS, replace(LUNGS, name="other")), "one segmentation at most"),  # type: ignore[type-var]
        (on_volumes(classification(), stage_id="box"), "before.outputs: exactly one"),
        (on_volumes(replace(SEEN, measurements=()), regression(), stage_id="box"), "and nothing else"),  # type: ignore[type-var]
        (on_projections(classification(), regression(), replace(detection(), scores="labels")), "name: must differ"),
        (on_projections(detection(labels="boxes")), "name: must differ"),
        (on_projections(classification(classes=())), "outputs.classes: 1 to"),
        (on_projections(detection(axes=3)), "outputs.format"),
        (on_projections(regression(factor=0.0)), "values.factor"),
    ],
)
def test_what_is_wrong_is_named(made: Stage, named: str) -> None:
    assert named in complain_of_outputs(made, window=False)[0]


@pytest.mark.parametrize(
    ("changes", "named"), [({"threshold": 1.5}, "a probability"), ({"threshold": 0.0}, "reaches 0")]
)
def test_gates(changes: dict[str, float], named: str) -> None:
    assert isinstance(GATE, GateOutput)
    (complaint,) = complain_of_outputs(on_projections(replace(GATE, **changes), classification()), window=False)  # type: ignore[arg-type]
    assert named in complaint


def ratio(name: str) -> AreaRatio:
    return AreaRatio(kind="area-ratio", id=name, concept=RATIO, numerator="lung-1", denominator="lung-2")


@pytest.mark.parametrize(
    "outputs",
    [
        (LUNGS, regression(id="lung-1")),
        (replace(LUNGS, measurements=(ratio("ptx"),)), classification()),  # type: ignore[type-var]
        (classification(), detection(classes=(nodule(id="effusion"),))),
        (regression(id="nodule"), detection()),
        (detection(), box_map()),
    ],
)
def test_findings_have_ids_of_their_own(outputs: tuple[Output, ...]) -> None:
    (complaint,) = complain_of_outputs(on_projections(*outputs), window=False)
    assert "must differ" in complaint


def test_no_id_looks_like_that_of_a_box() -> None:
    for other in (regression(id="nodule-7"), classification(classes=classes(id="nodule-12", concept=PNEUMOTHORAX))):
        (complaint,) = complain_of_outputs(on_projections(other, detection()), window=False)
        assert "look like one of theirs" in complaint
    assert complain_of_outputs(on_projections(regression(id="nodule-a"), detection()), window=False) == []


def test_what_a_network_is() -> None:
    assert segmentations_of(on_projections(GATE, LUNGS)) == [LUNGS]
    assert segmentations_of(on_projections(*ALL)) == []
    assert (is_of_volume(on_projections(LUNGS)), is_of_volume(on_volumes(SEEN))) == (False, True)


@pytest.mark.parametrize("output", [classification(), detection(axes=3, classes=(nodule(laterality=Laterality.LEFT),))])
def test_what_has_the_side_of_the_images_has_none_of_its_own(output: Output) -> None:
    wanted = of_volume()
    sided = replace(wanted, geometry=replace(wanted.geometry, laterality="of-image"))  # type: ignore[type-var]
    (complaint,) = complain_of_outputs(Stage(id=MAIN, weights="", inputs=(sided,), outputs=(output,)), window=False)
    assert "of-image" in complaint
    unsided = classification(classes=classes(laterality=None))
    assert complain_of_outputs(Stage(id=MAIN, weights="", inputs=(sided,), outputs=(unsided,)), window=False) == []


def test_several_detections_share_what_a_report_states() -> None:
    made = [
        detection(boxes=f"boxes-{name}", scores=f"scores-{name}", classes=(nodule(id=name),), most=most)
        for name, most in (("a", 500), ("b", 500), ("c", 1))
    ]
    assert complain_of_outputs(on_projections(*made[:2]), window=False) == []
    mapped = box_map(most=501, classes=(nodule(id="b"),))
    assert "outputs.most" in complain_of_outputs(on_projections(made[0], mapped), window=False)[0]
    (complaint,) = complain_of_outputs(on_projections(*made), window=False)
    assert complaint.startswith("outputs.most: 1000 boxes")
