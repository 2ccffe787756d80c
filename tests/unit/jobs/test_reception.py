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
    assert (received.study_instance_uid, received.sender, received.expected) == (STUDY, SENDER, None)
    assert (received.announced, received.last_at) == (0, made.clock.moment)


def test_what_was_said_last_counts_and_an_expectation_stays(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.keep(made.table.begin(STUDY, SENDER, 100, expected=3))
    made.clock.forward(5)
    other = Sender(via="dimse", ae_title="MODALITY")
    begun = made.table.begin(STUDY, other, 100)
    assert _only(made).sender == SENDER, "until it is kept"
    made.table.keep(begun)
    received = _only(made)
    assert (received.sender, received.expected) == (other, 3)
    assert received.last_at - received.first_at == timedelta(seconds=5)


def test_an_instance_that_is_there_already_says_how_many_there_will_be(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.keep(made.table.begin(STUDY, SENDER, 100, expected=3))
    made.table.settle(_only(made), 1, 100)
    for expected, announced in ((None, 1), (3, 1), (1, 0)):
        begun = made.table.begin(STUDY, SENDER, 100, expected=expected)
        made.table.give_back(begun, is_there=True)
        assert (_only(made).expected, _only(made).announced) == (expected or 3, announced)


def test_a_size_that_is_corrected_while_the_study_is_announced_is_announced_too(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.keep(made.table.begin(STUDY, SENDER, 100, expected=3))
    received = _only(made)
    made.clock.forward(1)
    made.table.give_back(made.table.begin(STUDY, SENDER, 100, expected=1), is_there=True)
    made.table.settle(received, 1, 100)
    assert (_only(made).expected, _only(made).announced) == (1, 0)


def test_a_refused_instance_does_not_say_how_many_there_will_be(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.keep(made.table.begin(STUDY, SENDER, 100, expected=3))
    made.table.give_back(made.table.begin(STUDY, SENDER, 100, expected=1), is_there=False)
    assert _only(made).expected == 3


def test_a_study_is_announced_by_one_process_and_by_another_where_that_died(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    received = _only(made)
    assert made.table.claim(received)
    assert not made.table.claim(received)
    assert not made.table.open()
    made.clock.forward(61)
    assert made.table.claim(_only(made))


def test_what_another_process_tried_meanwhile_is_not_claimed(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    received = _only(made)
    assert made.table.claim(received)
    made.table.postpone(received, 0)
    made.clock.forward(60)
    assert not made.table.claim(received)
    assert made.table.claim(_only(made))


def test_a_study_of_which_something_came_meanwhile_is_not_claimed(tmp_path: Path) -> None:
    made = desk(tmp_path)
    begun = made.table.begin(STUDY, SENDER, 100)
    received = _only(made)
    made.clock.forward(1)
    made.table.keep(begun)
    assert not made.table.claim(received)
    assert made.table.claim(received, although_it_grows=True)


def test_what_came_while_it_was_announced_keeps_it_open(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    received = _only(made)
    made.clock.forward(1)
    made.table.keep(made.table.begin(STUDY, SENDER, 100))
    made.table.settle(received, 1, 100)
    assert _only(made).announced == 1
    assert _only(made).first_at == made.clock.moment, "what is not announced yet"


def test_what_is_on_its_way_keeps_a_study_open_for_a_while(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    begun = made.table.begin(STUDY, SENDER, 100)
    made.table.settle(_only(made), 1, 100)
    received = _only(made)
    made.table.give_back(begun, is_there=False)
    made.table.settle(received, 1, 100)
    assert not made.table.open()


@pytest.mark.parametrize("others", [0, 1])
def test_after_a_refusal_a_settled_study_is_as_it_was_unless_another_instance_came(tmp_path: Path, others: int) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    made.table.settle(_only(made), 1, 100)
    then = made.clock.moment
    made.clock.forward(3600)
    begun = made.table.begin(STUDY, SENDER, 100)
    assert made.table.is_needed(STUDY, "received"), "nobody removes it now"
    for _ in range(others):
        made.table.keep(made.table.begin(STUDY, SENDER, 100))
    made.table.give_back(begun, is_there=False)
    assert len(made.table.open()) == others
    assert made.table.old(then + timedelta(seconds=1)) == ((STUDY,) if not others else ())


def test_what_was_announced_is_closed(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    made.table.settle(_only(made), 1, 100)
    assert not made.table.open()
    made.clock.forward(3600)
    assert made.table.old(made.clock.moment) == (STUDY,)
    made.table.forget(STUDY, made.clock.moment)
    assert not made.table.old(made.clock.moment)


@pytest.mark.parametrize("is_settled", [False, True])
def test_what_came_again_while_the_old_study_was_removed_is_a_new_study(tmp_path: Path, is_settled: bool) -> None:
    """Another process may have settled it meanwhile: as many instances as were announced are no growth."""
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    made.table.settle(_only(made), 1, 100)
    made.clock.forward(3600)
    before = made.clock.moment
    made.table.keep(made.table.begin(STUDY, SENDER, 100))
    if is_settled:
        made.clock.forward(60)
        made.table.settle(_only(made), 1, 100)
    made.table.forget(STUDY, before)
    assert _only(made).announced == 0


def test_a_failed_announcement_waits_longer_each_time(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.table.begin(STUDY, SENDER, 100)
    waits = []
    for _ in range(3):
        received = _only(made)
        made.table.postpone(received, received.failures)
        seconds = 0
        while not made.table.open():
            made.clock.forward(1)
            seconds += 1
        waits.append(seconds)
    assert waits == [1, 2, 4]


def test_a_study_has_so_many_instances_at_most(tmp_path: Path) -> None:
    made = desk(tmp_path, most_instances=2)
    made.table.begin(STUDY, SENDER, 1)
    begun = made.table.begin(STUDY, SENDER, 1)
    with pytest.raises(StorageFull):
        made.table.begin(STUDY, SENDER, 1)
    made.table.give_back(begun, is_there=True)
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
