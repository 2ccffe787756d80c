"""A result as JSON: the keys of the contract, and nothing that JSON cannot say."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from pydicom.uid import SegmentationStorage

from radlane.api.schemas.result import ChoiceDocument, ResultDocument
from radlane.domain.choice import Choice, SeriesChoice
from radlane.domain.code import Code
from radlane.domain.finding import (
    BoxRegion,
    Finding,
    JointMeasurement,
    Laterality,
    Measurement,
    Presence,
    Probability,
    Region,
    VolumeBoxRegion,
    VolumeRegion,
)
from radlane.domain.model import ModelIdentity
from radlane.domain.out_of_distribution import Distance
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import FrameRef, InstanceRef
from radlane.domain.result import Delivery, DeliveryState, Provenance, Result, ResultObject, Role, Verdict
from radlane.domain.uncertainty import BIT, ENTROPY
from radlane.pipeline.document import (
    describe_choice,
    describe_object,
    describe_result,
    describe_timings,
    read_choice,
)
from support.findings import frame_choice

LUNG = Code(scheme="SCT", value="39607008", meaning="Lung")
AREA = Measurement(concept=LUNG, value=2.5, unit=LUNG, note=None)
REGION = Region(segment=1, mask=np.array([[True, False], [True, True]]), contours=())
REF = InstanceRef(study_instance_uid="1", series_instance_uid="1.1", sop_instance_uid="1.1.1", sop_class_uid="1.2")
MODEL = ModelIdentity(name="m", version="1.0.0", digest="sha256:a", weights_digest="sha256:b", tag=None)


def an_object(path: Path | None) -> ResultObject:
    return ResultObject(
        role=Role.SEGMENTATION,
        modality="SEG",
        sop_class="Segmentation Storage",
        sop_class_uid=SegmentationStorage,
        sop_instance_uid="1.2.3",
        series_instance_uid="1.2",
        path=path,
        deliveries=(Delivery(destination="a", state=DeliveryState.REFUSED, detail="why"),),
    )


def result() -> Result:
    sided = Finding(
        id="r",
        concept=LUNG,
        presence=Presence.PRESENT,
        laterality=Laterality.RIGHT,
        measurements=(AREA,),
        region=REGION,
    )
    bare = Finding(id="l", concept=LUNG, presence=Presence.ABSENT, laterality=None)
    return Result(
        study_instance_uid="1",
        verdict=Verdict.ANALYSED,
        reasons=(Reason(code=ReasonCode.SPACING_UNKNOWN, text="no spacing"),),
        findings=(sided, bare),
        joint=(JointMeasurement(id="ratio", measurement=AREA, of=("r", "l")),),
        frames=(FrameRef(sop_instance_uid="1.1.1", number=None), FrameRef(sop_instance_uid="1.1.2", number=3)),
        objects=(an_object(Path("/x/1.2.3.dcm")),),
        provenance=Provenance(
            model=MODEL, trained_on="synthetic", statement="no", device="cpu", runtime={"onnx": "1"}, inputs=(REF,)
        ),
        timings={"infer": 1 / 3},
    )


def test_the_document_is_the_contract_and_survives_json() -> None:
    document = describe_result(result())
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert ResultDocument.model_validate(document).model_dump(mode="json") == {**document, "withdrawal": None}
    assert type(document["verdict"]) is str


def test_a_region_is_counted_not_told() -> None:
    sided, bare = describe_result(result())["findings"]
    assert (sided["segment"], bare["segment"]) == ({"number": 1, "pixels": 3}, None)
    assert (sided["laterality"], bare["laterality"]) == ("right", None)


def test_a_region_of_a_volume_is_counted_in_all_of_its_frames() -> None:
    found = result()
    there = replace(found.findings[0], region=VolumeRegion(segment=2, voxels=17))
    document = describe_result(replace(found, findings=(there,)))
    assert document["findings"][0]["segment"] == {"number": 2, "pixels": 17}


def test_boxes_say_where_they_are() -> None:
    found = result()
    sided = replace(
        found.findings[0],
        site=LUNG,
        probability=Probability(value=0.75, threshold=0.5, calibration="a test"),
        measurements=(replace(AREA, derivation=LUNG),),
        uncertainty=(Measurement(concept=ENTROPY, value=0.25, unit=BIT),),
        region=BoxRegion(frame=1, left=1.5, top=2.0, right=4.0, bottom=8.0),
    )
    deep = replace(sided, region=VolumeBoxRegion(affine=np.diag([3.0, 2.0, 1.0, 1.0])[:, [2, 1, 0, 3]]))
    document = describe_result(replace(found, findings=(sided, deep)))
    assert ResultDocument.model_validate(document).model_dump(mode="json") == {**document, "withdrawal": None}
    flat, solid = document["findings"]
    assert flat["uncertainty"] == [
        {"concept": asdict(ENTROPY), "value": 0.25, "unit": asdict(BIT), "derivation": None, "note": None}
    ]
    assert flat["box"] == {
        "sop_instance_uid": "1.1.2", "frame": 3, "left": 1.5, "top": 2.0, "right": 4.0, "bottom": 8.0,
    }  # fmt: skip
    assert (flat["segment"], flat["volume_box"], solid["box"]) == (None, None, None)
    corners = solid["volume_box"]["corners_mm"]
    assert sorted(map(tuple, corners)) == sorted((x, y, z) for x in (0.0, 3.0) for y in (0.0, 2.0) for z in (0.0, 1.0))
    assert flat["probability"] == {
        "value": 0.75, "threshold": 0.5, "indeterminate_from": None, "calibration": "a test",
        "calibrated_by": None, "operating_point": None,
    }  # fmt: skip
    assert (flat["site"]["meaning"], flat["measurements"][0]["derivation"]["meaning"]) == ("Lung", "Lung")


def test_an_object_without_a_place() -> None:
    assert describe_object(an_object(None))["path"] is None
    assert describe_object(an_object(None))["deliveries"] == [
        {"destination": "a", "state": "refused", "detail": "why", "instead": None}
    ]


def test_a_distance_is_said_with_what_is_allowed() -> None:
    assert describe_result(result())["out_of_distribution"] is None
    far = replace(result(), distance=Distance(distance=2.5, threshold=12.0))
    assert describe_result(far)["out_of_distribution"] == {"distance": 2.5, "threshold": 12.0}


def test_timings_to_the_microsecond() -> None:
    assert describe_timings({"a": 1 / 3}) == {"a": 0.333333}


def test_a_choice_comes_back_as_it_was() -> None:
    for choice in Choice:
        said = SeriesChoice(series_instance_uid="1.2", images=3, choice=choice, code="series-unfit", text="why")
        assert read_choice(json.loads(json.dumps(describe_choice(said)))) == said
    earlier = SeriesChoice(
        series_instance_uid=None,
        images=0,
        choice=Choice.REFUSED,
        code="prior-date",
        text="why",
        study_instance_uid="1.9",
        days_before=12,
    )
    described = describe_choice(earlier)
    assert read_choice(described) == earlier
    assert ChoiceDocument.model_validate(described).model_dump() == described
    for key in ("study", "days_before", "channel"):
        del described[key]  # as an earlier radlane put it on record
    assert read_choice(described).study_instance_uid is None


def test_a_frame_is_said_by_its_instance_and_number() -> None:
    frames = (FrameRef(sop_instance_uid="1.9", number=4), FrameRef(sop_instance_uid="1.9", number=8))
    found = replace(result(), findings=frame_choice(frame=1).findings, frames=frames)
    chosen, absent = describe_result(found)["findings"]
    assert chosen["frame"] == {"sop_instance_uid": "1.9", "frame": 8}
    assert absent["frame"] is None
