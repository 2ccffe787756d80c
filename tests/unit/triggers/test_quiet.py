from __future__ import annotations

import shutil
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from radlane.dicomweb.arrival import place
from radlane.domain.arrival import Failure
from radlane.domain.job import Expectation, Job
from radlane.errors import ArchiveUnavailable, ArtifactCorrupt
from radlane.jobs.reception import Sender
from radlane.triggers.announcement import Announcement
from radlane.triggers.quiet import Watcher
from support.jobs import drawing_models, world
from support.radiographs import STUDY
from support.reception import KEEP, QUIET, SENDER, desk, image

_QUIET_S, _KEEP_S = QUIET.total_seconds(), KEEP.total_seconds()
_HOURS = round(_KEEP_S / 3600)


def test_a_study_is_announced_once_after_its_quiet_time(tmp_path: Path) -> None:
    made = desk(tmp_path)
    watch = made.watch()
    made.send(image(1))
    made.clock.forward(_QUIET_S - 1)
    made.send(image(2))
    made.clock.forward(_QUIET_S - 1)
    assert watch.look() == 0
    made.clock.forward(1)
    assert watch.look() == 1
    assert watch.look() == 0
    (announcement,) = made.announced
    assert (announcement.study_instance_uid, announcement.source) == (STUDY, "received")
    assert (announcement.caller.identity, announcement.caller.via) == ("modality", "stow-rs")
    assert announcement.expect is None


def test_a_study_that_grew_is_announced_again(tmp_path: Path) -> None:
    made = desk(tmp_path)
    for number in (1, 2):
        made.send(image(number))
        made.clock.forward(_QUIET_S)
        assert made.watch().look() == 1
    assert len(made.announced) == 2


def test_the_same_instances_again_are_no_growth(tmp_path: Path) -> None:
    made = desk(tmp_path)
    for _ in range(2):
        made.send(image(1))
        made.clock.forward(_QUIET_S)
        made.watch().look()
    assert len(made.announced) == 1
    assert not made.table.open()


def test_a_study_with_as_many_instances_as_expected_is_announced_at_once(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.send(image(1), expected=2)
    assert made.watch().look() == 0
    made.send(image(2), expected=2)
    assert made.watch().look() == 1
    assert made.announced[0].expect == Expectation(instances=2)
    made.send(image(3), expected=2)
    assert made.watch().look() == 0, "what comes after all of it waits"


def test_an_instance_that_is_refused_says_nothing_of_its_study(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.send(image(1), image(2), sender=Sender(via="dimse", ae_title="CR_ROOM_1"))
    made.clock.forward(5)
    other = Sender(caller="someone", via="stow-rs", ae_title="OTHER")
    assert made.send(image(3, PatientID="another"), expected=1, sender=other) == [Failure.OTHER_PATIENT]
    assert made.watch().look() == 0
    made.clock.forward(_QUIET_S - 5)
    assert made.watch().look() == 1
    (announcement,) = made.announced
    assert (announcement.ae_title, announcement.caller.identity, announcement.expect) == ("CR_ROOM_1", "", None)


def test_refusals_keep_no_study_waiting(tmp_path: Path) -> None:
    made = desk(tmp_path)
    watch = made.watch()
    made.send(image(1))
    for _ in range(4):
        made.clock.forward(_QUIET_S / 3)
        made.send(image(1, PatientID="another"))
        watch.look()
    assert len(made.announced) == 1
    assert not made.table.open()


@pytest.mark.parametrize("grows", [False, True])
def test_a_study_of_which_more_and_more_comes_is_announced_after_ten_quiet_times(tmp_path: Path, grows: bool) -> None:
    made = desk(tmp_path)
    watch = made.watch()
    counts = []
    for number in range(12):
        made.send(image(number if grows else 0))
        made.clock.forward(_QUIET_S - 1)
        counts.append(watch.look())
    assert counts == [0] * 10 + [1, 0]
    made.clock.forward(_QUIET_S)
    watch.look()
    assert len(made.announced) == (2 if grows else 1)


def test_what_is_placed_while_a_whole_study_is_announced_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An instance more than was said: it is on record and on its way, and the watcher settles the study."""
    made = desk(tmp_path)
    made.send(image(1), image(2), expected=2)
    watch = made.watch()
    looks: list[int] = []

    def slow(*arguments: Any) -> Any:
        looks.append(watch.look())
        return place(*arguments)

    monkeypatch.setattr("radlane.triggers.reception.place", slow)
    made.send(image(3), expected=2)
    assert looks == [1]
    made.clock.forward(_QUIET_S)
    assert watch.look() == 1
    assert len(made.announced) == 2
    assert not made.table.open()


def test_what_cannot_be_announced_is_tried_again_and_keeps_no_other(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.send(image(1))
    made.send(image(2, study=f"{STUDY}.2", PatientID="B"))
    failing = [True]

    def announce(announcement: Announcement) -> tuple[Job, ...]:
        if failing[0] and announcement.study_instance_uid == STUDY:
            raise ArchiveUnavailable("away")
        return made.announce(announcement)

    made.clock.forward(_QUIET_S)
    assert made.watch(announce=announce).look() == 1
    failing[0] = False
    assert made.watch(announce=announce).look() == 0
    made.clock.forward(1)
    assert made.watch(announce=announce).look() == 1
    assert {one.study_instance_uid for one in made.announced} == {STUDY, f"{STUDY}.2"}


def _refuse(_: Announcement) -> tuple[Job, ...]:
    raise ArtifactCorrupt("weights are damaged")


def test_what_cannot_be_announced_for_as_long_as_studies_are_kept_goes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A damaged model would otherwise fill the reception until nobody can send anything."""
    made = desk(tmp_path)
    watch = made.watch(announce=_refuse)
    made.send(image(1))
    for _ in range(_HOURS - 1):
        made.clock.forward(3600)
        watch.look()
        assert watch.clean() == 0
    assert not any(record.levelname == "ERROR" for record in caplog.records)
    for _ in range(10):  # the first one as old as that, and nine more
        assert watch.clean() == 0
        made.clock.forward(3600)
        watch.look()
    made.clock.forward(1)
    assert watch.clean() == 1
    assert not made.kept()
    assert not made.table.open()
    (last,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert (last.getMessage(), last.__dict__["code"], last.__dict__["study"]) == (
        "a received study is given up: it cannot be announced",
        "artifact-corrupt",
        STUDY,
    )


@pytest.mark.parametrize("failures", [0, 9, 12])
def test_what_came_before_the_service_was_down_for_long_is_tried_for_a_while(tmp_path: Path, failures: int) -> None:
    made = desk(tmp_path)
    made.send(image(1))
    made.clock.forward(_QUIET_S)
    for _ in range(failures):
        made.watch(announce=_refuse).look()
        made.clock.forward(1025)
    made.clock.forward(_KEEP_S + 3600)
    tries: list[timedelta] = []
    began = made.clock.moment

    def refuse(announcement: Announcement) -> tuple[Job, ...]:
        tries.append(made.clock.moment - began)
        return _refuse(announcement)

    watch = made.watch(announce=refuse)
    while watch.clean() == 0:
        made.clock.forward(10)
        watch.look()
    assert len(tries) == 10
    assert timedelta(minutes=8) < tries[-1] < timedelta(minutes=20)


@pytest.mark.parametrize("step_s", [300, 1000])
def test_what_failed_all_along_is_tried_ten_times_more_when_it_is_old(tmp_path: Path, step_s: int) -> None:
    made = desk(tmp_path)
    made.send(image(1))
    sent, tries = made.clock.moment, list[timedelta]()

    def refuse(announcement: Announcement) -> tuple[Job, ...]:
        tries.append(made.clock.moment - sent)
        return _refuse(announcement)

    watch = made.watch(announce=refuse)
    while watch.clean() == 0:
        made.clock.forward(step_s)
        watch.look()
    assert len([after for after in tries if after >= KEEP]) == 10
    assert len(tries) > 20


def test_what_was_given_up_and_a_job_still_needs_is_announced_when_it_comes_again(tmp_path: Path) -> None:
    jobs = world(tmp_path / "jobs", drawing_models(tmp_path / "models"))
    made = desk(tmp_path, engine=jobs.engine, clock=jobs.clock)
    made.send(image(1))
    made.clock.forward(_QUIET_S)
    made.watch().look()
    jobs.accept(source="received", destinations=("a",))
    made.send(image(2))
    for _ in range(_HOURS + 10):
        made.clock.forward(3600)
        made.watch(announce=_refuse).look()
    assert not made.table.open()
    assert made.watch().clean() == 0
    made.send(image(2))
    made.clock.forward(_QUIET_S)
    assert made.watch().look() == 1
    assert len(made.announced) == 2


def test_a_process_that_died_after_it_kept_an_instance_loses_nothing(tmp_path: Path) -> None:
    first = desk(tmp_path)
    first.send(image(1))
    second = desk(tmp_path, clock=first.clock)
    second.clock.forward(_QUIET_S)
    assert second.watch().look() == 1


def test_a_process_that_died_before_it_kept_anything_announces_nothing(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 10)
    made.clock.forward(_QUIET_S)
    made.watch().look()
    assert not made.announced
    assert not made.table.open()


def test_what_is_old_goes_unless_a_job_needs_it(tmp_path: Path) -> None:
    jobs = world(tmp_path / "jobs", drawing_models(tmp_path / "models"))
    made = desk(tmp_path, engine=jobs.engine, clock=jobs.clock)
    made.send(image(1))
    made.send(image(2, study=f"{STUDY}.2", PatientID="B"))
    made.clock.forward(_QUIET_S)
    watch = made.watch()
    watch.look()
    jobs.accept(source="received", destinations=("a",))
    made.clock.forward(_KEEP_S + 1)
    assert watch.clean() == 1
    assert [path.name for path in made.root.iterdir()] == [STUDY]
    assert watch.clean() == 0


def test_a_study_that_comes_again_after_it_was_removed_is_announced_again(tmp_path: Path) -> None:
    made = desk(tmp_path)
    watch = made.watch()
    for _ in range(2):
        made.send(image(1))
        made.clock.forward(_QUIET_S)
        watch.look()
        made.clock.forward(_KEEP_S + 1)
        assert watch.clean() == 1
    assert len(made.announced) == 2


def test_a_study_that_comes_again_while_it_is_removed_is_announced_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk(tmp_path)
    watch, remove = made.watch(), shutil.rmtree
    made.send(image(1))
    made.clock.forward(_QUIET_S)
    watch.look()
    made.clock.forward(_KEEP_S + 1)

    def slow(path: Path) -> None:
        monkeypatch.undo()
        assert made.send(image(1)) == [None]
        remove(path)

    monkeypatch.setattr(shutil, "rmtree", slow)
    assert watch.clean() == 1
    made.clock.forward(_QUIET_S)
    assert watch.look() == 1
    assert len(made.announced) == 2
    assert len(made.kept()) == 1


def test_a_thread_looks_until_it_is_stopped(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.send(image(1))
    watcher = Watcher(made.watch(quiet=timedelta(0)))
    watcher.start()
    deadline = time.monotonic() + 20
    while not made.announced and time.monotonic() < deadline:
        time.sleep(0.05)
    watcher.stop()
    assert len(made.announced) == 1


def test_what_fails_ends_no_watching(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = desk(tmp_path)
    made.send(image(1))
    made.engine.dispose()
    (tmp_path / "radlane.sqlite").unlink()
    watcher = Watcher(made.watch())
    watcher._try(made.watch().look)
    assert "what was received cannot be looked at" in caplog.text
