"""Runs as values and as rows of `schema.RUN`.

In: what a job wants to analyse, or a row. Out: columns, or a `Run`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from radlane.domain.job import FINAL
from radlane.domain.model import ModelIdentity
from radlane.domain.status import ResultStatus
from radlane.domain.withdrawal import WithdrawalReason
from radlane.errors import JobConflict, ResultWithdrawn
from radlane.jobs.database import to_moment
from radlane.jobs.schema import JOB, RUN, WITHDRAWAL

CHANGED_PIXELS = "the pixels changed under the same UIDs"
FAILED_BEFORE = "the run before failed"
GIVEN_UP_BEFORE = "the run before was given up before it was whole"
NO_RESULT_BEFORE = "the run before had no result"
NO_RESULT_NOW = "the analysis gave no result"
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class RunState(StrEnum):
    """Where a run stands."""

    OPEN = "open"
    COMPLETE = "complete"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Claimed(StrEnum):
    """What a job has to do with the run that it was given."""

    MAKE = "make"
    REUSE = "reuse"
    WAIT = "wait"  # another job makes it
    LOOK = "look"  # none yet: more of the study was analysed since this job looked at it


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a job is about to analyse.

    Attributes
    ----------
    input_key : str
        `encode.identity.input_key`.
    source_digest : str
        SHA-256 of the decoded pixels.
    rerun : str or None
        Why it is analysed again although it was.
    inputs : tuple of str
        SOP Instance UIDs of what is analysed.
    status : ResultStatus or None
        Why there is no result, where a run is wanted that only says so.
    shadow : bool
        Whether it is for comparison only (`jobs.shadows`).
    known : collection of str
        The runs that there were before the archive was asked what it has (`Ledger.results_of`).
    """

    input_key: str
    source_digest: str
    study_instance_uid: str
    model: ModelIdentity
    rerun: str | None
    inputs: tuple[str, ...] = ()
    status: ResultStatus | None = None
    shadow: bool = False
    known: Collection[str] = ()


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run; `number` is n, its objects' dates are `started_at`, and `status` says why it has no result.

    `conclusion` is the SHA-256 of what was concluded: the file lies beside the objects of the first form.
    `settings` are those of the site (`settings.results`) that say which objects are made. `inputs` is what was analysed
    (`packed`), and `predecessors` are the reports that the run's own takes the place of (`jobs.growth`). A
    `shadow` was made for comparison only; it is a result like any other from when a job asks for the same that is not.
    An amendment adds heat maps to the run `amends`, whose result it repeats; `amendment` counts those of that run.
    """

    id: str
    input_key: str
    number: int
    state: RunState
    reason: str | None
    job_id: str
    started_at: datetime
    study_instance_uid: str
    source_digest: str
    model_name: str
    model_version: str
    package_digest: str
    status: ResultStatus | None
    result: Mapping[str, Any] | None
    conclusion: str | None
    settings: Mapping[str, Any]
    inputs: str | None = None
    predecessors: Sequence[Mapping[str, str]] = ()
    shadow: bool = False
    amends: str | None = None
    amendment: int | None = None


@dataclass(frozen=True, kw_only=True)
class RunQuery:
    """Which runs to list: the youngest first, no shadows; `before` is the id of the last one that was seen.

    `model` is `name` or `name:version`.
    """

    model: str | None = None
    study: str | None = None
    before: str | None = None
    limit: int = 50


def is_id(name: str) -> bool:
    """Whether a name is one that a job or a run may have."""
    return _ID.fullmatch(name) is not None


def packed(inputs: Iterable[str]) -> str:
    """Return SOP Instance UIDs as a row holds them: of each, 16 hexadecimal digits of its SHA-256, in their order."""
    return "".join(sorted(hashlib.sha256(uid.encode()).hexdigest()[:16] for uid in set(inputs)))


def columns_of(wanted: Wanted) -> dict[str, Any]:
    """Return what a run says of its input, as columns."""
    return {
        "input_key": wanted.input_key,
        "study": wanted.study_instance_uid,
        "source_digest": wanted.source_digest,
        "model_name": wanted.model.name,
        "model_version": wanted.model.version,
        "package_digest": wanted.model.digest,
        "status": wanted.status,
        "inputs": packed(wanted.inputs) or None,
        "predecessors": None,
        "shadow": wanted.shadow,
        "amends": None,
    }


def same_columns(run: Run) -> dict[str, Any]:
    """Return what the next run of the same input says of it."""
    return {
        "input_key": run.input_key,
        "study": run.study_instance_uid,
        "source_digest": run.source_digest,
        "model_name": run.model_name,
        "model_version": run.model_version,
        "package_digest": run.package_digest,
        "status": run.status,
        "inputs": run.inputs,
        "predecessors": list(run.predecessors) or None,
        "shadow": run.shadow,
        "amends": run.amends,
    }


def listed(query: RunQuery) -> Select[Any]:
    """Return the query of the runs to list; their order and pages: `paging`."""
    wanted = select(RUN).where(RUN.c.shadow.is_(False))
    if query.model is not None:
        name, _, version = query.model.partition(":")
        wanted = wanted.where(RUN.c.model_name == name)
        wanted = wanted.where(RUN.c.model_version == version) if version else wanted
    if query.study is not None:
        wanted = wanted.where(RUN.c.study == query.study)
    return wanted


def run_of(row: RowMapping) -> Run:
    """Return a row as a run."""
    return Run(
        id=row["id"],
        input_key=row["input_key"],
        number=row["number"],
        state=RunState(row["state"]),
        reason=row["reason"],
        job_id=row["job_id"],
        started_at=to_moment(row["started_at"]),
        study_instance_uid=row["study"],
        source_digest=row["source_digest"],
        model_name=row["model_name"],
        model_version=row["model_version"],
        package_digest=row["package_digest"],
        status=ResultStatus(row["status"]) if row["status"] is not None else None,
        result=row["result"],
        conclusion=row["conclusion"],
        settings=row["settings"] or {},
        inputs=row["inputs"],
        predecessors=row["predecessors"] or (),
        shadow=row["shadow"],
        amends=row["amends"],
        amendment=row["amendment"],
    )


def locked_run(connection: Connection, run_id: str) -> Run:
    """Return a run that nobody else changes before the caller's transaction ends."""
    return run_of(connection.execute(select(RUN).where(RUN.c.id == run_id).with_for_update()).mappings().one())


def require_open(connection: Connection, run_id: str, job_id: str) -> None:
    """Stop a job whose run was withdrawn, or given to another one, as when it was taken for dead and was not.

    Raises
    ------
    ResultWithdrawn
        If it was withdrawn.
    JobConflict
        If it is another job's.
    """
    run = locked_run(connection, run_id)
    if run.state is RunState.WITHDRAWN:
        raise ResultWithdrawn("The result was withdrawn", uid=run_id)
    if run.state is not RunState.COMPLETE and (run.state is not RunState.OPEN or run.job_id != job_id):
        raise JobConflict("The run is no longer this job's", uid=run_id)


def open_elsewhere(connection: Connection, job_id: str, input_key: str) -> tuple[Run, ...]:
    """Return what a job began, and did not end, of other input, and lock it.

    Another job may have taken one over while it was waited for: that one is no longer this job's. What it adds to a run
    of this input stays.
    """
    of_input = select(RUN.c.id).where(RUN.c.input_key == input_key)
    is_other = (RUN.c.input_key != input_key) & (RUN.c.amends.is_(None) | RUN.c.amends.not_in(of_input))
    others = select(RUN.c.id).where(RUN.c.job_id == job_id, RUN.c.state == RunState.OPEN, is_other)
    found = [locked_run(connection, one) for one in connection.execute(others.order_by(RUN.c.id)).scalars().all()]
    return tuple(run for run in found if run.job_id == job_id and run.state is RunState.OPEN)


def amendments_of(connection: Connection, run_id: str) -> tuple[Run, ...]:
    """Return the amendments of a run, the first one first."""
    wanted = select(RUN).where(RUN.c.amends == run_id).order_by(RUN.c.amendment)
    return tuple(run_of(row) for row in connection.execute(wanted).mappings())


def is_under_way(connection: Connection, job_id: str) -> bool:
    """Whether there is a job that has not come to its end."""
    state = connection.execute(select(JOB.c.state).where(JOB.c.id == job_id)).scalar()
    return state is not None and state not in FINAL


def withdrawn_of(run_id: str) -> ResultWithdrawn:
    """Return what a job is told whose result was withdrawn."""
    return ResultWithdrawn("The result of this input was withdrawn", uid=run_id, remedy="Ask for a rerun")


def may_take(latest: Run, wanted: Wanted, mine: bool) -> bool:
    """Whether a run fits although it says something else of its result.

    A job's own run, on its way, becomes one without a result. Who wants a result of images that could not be analysed
    is told so, without a second try.
    """
    if wanted.status is not None:
        return mine and latest.status is None and latest.state is RunState.OPEN
    return latest.status is ResultStatus.NOT_ATTEMPTED and latest.source_digest == wanted.source_digest


def why_nothing(connection: Connection, run: Run) -> str | None:
    """Why a run came to nothing, and holds no key; None where it is a result, or may be one, or a person withdrew it.

    One that radlane itself withdrew was half stored when it was put aside: nobody judged what it says.
    """
    if run.state is RunState.FAILED:
        return FAILED_BEFORE
    reason = connection.execute(select(WITHDRAWAL.c.reason).where(WITHDRAWAL.c.run_id == run.id)).scalar()
    return GIVEN_UP_BEFORE if reason == WithdrawalReason.INCOMPLETE else None


def why_another(connection: Connection, latest: Run, wanted: Wanted, mine: bool) -> str | None:
    """Why the latest run of an input is not the one; None where it is."""
    nothing = why_nothing(connection, latest)
    if nothing is not None:
        return wanted.rerun or nothing
    if latest.status is not wanted.status and not may_take(latest, wanted, mine):
        return wanted.rerun or (NO_RESULT_NOW if latest.status is None else NO_RESULT_BEFORE)
    if latest.status is ResultStatus.FAILED and not mine:
        return wanted.rerun or NO_RESULT_BEFORE
    if latest.source_digest != wanted.source_digest:
        return CHANGED_PIXELS
    if latest.state is RunState.WITHDRAWN and (mine or wanted.rerun is None):
        raise withdrawn_of(latest.id)
    return None if mine else wanted.rerun
