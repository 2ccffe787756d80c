"""Bytes are counted over all answers, and one failure ends all."""

from __future__ import annotations

import pytest

from radlane.dicomweb.budget import Budget
from radlane.domain.reason import ReasonCode
from radlane.errors import ArchiveUnavailable, InputRefused


def test_what_has_room_is_given_on() -> None:
    assert list(Budget(6).watch([b"abc", b"def"])) == [b"abc", b"def"]


def test_answers_share_the_room() -> None:
    budget = Budget(5)
    assert list(budget.watch([b"abc"])) == [b"abc"]
    with pytest.raises(InputRefused, match="more than 5 bytes") as refused:
        list(budget.watch([b"def"]))
    assert refused.value.code == ReasonCode.FILE_UNREADABLE


def test_after_a_stop_nothing_comes() -> None:
    budget = Budget(100)
    chunks = budget.watch([b"abc", b"def"])
    assert next(chunks) == b"abc"
    budget.stop()
    with pytest.raises(ArchiveUnavailable):
        next(chunks)
