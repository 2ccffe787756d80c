"""A wish -> an accepted job. Every trigger ends here.

In: what a caller asks for. Out: the job that does it: a new one, or the one that is there already.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from radlane.dicomweb.archive import Archive
from radlane.domain.job import Expectation, Job, JobRequest, Order, Priority
from radlane.domain.refs import require_uid
from radlane.domain.study import Accession, PatientIdentity
from radlane.errors import AccessionAmbiguous, ArchiveNotFound, StudyNotFound, UsageError
from radlane.jobs.patients import digests_of
from radlane.jobs.store import JobStore, Name
from radlane.jobs.trail import Trail
from radlane.pipeline.audited import AuditedArchive
from radlane.registry.catalogue import Resolver
from radlane.security.audit_record import Action, Entry
from radlane.security.receiver import Receiver, find_receiver

_ACCESSION = re.compile(r"[^\x00-\x1f\x7f\\*?]{1,16}")  # VR SH (PS3.5 section 6.2), without a query's wildcards


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a caller asks for.

    Attributes
    ----------
    study_instance_uid, accession : str, Accession or None
        Which study: one of the two.
    source : str or None
        The archive that has it; None: the default archive.
    destinations : tuple of str or None
        Who gets the result; None: the source, or the default archive where that takes none.
    callback : str or None
        Who is called when the job has ended: the name of a receiver, or an address at one.
    is_own : bool
        Whether the job is for this caller's name alone, who may cancel it: it is never one that is under way for
        somebody else, and nobody else gets it.
    patient : PatientIdentity or None
        Whose the study has to be, or the job fails; empty parts are not compared.
    explain : str or None
        As in `JobRequest`.
    """

    model: str
    study_instance_uid: str | None = None
    accession: Accession | None = None
    series_instance_uid: str | None = None
    source: str | None = None
    destinations: tuple[str, ...] | None = None
    priority: Priority = Priority.ROUTINE
    rerun: str | None = None
    expect: Expectation | None = None
    not_after: datetime | None = None
    callback: str | None = None
    is_own: bool = False
    patient: PatientIdentity | None = None
    explain: str | None = None


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who asks, which way and from where; the caller's own name for the request, and its trace, if there are any."""

    identity: str = ""
    idempotency_key: str | None = None
    via: str = ""
    address: str | None = None
    trace_id: str | None = None

    @property
    def entry(self) -> Entry:
        """What stands on record of a request of this caller."""
        return Entry(action=Action.JOB_ASKED, caller=self.identity, via=self.via, address=self.address)


NOBODY = Caller()


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Accepts jobs.

    Attributes
    ----------
    archives : collection of str
        Names that may be asked for.
    archive : callable
        Name -> archive; asked which study an accession number names.
    only_sources, only_destinations : collection of str
        Those of them that take no results, and those that give out no studies.
    default_archive : str or None
        The source of a wish that names none.
    enqueue : callable
        Gives a job to the engine; a job that is not given to it, because this process dies, the sweeper finds.
    trail : Trail
        Where it is put on record who asks for which study.
    require_room : callable
        Raises `StorageFull` where there is too little room for further jobs.
    most_jobs : int
        Jobs that may be under way at once.
    secret : bytes
        The site's: digests of requests and patients are made with it; bare ones are found by trying all.
    receivers : mapping
        Name -> who may be called when a job has ended.
    """

    store: JobStore
    catalogue: Resolver
    archives: Collection[str]
    archive: Callable[[str], Archive]
    default_archive: str | None
    enqueue: Callable[[Job], None]
    trail: Trail
    secret: bytes = field(repr=False)
    receivers: Mapping[str, Receiver] = field(default_factory=dict)
    require_room: Callable[[], object] = lambda: None
    most_jobs: int = 10_000
    only_sources: Collection[str] = ()
    only_destinations: Collection[str] = ()

    def accept(self, wish: Wish, caller: Caller = NOBODY) -> tuple[Job, bool]:
        """Accept a wish: it is on record when this returns.

        Returns
        -------
        job : Job
            The job.
        created : bool
            False where the same one was there already.

        Raises
        ------
        UidInvalid
            If a UID is none.
        ModelError
            If there is no such model, or it cannot be used.
        ArchiveNotFound
            If an archive is unknown.
        UsageError
            If none is named and there is no default, the study is not named by exactly one of its two names, or
            nobody may be called so; or a job is to be the caller's alone that has no name.
        StudyNotFound, AccessionAmbiguous
            If an accession number names other than one study.
        ArchiveUnavailable, ArchiveError
            If the archive does not say which study an accession number names.
        IdempotencyConflict
            If the caller's name stands for another wish.
        QueueFull, StorageFull
            If there are too many jobs, or there is too little room for another one.
        """
        name = self._name_of(wish, caller)
        if wish.is_own and name is None:
            raise UsageError("A job of one's own has a name", remedy="Send an Idempotency-Key")
        known = self.store.named(name) if name else None
        if known is None:
            self.require_room()
        order = known.order if known else replace(self._order(wish, caller), trace_id=caller.trace_id)
        if name is not None and wish.is_own:
            order = replace(order, owner=name.key)
        with self.trail.saying(_asked(caller, order)) as say:
            job, created = self.store.accept(order, name, say, most=self.most_jobs)
        if created:
            self.enqueue(job)
        return job, created

    def named(self, caller: Caller) -> Job | None:
        """Return the job of a caller's name, whatever was wished by it; None where the name stands for none."""
        key = self._key_of(caller)
        return None if key is None else self.store.of_key(key)

    def _order(self, wish: Wish, caller: Caller) -> Order:
        """What the wish means now."""
        callback = find_receiver(wish.callback, self.receivers) if wish.callback is not None else None
        if wish.series_instance_uid is not None:
            require_uid(wish.series_instance_uid, "Series Instance UID")
        _, identity = self.catalogue.resolve(wish.model)
        source = self._known(wish.source or self.default_archive)
        if source in self.only_destinations:
            raise UsageError("This archive gives out no studies", remedy="Name another source")
        targets = self._targets(source, wish.destinations)
        request = JobRequest(
            study_instance_uid=self._study(wish, source, caller),
            model=wish.model,
            series_instance_uid=wish.series_instance_uid,
            store=bool(targets),
            explain=wish.explain,
        )
        return Order(
            request=request,
            source=source,
            destinations=targets,
            package_digest=identity.digest,
            priority=wish.priority,
            rerun=wish.rerun,
            expect=wish.expect,
            not_after=wish.not_after,
            callback=callback,
            patient=digests_of(self.secret, wish.patient),
        )

    def _targets(self, source: str, named: tuple[str, ...] | None) -> tuple[str, ...]:
        """Who gets the result: who is named, or the source, or where that takes none the default archive."""
        if named is None:
            named = (self._known(self.default_archive if source in self.only_sources else source),)
        targets = tuple(dict.fromkeys(self._known(name) for name in named))
        if any(name in self.only_sources for name in targets):
            raise UsageError("This archive takes no results", remedy="Name another destination")
        return targets

    def _study(self, wish: Wish, source: str, caller: Caller) -> str:
        if wish.study_instance_uid is not None and wish.accession is None:
            return require_uid(wish.study_instance_uid, "Study Instance UID")
        if wish.accession is None or wish.study_instance_uid is not None:
            raise UsageError("A job is for one study", remedy="Name it by its UID or by its accession number")
        accession = replace(wish.accession, number=wish.accession.number.strip(" "))  # padding of its VR
        if not _ACCESSION.fullmatch(accession.number):
            raise UsageError(
                "This is no accession number",
                why="it has 1 to 16 characters, none of them a backslash, an asterisk or a question mark",
            )
        found = AuditedArchive(self.archive(source), self.trail, caller.entry).studies_of(accession)
        if not found:
            raise StudyNotFound("The archive has no study with this accession number")
        if len(found) > 1:
            raise AccessionAmbiguous(
                f"{len(found)} studies have this accession number",
                remedy="Name its issuer, or the study by its Study Instance UID",
            )
        return found[0]

    def _name_of(self, wish: Wish, caller: Caller) -> Name | None:
        """The caller's name for a wish as it was said: a tag may have moved when the same call comes again."""
        key = self._key_of(caller)
        if key is None:
            return None
        said = json.dumps(asdict(wish), sort_keys=True, default=_plain)
        return Name(key=key, asked_digest=self._digest(said))

    def _key_of(self, caller: Caller) -> str | None:
        if caller.idempotency_key is None:
            return None
        return self._digest(json.dumps([caller.identity, caller.idempotency_key]))

    def _digest(self, text: str) -> str:
        return hmac.digest(self.secret, f"radlane.intake/1 {text}".encode(), hashlib.sha256).hex()

    def _known(self, name: str | None) -> str:
        if name is None:
            raise UsageError("There is no default archive", remedy="Name one of the archives in the settings")
        if name not in self.archives:
            raise ArchiveNotFound("There is no such archive", remedy="Name one of the archives in the settings")
        return name


def _asked(caller: Caller, order: Order) -> Entry:
    """What stands on record of an order."""
    facts = {"model": order.request.model, "source": order.source, "destinations": list(order.destinations)}
    if order.callback is not None:
        facts["callback"] = order.callback.receiver
    return replace(caller.entry, facts=facts)


def _plain(value: Any) -> Any:  # noqa: ANN401 - what json asks for
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else sorted(value)
