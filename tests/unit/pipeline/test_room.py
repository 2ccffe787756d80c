"""Room for pixels: no more than the budget, in the order of asking; what is too large goes alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from threading import Event, Thread

import pytest
from pydicom import Dataset

from radlane.encode.source_frame import every_frame
from radlane.pipeline.chosen import Source
from radlane.pipeline.room import Room, always_room, frame_bytes, frames_budget

SOON_S, PATIENCE_S = 0.05, 10.0


class Guest:
    """A thread that asks for room, and leaves when it is told to."""

    def __init__(self, room: Room, size: int, *, urgent: bool = False) -> None:
        self.is_in, self._may_go = Event(), Event()
        self._thread = Thread(target=self._stay, args=(room, size, urgent))
        self._thread.start()

    def leave(self) -> None:
        self._may_go.set()
        self._thread.join(PATIENCE_S)

    def _stay(self, room: Room, size: int, urgent: bool) -> None:
        with room.of(size, urgent=urgent):
            self.is_in.set()
            self._may_go.wait(PATIENCE_S)


@pytest.fixture
def guests() -> Callable[[Room, int], Guest]:
    def ask(room: Room, size: int) -> Guest:
        guest = Guest(room, size)
        guest.is_in.wait(SOON_S)
        return guest

    return ask


def test_who_fits_goes_in_and_others_wait(guests: Callable[[Room, int], Guest]) -> None:
    room = Room(10)
    first, second, third = guests(room, 6), guests(room, 4), guests(room, 1)
    assert [guest.is_in.is_set() for guest in (first, second, third)] == [True, True, False]
    first.leave()
    assert third.is_in.wait(PATIENCE_S)
    for guest in (second, third):
        guest.leave()


def test_what_is_larger_than_the_budget_goes_alone(guests: Callable[[Room, int], Guest]) -> None:
    room = Room(10)
    small, large = guests(room, 1), guests(room, 100)
    assert not large.is_in.is_set()
    small.leave()
    assert large.is_in.wait(PATIENCE_S)
    after = guests(room, 1)
    assert not after.is_in.is_set()
    large.leave()
    assert after.is_in.wait(PATIENCE_S)
    after.leave()


def test_a_small_one_does_not_overtake_a_large_one(guests: Callable[[Room, int], Guest]) -> None:
    room = Room(10)
    first, large, small = guests(room, 6), guests(room, 8), guests(room, 1)
    assert [guest.is_in.is_set() for guest in (large, small)] == [False, False]
    first.leave()
    assert large.is_in.wait(PATIENCE_S)
    assert small.is_in.wait(PATIENCE_S)
    for guest in (large, small):
        guest.leave()


def test_who_is_urgent_is_the_next_one(guests: Callable[[Room, int], Guest]) -> None:
    """Of two who are urgent the first that came; what is in stays."""
    room = Room(10)
    first, large = guests(room, 9), guests(room, 9)
    urgent = Guest(room, 6, urgent=True)
    assert not urgent.is_in.wait(SOON_S)
    after = Guest(room, 5, urgent=True)
    assert not after.is_in.wait(SOON_S)
    first.leave()
    assert urgent.is_in.wait(PATIENCE_S)
    assert not after.is_in.wait(SOON_S)
    urgent.leave()
    assert after.is_in.wait(PATIENCE_S)
    assert not large.is_in.is_set()
    after.leave()
    assert large.is_in.wait(PATIENCE_S)
    large.leave()


def test_who_fails_inside_leaves_its_room() -> None:
    room = Room(10)
    with pytest.raises(ValueError, match="broken"), room.of(10):
        raise ValueError("broken")
    with ExitStack() as held:
        held.enter_context(room.of(10))


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ({"Rows": 4, "Columns": 3, "BitsAllocated": 16}, 24),
        ({"Rows": 4, "Columns": 3, "BitsAllocated": 8, "SamplesPerPixel": 3}, 36),
        ({"Rows": 4, "Columns": 3, "BitsAllocated": 16, "NumberOfFrames": 5}, 120),
        ({"Rows": 8, "Columns": 1, "BitsAllocated": 1}, 1),
        ({"Rows": 4}, 0),  # no pixels, or a header that does not say
        ({}, 0),
    ],
)
def test_headers_say_how_much_frames_take(said: dict[str, int], size: int) -> None:
    image = Dataset()
    for keyword, value in said.items():
        setattr(image, keyword, value)
    source = Source(instances=(), datasets=(image,), analysed=every_frame([image])[:1])
    assert frame_bytes(source) == size


def test_other_channels_take_room_too() -> None:
    image, other = Dataset(), Dataset()
    for dataset in (image, other):
        dataset.Rows, dataset.Columns, dataset.BitsAllocated = 4, 3, 16
    second = Source(instances=(), datasets=(other,), analysed=())
    assert frame_bytes(Source(instances=(), datasets=(image,), analysed=(), others={"b": second})) == 48


def test_who_is_alone_waits_for_nothing() -> None:
    source = Source(instances=(), datasets=(), analysed=())
    with always_room(source), always_room(source):
        pass


def test_nobody_waits_where_those_who_are_in_may_wait_for_him(guests: Callable[[Room, int], Guest]) -> None:
    stuck = Event()
    room = Room(10, stuck.is_set)
    first, second, third = guests(room, 9), guests(room, 9), guests(room, 1)
    assert not second.is_in.is_set()
    assert not third.is_in.is_set()
    stuck.set()
    assert second.is_in.wait(PATIENCE_S)
    assert third.is_in.wait(PATIENCE_S)
    for guest in (first, second, third):
        guest.leave()
    stuck.clear()
    with room.of(10):
        pass


def test_a_budget_is_what_is_asked_or_what_fits_here() -> None:
    assert frames_budget(7) == 7
    assert frames_budget(None) > 1 << 20
