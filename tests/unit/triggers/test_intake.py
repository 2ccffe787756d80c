"""Wishes become jobs: with the model they meant, for archives that are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from radlane.domain.job import Expectation, Job, Priority
from radlane.errors import IdempotencyConflict, ModelNotFound, UidInvalid, UsageError
from radlane.jobs.database import migrate, open_database
from radlane.jobs.store import JobStore
from radlane.registry.catalogue import builtin_roots, load_catalogue
from radlane.triggers.intake import Intake, Wish
from support.jobs import Clock

ROOT = builtin_roots()[0]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def intake(folder: Path, given: list[Job], default: str | None = "ward", clock: Clock | None = None) -> Intake:
    engine = open_database(f"sqlite:///{folder / 'jobs.sqlite'}")
    migrate(engine)
    return Intake(
        store=JobStore(engine, clock or Clock(NOW), lambda: str(uuid4()), timedelta(hours=2)),
        catalogue=load_catalogue([ROOT], [ROOT / "tags.json"]),
        archives=("ward", "vna"),
        default_archive=default,
        enqueue=given.append,
    )


def test_a_wish_is_on_record_before_it_is_given_to_the_engine(tmp_path: Path) -> None:
    given: list[Job] = []
    desk = intake(tmp_path, given)
    job, created = desk.accept(Wish(study_instance_uid="1.2", model="cxr-lungs"))
    assert created
    assert given == [job] == [desk.store.get(job.id)]
    order = job.order
    assert (order.source, order.destinations, order.priority) == ("ward", ("ward",), Priority.ROUTINE)
    assert (order.not_after, job.expires_at) == (None, NOW + timedelta(hours=2))  # an archive may never come back
    assert order.package_digest == desk.catalogue.resolve("cxr-lungs")[0].digest


def test_everything_that_is_wished_is_kept(tmp_path: Path) -> None:
    late = datetime(2026, 1, 2, tzinfo=UTC)
    wish = Wish(
        study_instance_uid="1.2",
        model="cxr-lungs:1.0.0",
        series_instance_uid="1.2.3",
        source="vna",
        destinations=("ward", "vna", "ward"),
        priority=Priority.STAT,
        rerun="asked for",
        expect=Expectation(instances=2),
        not_after=late,
    )
    order = intake(tmp_path, []).accept(wish)[0].order
    assert (order.request.model, order.request.series_instance_uid) == ("cxr-lungs:1.0.0", "1.2.3")
    assert (order.source, order.destinations) == ("vna", ("ward", "vna"))  # each destination once
    assert (order.priority, order.rerun, order.not_after) == (Priority.STAT, "asked for", late)
    assert order.expect == Expectation(instances=2)


@pytest.mark.parametrize("rerun", [None, "asked for"])
def test_the_same_wish_under_way_is_the_same_job(tmp_path: Path, rerun: str | None) -> None:
    given: list[Job] = []
    clock = Clock(NOW)
    desk = intake(tmp_path, given, clock=clock)
    wish = Wish(study_instance_uid="1.2", model="cxr-lungs", rerun=rerun)
    first = desk.accept(wish)
    clock.forward(60)  # the answer was lost; the caller says it again
    assert desk.accept(wish) == (first[0], False)
    assert desk.accept(replace(wish, model="cxr-lungs:1.0.0")) == (first[0], False)  # another name of the same package
    assert len(given) == 1


def test_a_key_stands_for_one_wish(tmp_path: Path) -> None:
    desk = intake(tmp_path, [])
    first = desk.accept(Wish(study_instance_uid="1.2", model="cxr-lungs"), "key")[0]
    assert desk.accept(Wish(study_instance_uid="1.2", model="cxr-lungs"), "key") == (first, False)
    with pytest.raises(IdempotencyConflict):
        desk.accept(Wish(study_instance_uid="1.3", model="cxr-lungs"), "key")


def test_no_destination_is_a_wish_too(tmp_path: Path) -> None:
    order = intake(tmp_path, []).accept(Wish(study_instance_uid="1.2", model="cxr-lungs", destinations=()))[0].order
    assert (order.destinations, order.request.store) == ((), False)


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (Wish(study_instance_uid="../x", model="cxr-lungs"), UidInvalid),
        (Wish(study_instance_uid="1.2", series_instance_uid="x", model="cxr-lungs"), UidInvalid),
        (Wish(study_instance_uid="1.2", model="nosuch"), ModelNotFound),
        (Wish(study_instance_uid="1.2", model="no such"), UsageError),
        (Wish(study_instance_uid="1.2", model="cxr-lungs", source="nosuch"), UsageError),
        (Wish(study_instance_uid="1.2", model="cxr-lungs", destinations=("nosuch",)), UsageError),
    ],
)
def test_what_is_not_accepted_leaves_nothing(tmp_path: Path, wish: Wish, error: type[Exception]) -> None:
    given: list[Job] = []
    desk = intake(tmp_path, given)
    with pytest.raises(error):
        desk.accept(wish)
    assert given == []
    assert desk.store.counts() == {}


def test_without_a_default_archive_a_source_is_needed(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no default archive"):
        intake(tmp_path, [], default=None).accept(Wish(study_instance_uid="1.2", model="cxr-lungs"))
