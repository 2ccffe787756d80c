"""The rules of an installation, and what gives announced studies to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from radlane.app.records import Records
from radlane.app.site import Archives
from radlane.app.trail import now, who_runs
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
    return Known(models=models, archives=tuple(settings.archives))


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
        archives=tuple(settings.archives),
        archive=archives.get,
        made_of=records.ledger.forms.made_of,
        store=records.store,
        enqueue=enqueue,
        trail=records.trail,
        now=now,
        zone=settings.site_timezone,
        figures=figures,
    )
    return dispatch, rules


def _put_on_record(trail: Trail, rules: Rules) -> None:
    facts = {"digest": rules.digest, "rules": len(rules.rules)}
    with said_away():
        trail.record(Entry(action=Action.RULES_USED, caller=who_runs(), via="radlane serve", facts=facts))
