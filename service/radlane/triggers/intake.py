"""A wish -> an accepted job. Every trigger ends here.

In: what a caller asks for. Out: the job that does it: a new one, or the one that is there already.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from radlane.domain.job import Expectation, Job, JobRequest, Order, Priority
from radlane.domain.refs import require_uid
from radlane.errors import UsageError
from radlane.jobs.store import JobStore
from radlane.registry.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a caller asks for; `source` None stands for the default archive, `destinations` None for the source."""

    study_instance_uid: str
    model: str
    series_instance_uid: str | None = None
    source: str | None = None
    destinations: tuple[str, ...] | None = None
    priority: Priority = Priority.ROUTINE
    rerun: str | None = None
    expect: Expectation | None = None
    not_after: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Accepts jobs.

    Attributes
    ----------
    archives : collection of str
        Names that may be asked for.
    default_archive : str or None
        The source of a wish that names none.
    enqueue : callable
        Gives a job to the engine; a job that is not given to it, because this process dies, the sweeper finds.
    """

    store: JobStore
    catalogue: Catalogue
    archives: Collection[str]
    default_archive: str | None
    enqueue: Callable[[Job], None]

    def accept(self, wish: Wish, idempotency_key: str | None = None) -> tuple[Job, bool]:
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
        UsageError
            If an archive is unknown.
        IdempotencyConflict
            If the key stands for another wish.
        """
        require_uid(wish.study_instance_uid, "Study Instance UID")
        if wish.series_instance_uid is not None:
            require_uid(wish.series_instance_uid, "Series Instance UID")
        _, identity = self.catalogue.resolve(wish.model)
        source = self._known(wish.source or self.default_archive)
        destinations = (source,) if wish.destinations is None else wish.destinations
        order = Order(
            request=JobRequest(
                study_instance_uid=wish.study_instance_uid,
                model=wish.model,
                series_instance_uid=wish.series_instance_uid,
                store=bool(destinations),
            ),
            source=source,
            destinations=tuple(dict.fromkeys(self._known(name) for name in destinations)),
            package_digest=identity.digest,
            priority=wish.priority,
            rerun=wish.rerun,
            expect=wish.expect,
            not_after=wish.not_after,
        )
        job, created = self.store.accept(order, idempotency_key)
        if created:
            self.enqueue(job)
        return job, created

    def _known(self, name: str | None) -> str:
        if name is None or name not in self.archives:
            raise UsageError(
                "There is no such archive" if name else "There is no default archive",
                remedy="Name one of the archives in the settings",
            )
        return name
