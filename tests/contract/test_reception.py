"""Several processes share the table of what is received, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from radlane.domain.job import Expectation
from radlane.jobs.database import Engine
from support.radiographs import STUDY
from support.reception import KEEP, QUIET, SENDER, desk, image

_AT_ONCE = 4


def test_a_study_is_announced_by_one_and_forgotten_by_one(database: Engine, tmp_path: Path) -> None:
    made = desk(tmp_path, engine=database)
    assert made.send(image(1), image(2)) == [None, None]
    made.clock.forward(QUIET.total_seconds())
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        counts = list(pool.map(lambda _: made.watch().look(), range(_AT_ONCE)))
    assert (sum(counts), len(made.announced)) == (1, 1)
    made.clock.forward(KEEP.total_seconds() + 1)
    assert made.watch().clean() == 1
    assert not made.table.old(made.clock.moment)


def test_a_sender_corrects_what_it_said_when_all_of_the_study_is_there(database: Engine, tmp_path: Path) -> None:
    """It said three, and there are two: the same two again say so."""
    made = desk(tmp_path, engine=database)
    watch = made.watch()
    made.send(image(1), image(2), expected=3)
    made.clock.forward(QUIET.total_seconds())
    assert watch.look() == 1
    assert made.send(image(1), expected=2) == [None]
    assert watch.look() == 1, "at once: all of it is there"
    assert made.send(image(2), expected=2) == [None]
    made.clock.forward(QUIET.total_seconds())
    watch.look()
    assert [one.expect for one in made.announced] == [Expectation(instances=3), Expectation(instances=2)]
    assert not made.table.open()


def test_instances_that_come_at_once_are_all_counted(database: Engine, tmp_path: Path) -> None:
    made = desk(tmp_path, engine=database, most_instances=_AT_ONCE)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda _: made.table.begin(STUDY, SENDER, 10), range(_AT_ONCE)))
    assert made.send(image(1)) == [0xA700]
