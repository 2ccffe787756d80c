"""The audit trail, as rows: only ever added to, numbered without gaps, each tied to the one before.

In: entries. Out: records that are on the disk, and whether all of them are still there. The newest one is anchored in a
file outside the database after each commit: a process that dies between the two leaves a record that the next one
anchors.
Reference: docs/audit.md, docs/adr/0018.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, RowMapping, Select, insert, select, update

from radlane.domain.study import PatientIdentity
from radlane.errors import AuditDamaged, SettingsError
from radlane.jobs.database import reading, serialize, to_micros, to_moment, try_serialize
from radlane.jobs.schema import AUDIT, AUDIT_SENT
from radlane.security.audit_record import Action, Entry, Outcome, Record, plain_json
from radlane.security.chain import NOTHING, Head, TrailKey, Verdict, verify
from radlane.security.heads import HeadFile

MOST_RECORDS = 200
_CHUNK = 1000
_MOST_CALLER = 200
_LOCK = "radlane audit"
_AS_THEY_ARE = ("caller", "via", "address", "study", "job")  # attributes of an entry that are columns


class Say(Protocol):
    """Adds an entry to the trail in the transaction of what it tells of, with what is only known there."""

    def __call__(self, connection: Connection, **changes: Any) -> None:  # noqa: ANN401 - attributes of `Entry`
        """Add the entry; `facts` are added to its own."""


@dataclass(frozen=True, kw_only=True)
class TrailQuery:
    """Which records to list: the youngest first; `before` is the number of the last one that was seen."""

    study: str | None = None
    caller: str | None = None
    action: Action | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    limit: int = 50


class Trail:
    """The table of records, in a database (`engine`) that holds all else of jobs too.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    key : TrailKey
        What records are tied together with.
    heads : HeadFile
        Where the newest record is anchored.
    now : callable
        The time, aware and in UTC.
    """

    def __init__(self, engine: Engine, key: TrailKey, heads: HeadFile, now: Callable[[], datetime]) -> None:
        self.engine = engine
        self._key = key
        self._heads = heads
        self._now = now

    def record(self, entry: Entry) -> Record:
        """Put an entry on record: it is on the disk and anchored when this returns.

        Raises
        ------
        AuditUnavailable
            If it cannot be anchored.
        """
        with self.engine.begin() as connection:
            record = self._add(connection, entry)
        self._anchor(record)
        return record

    @contextmanager
    def saying(self, entry: Entry) -> Iterator[Say]:
        """Give out what adds an entry in another's transaction; when that was committed, it is anchored."""
        added: list[Record] = []

        def say(connection: Connection, **changes: Any) -> None:  # noqa: ANN401 - attributes of `Entry`
            facts = {**entry.facts, **changes.pop("facts", {})}
            added.append(self._add(connection, replace(entry, **changes, facts=facts)))

        yield say
        for record in added:
            self._anchor(record)

    def require_key(self) -> None:
        """See whether the newest record was written with this trail's key.

        Raises
        ------
        SettingsError
            If it was not: what is added now could never be told from what somebody else adds.
        """
        newest, _ = self.find(TrailQuery(limit=1))
        if newest and not self._key.is_genuine(newest[0], newest[0].number):
            raise SettingsError(
                "The audit trail was written with another key, or its newest record was changed",
                remedy="Look at audit.key_file; `radlane audit verify` says more",
            )

    def pseudonym(self, patient: PatientIdentity) -> str:
        """Return what stands for a patient in records."""
        return self._key.pseudonym(patient)

    def find(self, query: TrailQuery) -> tuple[tuple[Record, ...], int | None]:
        """Return a page of records, the youngest first, and the cursor of the next one."""
        most = max(1, min(query.limit, MOST_RECORDS))
        with reading(self.engine) as connection:
            rows = connection.execute(_listed(query).limit(most + 1)).mappings().all()
        records = tuple(_record(row) for row in rows[:most])
        return records, records[-1].number if len(rows) > most else None

    def walk(self) -> Iterator[Record]:
        """Yield all records in the order of their numbers."""
        last: int | None = None
        while True:
            wanted = select(AUDIT) if last is None else select(AUDIT).where(AUDIT.c.number > last)
            with reading(self.engine) as connection:
                rows = connection.execute(wanted.order_by(AUDIT.c.number).limit(_CHUNK)).mappings().all()
            for row in rows:
                last = row["number"]
                yield _record(row)
            if not rows:
                return

    def verify(self, heads: Sequence[Head] = ()) -> Verdict:
        """Look whether all records are there as they were written.

        Parameters
        ----------
        heads : sequence of Head
            What is known of the trail from elsewhere, beside the file.

        Raises
        ------
        AuditDamaged
            If the file of heads is not as it was written.
        """
        anchored = (*self._heads.read(), *heads)  # first: what is added meanwhile is only in the records
        return verify(self._key, self.walk, anchored)

    def send(self, receiver: str, most: int, send: Callable[[Sequence[Record]], None]) -> int:
        """Give the oldest records that a receiver has not got to `send`; return how many it took.

        They are on record as sent when `send` returns: what it raises leaves them for the next call. Where another
        process is at it, nothing is done.
        """
        with reading(self.engine) as connection:
            if not try_serialize(connection, f"{_LOCK} {receiver}"):
                return 0
            done = connection.execute(_sent(receiver)).scalar()
            wanted = select(AUDIT).where(AUDIT.c.number > (done or 0)).order_by(AUDIT.c.number).limit(most)
            records = [_record(row) for row in connection.execute(wanted).mappings()]
            if not records:
                return 0
            send(records)
        with self.engine.begin() as connection:
            serialize(connection, f"{_LOCK} {receiver}")
            newest = {"number": records[-1].number}
            here = AUDIT_SENT.c.receiver == receiver
            if not connection.execute(update(AUDIT_SENT).where(here).values(**newest)).rowcount:
                connection.execute(insert(AUDIT_SENT).values(receiver=receiver, **newest))
        return len(records)

    def _add(self, connection: Connection, entry: Entry) -> Record:
        """Add a record after the newest one, in a transaction; whoever adds the next one waits for its end."""
        serialize(connection, _LOCK)
        newest = select(AUDIT.c.number, AUDIT.c.mac).order_by(AUDIT.c.number.desc()).limit(1)
        row = connection.execute(newest).one_or_none()
        before = Head(number=0, mac=NOTHING) if row is None else Head(number=row.number, mac=row.mac)
        record = self._key.seal(replace(entry, caller=_plain(entry.caller)), self._now(), before)
        connection.execute(insert(AUDIT).values(**_columns(record)))
        return record

    def _anchor(self, record: Record) -> None:
        self._heads.add(Head(number=record.number, mac=record.mac))


def _sent(receiver: str) -> Select[Any]:
    return select(AUDIT_SENT.c.number).where(AUDIT_SENT.c.receiver == receiver)


def _plain(caller: str) -> str:
    """An id as a row can hold it, whoever gave it."""
    return "".join(character for character in caller if character.isprintable())[:_MOST_CALLER]


def _listed(query: TrailQuery) -> Select[Any]:
    wanted = select(AUDIT).order_by(AUDIT.c.number.desc())
    for column, value in (
        (AUDIT.c.study, query.study),
        (AUDIT.c.caller, query.caller),
        (AUDIT.c.action, query.action),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    if query.since is not None:
        wanted = wanted.where(AUDIT.c.at >= to_micros(query.since))
    if query.until is not None:
        wanted = wanted.where(AUDIT.c.at < to_micros(query.until))
    return wanted if query.before is None else wanted.where(AUDIT.c.number < query.before)


def _columns(record: Record) -> dict[str, Any]:
    entry = record.entry
    return {
        "number": record.number,
        "at": to_micros(record.at),
        "action": entry.action,
        "outcome": entry.outcome,
        **{name: getattr(entry, name) for name in _AS_THEY_ARE},
        "facts": plain_json(entry.facts),
        "previous": record.previous,
        "mac": record.mac,
    }


def _record(row: RowMapping) -> Record:
    """Return a row as a record; what somebody else wrote there is one that is not genuine."""
    number, text = row["number"], row["facts"]
    if not isinstance(number, int):
        raise AuditDamaged("A row of the audit trail has no number")
    try:
        facts = json.loads(text)
        if not isinstance(facts, dict) or plain_json(facts) != text:
            return _foreign(number)
        entry = Entry(
            action=Action(row["action"]),
            outcome=Outcome(row["outcome"]),
            facts=facts,
            **{name: row[name] for name in _AS_THEY_ARE},
        )
        return Record(
            number=number, at=to_moment(row["at"]), entry=entry, previous=row["previous"], mac=str(row["mac"])
        )
    except (ValueError, TypeError, OverflowError):
        return _foreign(number)


def _foreign(number: int) -> Record:
    return Record(number=number, at=to_moment(0), entry=Entry(action=Action.TRAIL_READ), previous="", mac="")
