"""The serving life of models on the wire: pauses, and how far a version that runs beside production agrees with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from radlane.api.schemas.models import ModelDocument
from radlane.api.schemas.patterns import NO_NUL
from radlane.jobs.pauses import Pause
from radlane.jobs.shadows import Comparison
from radlane.monitoring.agreement import FindingAgreement, agreement_of


class ServingBody(BaseModel):
    """Why a model is paused or resumed; it stands on record, so no name of a patient belongs in it."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    reason: Annotated[str, Field(min_length=1, max_length=1000, pattern=NO_NUL)]


class PauseDocument(BaseModel):
    """Whether a model is paused, and since when, by whom and why; `released` jobs waited for the end of a pause."""

    model: str
    paused: bool
    at: datetime | None = None
    caller: str | None = None
    reason: str | None = None
    released: int = 0


class DeviationDocument(BaseModel):
    """How far a measurement differs: |a - b| / max(|a|, |b|), its mean over the studies and the largest one."""

    name: str
    studies: int
    mean: float
    largest: float


class FindingAgreementDocument(BaseModel):
    """In which share of the studies both versions say the same of a finding: present, absent or indeterminate.

    An entry with an empty `id` has the measurements of several findings together, and no share.
    """

    id: str
    name: str
    laterality: str | None
    studies: int
    agreement: float | None
    measurements: list[DeviationDocument]


class SecondsDocument(BaseModel):
    """Median time of the networks of one analysis."""

    shadow: float
    beside: float


class ShadowDocument(BaseModel):
    """One version that ran beside another one: how its jobs ended, and how far both say the same."""

    version: str
    beside: str
    ends: dict[str, int]
    studies: int
    findings: list[FindingAgreementDocument]
    seconds: SecondsDocument | None


class ShadowList(BaseModel):
    """Pairs of versions that were compared, the youngest first; `next` is a cursor, null at the end."""

    items: list[ShadowDocument]
    next: str | None = None


def shadow_list(comparisons: Iterable[Comparison]) -> ShadowList:
    """Describe comparisons, summed up by the versions that were compared."""
    pairs: dict[tuple[str, str], list[Comparison]] = {}
    for one in comparisons:
        pairs.setdefault((one.version, one.beside_version), []).append(one)
    return ShadowList(items=[_pair(*versions, found) for versions, found in pairs.items()])


def _pair(version: str, beside: str, found: list[Comparison]) -> ShadowDocument:
    said = agreement_of([(one.end, one.findings, one.seconds) for one in found])
    seconds = SecondsDocument(shadow=said.seconds[0], beside=said.seconds[1]) if said.seconds else None
    return ShadowDocument(
        version=version,
        beside=beside,
        ends=dict(said.ends),
        studies=said.count,
        findings=[_finding(finding) for finding in said.findings],
        seconds=seconds,
    )


def _finding(said: FindingAgreement) -> FindingAgreementDocument:
    return FindingAgreementDocument(
        id=said.id,
        name=said.name,
        laterality=said.laterality,
        studies=said.count,
        agreement=said.rate,
        measurements=[
            DeviationDocument(name=one.name, studies=one.count, mean=one.mean, largest=one.largest)
            for one in said.measurements
        ],
    )


def pause_document(model: str, pause: Pause) -> PauseDocument:
    """Describe a pause."""
    return PauseDocument(model=model, paused=True, at=pause.at, caller=pause.caller, reason=pause.reason)


def mark_paused(models: Iterable[ModelDocument], paused: Collection[str]) -> None:
    """Let descriptions of models say which of them are paused."""
    for model in models:
        model.paused = model.name in paused
