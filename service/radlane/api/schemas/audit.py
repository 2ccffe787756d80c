"""The audit trail on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from radlane.security.audit_record import Action, Outcome, Record
from radlane.security.verification import Break, Damage, Verdict


class RecordDocument(BaseModel):
    """One record; `facts` hold UIDs, counts, codes and names of archives, as the action has them."""

    number: int
    at: datetime
    action: Action
    outcome: Outcome
    caller: str
    via: str
    address: str | None
    study: str | None
    job: str | None
    facts: dict[str, Any]
    mac: str


class RecordList(BaseModel):
    """Records, the youngest first; `next` is a cursor, null at the end."""

    items: list[RecordDocument]
    next: int | None


class HeadDocument(BaseModel):
    """The number and MAC of a record."""

    number: int
    mac: str


class BreakDocument(BaseModel):
    """Numbers from `first` to `last` that are not in order."""

    first: int
    last: int
    damage: Damage


class VerdictDocument(BaseModel):
    """Whether a trail is whole.

    `head` is the newest record before the first break, `anchored` the newest number that was anchored; `open_heads`
    counts lines of the file of heads that are no heads, `damaged_heads` names those that were changed.
    """

    ok: bool
    head: HeadDocument
    anchored: int
    breaks: list[BreakDocument]
    open_heads: int
    damaged_heads: list[int]


def record_document(record: Record) -> RecordDocument:
    """Describe a record."""
    entry = record.entry
    return RecordDocument(
        number=record.number,
        at=record.at,
        action=entry.action,
        outcome=entry.outcome,
        caller=entry.caller,
        via=entry.via,
        address=entry.address,
        study=entry.study,
        job=entry.job,
        facts=dict(entry.facts),
        mac=record.mac,
    )


def verdict_document(verdict: Verdict) -> VerdictDocument:
    """Describe what was found of a trail."""
    return VerdictDocument(
        ok=verdict.is_whole,
        head=HeadDocument(number=verdict.head.number, mac=verdict.head.mac),
        anchored=verdict.anchored,
        breaks=[_break_document(one) for one in verdict.breaks],
        open_heads=verdict.open_heads,
        damaged_heads=list(verdict.damaged_heads),
    )


def _break_document(one: Break) -> BreakDocument:
    return BreakDocument(first=one.first, last=one.last, damage=one.damage)
