"""`radlane audit`: the audit trail of this installation."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated

import typer

from radlane.api.schemas.audit import RecordDocument, RecordList, record_document, verdict_document
from radlane.app.trail import open_trail, see_trail, who_runs
from radlane.cli.beginning import begin
from radlane.cli.console import DONE, FAILED, Answer, align
from radlane.domain.refs import is_uid
from radlane.errors import UsageError
from radlane.jobs.trail import MOST_RECORDS, TrailQuery
from radlane.security.audit_record import Action, Entry
from radlane.security.chain import Head
from radlane.security.verification import MOST_BREAKS, Break, Verdict

audit = typer.Typer(help="The audit trail.")
_HEAD = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})")
_TIMES = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z")


@audit.command("verify", short_help="Say whether every record is there as it was written.")
def verify(
    head: Annotated[
        list[str] | None, typer.Option(metavar="NUMBER:MAC", help="A head that was kept elsewhere; several times.")
    ] = None,
) -> Answer:
    """Say whether every record is there as it was written, or which are not; nothing is written."""
    trail = see_trail(begin())
    verdict = trail.verify([_head(text) for text in head or ()])
    code = DONE if verdict.is_whole else FAILED
    return Answer(document=verdict_document(verdict), lines=_sentences(verdict), code=code)


@audit.command("list", short_help="List records, the youngest first.")
def list_records(
    study: Annotated[str | None, typer.Option(metavar="UID")] = None,
    by: Annotated[str | None, typer.Option(metavar="CALLER", help="Only what this caller did.")] = None,
    action: Annotated[Action | None, typer.Option(help="Only this.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=list(_TIMES), help="Not before; UTC.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=list(_TIMES), help="Before; UTC.")] = None,
    cursor: Annotated[int | None, typer.Option(min=1, help="Go on after this record.")] = None,
) -> Answer:
    """List records, the youngest first."""
    trail = open_trail(begin())
    known = study if study is not None and is_uid(study) else None
    trail.record(Entry(action=Action.TRAIL_READ, caller=who_runs(), via="radlane audit list", study=known))
    query = TrailQuery(
        study=study,
        caller=by,
        action=action,
        since=_aware(since),
        until=_aware(until),
        before=cursor,
        limit=MOST_RECORDS,
    )
    records, following = trail.find(query)
    document = RecordList(items=[record_document(record) for record in records], next=following)
    return Answer(document=document, lines=align([_row(item) for item in document.items]) or ["There is no record"])


def _head(text: str) -> Head:
    found = _HEAD.fullmatch(text)
    if found is None:
        raise UsageError("This is no head of a trail", remedy="Give its number, a colon, and its MAC")
    return Head(number=int(found[1]), mac=found[2])


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _sentences(verdict: Verdict) -> list[str]:
    said = [_of_break(one) for one in verdict.breaks]
    if len(said) >= MOST_BREAKS:
        said.append("What comes after that was not looked at")
    said += [f"Line {line} of the file of heads was changed, or another key wrote it" for line in verdict.damaged_heads]
    if verdict.is_whole:
        said = [f"{verdict.head.number} records are there as they were written, {verdict.anchored} of them anchored"]
    if verdict.open_heads:
        said.append(
            f"{verdict.open_heads} lines of the file of heads are open: nothing was committed, or the process died"
        )
    return said


def _of_break(one: Break) -> str:
    if one.first == one.last:
        return f"Record {one.first} is not as it was written: {one.damage}"
    return f"Records {one.first} to {one.last} are not as they were written: {one.damage}"


def _row(item: RecordDocument) -> list[str]:
    at = item.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return [str(item.number), at, item.action, item.outcome, item.caller or "-", item.via or "-", item.study or "-"]
