"""Worklists at work: radlane's own, and those elsewhere that it performs for."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from threading import Event
from uuid import uuid4

from radlane.api.services import Services
from radlane.app.records import Records
from radlane.app.site import build_worklist_service
from radlane.app.trail import now
from radlane.dicomweb.worklist import WorklistService
from radlane.jobs.claims import Claims
from radlane.jobs.workitems import Workitems
from radlane.settings.archives import DicomWebArchiveSettings
from radlane.settings.tree import Settings
from radlane.settings.worklists import ProcedureSettings, WorklistElsewhereSettings
from radlane.triggers.intake import Intake
from radlane.triggers.worklist.host import Worklist
from radlane.triggers.worklist.performer import Performer, Terms
from radlane.triggers.worklist.performing import Performing
from radlane.triggers.worklist.procedures import Procedure, Procedures
from radlane.triggers.worklist.rounds import Rounds
from radlane.triggers.worklist.work import Work

_SWEEP_S = 2.0
_CLEAN_S = 3600.0
_LOG = logging.getLogger(__name__)


def build_worklist(settings: Settings, records: Records, intake: Intake) -> Worklist:
    """The worklist that others use here."""
    procedures = _procedures(settings, settings.worklist.procedures)
    work = Work(intake=intake, jobs=records.store, ledger=records.ledger, addresses=procedures.addresses)
    items = Workitems(records.trail.engine, now, settings.worklist.most_open)
    return Worklist(
        items=items,
        trail=records.trail,
        procedures=procedures,
        now=now,
        zone=settings.site_timezone,
        secret=intake.secret,
        work=work,
        wake=Event(),
    )


@contextmanager
def worklists_at_work(settings: Settings, services: Services) -> Iterator[None]:
    """Perform radlane's own workitems, and those of the worklists of the settings, until the service stops."""
    host, keep = services.worklist, timedelta(days=settings.worklist.keep_days)
    claims = Claims(services.trail.engine, now)
    own = Performing(items=host.items, work=host.work, procedures=host.procedures, trail=services.trail, now=now)

    def clean() -> None:
        host.items.forget(now() - keep)
        claims.forget(now() - keep)

    _say_what_nobody_performs(settings, claims)
    with ExitStack() as stack:
        _run(stack, Rounds("worklist", own.sweep, _SWEEP_S, host.wake))
        _run(stack, Rounds("worklist-retention", clean, _CLEAN_S, Event()))
        for name, elsewhere in settings.worklists.items():
            performer = _performer(settings, name, elsewhere, claims, services)
            _run(stack, Rounds(f"worklist-{name}", performer.round, elsewhere.every_seconds, Event()))
        yield


def _say_what_nobody_performs(settings: Settings, claims: Claims) -> None:
    """Warn of claims on worklists that the settings no longer have: nobody tells those what became of them."""
    for name, count in claims.counts().items():
        if name not in settings.worklists:
            facts = {"code": "workitem-conflict", "worklist": name, "count": count}
            _LOG.warning("workitems are held of a worklist that the settings do not have", extra=facts)


def _run(stack: ExitStack, rounds: Rounds) -> None:
    rounds.start()
    stack.callback(rounds.stop)


def _performer(
    settings: Settings, name: str, elsewhere: WorklistElsewhereSettings, claims: Claims, services: Services
) -> Performer:
    return Performer(
        name=name,
        service=WorklistService(build_worklist_service(elsewhere)),
        claims=claims,
        work=services.worklist.work,
        procedures=_procedures(settings, elsewhere.procedures),
        terms=Terms(match=elsewhere.match, at_once=elsewhere.at_once, progress_s=elsewhere.progress_seconds),
        trail=services.trail,
        now=now,
        new_uid=lambda: f"2.25.{uuid4().int}",
    )


def _procedures(settings: Settings, known: tuple[ProcedureSettings, ...]) -> Procedures:
    procedures = tuple(Procedure(**dict(one)) for one in known)
    return Procedures(known=procedures, addresses=_addresses(settings), zone=settings.site_timezone)


def _addresses(settings: Settings) -> Mapping[str, str]:
    """Where instances of each archive are retrieved over WADO-RS."""
    web = {name: one for name, one in settings.archives.items() if isinstance(one, DicomWebArchiveSettings)}
    return {
        name: "/".join(part for part in (one.url.rstrip("/"), one.wado_prefix) if part) for name, one in web.items()
    }
