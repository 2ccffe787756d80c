from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from radlane.errors import StorageFull
from radlane.jobs.reception import Received, Sender
from support.jobs import drawing_models, world
from support.radiographs import STUDY
from support.reception import SENDER, Desk, desk


def _only(made: Desk) -> Received:
    (received,) = made.table.open()
    return received


def test_a_study_is_on_record_before_anything_of_it_is_kept(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100, expected=3)
    received = _only(made)
    assert (received.study_instance_uid, received.sender, received.expected) == (STUDY, SENDER, 3)
    assert (received.announced, received.last_at) == (0, made.clock.moment)


def test_what_was_said_last_counts_and_an_expectation_stays(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100, expected=3)
    made.clock.forward(5)
    other = Sender(via="dimse", ae_title="MODALITY")
    made.table.begin(STUDY, other, 100)
    received = _only(made)
    assert (received.sender, received.expected) == (other, 3)
    assert received.last_at - received.first_at == timedelta(seconds=5)


def test_a_study_is_announced_by_one_process_and_by_another_where_that_died(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    received = _only(made)
    assert made.table.claim(received)
    assert not made.table.claim(received)
    assert not made.table.open()
    made.clock.forward(61)
    assert made.table.claim(_only(made))


def test_a_study_of_which_something_came_meanwhile_is_not_claimed(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    received = _only(made)
    made.clock.forward(1)
    made.table.touch(STUDY)
    assert not made.table.claim(received)


def test_what_came_while_it_was_announced_keeps_it_open(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    received = _only(made)
    made.clock.forward(1)
    made.table.begin(STUDY, SENDER, 100)
    made.table.settle(received, 1, 100)
    assert _only(made).announced == 1


def test_what_was_announced_is_closed(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    made.table.settle(_only(made), 1, 100)
    assert not made.table.open()
    made.clock.forward(3600)
    assert made.table.old(made.clock.moment) == (STUDY,)
    made.table.forget(STUDY)
    assert not made.table.old(made.clock.moment)


def test_a_failed_announcement_waits_longer_each_time(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    received, waits = _only(made), []
    for _ in range(3):
        made.table.postpone(received)
        seconds = 0
        while not made.table.open():
            made.clock.forward(1)
            seconds += 1
        waits.append(seconds)
    assert waits == [1, 2, 4]


def test_a_study_has_so_many_instances_at_most(tmp_path: Path) -> None:
    made = desk(tmp_path, most_instances=2)
    made.table.begin(STUDY, SENDER, 1)
    made.table.begin(STUDY, SENDER, 1)
    with pytest.raises(StorageFull):
        made.table.begin(STUDY, SENDER, 1)
    made.table.give_back(STUDY, 1)
    made.table.begin(STUDY, SENDER, 1)


def test_all_studies_have_so_many_bytes_at_most(tmp_path: Path) -> None:
    made = desk(tmp_path, most_bytes=100)
    made.table.begin(STUDY, SENDER, 60)
    with pytest.raises(StorageFull):
        made.table.begin(f"{STUDY}.2", SENDER, 60)
    made.table.settle(_only(made), 1, 30)
    made.table.begin(f"{STUDY}.2", SENDER, 60)


def test_a_job_under_way_and_what_grows_need_a_study(tmp_path: Path) -> None:
    jobs = world(tmp_path / "jobs", drawing_models(tmp_path / "models"))
    made = desk(tmp_path, engine=jobs.engine)
    made.table.begin(STUDY, SENDER, 1)
    assert made.table.is_needed(STUDY, "received"), "it grows"
    made.table.settle(_only(made), 1, 1)
    assert not made.table.is_needed(STUDY, "received")
    jobs.accept(source="received", destinations=("a",))
    assert made.table.is_needed(STUDY, "received")
    assert not made.table.is_needed(f"{STUDY}.2", "received")
