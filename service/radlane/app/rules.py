"""The rules of an installation, and what gives announced studies to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from radlane.app.health import require_disks
from radlane.app.records import Records
from radlane.app.site import Archives
from radlane.app.trail import now, who_runs
from radlane.domain.arrival import RECEIVED
from radlane.domain.job import Job
from radlane.jobs.database import said_away
from radlane.jobs.registry import Registry
from radlane.jobs.trail import Trail
from radlane.monitoring.trigger_metrics import TriggerMetrics
from radlane.registry.catalogue import Resolver
from radlane.security.audit_record import Action, Entry
from radlane.settings.tree import Settings
from radlane.triggers.dispatch import Dispatch
from radlane.triggers.rule_book import RuleBook
from radlane.triggers.rule_file import Known
from radlane.triggers.rules import Rules


def what_rules_know(settings: Settings, models: Resolver) -> Known:
    """What rules may name."""
    return Known(models=models, sources=sources(settings), destinations=tuple(settings.archives))


def open_rules(settings: Settings, models: Resolver, trail: Trail, figures: TriggerMetrics) -> RuleBook | None:
    """The rules that the settings name; which ones hold is put on record.

    Raises
    ------
    RulesInvalid
        If they have faults.
    """
    if settings.rules_file is None:
        return None
    return RuleBook(
        settings.rules_file,
        what_rules_know(settings, models),
        put_on_record=partial(_put_on_record, trail),
        count_faults=figures.set_faults,
    )


def build_dispatch(
    archives: Archives, registry: Registry, records: Records, enqueue: Callable[[Job], None], figures: TriggerMetrics
) -> tuple[Dispatch, RuleBook | None]:
    """What gives announced studies to the models that the rules name, and these rules."""
    settings = archives.settings
    rules = open_rules(settings, registry, records.trail, figures)
    dispatch = Dispatch(
        rules=rules,
        models=registry,
        archives=sources(settings),
        archive=archives.get,
        homes=partial(homes_of, settings),
        made_of=records.ledger.forms.made_of,
        store=records.store,
        enqueue=enqueue,
        trail=records.trail,
        now=now,
        zone=settings.site_timezone,
        figures=figures,
        require_room=partial(require_disks, settings),
        most_jobs=settings.limits.queued_jobs,
    )
    return dispatch, rules


def homes_of(settings: Settings, source: str) -> tuple[str, ...]:
    """The archives that get the results of a rule that names none: the source, if it keeps any, or the default one."""
    home = settings.default_archive if source == RECEIVED else source
    return (home,) if home is not None else ()


def sources(settings: Settings) -> tuple[str, ...]:
    """The archives that have studies."""
    return tuple(name for name in (*settings.archives, RECEIVED) if name not in stores(settings))


def stores(settings: Settings) -> tuple[str, ...]:
    """The archives that take results, and give out no studies."""
    return tuple(name for name, archive in settings.archives.items() if archive.kind == "dimse")


def _put_on_record(trail: Trail, rules: Rules) -> None:
    facts = {"digest": rules.digest, "rules": len(rules.rules)}
    with said_away():
        trail.record(Entry(action=Action.RULES_USED, caller=who_runs(), via="radlane serve", facts=facts))
