"""`radlane rules`: are the rules right, and what do they want of a study?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from radlane.app.records import open_records
from radlane.app.registry import seen_models
from radlane.app.rules import homes_of, what_rules_know
from radlane.app.site import open_archive
from radlane.app.trail import now, who_runs
from radlane.cli.beginning import begin
from radlane.cli.console import DONE, NOT_ANALYSED, Answer
from radlane.domain.refs import require_uid
from radlane.errors import SettingsError, UsageError
from radlane.pipeline.audited import AuditedArchive
from radlane.security.audit_record import Action, Entry
from radlane.settings.tree import Settings
from radlane.triggers.announcement import Announcement
from radlane.triggers.intake import Caller
from radlane.triggers.matching import Circumstances, Condition
from radlane.triggers.planning import Plan, Verdict, judge
from radlane.triggers.rule_file import load_rules

rules = typer.Typer(help="Which models analyse which studies.")
_NOT_ASKED, _FITS, _DOES_NOT = "not-asked", "fits", "does-not-fit"


class ConditionDocument(BaseModel):
    """A condition of a rule: what it asks for, and whether that is so; what the study says is not told."""

    name: str
    wanted: str
    holds: bool


class PlanDocument(BaseModel):
    """A job that would be made, or `refused`: the code of why there is none."""

    model: str
    version: str | None
    destinations: list[str]
    priority: str
    not_before: datetime | None
    instances: int
    refused: str | None


class RuleDocument(BaseModel):
    """What a rule says of the study: `fits`, `does-not-fit`, or `not-asked` below a rule that stops."""

    name: str
    verdict: str
    conditions: list[ConditionDocument]
    jobs: list[PlanDocument]


class RulesDocument(BaseModel):
    """What the rules say of a study; `digest` is that of their file."""

    study: str
    archive: str
    at: datetime
    digest: str
    jobs: int
    items: list[RuleDocument]


class CheckDocument(BaseModel):
    """Rules without a fault."""

    file: str
    digest: str
    rules: int


@rules.command("check", short_help="Look for faults in the rules.")
def check() -> Answer:
    """Look for faults in the rules."""
    settings = begin()
    path = _file(settings)
    with seen_models(settings) as seen:
        found = load_rules(path, what_rules_know(settings, seen))
    document = CheckDocument(file=str(path), digest=found.digest, rules=len(found.rules))
    return Answer(document=document, lines=[f"{path}: {len(found.rules)} rules"])


@rules.command("test", short_help="Say what the rules want of a study.")
def explain(
    study: Annotated[str, typer.Argument(metavar="STUDY_UID", help="The study.")],
    archive: Annotated[str | None, typer.Option(help="The archive that has it; the default one if left out.")] = None,
    via: Annotated[str, typer.Option(help="The way it is announced, such as orthanc or stow-rs.")] = "",
    ae: Annotated[str | None, typer.Option(metavar="TITLE", help="AE title of who sent it.")] = None,
    caller: Annotated[str, typer.Option(metavar="ID", help="Who announces it.")] = "",
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When, such as 2026-03-01T22:15; now if left out.")
    ] = None,
) -> Answer:
    """Say what the rules want of a study, and which of their conditions do not hold; no job is made."""
    settings = begin()
    path, moment = _file(settings), _moment(settings, at)
    source = open_archive(settings, archive)
    records = open_records(settings)
    asked = Entry(action=Action.STUDY_QUERIED, caller=who_runs(), via="radlane rules test")
    with seen_models(settings) as seen:
        found = load_rules(path, what_rules_know(settings, seen))
        uid = require_uid(study, "Study Instance UID")
        index = AuditedArchive(source, records.trail, asked).find_study(uid)
        announcement = Announcement(
            study_instance_uid=uid, source=source.name, ae_title=ae, caller=Caller(identity=caller, via=via)
        )
        there = Circumstances(
            study=index.without(records.ledger.forms.made_of(uid)),
            announcement=announcement,
            now=moment,
            zone=settings.site_timezone,
            homes=homes_of(settings, source.name),
        )
        items = [_rule(verdict) for verdict in judge(found, there, seen)]
    jobs = [plan for item in items for plan in item.jobs if plan.refused is None]
    document = RulesDocument(
        study=uid, archive=source.name, at=moment, digest=found.digest, jobs=len(jobs), items=items
    )
    lines = [line for item in items for line in _lines(item)]
    return Answer(document=document, lines=[*lines, _summed(len(jobs))], code=DONE if jobs else NOT_ANALYSED)


def _file(settings: Settings) -> Path:
    if settings.rules_file is None:
        raise SettingsError("There are no rules", remedy="Set rules_file")
    return settings.rules_file


def _moment(settings: Settings, text: str | None) -> datetime:
    if text is None:
        return now()
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=settings.site_timezone)
    except ValueError:
        raise UsageError("--at is no time", remedy="Write it as 2026-03-01T22:15") from None


def _rule(verdict: Verdict) -> RuleDocument:
    said = (_FITS if verdict.is_fitting else _DOES_NOT) if verdict.asked else _NOT_ASKED
    return RuleDocument(
        name=verdict.rule.name,
        verdict=said,
        conditions=[_condition(one) for one in verdict.conditions],
        jobs=[_plan(one) for one in verdict.plans],
    )


def _condition(condition: Condition) -> ConditionDocument:
    return ConditionDocument(name=condition.name, wanted=condition.wanted, holds=condition.holds)


def _plan(plan: Plan) -> PlanDocument:
    return PlanDocument(
        model=plan.model,
        version=plan.identity.version if plan.identity else None,
        destinations=list(plan.destinations),
        priority=plan.priority,
        not_before=plan.not_before,
        instances=plan.instances,
        refused=plan.refused,
    )


def _lines(rule: RuleDocument) -> list[str]:
    lines = [f"{rule.name}: {rule.verdict}"]
    lines += [f"  {one.name}: not {one.wanted}" for one in rule.conditions if not one.holds]
    for plan in rule.jobs:
        if plan.refused is not None:
            lines.append(f"  {plan.model}: no job ({plan.refused})")
            continue
        begins = f", not before {plan.not_before.astimezone():%Y-%m-%d %H:%M}" if plan.not_before else ""
        to = ", ".join(plan.destinations) or "nobody"
        lines.append(f"  {plan.model}: a {plan.priority} job on {plan.instances} instances, to {to}{begins}")
    return lines


def _summed(jobs: int) -> str:
    return "1 job" if jobs == 1 else f"{jobs or 'no'} jobs"
