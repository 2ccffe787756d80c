"""A result as plain JSON values: the one form in which the API answers it, `--json` prints it and the ledger keeps it.

In: a `Result`. Out: a dict; its keys are the contract (`openapi/radlane.json`, ResultDocument).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from radlane.domain.finding import Finding, JointMeasurement, Measurement, Region, VolumeRegion
from radlane.domain.result import Provenance, Result, ResultObject


def describe_result(result: Result) -> dict[str, Any]:
    """Return the whole result; timings in seconds by step."""
    return {
        "study": result.study_instance_uid,
        "verdict": str(result.verdict),
        "reasons": [{"code": str(reason.code), "text": reason.text} for reason in result.reasons],
        "findings": [_finding(finding) for finding in result.findings],
        "joint_measurements": [_joint(joint) for joint in result.joint],
        "objects": [describe_object(item) for item in result.objects],
        "provenance": _provenance(result.provenance),
        "timings": describe_timings(result.timings),
    }


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
            {"destination": delivery.destination, "state": str(delivery.state), "detail": delivery.detail}
            for delivery in item.deliveries
        ],
    }


def describe_timings(timings: Mapping[str, float]) -> dict[str, float]:
    """Return seconds by step, to the microsecond."""
    return {step: round(seconds, 6) for step, seconds in timings.items()}


def _measurement(measurement: Measurement) -> dict[str, Any]:
    return {
        "concept": asdict(measurement.concept),
        "value": measurement.value,
        "unit": asdict(measurement.unit),
        "note": measurement.note,
    }


def _joint(joint: JointMeasurement) -> dict[str, Any]:
    return {"id": joint.id, "of": list(joint.of), **_measurement(joint.measurement)}


def _finding(finding: Finding) -> dict[str, Any]:
    region = finding.region
    return {
        "id": finding.id,
        "concept": asdict(finding.concept),
        "presence": str(finding.presence),
        "laterality": str(finding.laterality) if finding.laterality else None,
        "probability": finding.probability,
        "measurements": [_measurement(measurement) for measurement in finding.measurements],
        "segment": {"number": region.segment, "pixels": _pixels(region)} if region else None,
    }


def _pixels(region: Region | VolumeRegion) -> int:
    """Return how many pixels of the SEG a segment has, in all of its frames."""
    return region.voxels if isinstance(region, VolumeRegion) else int(region.mask.sum())


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
