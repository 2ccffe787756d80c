"""A result on the wire: what the API answers, and what `--json` prints."""

from __future__ import annotations

from pydantic import BaseModel

from radlane.domain.code import Code
from radlane.domain.finding import Finding, JointMeasurement, Measurement
from radlane.domain.result import Provenance, Result, ResultObject


class CodeDocument(BaseModel):
    """A coded concept."""

    scheme: str
    value: str
    meaning: str


class ReasonDocument(BaseModel):
    """Why a study was not analysed, or a finding is less than the model could say."""

    code: str
    text: str


class MeasurementDocument(BaseModel):
    """A number with its concept and UCUM unit."""

    concept: CodeDocument
    value: float
    unit: CodeDocument
    note: str | None


class JointMeasurementDocument(MeasurementDocument):
    """A number computed from several findings; `of` names their ids."""

    id: str
    of: list[str]


class SegmentDocument(BaseModel):
    """The segment of the SEG that shows a finding; `pixels` on the grid of the image."""

    number: int
    pixels: int


class FindingDocument(BaseModel):
    """A coded finding; `laterality` is null where the side of the patient is not known or there is none."""

    id: str
    concept: CodeDocument
    presence: str
    laterality: str | None
    probability: float | None
    measurements: list[MeasurementDocument]
    segment: SegmentDocument | None


class DeliveryDocument(BaseModel):
    """One object at one destination."""

    destination: str
    state: str
    detail: str


class ObjectDocument(BaseModel):
    """One DICOM object of the result; `path` where it lies in a folder that the caller can see."""

    role: str
    modality: str
    sop_class: str
    sop_class_uid: str
    sop_instance_uid: str
    series_instance_uid: str
    path: str | None
    deliveries: list[DeliveryDocument]


class ProvenanceDocument(BaseModel):
    """Which model, device and runtime read which SOP Instances."""

    model: str
    version: str
    digest: str
    weights_digest: str
    tag: str | None
    trained_on: str
    statement: str
    device: str
    runtime: dict[str, str]
    inputs: list[str]


class ResultDocument(BaseModel):
    """The whole answer to one request; timings in seconds by step."""

    study: str
    verdict: str
    reasons: list[ReasonDocument]
    findings: list[FindingDocument]
    joint_measurements: list[JointMeasurementDocument]
    objects: list[ObjectDocument]
    provenance: ProvenanceDocument
    timings: dict[str, float]


def result_document(result: Result) -> ResultDocument:
    """Return a result as JSON says it."""
    return ResultDocument(
        study=result.study_instance_uid,
        verdict=result.verdict,
        reasons=[ReasonDocument(code=reason.code, text=reason.text) for reason in result.reasons],
        findings=[_finding(finding) for finding in result.findings],
        joint_measurements=[_joint(joint) for joint in result.joint],
        objects=[_object(item) for item in result.objects],
        provenance=_provenance(result.provenance),
        timings={step: round(seconds, 6) for step, seconds in result.timings.items()},
    )


def _code(code: Code) -> CodeDocument:
    return CodeDocument(scheme=code.scheme, value=code.value, meaning=code.meaning)


def _measurement(measurement: Measurement) -> MeasurementDocument:
    return MeasurementDocument(
        concept=_code(measurement.concept),
        value=measurement.value,
        unit=_code(measurement.unit),
        note=measurement.note,
    )


def _joint(joint: JointMeasurement) -> JointMeasurementDocument:
    return JointMeasurementDocument(id=joint.id, of=list(joint.of), **dict(_measurement(joint.measurement)))


def _finding(finding: Finding) -> FindingDocument:
    region = finding.region
    return FindingDocument(
        id=finding.id,
        concept=_code(finding.concept),
        presence=finding.presence,
        laterality=finding.laterality,
        probability=finding.probability,
        measurements=[_measurement(measurement) for measurement in finding.measurements],
        segment=SegmentDocument(number=region.segment, pixels=int(region.mask.sum())) if region else None,
    )


def _object(item: ResultObject) -> ObjectDocument:
    return ObjectDocument(
        role=item.role,
        modality=item.modality,
        sop_class=item.sop_class,
        sop_class_uid=item.sop_class_uid,
        sop_instance_uid=item.sop_instance_uid,
        series_instance_uid=item.series_instance_uid,
        path=str(item.path) if item.path else None,
        deliveries=[
            DeliveryDocument(destination=delivery.destination, state=delivery.state, detail=delivery.detail)
            for delivery in item.deliveries
        ],
    )


def _provenance(provenance: Provenance) -> ProvenanceDocument:
    model = provenance.model
    return ProvenanceDocument(
        model=model.name,
        version=model.version,
        digest=model.digest,
        weights_digest=model.weights_digest,
        tag=model.tag,
        trained_on=provenance.trained_on,
        statement=provenance.statement,
        device=provenance.device,
        runtime=dict(provenance.runtime),
        inputs=[ref.sop_instance_uid for ref in provenance.inputs],
    )
