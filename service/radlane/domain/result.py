"""What a run gives back: objects, deliveries, verdict, provenance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from radlane.domain.choice import SeriesChoice
from radlane.domain.explanation import Faithfulness
from radlane.domain.finding import Finding, JointMeasurement
from radlane.domain.model import ModelIdentity
from radlane.domain.out_of_distribution import Distance
from radlane.domain.reason import Reason
from radlane.domain.refs import FrameRef, InstanceRef


class Verdict(StrEnum):
    """How an analysis ended."""

    ANALYSED = "analysed"
    INDETERMINATE = "indeterminate"  # analysed: something may be there, and nothing is
    NOT_ANALYSED = "not-analysed"


class Role(StrEnum):
    """What an object of a result is for."""

    REPORT = "report"  # the root SR, the commit mark: stored last
    SEGMENTATION = "segmentation"
    CAPTURE = "capture"
    DISPLAY = "display"  # an SR of outlines for viewers; never a root
    PARAMETRIC_MAP = "parametric-map"  # the numbers of a heat map
    EXPLANATION = "explanation"  # the picture of a heat map
    STATUS_REPORT = "status-report"  # the only object of a run without a result
    REJECTION = "rejection"  # the note that withdraws the others


class DeliveryState(StrEnum):
    """What became of one object at one destination."""

    STORED = "stored"
    REFUSED = "refused"
    PENDING = "pending"
    WITHDRAWN = "withdrawn"  # the destination has the rejection note


@dataclass(frozen=True, kw_only=True)
class EncodedObject:
    """One DICOM object of a result as a Part 10 file; `sha256` in hexadecimal over the whole file."""

    role: Role
    ref: InstanceRef
    modality: str
    path: Path
    size: int
    sha256: str


class Answer(StrEnum):
    """What an archive says of an object that it was sent, and what follows from it."""

    HAS_IT = "has-it"  # now, or before; a rejection note that it acts on is not given out
    NO_SUCH_CLASS = "no-such-class"  # it takes no object of this SOP Class: one of another may be taken
    NOT_ALL_KNOWN = "not-all-known"  # it has not all that a rejection note lists: one that lists less may be taken


@dataclass(frozen=True, kw_only=True)
class StoreOutcome:
    """What an archive did with one object.

    Attributes
    ----------
    detail : str
        Why it was refused, in plain words.
    path : Path or None
        Where it lies now, in archives that are folders.
    answer : Answer or None
        What the archive said of it, where that matters beside the state.
    may_be_there : bool or None
        Whether the archive may have it, or what it made of it: a rejection note lists it. None: it was not sent this
        time, so what was known before still holds.
    """

    ref: InstanceRef
    state: DeliveryState
    detail: str = ""
    path: Path | None = None
    answer: Answer | None = None
    may_be_there: bool | None = True


@dataclass(frozen=True, kw_only=True)
class StoreReceipt:
    """The outcome of every object that was sent, in the order of sending."""

    destination: str
    outcomes: tuple[StoreOutcome, ...]


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One object at one destination.

    Attributes
    ----------
    instead : str or None
        SOP Instance UID of what stands for it there, where its SOP Class was refused.
    """

    destination: str
    state: DeliveryState
    detail: str
    instead: str | None = None


@dataclass(frozen=True, kw_only=True)
class ResultObject:
    """One object of a result and where it went."""

    role: Role
    modality: str
    sop_class: str
    sop_class_uid: str
    sop_instance_uid: str
    series_instance_uid: str
    path: Path | None
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Which model, device and runtime read which instances."""

    model: ModelIdentity
    trained_on: str
    statement: str
    device: str
    runtime: Mapping[str, str]
    inputs: tuple[InstanceRef, ...]


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A heat map of a result, without its numbers.

    Attributes
    ----------
    number : int
        Its place among those of the result, from 1: the Instance Number of its objects.
    finding : str
        `Finding.id`.
    method : str
        `domain.explanation.Method`.
    text : str
        How it was made, for people.
    faithfulness : Faithfulness or None
        As in `Heatmap`.
    """

    number: int
    finding: str
    method: str
    text: str
    faithfulness: Faithfulness | None


@dataclass(frozen=True, kw_only=True)
class Result:
    """The whole answer to one request; timings in seconds by step, in the order of the steps.

    Attributes
    ----------
    frames : tuple of FrameRef
        The analysed ones, which regions of findings count.
    selection : tuple of SeriesChoice
        What became of the series of the study when the input was chosen.
    explanations : tuple of Explained
        The heat maps that explain findings.
    distance : Distance or None
        How far what was analysed lies from valid images; None where the model has no measure of it, or nothing was
        analysed.
    """

    study_instance_uid: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]
    joint: tuple[JointMeasurement, ...]
    frames: tuple[FrameRef, ...]
    objects: tuple[ResultObject, ...]
    provenance: Provenance
    timings: Mapping[str, float]
    selection: tuple[SeriesChoice, ...] = ()
    explanations: tuple[Explained, ...] = ()
    distance: Distance | None = None
