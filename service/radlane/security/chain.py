"""The chain of the audit trail: each record is tied to the one before, and to a key that the database does not have.

In: entries; later the records and the heads that were anchored. Out: records; later whether all are there and as they
were written, or the first number that is not, and what became of it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from radlane.domain.study import PatientIdentity
from radlane.security.audit_record import Entry, Record, content_of, plain_json

NOTHING = "0" * 64  # what stands before the first record
_PSEUDONYM_DIGITS = 32


class Damage(StrEnum):
    """What became of a record."""

    DELETED = "deleted"
    CHANGED = "changed"
    SWAPPED = "swapped"  # another genuine record stands in its place
    INSERTED = "inserted"
    TRUNCATED = "truncated"  # it was the newest, or all after it are gone too


@dataclass(frozen=True, kw_only=True)
class Head:
    """The newest record at some time: what a trail that is cut short no longer has."""

    number: int
    mac: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was found of a trail.

    Attributes
    ----------
    head : Head
        The newest record that is in order; number 0 where there is none.
    anchored : int
        The newest number that was anchored outside the database.
    broken : int or None
        The first number that is not in order.
    """

    head: Head
    anchored: int
    broken: int | None = None
    damage: Damage | None = None


@dataclass(frozen=True, kw_only=True)
class TrailKey:
    """The secret of a trail; each use has a label of its own."""

    secret: bytes = field(repr=False)

    def mac(self, label: str, content: bytes) -> str:
        """Return the HMAC-SHA-256 of a content, in hexadecimal."""
        return hmac.digest(self.secret, f"radlane.audit/1 {label} ".encode() + content, hashlib.sha256).hex()

    def pseudonym(self, patient: PatientIdentity) -> str:
        """Return what stands for a patient in records: the same for the same, and no way back without the key."""
        said = plain_json({"id": patient.patient_id, "issuer": patient.issuer})
        return self.mac("patient", said.encode())[:_PSEUDONYM_DIGITS]

    def seal(self, entry: Entry, at: datetime, before: Head) -> Record:
        """Return an entry as the record after another one."""
        record = Record(number=before.number + 1, at=at, entry=entry, previous=before.mac, mac="")
        return replace(record, mac=self._mac_of(record, record.number))

    def is_genuine(self, record: Record, number: int) -> bool:
        """Whether a record was written with this key as the one of a number."""
        return hmac.compare_digest(record.mac.encode(), self._mac_of(record, number).encode())

    def _mac_of(self, record: Record, number: int) -> str:
        return self.mac("record", content_of(record, number))


def verify(key: TrailKey, walk: Callable[[], Iterable[Record]], heads: Sequence[Head]) -> Verdict:
    """Look at every record up to the first that is not in order.

    Parameters
    ----------
    walk : callable
        All records in the order of their numbers; called once more where something is wrong.
    heads : sequence of Head
        What was anchored before the records were read.
    """
    anchors: dict[int, set[str]] = {}
    for head in heads:
        anchors.setdefault(head.number, set()).add(head.mac)
    newest, last = max(anchors, default=0), Head(number=0, mac=NOTHING)
    for record in walk():
        damage = _damage(key, record, last, anchors) or _kind(key, record, last, newest, walk)
        if damage is not None:
            # a row in the place of a number below 1 came from elsewhere
            broken = min(last.number + 1, record.number)
            return Verdict(head=last, anchored=newest, broken=broken, damage=damage)
        last = Head(number=record.number, mac=record.mac)
    if newest > last.number:
        return Verdict(head=last, anchored=newest, broken=last.number + 1, damage=Damage.TRUNCATED)
    return Verdict(head=last, anchored=newest)


def _damage(key: TrailKey, record: Record, last: Head, anchors: Mapping[int, set[str]]) -> Damage | None:
    """What is wrong with the place of a record, or with the one before it."""
    if record.number != last.number + 1:
        return Damage.DELETED if key.is_genuine(record, record.number) else Damage.INSERTED
    if not key.is_genuine(record, record.number):
        return None  # what it is instead, `_kind` says
    if record.previous != last.mac:
        return Damage.SWAPPED
    if anchors.get(record.number, {record.mac}) != {record.mac}:
        return Damage.TRUNCATED  # what was anchored is gone, and others were written in its place
    return None


def _kind(
    key: TrailKey, record: Record, last: Head, newest: int, walk: Callable[[], Iterable[Record]]
) -> Damage | None:
    """What became of the record whose place holds what was not written for it; None where it was."""
    here = last.number + 1
    if key.is_genuine(record, here):
        return None
    after, own = None, None
    for other in walk():
        after = other if other.number == here + 1 else after
        own = other if other.number != here and key.is_genuine(record, other.number) else own
    if own is not None and key.is_genuine(own, here):
        return Damage.SWAPPED
    if after is not None and key.is_genuine(after, here):
        return Damage.INSERTED  # the rest was moved up
    if own is not None and not key.is_genuine(own, own.number):
        return Damage.DELETED  # the rest was moved down
    if after is None:
        if key.is_genuine(record, here + 1):
            return Damage.DELETED
        return Damage.INSERTED if here > newest else Damage.CHANGED
    return Damage.CHANGED
