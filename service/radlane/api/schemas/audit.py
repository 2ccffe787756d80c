"""The audit trail on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from radlane.security.audit_record import Action, Outcome, Record
from radlane.security.chain import Damage, Verdict


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


class VerdictDocument(BaseModel):
    """Whether a trail is whole: its newest record in order, what was anchored, and the first number that is broken."""

    ok: bool
    head: HeadDocument
    anchored: int
    broken: int | None
    damage: Damage | None


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
        ok=verdict.broken is None,
        head=HeadDocument(number=verdict.head.number, mac=verdict.head.mac),
        anchored=verdict.anchored,
        broken=verdict.broken,
        damage=verdict.damage,
    )
