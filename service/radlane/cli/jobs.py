"""`radlane jobs` and `radlane results`: what is on record in this data folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from radlane.api.audit import listed
from radlane.api.routes.results import RunDocument, RunList, run_document
from radlane.api.schemas.jobs import JobDocument, JobList, job_document
from radlane.app.records import Records, open_records
from radlane.app.trail import who_runs
from radlane.cli.beginning import begin
from radlane.cli.console import Answer, align
from radlane.domain.job import FINAL, JobState
from radlane.domain.withdrawal import WithdrawalReason
from radlane.errors import JobConflict, UsageError
from radlane.jobs.ledger import RunQuery
from radlane.jobs.paging import MOST_ROWS
from radlane.jobs.results import objects_of
from radlane.jobs.runs import RunState
from radlane.jobs.store import Query
from radlane.registry.reference import parse_reference
from radlane.security.audit_record import Action, Entry

jobs = typer.Typer(help="Jobs of this data folder.")
results = typer.Typer(help="Results of this data folder.")


class Reason(StrEnum):
    """What a person may withdraw a result for."""

    SAFETY = WithdrawalReason.SAFETY
    QUALITY = WithdrawalReason.QUALITY


_Id = Annotated[str, typer.Argument(metavar="JOB", help="The job's id.")]
_Limit = Annotated[int, typer.Option(min=1, max=200)]


@jobs.command("list", short_help="List jobs, the youngest first.")
def list_jobs(
    state: Annotated[JobState | None, typer.Option()] = None,
    code: Annotated[str | None, typer.Option(help="Of the error or reason with which they ended.")] = None,
    study: Annotated[str | None, typer.Option(metavar="UID")] = None,
    limit: _Limit = 50,
) -> Answer:
    """List jobs, the youngest first."""
    records = open_records(begin())
    found, following = records.store.find(Query(state=state, code=code, study=study, limit=limit))
    studies = [job.order.request.study_instance_uid for job in found]
    records.trail.record(_listed(Action.JOBS_LISTED, "radlane jobs list", study, studies))
    document = JobList(items=[job_document(job) for job in found], next=following)
    rows = [[job.id, job.state, _ago(job.updated_at), job.model, job.study] for job in document.items]
    return Answer(document=document, lines=align(rows) or ["There is no job"])


@jobs.command("show", short_help="Show a job with its timeline.")
def show(job: _Id) -> Answer:
    """Show a job with its timeline."""
    records = open_records(begin())
    found = records.store.get(job)
    study = found.order.request.study_instance_uid
    records.trail.record(replace(_by(Action.JOB_READ, "radlane jobs show"), study=study, job=job))
    document = job_document(found)
    return Answer(document=document, lines=_lines(document))


@jobs.command("cancel", short_help="Cancel a job before its next step.")
def cancel(job: _Id) -> Answer:
    """Cancel a job: it ends before its next step. What began to be stored is stored whole."""
    records = open_records(begin())
    store = records.store
    found = store.get(job)
    if found.state in FINAL:
        raise JobConflict("The job is at its end", uid=job, why=f"it is {found.state}")
    with records.trail.saying(_by(Action.JOB_CANCELLED, "radlane jobs cancel")) as say:
        store.ask_cancel(job, say)
    document = job_document(store.get(job))
    return Answer(document=document, lines=[f"{document.id}  {document.state}"])


@jobs.command("retry", short_help="Try a job again that failed, was cancelled or expired.")
def retry(job: _Id) -> Answer:
    """Try a job again that failed, was cancelled or expired; the service takes it up within a minute."""
    records = open_records(begin())
    store = records.store
    state = store.get(job).state
    with records.trail.saying(_by(Action.JOB_RETRIED, "radlane jobs retry")) as say:
        is_queued = store.reopen(job, say)
    if not is_queued:
        raise JobConflict("Only failed, cancelled and expired jobs are tried again", uid=job, why=f"it is {state}")
    document = job_document(store.get(job))
    return Answer(document=document, lines=[f"{document.id}  {document.state}"])


@results.command("list", short_help="List runs with their objects, the youngest first.")
def list_results(
    model: Annotated[str | None, typer.Option(metavar="NAME[:VERSION]")] = None,
    study: Annotated[str | None, typer.Option(metavar="UID")] = None,
    limit: _Limit = 50,
) -> Answer:
    """List runs with their objects, the youngest first."""
    records = open_records(begin())
    runs, following = records.ledger.find(RunQuery(model=model, study=study, limit=limit))
    withdrawn = records.withdrawals.find([run.id for run in runs])
    documents = [run_document(run, objects_of(run.id, records.ledger), withdrawn.get(run.id)) for run in runs]
    studies = [run.study_instance_uid for run in runs]
    records.trail.record(_listed(Action.RESULTS_LISTED, "radlane results list", study, studies))
    document = RunList(items=documents, next=following)
    return Answer(document=document, lines=align([_row(run) for run in document.items]) or ["There is no result"])


@results.command("withdraw", short_help="Withdraw a result, and tell every archive that may have it.")
def withdraw_result(
    reason: Annotated[Reason, typer.Option(help="safety: it could harm the patient; quality: it is of no use.")],
    run: Annotated[str | None, typer.Argument(metavar="RUN", help="The run's id.")] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME:VERSION", help="All results of a version, in the place of one run.")
    ] = None,
    comment: Annotated[
        str | None, typer.Option(metavar="TEXT", help="For the rejection note; no patient's name.")
    ] = None,
) -> Answer:
    """Withdraw a result: it is neither sent nor used again; the service sends its rejection note within a minute."""
    if (run is None) == (model is None):
        raise UsageError("Name a run, or with --model a version whose results are all withdrawn")
    records, said = open_records(begin()), (WithdrawalReason(reason), comment)
    if run is not None:
        document = _withdrawn(records, run, *said)
        return Answer(document=document, lines=[_sent(document)])
    tried = [_unless_bare(records, one, *said) for one in list(_runs_of(records, str(model)))]
    documents = [one for one in tried if one is not None]
    lines = [_sent(one) for one in documents] or ["There is no result to withdraw"]
    return Answer(document=RunList(items=documents, next=None), lines=lines)


def _runs_of(records: Records, model: str) -> Iterator[str]:
    """The runs of a version that are not withdrawn, the youngest first."""
    if parse_reference(model).version is None:
        raise UsageError("This is no version of a model", remedy="Name it as NAME:VERSION")
    cursor: str | None = None
    while True:
        runs, cursor = records.ledger.find(RunQuery(model=model, before=cursor, limit=MOST_ROWS))
        yield from (run.id for run in runs if run.state in (RunState.COMPLETE, RunState.OPEN))
        if cursor is None:
            return


def _unless_bare(records: Records, run: str, reason: WithdrawalReason, comment: str | None) -> RunDocument | None:
    """Withdraw a run, unless it has no result yet: its job ends without one, since the version does not run."""
    try:
        return _withdrawn(records, run, reason, comment)
    except JobConflict:
        return None


def _withdrawn(records: Records, run: str, reason: WithdrawalReason, comment: str | None) -> RunDocument:
    with records.trail.saying(_by(Action.RESULT_WITHDRAWN, "radlane results withdraw")) as say:
        withdrawal, _ = records.withdrawals.ask(run, reason, comment, who_runs(), say)
    return run_document(records.ledger.run(run), objects_of(run, records.ledger), withdrawal)


def _sent(document: RunDocument) -> str:
    job = document.withdrawal.job if document.withdrawal is not None else None
    sent = f"job {job} sends the rejection note" if job else "no archive can have it"
    return f"{document.run}  {document.state}  {sent}"


def _row(run: RunDocument) -> list[str]:
    model, objects = f"{run.model}:{run.version}", f"{len(run.objects)} objects"
    return [run.run, run.state, model, f"run {run.number}", objects, run.study]


def _listed(action: Action, via: str, study: str | None, studies: list[str]) -> Entry:
    return listed(_by(action, via), study, studies)


def _by(action: Action, via: str) -> Entry:
    return Entry(action=action, caller=who_runs(), via=via)


def _lines(job: JobDocument) -> list[str]:
    head = [f"{job.id}  {job.state}  {job.model}  {job.study}"]
    if job.error is not None:
        head.append(f"{job.error['code']}: {job.error['detail']}")
    head += _waited(job)
    head += [f"{reason['code']}: {reason['text']}" for reason in job.reasons]
    rows = [
        [event.at.astimezone().isoformat(timespec="milliseconds"), event.kind, event.name, _seconds(event.data)]
        for event in job.timeline
    ]
    return [*head, *align(rows)]


def _waited(job: JobDocument) -> list[str]:
    """What a job waits for: images, or its window."""
    waiting = (job.completeness or {}).get("waiting")
    if job.state == JobState.WAITING and waiting:
        parts = [f"{waiting['have'][name]} of {count} {name}" for name, count in waiting["want"].items()]
        return [f"it waits: {', '.join(parts)} are there"]
    if job.not_before is not None and job.not_before > datetime.now(UTC):
        return [f"it begins at {job.not_before.astimezone():%Y-%m-%d %H:%M} at the earliest"]
    return []


def _seconds(data: dict[str, object]) -> str:
    return f"{data['seconds']:.3f} s" if "seconds" in data else ""


def _ago(moment: datetime) -> str:
    seconds = int((datetime.now(UTC) - moment).total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit} ago"
    return f"{seconds} s ago"
