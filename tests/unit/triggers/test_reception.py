from __future__ import annotations

import errno
from pathlib import Path

import pytest

from radlane.domain.arrival import Failure
from radlane.errors import StorageFull
from radlane.jobs.trail import TrailQuery
from support.radiographs import INSTANCE, SERIES, STUDY
from support.reception import Desk, desk, image


def _entries(made: Desk) -> list[tuple[str, str, str | None]]:
    records = made.reception.trail.find(TrailQuery())[0]
    return [(str(one.entry.action), str(one.entry.outcome), one.entry.study) for one in reversed(records)]


def test_what_is_kept_is_in_its_place_and_nothing_else_is_left(tmp_path: Path) -> None:
    made = desk(tmp_path)
    assert made.send(image(1), image(2)) == [None, None]
    assert made.kept() == [f"{STUDY}/{SERIES}/{INSTANCE}.{number}.dcm" for number in (1, 2)]
    assert [path.name for path in made.root.iterdir()] == [STUDY]


def test_a_transfer_is_on_record_before_and_after(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.send(image(1), image(2))
    assert _entries(made) == [("instances-received", "begun", STUDY), ("instances-received", "done", STUDY)]
    last = made.reception.trail.find(TrailQuery())[0][0].entry
    assert (last.caller, last.via, last.address) == ("modality", "stow-rs", "192.0.2.7")
    (of_class,) = last.facts["classes"].values()
    assert of_class["instances"] == [f"{INSTANCE}.1", f"{INSTANCE}.2"]


def test_of_what_is_refused_before_anything_is_known_nothing_is_on_record(tmp_path: Path) -> None:
    made = desk(tmp_path)
    assert made.send(b"junk") == [Failure.UNREADABLE]
    assert not _entries(made)
    assert not made.table.open()


def test_an_instance_of_another_study_than_was_said_is_refused(tmp_path: Path) -> None:
    made = desk(tmp_path)
    assert made.send(image(1), study=f"{STUDY}.2") == [Failure.OTHER_STUDY]
    assert not made.kept()


def test_the_same_again_is_kept_and_takes_no_room(tmp_path: Path) -> None:
    made = desk(tmp_path, most_instances=2)
    for _ in range(4):
        assert made.send(image(1)) == [None]
    assert made.send(image(1, ViewPosition="AP")) == [Failure.DUPLICATE]
    assert made.send(image(2)) == [None]
    assert made.send(image(3)) == [Failure.NO_ROOM]


def test_without_room_on_the_disk_nothing_is_kept(tmp_path: Path) -> None:
    def full() -> None:
        raise StorageFull("full")

    made = desk(tmp_path, require_room=full)
    assert made.send(image(1)) == [Failure.NO_ROOM]
    assert not made.kept()


@pytest.mark.parametrize(("number", "failure"), [(errno.ENOSPC, Failure.NO_ROOM), (errno.EIO, Failure.PROCESSING)])
def test_what_a_disk_says_becomes_a_reason(tmp_path: Path, number: int, failure: Failure) -> None:
    def broken() -> None:
        raise OSError(number, "why")

    assert desk(tmp_path, require_room=broken).send(image(1)) == [failure]


def test_each_instance_is_counted_by_what_became_of_it(tmp_path: Path) -> None:
    made = desk(tmp_path)
    made.send(image(1), b"junk")
    text = made.metrics.text().decode()
    assert 'radlane_received_instances_total{outcome="stored",via="stow-rs"} 1.0' in text
    assert 'radlane_received_instances_total{outcome="unreadable",via="stow-rs"} 1.0' in text
