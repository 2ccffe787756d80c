"""Bytes and time are counted over all answers, and one failure ends all."""

from __future__ import annotations

import pytest

from radlane.dicomweb.budget import Budget
from radlane.domain.reason import ReasonCode
from radlane.errors import ArchiveUnavailable, InputRefused


def budget(most: int, *times: float) -> Budget:
    """A budget of ten seconds that looks at the clock at these times."""
    ticks = iter((0.0, *times))
    return Budget(most, 10.0, lambda: next(ticks, 0.0))


def test_what_has_room_is_given_on() -> None:
    assert list(budget(6).watch([b"abc", b"def"])) == [b"abc", b"def"]


def test_answers_share_the_room() -> None:
    shared = budget(5)
    assert list(shared.watch([b"abc"])) == [b"abc"]
    with pytest.raises(InputRefused, match="more than 5 bytes") as refused:
        list(shared.watch([b"def"]))
    assert refused.value.code == ReasonCode.FILE_UNREADABLE


def test_after_a_stop_nothing_comes() -> None:
    stopped = budget(100)
    chunks = stopped.watch([b"abc", b"def"])
    assert next(chunks) == b"abc"
    stopped.stop()
    with pytest.raises(ArchiveUnavailable):
        next(chunks)


@pytest.mark.parametrize("times", [(11.0,), (1.0, 11.0)])
def test_what_comes_too_late_is_given_up(times: tuple[float, ...]) -> None:
    with pytest.raises(ArchiveUnavailable, match="in time"):
        list(budget(100, *times).watch([b"abc"]))
