"""Whether a trail is whole: every place that is not as it was written, and what became of it.

In: the records, the heads that were anchored. Out: a verdict. What is wrong in one place hides nothing of what is wrong
after it: an old break that is known keeps its numbers, and a new one has others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from radlane.security.anchors import Anchors
from radlane.security.audit_record import Record
from radlane.security.chain import NOTHING, Head, TrailKey

MOST_BREAKS = 100
MOST_UNANCHORED = 100  # records that processes may have committed, and not anchored when they were killed
_MOST_KINDS = 5  # breaks of which it is found out what became of a record: each is one more walk
_UNKNOWN = ""  # in the place of a MAC: what the next record was tied to is lost


class Damage(StrEnum):
    """What became of a record."""

    DELETED = "deleted"
    CHANGED = "changed"
    SWAPPED = "swapped"  # another genuine record stands in its place
    INSERTED = "inserted"
    TRUNCATED = "truncated"  # it was the newest, or all after it are gone too
    UNANCHORED = "unanchored"  # nothing outside the database says that it is the newest: some may be missing after it


@dataclass(frozen=True, kw_only=True)
class Break:
    """Numbers, one after another, that are not in order for one reason."""

    first: int
    last: int
    damage: Damage


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was found of a trail.

    Attributes
    ----------
    head : Head
        The newest record before the first break; number 0 where there is none.
    anchored : int
        The newest number that was anchored outside the database.
    breaks : tuple of Break
        All that is not in order, `MOST_BREAKS` at most.
    open_heads : int
        Lines of the file of heads whose record was never committed, or whose process died.
    damaged_heads : tuple of int
        Its lines that were changed, or that another key wrote.
    """

    head: Head
    anchored: int
    breaks: tuple[Break, ...] = ()
    open_heads: int = 0
    damaged_heads: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.breaks and not self.damaged_heads

    @property
    def broken(self) -> int | None:
        """The first number that is not in order."""
        return self.breaks[0].first if self.breaks else None

    @property
    def damage(self) -> Damage | None:
        """What became of it."""
        return self.breaks[0].damage if self.breaks else None


def verify(
    key: TrailKey, walk: Callable[[], Iterable[Record]], anchors: Anchors, most_unanchored: int | None = MOST_UNANCHORED
) -> Verdict:
    """Look at every record.

    Parameters
    ----------
    walk : callable
        All records in the order of their numbers; called once more for each of the first breaks.
    anchors : Anchors
        What was anchored before the records were read.
    most_unanchored : int or None
        So many of the newest records need no anchor; None: as many as there are, if one has an anchor.
    """
    seen = _Seen(key, walk, anchors)
    for record in walk():
        seen.look(record)
        if len(seen.breaks) >= MOST_BREAKS:
            break
    else:
        seen.end(most_unanchored)
    return Verdict(head=seen.head or seen.last, anchored=anchors.newest, breaks=tuple(seen.breaks))


class _Seen:
    """What is known of a trail up to a record."""

    def __init__(self, key: TrailKey, walk: Callable[[], Iterable[Record]], anchors: Anchors) -> None:
        self._key = key
        self._walk = walk
        self._anchors = anchors
        self._newest = 0  # number of a genuine record
        self._kinds = 0
        self._foreign_at = 0  # the last number whose record is not genuine there
        self.last = Head(number=0, mac=NOTHING)
        self.head: Head | None = None
        self.breaks: list[Break] = []

    def look(self, record: Record) -> None:
        """Look at the next record."""
        here = self.last.number + 1
        if record.number < here:  # a row in the place of a number below 1 came from elsewhere
            self._break(record.number, record.number, Damage.INSERTED)
            return
        is_genuine = self._key.is_genuine(record, record.number)
        if record.number > here:
            self._break(here, record.number - 1, Damage.DELETED if is_genuine else Damage.INSERTED)
            self.last = Head(number=record.number - 1, mac=_UNKNOWN)
        if is_genuine:
            self._newest = record.number
            self._look_at_place(record)
        else:
            self._look_at_foreign(record, is_after_gap=record.number > here)
        self.last = Head(number=record.number, mac=record.mac if is_genuine else _UNKNOWN)

    def end(self, most_unanchored: int | None) -> None:
        """Compare the end with what was anchored."""
        newest, last = self._anchors.newest, self.last.number
        if newest > last:
            self._break(last + 1, newest, Damage.TRUNCATED)
        unanchored = self._newest - newest
        if unanchored > 0 and (newest == 0 or (most_unanchored is not None and unanchored > most_unanchored)):
            self._break(newest + 1, self._newest, Damage.UNANCHORED)

    def _look_at_place(self, record: Record) -> None:
        if self.last.mac not in (_UNKNOWN, record.previous):
            self._break(record.number, record.number, Damage.SWAPPED)
        elif self._anchors.macs(record.number) - {record.mac}:  # what was anchored is gone, and this was written since
            self._break(record.number, record.number, Damage.TRUNCATED)

    def _look_at_foreign(self, record: Record, *, is_after_gap: bool) -> None:
        goes_on = self.breaks and self._foreign_at == record.number - 1 and self.breaks[-1].last == record.number - 1
        if goes_on or is_after_gap:
            self.breaks[-1] = replace(self.breaks[-1], last=record.number)
        else:
            self._kinds += 1
            is_told = self._kinds <= _MOST_KINDS
            damage = _kind(self._key, record, self._anchors.newest, self._walk) if is_told else Damage.CHANGED
            self._break(record.number, record.number, damage)
        self._foreign_at = record.number

    def _break(self, first: int, last: int, damage: Damage) -> None:
        """Note what is wrong; what goes on in the same way is one break."""
        self.head = self.head or self.last
        if self.breaks and self.breaks[-1].damage is damage and self.breaks[-1].last == first - 1:
            self.breaks[-1] = replace(self.breaks[-1], last=last)
        else:
            self.breaks.append(Break(first=first, last=last, damage=damage))


def _kind(key: TrailKey, record: Record, newest: int, walk: Callable[[], Iterable[Record]]) -> Damage:
    """What became of the record whose place holds what was not written for it."""
    here = record.number
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
