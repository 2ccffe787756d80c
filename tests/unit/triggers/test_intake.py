"""Wishes become jobs: with the model they meant, for archives that are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import cast
from uuid import uuid4

import pytest

from radlane.dicomweb.archive import Archive
from radlane.domain.callback import Callback
from radlane.domain.job import Expectation, Job, JobState, Priority
from radlane.domain.study import Accession
from radlane.errors import (
    AccessionAmbiguous,
    IdempotencyConflict,
    ModelNotFound,
    QueueFull,
    StorageFull,
    StudyNotFound,
    UidInvalid,
    UsageError,
)
from radlane.jobs.store import JobStore
from radlane.registry.catalogue import builtin_roots, load_catalogue
from radlane.security.receiver import Receiver
from radlane.triggers.intake import Caller, Intake, Wish
from support.jobs import Clock
from support.schemas import with_schema
from support.trail import trail_in

ROOT = builtin_roots()[0]
Studies = Callable[[str, Accession], tuple[str, ...]]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Named:
    """An archive that says which studies have an accession number."""

    name: str
    answer: Studies

    def studies_of(self, accession: Accession) -> tuple[str, ...]:
        return self.answer(self.name, accession)


def intake(
    folder: Path,
    given: list[Job],
    default: str | None = "ward",
    clock: Clock | None = None,
    studies: Studies = lambda *_: pytest.fail("no archive is asked"),
) -> Intake:
    engine = with_schema(f"sqlite:///{folder / 'jobs.sqlite'}")
    return Intake(
        store=JobStore(engine, clock or Clock(NOW), lambda: str(uuid4()), timedelta(hours=2)),
        catalogue=load_catalogue([ROOT], [ROOT / "tags.json"]),
        archives=("ward", "vna"),
        archive=lambda name: cast("Archive", Named(name, studies)),
        default_archive=default,
        enqueue=given.append,
        trail=trail_in(folder, engine, clock or Clock(NOW)),
        secret=b"a site's secret",
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
        model="cxr-lungs:1.1.0",
        series_instance_uid="1.2.3",
        source="vna",
        destinations=("ward", "vna", "ward"),
        priority=Priority.STAT,
        rerun="asked for",
        expect=Expectation(instances=2),
        not_after=late,
    )
    order = intake(tmp_path, []).accept(wish)[0].order
    assert (order.request.model, order.request.series_instance_uid) == ("cxr-lungs:1.1.0", "1.2.3")
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
    assert desk.accept(replace(wish, model="cxr-lungs:1.1.0")) == (first[0], False)  # another name of the same package
    assert len(given) == 1


def test_a_key_stands_for_one_wish_of_one_caller(tmp_path: Path) -> None:
    desk = intake(tmp_path, [])
    wish, caller = Wish(study_instance_uid="1.2", model="cxr-lungs"), Caller(identity="ris", idempotency_key="key")
    first = desk.accept(wish, caller)[0]
    desk.store.move(first.id, JobState.SUCCEEDED)
    assert desk.accept(wish, caller) == (desk.store.get(first.id), False)
    others = [
        replace(wish, study_instance_uid="1.3"),
        replace(wish, model="cxr-lungs:1.1.0"),  # what was said counts, not what it means
        replace(wish, priority=Priority.STAT),
        replace(wish, expect=Expectation(series=1)),
        replace(wish, not_after=NOW),
    ]
    for other in others:
        with pytest.raises(IdempotencyConflict):
            desk.accept(other, caller)
    assert desk.accept(wish, replace(caller, identity="pacs"))[1], "another caller's key is another key"


def test_the_job_of_a_key_is_found_whatever_was_wished(tmp_path: Path) -> None:
    desk, caller = intake(tmp_path, []), Caller(identity="ris", idempotency_key="key")
    assert desk.named(caller) is None
    job, _ = desk.accept(Wish(study_instance_uid="1.2", model="cxr-lungs"), caller)
    assert desk.named(caller) == job
    assert desk.named(replace(caller, identity="pacs")) is None
    assert desk.named(replace(caller, idempotency_key=None)) is None


def test_the_same_moment_said_in_two_ways_is_the_same_wish(tmp_path: Path) -> None:
    desk, caller = intake(tmp_path, []), Caller(idempotency_key="key")
    wish = Wish(study_instance_uid="1.2", model="cxr-lungs", not_after=NOW)
    first, _ = desk.accept(wish, caller)
    said = NOW.astimezone(timezone(timedelta(hours=2)))
    assert desk.accept(replace(wish, not_after=said), caller) == (first, False)


def test_an_accession_number_names_a_study(tmp_path: Path) -> None:
    asked: list[tuple[str, Accession]] = []
    desk = intake(tmp_path, [], studies=lambda name, accession: asked.append((name, accession)) or ("1.2.3",))
    accession = Accession(number="A-1", issuers=frozenset({"Klinik"}))
    job, _ = desk.accept(Wish(accession=accession, model="cxr-lungs", source="vna"))
    assert job.order.request.study_instance_uid == "1.2.3"
    assert asked == [("vna", accession)]
    padded = Wish(accession=replace(accession, number=" A-1 "), model="cxr-lungs", source="vna")
    assert desk.accept(padded) == (job, False)  # padding of the value's representation means nothing
    assert asked[-1] == ("vna", accession)


def test_a_key_is_answered_without_asking_the_archive(tmp_path: Path) -> None:
    """The archive is down when the caller, who heard no answer, says the same again."""
    answers: list[tuple[str, ...]] = [("1.2.3",)]
    desk, caller = intake(tmp_path, [], studies=lambda *_: answers.pop()), Caller(idempotency_key="key")
    wish = Wish(accession=Accession(number="A-1"), model="cxr-lungs")
    assert desk.accept(wish, caller)[0] == desk.accept(wish, caller)[0]


@pytest.mark.parametrize(
    ("found", "error"), [((), StudyNotFound), (("1.2", "1.3"), AccessionAmbiguous)], ids=["none", "several"]
)
def test_an_accession_number_of_other_than_one_study_is_refused(
    tmp_path: Path, found: tuple[str, ...], error: type[Exception]
) -> None:
    desk = intake(tmp_path, [], studies=lambda *_: found)
    with pytest.raises(error):
        desk.accept(Wish(accession=Accession(number="A-1"), model="cxr-lungs"))
    assert desk.store.counts() == {}


@pytest.mark.parametrize("number", ["", "   ", "A*", "A?", "A\\B", "A" * 17, "A\n1"])
def test_what_would_match_other_numbers_is_not_asked_for(tmp_path: Path, number: str) -> None:
    desk = intake(tmp_path, [], studies=lambda *_: pytest.fail("asked"))
    with pytest.raises(UsageError, match="no accession number"):
        desk.accept(Wish(accession=Accession(number=number), model="cxr-lungs"))


def test_no_destination_is_a_wish_too(tmp_path: Path) -> None:
    order = intake(tmp_path, []).accept(Wish(study_instance_uid="1.2", model="cxr-lungs", destinations=()))[0].order
    assert (order.destinations, order.request.store) == ((), False)


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (Wish(study_instance_uid="../x", model="cxr-lungs"), UidInvalid),
        (Wish(study_instance_uid="1.2", series_instance_uid="x", model="cxr-lungs"), UidInvalid),
        (Wish(model="cxr-lungs"), UsageError),  # no study
        (Wish(study_instance_uid="1.2", accession=Accession(number="A-1"), model="cxr-lungs"), UsageError),  # two
        (Wish(study_instance_uid="1.2", model="nosuch"), ModelNotFound),
        (Wish(study_instance_uid="1.2", model="no such"), UsageError),
        (Wish(study_instance_uid="1.2", model="cxr-lungs", source="nosuch"), UsageError),
        (Wish(study_instance_uid="1.2", model="cxr-lungs", destinations=("nosuch",)), UsageError),
        (Wish(study_instance_uid="1.2", model="cxr-lungs", is_own=True), UsageError),  # nobody's
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


def test_without_room_nothing_is_accepted_but_what_is_known(tmp_path: Path) -> None:
    given: list[Job] = []

    def full() -> None:
        raise StorageFull("1 MiB are free", retry_after_s=60.0)

    desk = intake(tmp_path, given)
    wish, caller = Wish(study_instance_uid="1.2", model="cxr-lungs"), Caller(idempotency_key="k")
    job, _ = desk.accept(wish, caller)
    crowded = replace(desk, require_room=full)
    assert crowded.accept(wish, caller) == (job, False)
    with pytest.raises(StorageFull):
        crowded.accept(Wish(study_instance_uid="1.3", model="cxr-lungs"))
    assert given == [job]


def test_there_are_so_many_jobs_at_most(tmp_path: Path) -> None:
    desk = replace(intake(tmp_path, []), most_jobs=1)
    desk.accept(Wish(study_instance_uid="1.2", model="cxr-lungs"))
    with pytest.raises(QueueFull):
        desk.accept(Wish(study_instance_uid="1.3", model="cxr-lungs"))
    desk.accept(Wish(study_instance_uid="1.4", model="cxr-lungs", priority=Priority.STAT))


def test_who_is_called_when_the_job_has_ended(tmp_path: Path) -> None:
    ris = Receiver(name="ris", url="https://ris.example/", secret_files=(), any_path=True)
    desk = replace(intake(tmp_path, []), receivers={"ris": ris})
    named, _ = desk.accept(Wish(study_instance_uid="1.2", model="cxr-lungs", callback="ris"))
    assert named.order.callback == Callback(receiver="ris")
    own, created = desk.accept(Wish(study_instance_uid="1.2", model="cxr-lungs", callback="https://ris.example/7"))
    assert created
    assert own.order.callback == Callback(receiver="ris", url="https://ris.example/7")
    with pytest.raises(UsageError):
        desk.accept(Wish(study_instance_uid="1.2", model="cxr-lungs", callback="https://elsewhere.example/"))
