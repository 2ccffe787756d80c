"""The audit trail, as rows: only ever added to, numbered without gaps, each tied to the one before.

In: entries. Out: records that are on the disk, and whether all of them are still there. Each is anchored in a file
outside the database: it has its place there before the commit, so that where there is none nothing happens, and it
counts after it. A process that dies between the two leaves a record that the next one anchors.
Reference: docs/audit.md, docs/adr/0018.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, RowMapping, Select, func, insert, select, update

from radlane.domain.study import PatientIdentity
from radlane.errors import AuditError, AuditUnavailable, SettingsError
from radlane.jobs.database import (
    AWAY,
    reading,
    require_writable,
    said_away,
    serialize,
    to_micros,
    to_moment,
    try_serialize,
    writing,
)
from radlane.jobs.patience import Patience
from radlane.jobs.schema import AUDIT, AUDIT_SENT
from radlane.security.audit_record import Action, Entry, Outcome, Record, plain_json
from radlane.security.chain import NOTHING, Head, TrailKey
from radlane.security.heads import HeadFile, Slot, records_gone
from radlane.security.verification import MOST_UNANCHORED, Verdict, verify

MOST_RECORDS = 200
_CHUNK = 1000
_MOST_CALLER = 200
_LOCK = "radlane audit"
_LOG = logging.getLogger(__name__)
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
    count_failure : callable
        Told of each entry that could not be put on record, or not be anchored.
    """

    def __init__(
        self,
        engine: Engine,
        key: TrailKey,
        heads: HeadFile,
        now: Callable[[], datetime],
        count_failure: Callable[[], None] = lambda: None,
    ) -> None:
        self.engine = engine
        self.count_failure = count_failure
        self._key = key
        self._heads = heads
        self._now = now
        self._patience = Patience()

    def record(self, entry: Entry) -> Record:
        """Put an entry on record: it is on the disk when this returns; where this raises it is not, and nothing is.

        Raises
        ------
        AuditUnavailable
            If it could not be anchored, or its place in the trail is taken by what is none of ours.
        """
        with ExitStack() as slots:
            with self._counted(), self._patience.waiting(), writing(self.engine, self._heads.wait_s) as connection:
                record, slot = self._add(connection, entry, slots)
            self._close([slot])
        return record

    @contextmanager
    def saying(self, entry: Entry) -> Iterator[Say]:
        """Give out what adds an entry in another's transaction; if that was committed, it is anchored at the end."""
        added: list[tuple[Record, Slot]] = []
        with ExitStack() as slots:

            def say(connection: Connection, **changes: Any) -> None:  # noqa: ANN401 - attributes of `Entry`
                facts = {**entry.facts, **changes.pop("facts", {})}
                with self._counted(), self._patience.waiting():
                    added.append(self._add(connection, replace(entry, **changes, facts=facts), slots))

            try:
                yield say
            finally:  # what is raised after the commit does not undo it
                self._close([slot for record, slot in added if self._is_there(record)])

    def require(self) -> None:
        """See whether an entry could be put on record now; none is.

        Raises
        ------
        AuditUnavailable
            If it could not be anchored, another process holds the trail, or its newest row is none of ours.
        RecordsUnavailable
            If the database is away.
        """
        with said_away(), self._patience.waiting(), writing(self.engine, self._heads.wait_s) as connection:
            require_writable(connection)
            self._newest(connection)
            self._heads.require()

    def has_key(self, key: TrailKey) -> bool:
        """Whether this is the key that entries are put on record with."""
        return key == self._key

    def require_key(self) -> None:
        """See whether the newest record was written with this trail's key, or there never was one.

        Raises
        ------
        SettingsError
            If not: what is added now could never be told from what somebody else adds, or took away.
        AuditUnavailable
            If there is no record, and the file of heads cannot be read.
        """
        newest, _ = self.find(TrailQuery(limit=1))
        # heads first, then it is looked again: somebody may add the first record just now
        if not newest and self._heads.has_some() and is_unwritten(self.engine):
            raise records_gone()
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

        Several processes on a PostgreSQL have a file of heads each: what one of them did not anchor, another one may
        have.

        Parameters
        ----------
        heads : sequence of Head
            What is known of the trail from elsewhere, beside the file.
        """
        known = self._heads.read()  # first: what is added meanwhile is only in the records
        for head in heads:
            known.anchors.add(head)
        most = MOST_UNANCHORED if self.engine.dialect.name == "sqlite" else None
        verdict = verify(self._key, self.walk, known.anchors, most)
        return replace(verdict, open_heads=known.unclosed, damaged_heads=known.damaged)

    def send(self, receiver: str, most: int, send: Callable[[Sequence[Record]], None]) -> int:
        """Give the oldest records that a receiver has not got to `send`; return how many it took.

        They are on record as sent when `send` returns: what it raises leaves them for the next call. Where another
        process is at it, nothing is done.
        """
        with reading(self.engine) as connection:
            if not try_serialize(connection, f"{_LOCK} {receiver}"):
                return 0
            done = connection.execute(_sent(receiver)).scalar()
            if done and done > (connection.execute(select(func.max(AUDIT.c.number))).scalar() or 0):
                _LOG.warning(
                    "a receiver has records that the trail has not: all are sent again", extra={"code": AuditError.code}
                )
                self.count_failure()
                done = 0
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

    def _add(self, connection: Connection, entry: Entry, slots: ExitStack) -> tuple[Record, Slot]:
        """Add a record after the newest one, in a transaction; whoever adds the next one waits for its end."""
        before = self._newest(connection)
        record = self._key.seal(replace(entry, caller=_plain(entry.caller)), self._now(), before)
        connection.execute(insert(AUDIT).values(**_columns(record)))
        return record, slots.enter_context(self._heads.add(Head(number=record.number, mac=record.mac)))

    def _newest(self, connection: Connection) -> Head:
        """What the next record is tied to; nobody else adds one before the end of the transaction."""
        serialize(connection, _LOCK, self._heads.wait_s)
        row = connection.execute(select(AUDIT).order_by(AUDIT.c.number.desc()).limit(1)).mappings().one_or_none()
        if row is None:
            if self._heads.has_some():
                raise AuditUnavailable("All records of the audit trail are gone", remedy=records_gone().remedy)
            return Head(number=0, mac=NOTHING)
        record = _record(row)
        if not self._key.is_genuine(record, record.number):
            raise AuditUnavailable(
                "The newest row of the audit trail is none of radlane's", remedy="See `radlane audit verify`"
            )
        return Head(number=record.number, mac=record.mac)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        try:
            yield
        except (AuditUnavailable, *AWAY):
            self.count_failure()
            raise

    def _close(self, slots: Sequence[Slot]) -> None:
        """Make heads of records that were committed; what happened is not undone where the disk fails just now."""
        try:
            for slot in slots:
                slot.close()
        except OSError as error:
            self.count_failure()
            _LOG.error("a record is not anchored", extra={"code": AuditUnavailable.code}, exc_info=error)

    def _is_there(self, record: Record) -> bool:
        """Whether a record was committed: another's transaction may have been rolled back, and tried again."""
        wanted = select(AUDIT.c.mac).where(AUDIT.c.number == record.number)
        try:
            with reading(self.engine) as connection:
                return connection.execute(wanted).scalar() == record.mac
        except AWAY as error:  # what was committed has happened
            self.count_failure()
            _LOG.error("a record is not anchored", extra={"code": AuditUnavailable.code}, exc_info=error)
            return False


def is_unwritten(engine: Engine) -> bool:
    """Whether there is no record."""
    with reading(engine) as connection:
        return connection.execute(select(AUDIT.c.number).limit(1)).first() is None


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
    if type(number) is not int:
        return _foreign(0)
    said = {name: row[name] for name in _AS_THEY_ARE}
    texts = (text, row["previous"], row["mac"], said["caller"], said["via"])
    if not all(isinstance(one, str) for one in texts) or not all(isinstance(one, str | None) for one in said.values()):
        return _foreign(number)
    try:
        facts = json.loads(text)
        if not isinstance(facts, dict) or plain_json(facts) != text:
            return _foreign(number)
        entry = Entry(action=Action(row["action"]), outcome=Outcome(row["outcome"]), facts=facts, **said)
        return Record(number=number, at=to_moment(row["at"]), entry=entry, previous=row["previous"], mac=row["mac"])
    except (ValueError, TypeError, OverflowError, RecursionError):
        return _foreign(number)


def _foreign(number: int) -> Record:
    return Record(number=number, at=to_moment(0), entry=Entry(action=Action.TRAIL_READ), previous="", mac="")
