"""The parts of the service, of which routes are given what they need; without FastAPI, which a worker does without."""

from __future__ import annotations

from asyncio import Semaphore
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from radlane.api.bounds import Bounds
from radlane.api.looks import Looks
from radlane.api.places import Places
from radlane.domain.admission import Report
from radlane.jobs.ledger import Ledger
from radlane.jobs.outbox import Outbox
from radlane.jobs.registry import Registry
from radlane.jobs.store import JobStore
from radlane.jobs.trail import Trail
from radlane.jobs.withdrawals import Withdrawals
from radlane.monitoring.health import Health
from radlane.monitoring.metrics import Metrics
from radlane.pipeline.lane import Site
from radlane.pipeline.models import Models
from radlane.registry.package import ModelPackage
from radlane.security.access import Access
from radlane.security.address import Network
from radlane.triggers.announcement import Announce, Announcement
from radlane.triggers.intake import Intake
from radlane.triggers.reception import Reception
from radlane.triggers.worklist.host import Worklist


@dataclass(frozen=True, kw_only=True)
class Services:
    """The parts of the service.

    Attributes
    ----------
    registry : Registry
        The models on record.
    announce : callable
        Gives the jobs that the rules want of a study that came or grew.
    announce_later : callable
        Puts an announcement on record, and leaves it to a thread.
    admit : callable
        Examines a package.
    uploads : Places
        As many as there may be packages that come or are examined.
    most_package_bytes : int
        Size of an archive with a package at most.
    spool : Path
        Where what is sent lies while it is worked on.
    most_bytes : int
        Size of an instance at most.
    tensor_bytes : int
        Size at most of tensors that are sent to a network, and of those that it gives.
    receive_seconds : float
        Time for a body to come whole, and for tensors to be taken.
    patience_seconds : float
        Time that a body has beside what its bytes get.
    require_room : callable
        Raises `StorageFull` where too little is free on the disk of the spool.
    predictions : Places
        As many as there may be instances and tensors that come or wait or are analysed, in all and of one caller.
    turns : Semaphore
        As many as there may be analyses at once.
    streams : Places
        As many as there may be event streams, in all and of one caller.
    stream_seconds : float
        Then an event stream ends, and its client asks again, with credentials that may be invalid by now.
    proxies : tuple of Network
        Proxies that are believed when they say whom they speak for.
    access : Access or None
        None: no access control, loopback only.
    health : Health
        What the service needs, and whether it is there.
    trail : Trail
        Where it is put on record who does what.
    worklist : Worklist
        Workitems (UPS-RS).
    reception : Reception
        Keeps instances that are sent, and what is allowed of them.
    storing : Places
        As many as there may be requests that send instances to be kept, in all and of one caller.
    store_bounds : Bounds
        What one of them may take.
    looks : Looks
        Who looked at which job lately.
    closing : Event
        Set when the server is told to stop.
    """

    site: Site
    registry: Registry
    models: Models
    admit: Callable[[ModelPackage], Report]
    store: JobStore
    ledger: Ledger
    outbox: Outbox
    withdrawals: Withdrawals
    intake: Intake
    announce: Announce
    announce_later: Callable[[Announcement], None]
    spool: Path
    most_bytes: int
    tensor_bytes: int
    receive_seconds: float
    require_room: Callable[[], object]
    predictions: Places
    uploads: Places
    most_package_bytes: int
    turns: Semaphore
    streams: Places
    access: Access | None
    trail: Trail
    metrics: Metrics
    health: Health
    worklist: Worklist
    reception: Reception
    storing: Places
    store_bounds: Bounds
    looks: Looks = field(default_factory=Looks)
    proxies: tuple[Network, ...] = ()
    stream_seconds: float = 300.0
    patience_seconds: float = 30.0
    closing: Event = field(default_factory=Event)
