"""Studies as archives answer them, rules, and a dispatch on the world of `support.jobs`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from radlane.domain.job import Expectation, Job
from radlane.domain.refs import InstanceRef
from radlane.domain.study import PatientIdentity, SeriesIndex, StudyFacts, StudyIndex
from radlane.monitoring.trigger_metrics import TriggerMetrics
from radlane.triggers.announcement import Announcement
from radlane.triggers.dispatch import Dispatch
from radlane.triggers.intake import Caller
from radlane.triggers.matching import Circumstances
from radlane.triggers.rule_book import RuleBook
from radlane.triggers.rule_file import Known
from support.jobs import World

CT, DX, SR = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.1.1", "1.2.840.10008.5.1.4.1.1.88.34"
STUDY = "1.2.3"
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday


def series_of(number: int, *, sop_class: str = CT, count: int = 2, **said: Any) -> SeriesIndex:
    """A series of some instances."""
    uid = f"{STUDY}.{number}"
    refs = tuple(
        InstanceRef(
            study_instance_uid=STUDY,
            series_instance_uid=uid,
            sop_instance_uid=f"{uid}.{place}",
            sop_class_uid=sop_class,
        )
        for place in range(1, count + 1)
    )
    facts = {"modality": "CT", "body_part_examined": "", **said}
    return SeriesIndex(series_instance_uid=uid, instances=refs, **facts)


def study_of(*series: SeriesIndex, **facts: Any) -> StudyIndex:
    """A study as an archive answers it."""
    patient = PatientIdentity(patient_id="T-1", issuer="")
    return StudyIndex(study_instance_uid=STUDY, patient=patient, series=series, facts=StudyFacts(**facts))


def announced(study: str = STUDY, source: str = "a", **said: Any) -> Announcement:
    """An announcement; `via` and `identity` are the caller's."""
    caller = Caller(identity=said.pop("identity", ""), via=said.pop("via", "poll"))
    return Announcement(study_instance_uid=study, source=source, caller=caller, **said)


def circumstances(study: StudyIndex, now: datetime = NOON, zone: tzinfo = UTC, **said: Any) -> Circumstances:
    """A study that is announced at noon of a Wednesday."""
    return Circumstances(study=study, announcement=announced(**said), now=now, zone=zone)


@dataclass(kw_only=True)
class Desk:
    """Announces studies of a world by rules in a file."""

    world: World
    dispatch: Dispatch
    given: list[Job] = field(default_factory=list)

    def announce(self, study: str, *, expect: Expectation | None = None, **said: Any) -> tuple[Job, ...]:
        return self.dispatch.announce(announced(study, expect=expect, **said))


def desk(world: World, rules: str | None, figures: TriggerMetrics | None = None) -> Desk:
    """A dispatch that gives its jobs to nobody."""
    given: list[Job] = []
    book = None
    if rules is not None:
        path = Path(world.folder / "rules.yaml")
        path.write_text(rules)
        book = RuleBook(path, Known(models=world.models.catalogue, archives=("a", "b")))
    dispatch = Dispatch(
        rules=book,
        models=world.models.catalogue,
        archives=("a", "b"),
        archive=world.archive,
        made_of=world.ledger.forms.made_of,
        store=world.store,
        enqueue=given.append,
        trail=world.trail,
        now=world.clock,
        zone=UTC,
        figures=figures or TriggerMetrics(),
    )
    return Desk(world=world, dispatch=dispatch, given=given)


def other(dispatch: Dispatch, world: World) -> Dispatch:
    """The same in another process."""
    return replace(dispatch, store=world.store, trail=world.trail)
