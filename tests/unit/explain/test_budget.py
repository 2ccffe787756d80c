"""Things come in batches until they end or the time does."""

from __future__ import annotations

import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.budget import Budget, in_batches, require_enough
from support.attributions import lasting


def test_batches() -> None:
    assert list(in_batches(range(5), Budget(remaining=lambda: 1.0, batch=2))) == [[0, 1], [2, 3], [4]]
    assert list(in_batches([], Budget(remaining=lambda: 1.0))) == []


def test_the_time_ends_them() -> None:
    assert list(in_batches(range(100), lasting(2, batch=3))) == [[0, 1, 2], [3, 4, 5]]
    assert list(in_batches(range(100), Budget(remaining=lambda: 0.0))) == []


def test_too_few_are_refused_with_what_there_was() -> None:
    require_enough("RISE", 200, 200, "masks")
    with pytest.raises(ExplanationRefused, match="after 199 of the 200 masks") as refused:
        require_enough("RISE", 199, 200, "masks")
    assert refused.value.code == "explanation-refused"
