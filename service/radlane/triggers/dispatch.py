"""An announcement -> jobs, as the rules say. Every automatic trigger ends here.

In: a study that came or grew. Out: the jobs that the rules want of it: new ones, and those that are there for the same
images. What radlane made itself is no image of a study: that it arrived in an archive starts nothing. A job that
failed, expired or was cancelled is not tried again because its study is announced again: a person or a caller says so.
Reference: docs/rules.md.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from threading import Event
from typing import Any

from radlane.dicomweb.archive import Archive
from radlane.domain.job import Job, JobRequest, Order
from radlane.domain.study import StudyIndex
from radlane.errors import ArchiveNotFound, JobNotFound, RadlaneError
from radlane.jobs.announced import Announced
from radlane.jobs.database import said_away
from radlane.jobs.store import JobStore
from radlane.jobs.trail import Trail
from radlane.monitoring.trigger_metrics import TriggerMetrics
from radlane.pipeline.audited import AuditedArchive
from radlane.registry.catalogue import Resolver
from radlane.security.audit_record import Action
from radlane.triggers.announcement import Announcement
from radlane.triggers.matching import Circumstances
from radlane.triggers.planning import Plan, judge
from radlane.triggers.rule_book import RuleBook
from radlane.triggers.rules import Rules

NEW, KNOWN, NOTHING, NO_RULES, JOBS = "new", "known", "nothing", "no-rules", "jobs"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """Gives announced studies to the models that the rules name.

    Attributes
    ----------
    rules : RuleBook or None
        None: there are none, and nothing that is announced starts anything.
    archives : collection of str
        Names that may be announced.
    archive : callable
        Name -> archive.
    homes : callable
        Name of a source -> the archives that get the results of a rule that names none.
    made_of : callable
        Study Instance UID -> SOP Instance UIDs of what radlane made of it.
    enqueue : callable
        Gives a job to the engine.
    trail : Trail
        Where it is put on record who asks for which study.
    require_room : callable
        Raises `StorageFull` where there is too little room for further jobs.
    most_jobs : int
        Jobs that may be under way at once.
    """

    rules: RuleBook | None
    models: Resolver
    archives: Collection[str]
    archive: Callable[[str], Archive]
    homes: Callable[[str], tuple[str, ...]]
    made_of: Callable[[str], Collection[str]]
    store: JobStore
    enqueue: Callable[[Job], None]
    trail: Trail
    now: Callable[[], datetime]
    zone: tzinfo
    require_room: Callable[[], object] = lambda: None
    most_jobs: int = 10_000
    figures: TriggerMetrics = field(default_factory=TriggerMetrics)
    _said: Event = field(default_factory=Event, repr=False)

    def announce(self, announcement: Announcement) -> tuple[Job, ...]:
        """Accept the jobs that the rules want of a study; they are on record when this returns.

        Raises
        ------
        UidInvalid, StudyNotFound, StudyMismatch
            If the archive has no such study, or it is of several patients.
        ArchiveNotFound
            If there is no such archive.
        ArchiveError, ArchiveUnavailable
            If the archive does not say what it has of the study: announce it again later.
        StorageFull, QueueFull
            If there is no room for further jobs: announce it again later.
        RecordsUnavailable, AuditUnavailable
            If nothing can be put on record now: likewise.
        ModelError
            If a model that a rule names cannot be read now; the other jobs are on record. Likewise.
        """
        via = announcement.caller.via
        if self.rules is None:
            if not self._said.is_set():
                self._said.set()
                _LOG.warning("studies are announced, and there are no rules", extra={"code": NO_RULES})
            self.figures.count_announcement(via, NO_RULES)
            return ()
        try:
            self.require_room()
            with said_away():
                jobs, is_new = self._announced(announcement, self.rules.current())
        except RadlaneError as error:
            self.figures.count_announcement(via, error.code)
            raise
        self.figures.count_announcement(via, (JOBS if is_new else KNOWN) if jobs else NOTHING)
        return jobs

    def _announced(self, announcement: Announcement, rules: Rules) -> tuple[tuple[Job, ...], bool]:
        there = Circumstances(
            study=self._found(announcement),
            announcement=announcement,
            now=self.now(),
            zone=self.zone,
            homes=self.homes(announcement.source),
        )
        jobs: dict[str, Job] = {}
        is_new = False
        plans = [plan for verdict in judge(rules, there, self.models) for plan in verdict.plans]
        for plan in plans:
            job, created = self._accept(there, plan, rules.digest) if plan.refused is None else (None, False)
            self.figures.count_planned(plan.rule, plan.refused or (NEW if created else KNOWN))
            is_new = is_new or created
            if job is not None:
                jobs[job.id] = job
        self._tell_lost(announcement, plans)
        return tuple(jobs.values()), is_new

    def _tell_lost(self, announcement: Announcement, plans: Sequence[Plan]) -> None:
        """Say which rules that fit get no job; where that may pass, the study is to be announced again."""
        lost = [plan for plan in plans if plan.is_lost]
        for plan in lost:
            facts = {"code": plan.refused, "rule": plan.rule, "study": announcement.study_instance_uid}
            _LOG.warning("a rule fits, and its model cannot be run", extra=facts)
        for plan in lost:
            if plan.error is not None and plan.may_pass:
                raise plan.error

    def _found(self, announcement: Announcement) -> StudyIndex:
        """The study, without what radlane made of it."""
        if announcement.source not in self.archives:
            raise ArchiveNotFound("There is no such archive", remedy="Name one of the archives in the settings")
        on_behalf = announcement.caller.entry
        archive = AuditedArchive(self.archive(announcement.source), self.trail, on_behalf)
        study = announcement.study_instance_uid
        return archive.find_study(study).without(self.made_of(study))

    def _accept(self, there: Circumstances, plan: Plan, rules_digest: str) -> tuple[Job | None, bool]:
        """Accept what a rule wants; None where it was there, and is no longer kept."""
        announcement = there.announcement
        order = order_of(announcement, plan)
        announced = Announced(
            inputs=plan.inputs,
            rule=plan.rule,
            rules_digest=rules_digest,
            now=self.now(),
            series=len(there.study.series),
            instances=there.study.instances,
        )
        facts = {"model": plan.model, "source": order.source, "destinations": list(order.destinations)}
        entry = replace(announcement.caller.entry, action=Action.JOB_ASKED, facts={**facts, "rule": plan.rule})
        try:
            with self.trail.saying(entry) as say:

                def say_new(connection: Any, **changes: Any) -> None:  # noqa: ANN401 - as `Say`
                    if changes["facts"]["new"]:
                        say(connection, **changes)

                job, created = self.store.accept(order, say=say_new, announced=announced, most=self.most_jobs)
        except JobNotFound:
            return None, False
        if created:
            self.enqueue(job)
        return job, created


def order_of(announcement: Announcement, plan: Plan) -> Order:
    """Return the order of what a rule wants of a study."""
    assert plan.identity is not None  # what may not run is not ordered
    request = JobRequest(
        study_instance_uid=announcement.study_instance_uid, model=plan.model, store=bool(plan.destinations)
    )
    return Order(
        request=request,
        source=announcement.source,
        destinations=plan.destinations,
        package_digest=plan.identity.digest,
        priority=plan.priority,
        expect=announcement.expect,
        not_before=plan.not_before,
        trace_id=announcement.caller.trace_id,
    )
