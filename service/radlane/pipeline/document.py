"""A result as plain JSON values: the one form in which the API answers it, `--json` prints it and the ledger keeps it.

In: a `Result`. Out: a dict; its keys are the contract (`openapi/radlane.json`, ResultDocument).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from radlane.domain.choice import Choice, SeriesChoice
from radlane.domain.code import Code
from radlane.domain.finding import (
    AnyRegion,
    BoxRegion,
    Finding,
    FrameRegion,
    JointMeasurement,
    Measurement,
    SegmentRegion,
    VolumeBoxRegion,
    VolumeRegion,
)
from radlane.domain.refs import FrameRef
from radlane.domain.result import Explained, Provenance, Result, ResultObject


def describe_result(result: Result) -> dict[str, Any]:
    """Return the whole result; timings in seconds by step."""
    return {
        "study": result.study_instance_uid,
        "verdict": str(result.verdict),
        "reasons": [{"code": str(reason.code), "text": reason.text} for reason in result.reasons],
        "findings": [_finding(finding, result.frames) for finding in result.findings],
        "joint_measurements": [_joint(joint) for joint in result.joint],
        "objects": [describe_object(item) for item in result.objects],
        "provenance": _provenance(result.provenance),
        "timings": describe_timings(result.timings),
        "selection": [describe_choice(choice) for choice in result.selection],
        "explanations": [describe_explanation(one) for one in result.explanations],
        "out_of_distribution": None if result.distance is None else asdict(result.distance),
    }


def describe_choice(choice: SeriesChoice) -> dict[str, Any]:
    """Return what became of a series, or of an earlier study."""
    return {
        "channel": choice.channel,
        "study": choice.study_instance_uid,
        "days_before": choice.days_before,
        "series": choice.series_instance_uid,
        "images": choice.images,
        "choice": str(choice.choice),
        "code": choice.code,
        "text": choice.text,
    }


def read_choice(said: Mapping[str, Any]) -> SeriesChoice:
    """Return what `describe_choice` described."""
    return SeriesChoice(
        series_instance_uid=said["series"],
        images=said["images"],
        choice=Choice(said["choice"]),
        code=said["code"],
        text=said["text"],
        channel=said.get("channel"),  # none in what an earlier radlane put on record, as the next two
        study_instance_uid=said.get("study"),
        days_before=said.get("days_before"),
    )


def describe_object(item: ResultObject) -> dict[str, Any]:
    """Return one object; `path` where it lies in a folder that the caller can see."""
    return {
        "role": str(item.role),
        "modality": item.modality,
        "sop_class": item.sop_class,
        "sop_class_uid": item.sop_class_uid,
        "sop_instance_uid": item.sop_instance_uid,
        "series_instance_uid": item.series_instance_uid,
        "path": str(item.path) if item.path else None,
        "deliveries": [
            {
                "destination": delivery.destination,
                "state": str(delivery.state),
                "detail": delivery.detail,
                "instead": delivery.instead,
            }
            for delivery in item.deliveries
        ],
    }


def describe_timings(timings: Mapping[str, float]) -> dict[str, float]:
    """Return seconds by step, to the microsecond."""
    return {step: round(seconds, 6) for step, seconds in timings.items()}


def describe_explanation(one: Explained) -> dict[str, Any]:
    """Return what there is of a heat map."""
    faithfulness = None if one.faithfulness is None else asdict(one.faithfulness)
    facts = {"number": one.number, "finding": one.finding, "method": one.method, "text": one.text}
    return {**facts, "faithfulness": faithfulness}


def _measurement(measurement: Measurement) -> dict[str, Any]:
    return {
        "concept": asdict(measurement.concept),
        "value": measurement.value,
        "unit": asdict(measurement.unit),
        "derivation": _code(measurement.derivation),
        "note": measurement.note,
    }


def _joint(joint: JointMeasurement) -> dict[str, Any]:
    return {"id": joint.id, "of": list(joint.of), **_measurement(joint.measurement)}


def _finding(finding: Finding, frames: Sequence[FrameRef]) -> dict[str, Any]:
    return {
        "id": finding.id,
        "concept": asdict(finding.concept),
        "presence": str(finding.presence),
        "site": _code(finding.site),
        "laterality": str(finding.laterality) if finding.laterality else None,
        "probability": None if finding.probability is None else asdict(finding.probability),
        "measurements": [_measurement(measurement) for measurement in finding.measurements],
        "uncertainty": [_measurement(measurement) for measurement in finding.uncertainty],
        "segment": _segment(finding.region),
        "box": _box(finding.region, frames),
        "volume_box": _volume_box(finding.region),
        "frame": _frame(finding.region, frames),
    }


def _code(code: Code | None) -> dict[str, Any] | None:
    return None if code is None else asdict(code)


def _segment(region: AnyRegion | None) -> dict[str, Any] | None:
    """Return the number of a segment, and how many pixels of the SEG it has in all of its frames."""
    if not isinstance(region, SegmentRegion):
        return None
    pixels = region.voxels if isinstance(region, VolumeRegion) else int(region.mask.sum())
    return {"number": region.segment, "pixels": pixels}


def _box(region: AnyRegion | None, frames: Sequence[FrameRef]) -> dict[str, Any] | None:
    """Return a rectangle in pixels of a frame, the first pixel's outer corner at (0, 0)."""
    if not isinstance(region, BoxRegion):
        return None
    frame = frames[region.frame]
    edges = {"left": region.left, "top": region.top, "right": region.right, "bottom": region.bottom}
    return {"sop_instance_uid": frame.sop_instance_uid, "frame": frame.number, **edges}


def _volume_box(region: AnyRegion | None) -> dict[str, Any] | None:
    """Return the corners of a box in mm, LPS."""
    return {"corners_mm": region.corners.tolist()} if isinstance(region, VolumeBoxRegion) else None


def _frame(region: AnyRegion | None, frames: Sequence[FrameRef]) -> dict[str, Any] | None:
    """Return a frame, whole; its number is from 1."""
    if not isinstance(region, FrameRegion):
        return None
    frame = frames[region.frame]
    return {"sop_instance_uid": frame.sop_instance_uid, "frame": frame.number}


def _provenance(provenance: Provenance) -> dict[str, Any]:
    model = provenance.model
    return {
        "model": model.name,
        "version": model.version,
        "digest": model.digest,
        "weights_digest": model.weights_digest,
        "tag": model.tag,
        "trained_on": provenance.trained_on,
        "statement": provenance.statement,
        "device": provenance.device,
        "runtime": dict(provenance.runtime),
        "inputs": [ref.sop_instance_uid for ref in provenance.inputs],
    }
