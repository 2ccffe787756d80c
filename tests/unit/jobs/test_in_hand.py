"""What an attempt has in hand: nothing is read twice, it says the same as the files, and others wait for its room."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from radlane.domain.job import Job, Priority
from radlane.domain.study import PatientIdentity
from radlane.errors import StudyMismatch
from radlane.jobs.in_hand import InHand, in_hand
from radlane.jobs.parts import Parts
from radlane.jobs.patients import digests_of
from radlane.jobs.steps import STEPS
from radlane.pipeline.chosen import Source
from support.jobs import Front, World, agree
from support.radiographs import radiograph, save


class Rooms:
    """Counts who is in."""

    def __init__(self) -> None:
        self.inside = 0
        self.urgent: list[bool] = []

    @contextmanager
    def of(self, _: Source, urgent: bool) -> Iterator[None]:
        self.inside += 1
        self.urgent.append(urgent)
        try:
            yield
        finally:
            self.inside -= 1


@pytest.fixture
def rooms() -> Rooms:
    return Rooms()


def upto(parts: Parts, job: Job, last: str, state: dict[str, Any] | None = None) -> dict[str, Any]:
    """The state after a step, as the engine would have kept it."""
    known: dict[str, Any] = state or {"job": job.id, "attempt": 1}
    for name, step in STEPS[: [name for name, _ in STEPS].index(last) + 1]:
        if name not in known:
            known[name] = json.loads(json.dumps(step(parts, job, known)))
    return known


def test_who_has_it_in_hand_says_the_same_as_who_reads_the_files(on: World, rooms: Rooms) -> None:
    one, other = on.accept(), on.accept(rerun="again")
    with in_hand(rooms.of) as hand:
        quick = upto(replace(on.parts, hand=hand), one, "retrieve")
    slow = upto(on.parts, other, "retrieve")
    for name in ("sha256", "subject", "selection", "completeness"):
        assert quick["retrieve"][name] == slow["retrieve"][name]


def test_nothing_is_read_or_asked_twice(on: World, rooms: Rooms) -> None:
    fronts: list[Front] = []

    def counted(archive: Any) -> Front:
        fronts.append(Front(archive))
        return fronts[-1]

    on.wrap = {"a": counted}
    job = on.accept(destinations=("a",))
    with in_hand(rooms.of) as hand:
        parts = replace(on.parts, hand=hand)
        state = upto(parts, job, "retrieve")
        assert sum(front.calls for front in fronts) == 3, "a query, what was chosen, and a query"
        for path in (on.parts.work / job.id).glob("*.dcm"):
            path.unlink()
        upto(parts, job, "deliver", state)
    assert len(agree(on.stored("a"))) == 1


def test_pixels_have_room_from_when_they_are_read_until_they_are_encoded(on: World, rooms: Rooms) -> None:
    job = on.accept(destinations=("a",))
    with in_hand(rooms.of) as hand:
        parts = replace(on.parts, hand=hand)
        state = upto(parts, job, "select")
        assert rooms.inside == 0
        state = upto(parts, job, "analyse", state)
        assert rooms.inside == 1
        state = upto(parts, job, "encode", state)
        assert rooms.inside == 0
        upto(parts, job, "deliver", state)


@pytest.mark.parametrize("last", ["retrieve", "claim", "analyse"])
def test_who_takes_over_reads_the_files_and_has_room_too(on: World, rooms: Rooms, last: str) -> None:
    job = on.accept(destinations=("a",))
    with in_hand(rooms.of) as hand:
        state = upto(replace(on.parts, hand=hand), job, last)
    assert rooms.inside == 0
    with in_hand(rooms.of) as hand:
        state = upto(replace(on.parts, hand=hand), job, "encode", state)
        upto(replace(on.parts, hand=hand), job, "deliver", state)
    assert rooms.inside == 0
    assert len(agree(on.stored("a"))) == 1


@pytest.mark.parametrize("priority", list(Priority))
def test_room_is_asked_for_as_urgently_as_the_job_is(on: World, rooms: Rooms, priority: Priority) -> None:
    job = on.accept(priority=priority)
    with in_hand(rooms.of) as hand:
        state = upto(replace(on.parts, hand=hand), job, "retrieve")
    with in_hand(rooms.of) as hand:  # of who takes over
        upto(replace(on.parts, hand=hand), job, "claim", state)
    assert rooms.urgent == [priority is Priority.STAT] * 2


def test_a_patient_who_is_corrected_while_it_is_retrieved_is_seen(on: World, rooms: Rooms) -> None:
    """The query before it is the one that the job chose by."""
    whose = PatientIdentity(patient_id="T-1", issuer="radlane tests")
    job = on.accept(destinations=("b",), patient=digests_of(on.parts.site_key, whose))
    with in_hand(rooms.of) as hand:
        parts = replace(on.parts, hand=hand)
        state = upto(parts, job, "select")
        on.wrap = {"a": lambda archive: _Corrected(archive, on.folder / "a")}
        with pytest.raises(StudyMismatch):
            upto(parts, job, "retrieve", state)


class _Corrected(Front):
    """Its study is another patient's as soon as it was given out."""

    def __init__(self, archive: Any, folder: Path) -> None:
        super().__init__(archive)
        self._folder = folder

    def retrieve(self, *arguments: Any) -> Any:
        found = super().retrieve(*arguments)
        shutil.rmtree(self._folder)
        save(radiograph(PatientID="T-2"), self._folder, "IM1")
        return found


def test_one_thing_at_a_time(rooms: Rooms) -> None:
    hand = InHand(rooms.of)
    source = Source(instances=(), datasets=(), analysed=())
    hand.take("a", source)
    hand.take("b", source)
    assert (hand.source("a"), hand.source("b"), rooms.inside) == (None, source, 1)
    hand.put_down()
    assert (hand.source("b"), rooms.inside) == (None, 0)
