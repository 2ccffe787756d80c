"""A result on the wire: what the API answers, and what `--json` prints."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from radlane.domain.result import Result
from radlane.domain.withdrawal import Withdrawal
from radlane.pipeline.document import describe_result


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
    """A number with its concept and UCUM unit; `derivation` says which of several values it is: mean, maximum."""

    concept: CodeDocument
    value: float
    unit: CodeDocument
    derivation: CodeDocument | None
    note: str | None


class JointMeasurementDocument(MeasurementDocument):
    """A number computed from several findings; `of` names their ids."""

    id: str
    of: list[str]


class SegmentDocument(BaseModel):
    """The segment of the SEG that shows a finding; `pixels` on the grid of the image."""

    number: int
    pixels: int


class OperatingPointDocument(BaseModel):
    """What was measured at a threshold, from 0 to 1, and on whom."""

    id: str
    threshold: float
    indeterminate_from: float | None
    sensitivity: float
    specificity: float
    cohort: str


class ProbabilityDocument(BaseModel):
    """How sure the model is, from 0 to 1.

    From `threshold` on the finding is present, from `indeterminate_from` on indeterminate. `calibration` names the data
    that the values were fitted to; null: the network's raw output, which is no probability of the finding.
    `calibrated_by` is the method by which radlane fitted them, null where they came as they are. `operating_point` is
    what the model's developer measured at this threshold, null where nothing is named.
    """

    value: float
    threshold: float
    indeterminate_from: float | None
    calibration: str | None
    calibrated_by: str | None = None
    operating_point: OperatingPointDocument | None = None


class BoxDocument(BaseModel):
    """A rectangle around a finding, in pixels of one frame: the first pixel's outer corner is (0, 0).

    `frame` counts from 1, and is null where the instance has one frame only.
    """

    sop_instance_uid: str
    frame: int | None
    left: float
    top: float
    right: float
    bottom: float


class VolumeBoxDocument(BaseModel):
    """A box around a finding: its eight corners (x, y, z) in mm, LPS, in the images' Frame of Reference.

    The first four are one face, in turn; the others are the opposite one, in the same order.
    """

    corners_mm: list[tuple[float, float, float]]


class FrameDocument(BaseModel):
    """The frame of a clip that shows a finding best, whole; `frame` as of a box."""

    sop_instance_uid: str
    frame: int | None


class FindingDocument(BaseModel):
    """A coded finding; `laterality` is null where the side of the patient is not known or there is none.

    `uncertainty` says how sure the model is of it: the entropy of its answer, the spread over several runs.
    """

    id: str
    concept: CodeDocument
    presence: str
    site: CodeDocument | None
    laterality: str | None
    probability: ProbabilityDocument | None
    measurements: list[MeasurementDocument]
    uncertainty: list[MeasurementDocument] = []
    segment: SegmentDocument | None
    box: BoxDocument | None
    volume_box: VolumeBoxDocument | None
    frame: FrameDocument | None = None


class DeliveryDocument(BaseModel):
    """One object at one destination; `instead` is the SOP Instance UID of what stands for it there.

    It is null but where the destination does not take the SOP Class of the object, or of one that it refers to.
    """

    destination: str
    state: str
    detail: str
    instead: str | None


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


class ChoiceDocument(BaseModel):
    """What became of one series, or one stack of a series, when the images of a channel were chosen.

    `choice` is `chosen`, `outdone` (it fits, and the manifest prefers another) or `refused`, with the code of the
    reason and what the manifest asks for. `study` and `days_before` say of which earlier study it is, null where it is
    of the one that was analysed. What is said of an earlier study as a whole has no `series` and no `channel`, of
    several that are only counted no `study` either. `channel` is null too in what an earlier radlane put on record.
    """

    channel: str | None = None
    study: str | None = None
    days_before: int | None = None
    series: str | None
    images: int
    choice: str
    code: str | None
    text: str


class FaithfulnessDocument(BaseModel):
    """What the answer does when the pixels of a heat map are taken away or shown, the hottest first, in `steps` parts.

    Both are areas under the curve of the answer, where 0 is that to nothing and 1 that to the whole image: a map that
    shows what the answer rests on has a low `deletion` and a high `insertion`. A part may say more than the whole.
    """

    deletion: float
    insertion: float
    steps: int


class ExplanationDocument(BaseModel):
    """A heat map that explains a finding, and is none; `number` is the Instance Number of its objects.

    `method` is its stable name, `text` says it to people, with the layer. `faithfulness` is null where there was no
    time to measure it.
    """

    number: int
    finding: str
    method: str
    text: str
    faithfulness: FaithfulnessDocument | None


class DistanceDocument(BaseModel):
    """How far what was analysed lies from valid images (Mahalanobis distance of features), and how far it may."""

    distance: float
    threshold: float


class WithdrawalDocument(BaseModel):
    """Why a result may no longer be used, since when, by whose API key; the job sends the rejection note."""

    reason: str
    comment: str | None
    at: datetime
    caller: str
    job: str | None


class ResultDocument(BaseModel):
    """The whole answer to one request; timings in seconds by step, `withdrawal` null where it may be used.

    `out_of_distribution` is null where the model has no measure of it, and where nothing was analysed: the sentence of
    the reason then says both numbers.
    """

    study: str
    verdict: str
    reasons: list[ReasonDocument]
    findings: list[FindingDocument]
    joint_measurements: list[JointMeasurementDocument]
    objects: list[ObjectDocument]
    provenance: ProvenanceDocument
    timings: dict[str, float]
    selection: list[ChoiceDocument] = []
    explanations: list[ExplanationDocument] = []
    out_of_distribution: DistanceDocument | None = None
    withdrawal: WithdrawalDocument | None = None


def result_document(result: Result) -> ResultDocument:
    """Return a result as JSON says it."""
    return ResultDocument.model_validate(describe_result(result))


def withdrawal_document(withdrawal: Withdrawal | None) -> WithdrawalDocument | None:
    """Describe a withdrawal."""
    if withdrawal is None:
        return None
    return WithdrawalDocument(
        reason=withdrawal.reason,
        comment=withdrawal.comment,
        at=withdrawal.at,
        caller=withdrawal.caller,
        job=withdrawal.job_id,
    )
