"""A result on the wire: every part of it, and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from radlane.api.schemas.result import result_document, withdrawal_document
from radlane.domain.finding import Conclusion, Region
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import FrameRef, InstanceRef
from radlane.domain.result import Delivery, DeliveryState, Provenance, Result, ResultObject, Role, Verdict
from radlane.domain.withdrawal import Withdrawal, WithdrawalReason
from support.encoding import MODEL, STATEMENT, conclusion

REF = InstanceRef(
    study_instance_uid="1.2", series_instance_uid="1.2.3", sop_instance_uid="1.2.3.4", sop_class_uid="1.9"
)


def result(found: Conclusion, path: Path | None = None) -> Result:
    item = ResultObject(
        role=Role.SEGMENTATION,
        modality="SEG",
        sop_class="Segmentation Storage",
        sop_class_uid="1.9.1",
        sop_instance_uid="1.9.2",
        series_instance_uid="1.9.3",
        path=path,
        deliveries=(Delivery(destination="ward", state=DeliveryState.STORED, detail=""),) if path else (),
    )
    return Result(
        study_instance_uid="1.2",
        verdict=Verdict.ANALYSED,
        reasons=found.reasons,
        findings=found.findings,
        joint=found.joint,
        frames=(FrameRef(sop_instance_uid=REF.sop_instance_uid, number=None),),
        objects=(item,),
        provenance=Provenance(
            model=MODEL,
            trained_on="synthetic",
            statement=STATEMENT,
            device="cpu",
            runtime={"onnxruntime": "1"},
            inputs=(REF,),
        ),
        timings={"query": 0.1234567, "read": 2.0},
    )


def test_findings_have_codes_sides_numbers_and_segments() -> None:
    found = conclusion(40, 40)
    document = json.loads(result_document(result(found)).model_dump_json())
    first = document["findings"][0]
    region = found.findings[0].region
    assert isinstance(region, Region)
    pixels = int(region.mask.sum())
    assert first["concept"] == {"scheme": "SCT", "value": "39607008", "meaning": "Lung"}
    assert (first["id"], first["presence"], first["laterality"], first["probability"]) == (
        "lung-1",
        "present",
        "right",
        None,
    )
    assert [(item["value"], item["unit"]["value"], item["note"]) for item in first["measurements"]] == [
        (pixels, "{pixels}", None)
    ]
    assert first["segment"] == {"number": 1, "pixels": pixels}
    assert [finding["laterality"] for finding in document["findings"]] == ["right", "left"]


def test_a_side_that_is_not_known_is_null() -> None:
    reason = Reason(code=ReasonCode.LATERALITY_UNKNOWN, text="No side is known")
    document = result_document(result(conclusion(40, 40, lateral=False, reasons=(reason,))))
    assert [finding.laterality for finding in document.findings] == [None, None]
    assert [(item.code, item.text) for item in document.reasons] == [("laterality-unknown", "No side is known")]
    assert document.joint_measurements == []


def test_what_is_absent_has_a_segment_without_pixels() -> None:
    document = result_document(result(conclusion(40, 40, present=(True, False))))
    absent = document.findings[1]
    assert (absent.presence, absent.measurements) == ("absent", [])
    assert absent.segment is not None
    assert (absent.segment.number, absent.segment.pixels) == (2, 0)


def test_a_finding_without_a_region_has_no_segment() -> None:
    found = conclusion(40, 40)
    bare = type(found.findings[0])(id="x", concept=found.findings[0].concept, presence=found.findings[0].presence)
    assert result_document(result(Conclusion(findings=(bare,)))).findings[0].segment is None


def test_a_joint_measurement_names_the_findings_it_is_of() -> None:
    found = conclusion(40, 40)
    (joint,) = result_document(result(found)).joint_measurements
    assert (joint.id, joint.of, joint.concept.value) == ("ratio", ["lung-1", "lung-2"], "lung-area-ratio")
    assert joint.value == pytest.approx(found.joint[0].measurement.value)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (None, (None, [])),
        (
            Path("/srv/x.dcm"),
            ("/srv/x.dcm", [{"destination": "ward", "state": "stored", "detail": "", "instead": None}]),
        ),
    ],
)
def test_objects_say_where_they_are(path: Path | None, said: tuple[str | None, list[dict[str, str]]]) -> None:
    (item,) = json.loads(result_document(result(conclusion(40, 40), path)).model_dump_json())["objects"]
    assert (item.pop("path"), item.pop("deliveries")) == said
    assert item == {
        "role": "segmentation",
        "modality": "SEG",
        "sop_class": "Segmentation Storage",
        "sop_class_uid": "1.9.1",
        "sop_instance_uid": "1.9.2",
        "series_instance_uid": "1.9.3",
    }


def test_a_result_without_a_ledger_has_no_withdrawal() -> None:
    assert result_document(result(conclusion(40, 40))).withdrawal is None
    assert withdrawal_document(None) is None


def test_a_withdrawal_says_why_when_and_by_whom() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    withdrawal = Withdrawal(reason=WithdrawalReason.SAFETY, comment="why", at=at, caller="key", job_id="job")
    document = withdrawal_document(withdrawal)
    assert document is not None
    assert json.loads(document.model_dump_json()) == {
        "reason": "safety",
        "comment": "why",
        "at": "2026-03-01T00:00:00Z",
        "caller": "key",
        "job": "job",
    }


def test_the_rest_says_which_model_read_which_instance_and_how_long_it_took() -> None:
    document = json.loads(result_document(result(conclusion(40, 40))).model_dump_json())
    assert (document["study"], document["verdict"]) == ("1.2", "analysed")
    assert document["timings"] == {"query": 0.123457, "read": 2.0}
    assert document["provenance"] == {
        "model": MODEL.name,
        "version": MODEL.version,
        "digest": MODEL.digest,
        "weights_digest": MODEL.weights_digest,
        "tag": None,
        "trained_on": "synthetic",
        "statement": STATEMENT,
        "device": "cpu",
        "runtime": {"onnxruntime": "1"},
        "inputs": ["1.2.3.4"],
    }
