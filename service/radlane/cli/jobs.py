"""`radlane jobs` and `radlane results`: what is on record in this data folder."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from radlane.api.routes.results import RunList, run_document
from radlane.api.schemas.jobs import JobDocument, JobList, job_document
from radlane.app import open_records
from radlane.cli.console import Answer, align, begin
from radlane.domain.job import FINAL, JobState
from radlane.errors import JobConflict
from radlane.jobs.ledger import RunQuery
from radlane.jobs.results import objects_of
from radlane.jobs.store import Query

app = typer.Typer(help="Jobs of this data folder.")
results = typer.Typer(help="Results of this data folder.")

_Id = Annotated[str, typer.Argument(metavar="JOB", help="The job's id.")]
_Limit = Annotated[int, typer.Option(min=1, max=200)]


@app.command("list", short_help="List jobs, the youngest first.")
def list_jobs(
    state: Annotated[JobState | None, typer.Option()] = None,
    study: Annotated[str | None, typer.Option(metavar="UID")] = None,
    limit: _Limit = 50,
) -> Answer:
    """List jobs, the youngest first."""
    jobs, following = open_records(begin()).store.find(Query(state=state, study=study, limit=limit))
    document = JobList(items=[job_document(job) for job in jobs], next=following)
    rows = [[job.id, job.state, _ago(job.updated_at), job.model, job.study] for job in document.items]
    return Answer(document=document, lines=align(rows) or ["There is no job"])


@app.command("show", short_help="Show a job with its timeline.")
def show(job: _Id) -> Answer:
    """Show a job with its timeline."""
    document = job_document(open_records(begin()).store.get(job))
    return Answer(document=document, lines=_lines(document))


@app.command("cancel", short_help="Cancel a job before its next step.")
def cancel(job: _Id) -> Answer:
    """Cancel a job: it ends before its next step. What began to be stored is stored whole."""
    store = open_records(begin()).store
    found = store.get(job)
    if found.state in FINAL:
        raise JobConflict("The job is at its end", uid=job, why=f"it is {found.state}")
    store.ask_cancel(job)
    document = job_document(store.get(job))
    return Answer(document=document, lines=[f"{document.id}  {document.state}"])


@app.command("retry", short_help="Try a job again that failed, was cancelled or expired.")
def retry(job: _Id) -> Answer:
    """Try a job again that failed, was cancelled or expired; the service takes it up within a minute."""
    store = open_records(begin()).store
    if not store.reopen(job):
        state = store.get(job).state
        raise JobConflict("Only failed, cancelled and expired jobs are tried again", uid=job, why=f"it is {state}")
    document = job_document(store.get(job))
    return Answer(document=document, lines=[f"{document.id}  {document.state}"])


@results.command("list", short_help="List runs with their objects, the youngest first.")
def list_results(
    model: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    study: Annotated[str | None, typer.Option(metavar="UID")] = None,
    limit: _Limit = 50,
) -> Answer:
    """List runs with their objects, the youngest first."""
    ledger = open_records(begin()).ledger
    runs, following = ledger.find(RunQuery(model=model, study=study, limit=limit))
    document = RunList(items=[run_document(run, objects_of(run.id, ledger)) for run in runs], next=following)
    rows = [
        [
            run.run,
            run.state,
            f"{run.model}:{run.version}",
            f"run {run.number}",
            f"{len(run.objects)} objects",
            run.study,
        ]
        for run in document.items
    ]
    return Answer(document=document, lines=align(rows) or ["There is no result"])


def _lines(job: JobDocument) -> list[str]:
    head = [f"{job.id}  {job.state}  {job.model}  {job.study}"]
    if job.error is not None:
        head.append(f"{job.error['code']}: {job.error['detail']}")
    head += [f"{reason['code']}: {reason['text']}" for reason in job.reasons]
    rows = [
        [event.at.astimezone().isoformat(timespec="milliseconds"), event.kind, event.name, _seconds(event.data)]
        for event in job.timeline
    ]
    return [*head, *align(rows)]


def _seconds(data: dict[str, object]) -> str:
    return f"{data['seconds']:.3f} s" if "seconds" in data else ""


def _ago(moment: datetime) -> str:
    seconds = int((datetime.now(UTC) - moment).total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit} ago"
    return f"{seconds} s ago"
