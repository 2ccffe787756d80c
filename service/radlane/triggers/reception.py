"""Instances that others send -> files of the archive `received`, one by one.

In: a file with an instance, and who sent it. Out: what became of it; what is kept is on the disk and on record when
this says so. Which studies were received and are to be announced, `triggers.quiet` finds.
Reference: PS3.18 section 10.5 (Store), PS3.4 annex B (Storage Service Class).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from radlane.dicomweb.arrival import Placed, identify, place
from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.scan import Entry as Instance
from radlane.dicomweb.workspace import workspace
from radlane.domain.arrival import Arrival, Failure
from radlane.domain.refs import InstanceRef
from radlane.errors import RadlaneError, StorageFull, is_no_room
from radlane.jobs.database import AWAY
from radlane.jobs.reception import Receptions, Sender
from radlane.jobs.trail import Trail
from radlane.pipeline.audited import counted
from radlane.security.audit_record import Action, Entry, Outcome

_MOST_COUNTED = 1000  # instances of one study in one record
_STORED = "stored"
_LOG = logging.getLogger(__name__)


class Counts(Protocol):
    """Who is told of each instance (`monitoring.reception_metrics`)."""

    def count(self, via: str, outcome: str) -> None:
        """Hear of an instance."""


@dataclass(frozen=True, kw_only=True)
class Reception:
    """Receives.

    Attributes
    ----------
    root : Path
        The folder of the archive `received`.
    require_room : callable
        Raises `StorageFull` where too little is free on its disk.
    token : callable
        Gives a name that nothing else has.
    """

    root: Path
    receptions: Receptions
    limits: Limits
    trail: Trail
    require_room: Callable[[], object]
    counts: Counts
    token: Callable[[], str]

    @contextmanager
    def transfer(self, sender: Sender) -> Iterator[Transfer]:
        """Open what instances of one sender come by; at its end it is on record what came.

        Raises
        ------
        StorageFull, ArchiveUnavailable
            If there is no folder for what is on its way.
        """
        with workspace(self.root, self.token) as folder:
            transfer = Transfer(reception=self, sender=sender, folder=folder)
            try:
                yield transfer
            finally:
                transfer.close()


@dataclass(kw_only=True)
class Transfer:
    """Instances that come by one request or association; used by one thread at a time.

    Attributes
    ----------
    folder : Path
        Where they lie until they are whole; in the file system of the archive.
    """

    reception: Reception
    sender: Sender
    folder: Path
    _kept: dict[str, list[InstanceRef]] = field(default_factory=dict)

    def new_file(self) -> Path:
        """Return a place for an instance that comes."""
        return self.folder / self.reception.token()

    def take(self, path: Path, study: str | None = None, expected: int | None = None) -> Arrival:
        """Keep an instance; its file is gone then, or moved.

        Parameters
        ----------
        path : Path
            The whole file, from `new_file`.
        study : str or None
            The study that it has to be of.
        expected : int or None
            Instances that the sender says the study will have.
        """
        try:
            arrival = self._take(path, study, expected)
        finally:
            path.unlink(missing_ok=True)
        outcome = _STORED if arrival.failure is None else arrival.failure.name.lower().replace("_", "-")
        self.reception.counts.count(self.sender.via, outcome)
        return arrival

    def refuse(self, failure: Failure) -> Arrival:
        """Take note of an instance that did not come whole."""
        self.reception.counts.count(self.sender.via, failure.name.lower().replace("_", "-"))
        return Arrival(ref=None, failure=failure)

    def close(self) -> None:
        """Put on record what was kept."""
        for study in list(self._kept):
            self._tell(study)

    def _take(self, path: Path, study: str | None, expected: int | None) -> Arrival:
        found: Instance | Failure = Failure.PROCESSING
        ref = None
        try:
            self.reception.require_room()
            found = identify(path, self.reception.limits)
            if isinstance(found, Failure):
                return Arrival(ref=None, failure=found)
            ref = found.ref
            if study is not None and ref.study_instance_uid != study:
                return Arrival(ref=ref, failure=Failure.OTHER_STUDY)
            return Arrival(ref=ref, failure=self._keep(found, path.stat().st_size, expected))
        except (RadlaneError, OSError, *AWAY) as error:
            full = isinstance(error, StorageFull) or (isinstance(error, OSError) and is_no_room(error))
            _LOG.warning("an instance cannot be kept", extra={"code": getattr(error, "code", "disk")}, exc_info=error)
            return Arrival(ref=ref, failure=Failure.NO_ROOM if full else Failure.PROCESSING)

    def _keep(self, instance: Instance, size: int, expected: int | None) -> Failure | None:
        """Put an instance on record, and then into its place."""
        ref, table = instance.ref, self.reception.receptions
        study = ref.study_instance_uid
        self._tell_begin(study)
        begun = table.begin(study, self.sender, size, expected)
        placed: Placed | Failure = Failure.PROCESSING
        try:
            placed = place(instance, self.reception.root, self.reception.limits)
        finally:
            if placed is not Placed.NEW:
                table.give_back(begun, is_there=placed is Placed.THERE)
        if isinstance(placed, Failure):
            return placed
        if placed is Placed.NEW:
            table.keep(begun)
        self._kept[study].append(ref)
        if len(self._kept[study]) >= _MOST_COUNTED:
            self._tell(study)
        return None

    def _tell_begin(self, study: str) -> None:
        if study not in self._kept:
            self.reception.trail.record(replace(self._entry(study), outcome=Outcome.BEGUN))
            self._kept[study] = []

    def _tell(self, study: str) -> None:
        facts = counted(self._kept.pop(study))
        entry = self._entry(study)
        try:
            self.reception.trail.record(replace(entry, facts={**entry.facts, **facts}))
        except (RadlaneError, *AWAY) as error:  # that it began is on record
            _LOG.warning("what was received is not on record", extra={"code": "audit-unavailable"}, exc_info=error)

    def _entry(self, study: str) -> Entry:
        sender = self.sender
        source = sender.ae_title or sender.caller or sender.address
        return Entry(
            action=Action.INSTANCES_RECEIVED,
            caller=sender.caller,
            via=sender.via,
            address=sender.address,
            study=study,
            facts={"archive": source} if source else {},
        )
