"""Pages of any length, repeated, overlapping or without end."""

from __future__ import annotations

import pytest

from radlane.dicomweb import paging
from radlane.dicomweb.paging import collect
from radlane.errors import ArchiveError

ALL = tuple(range(10))


@pytest.mark.parametrize(
    "ask",
    [
        lambda offset: ALL[offset : offset + 4],
        lambda offset: ALL[offset:],  # all at once
        lambda _: ALL,  # the offset is ignored
        lambda offset: ALL[max(0, offset - 2) : offset + 3],  # pages overlap
        lambda offset: [*ALL, *ALL][offset : offset + 7],  # all come twice
        lambda offset: ALL[offset : offset + 1],
    ],
)
def test_each_result_comes_once(ask: object) -> None:
    assert sorted(collect(ask, lambda result: result)) == list(ALL)  # type: ignore[arg-type]


def test_offsets_follow_what_came() -> None:
    offsets = []

    def ask(offset: int) -> tuple[int, ...]:
        offsets.append(offset)
        return ALL[offset : offset + 4]

    collect(ask, lambda result: result)
    assert offsets == [0, 4, 8, 10]


def test_nothing() -> None:
    assert collect(lambda _: (), lambda result: result) == ()


def test_an_answer_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST_RESULTS", 20)
    with pytest.raises(ArchiveError, match="does not end"):
        collect(lambda offset: (offset, offset + 1), lambda result: result)


def test_who_asks_may_say_how_many_are_too_many() -> None:
    assert len(collect(lambda offset: range(3)[offset:], lambda one: one, most=3)) == 3
    with pytest.raises(ArchiveError, match="more than 2 results"):
        collect(lambda offset: range(3)[offset:], lambda one: one, most=2)
