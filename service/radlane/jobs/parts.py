"""What the steps of durable jobs are given, and what all of them read again from it.

In: the parts, a job and what earlier steps returned. Out: the model and the images that the job is about.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from radlane.dicomweb.archive import Archive
from radlane.domain.job import Job, Priority
from radlane.errors import ArtifactCorrupt, JobWaits, RadlaneError
from radlane.jobs.in_hand import InHand
from radlane.jobs.ledger import Ledger
from radlane.jobs.outbox import Outbox
from radlane.jobs.withdrawals import Withdrawals
from radlane.pipeline.audited import Audit, AuditedArchive
from radlane.pipeline.chosen import Source
from radlane.pipeline.handover import load_source
from radlane.pipeline.lane import Site
from radlane.pipeline.models import KnownModel, LoadedModel, Models
from radlane.pipeline.shown import Shown, show_source
from radlane.pipeline.source import open_source
from radlane.pipeline.turns import Turn, Turns
from radlane.registry.reference import parse_reference
from radlane.security.audit_record import Action, Entry

State = dict[str, Any]
SPOOL = "spool"
LACKS = "lacks"  # in what `deliver` returns: the method
M = TypeVar("M", bound=KnownModel)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What the steps are given.

    Attributes
    ----------
    archive : callable
        Name -> archive.
    audit : Audit
        Where the use of archives is put on record.
    work : Path
        Folder for what a job retrieves and makes on its way, a folder a job.
    outbox : Outbox
        For the objects of runs.
    site_key : bytes
        The site's secret: what UIDs are made with.
    quiet : timedelta
        So long a study has to stay as it is before it is said to be stable.
    refused : mapping of str to frozenset of str
        Archive -> SOP Classes that it refuses, as the site says.
    require_room : callable
        Raises `StorageFull` where there is too little room to begin.
    know : callable or None
        What `models.know` is asked by way of; None: by itself.
    hand : InHand or None
        What this attempt of the job has in hand; None: every step reads the files.
    turns : Turns
        Whose networks run on the CPU.
    """

    site: Site
    models: Models
    archive: Callable[[str], Archive]
    ledger: Ledger
    withdrawals: Withdrawals
    audit: Audit
    work: Path
    outbox: Outbox
    site_key: bytes = field(repr=False)
    quiet: timedelta = timedelta(seconds=60)
    refused: Mapping[str, frozenset[str]] = field(default_factory=dict)
    require_room: Callable[[], object] = lambda: None
    know: Callable[[str], KnownModel] | None = None
    hand: InHand | None = None
    turns: Turns = field(default_factory=Turns)


Step = Callable[[Parts, Job, State], State]
Table = tuple[tuple[str, Step], ...]


@dataclass(frozen=True, kw_only=True)
class Tables:
    """What jobs go through: names and functions, in their order.

    Attributes
    ----------
    analysis, rejection, amendment, report : tuple
        Of an analysis, of a withdrawal, of what is added to a run, and of the report of a job without a result.
    wanted : callable
        What there is to report of a job that ends with an error; None where there is nothing, or no wish.
    unforeseen : callable
        The same of an error that nobody thought of, by its code.
    """

    analysis: Table
    rejection: Table
    amendment: Table
    report: Table
    wanted: Callable[[Parts, RadlaneError], State | None]
    unforeseen: Callable[[Parts, str], State | None]


def audited(parts: Parts, job: Job) -> Parts:
    """Return parts of one step, whose archives put on record what is done with them for a job."""
    on_behalf = Entry(action=Action.STUDY_QUERIED, job=job.id)
    return replace(
        parts,
        archive=lambda name: AuditedArchive(parts.archive(name), parts.audit, on_behalf),
        know=cache(parts.models.know),  # looked up once a step
    )


def model_of(parts: Parts, job: Job) -> KnownModel:
    """The package that the job was accepted with, whatever its reference means now; a result quotes the tag."""
    return _tagged((parts.know or parts.models.know)(_package(job)), job)


@contextmanager
def leased(parts: Parts, job: Job) -> Iterator[LoadedModel]:
    """Hold the networks of that package; a shadow takes no memory from what others use."""
    shadows, priority = job.order.shadow_of is not None, job.order.priority
    with parts.models.lease(_package(job), modest=shadows, priority=priority) as model:
        yield _tagged(model, job)


def turn_of(parts: Parts, job: Job, model: LoadedModel) -> Turn:
    """Whom the networks of a job wait for: nobody on another device than the CPU, and nobody if it is urgent."""
    waits = model.session.device == "cpu" and not is_urgent(job)
    return Turn(parts.turns if waits else None, parts.site.clock)


def is_urgent(job: Job) -> bool:
    """Whether a job goes before others, where it has to wait at all."""
    return job.order.priority is Priority.STAT


def _package(job: Job) -> str:
    return f"{parse_reference(job.order.request.model).name}@{job.order.package_digest}"


def _tagged(model: M, job: Job) -> M:
    tag = parse_reference(job.order.request.model).tag
    return replace(model, identity=replace(model.identity, tag=tag))


def lost(parts: Parts, job: Job, what: str, again_from: str, uid: str) -> JobWaits:
    """What is raised where a file of a job is gone; where its folder is, on another machine, all is made again."""
    begins = again_from if (parts.work / job.id).exists() else "select"
    return JobWaits(what, uid=uid, again_from=begins)


def source_of(parts: Parts, job: Job, sha256: str) -> Source:
    """What was chosen; it has to be the files that were retrieved. What is damaged is retrieved anew, all of it."""
    found = None if parts.hand is None else parts.hand.source(sha256)
    if found is not None:
        return found
    try:
        instances = load_source(parts.work / job.id, sha256)
    except ArtifactCorrupt as error:
        shutil.rmtree(parts.work / job.id / SPOOL, ignore_errors=True)
        uid = job.order.request.study_instance_uid
        raise lost(parts, job, "What was retrieved is no longer there", "retrieve", uid) from error
    source = open_source(parts.site, model_of(parts, job).manifest, instances)
    if parts.hand is not None:
        parts.hand.take(sha256, source, urgent=is_urgent(job))
    return source


def shown_of(parts: Parts, job: Job, source: Source) -> Shown:
    """What is seen of what was chosen (`source_of`)."""
    read = partial(show_source, parts.site, model_of(parts, job).manifest, source)
    return read() if parts.hand is None else parts.hand.shown(read)
