"""What counts as worse than the ratio on record."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratchet import faults, is_behind, measured

numbers = st.floats(1e-3, 1e3)


@pytest.mark.parametrize(
    ("found", "behind"),
    [
        ([1.0], False),
        ([1.25], False),  # a quarter is allowed
        ([1.26], True),
        ([0.2], False),  # better is never behind
        ([9.0, 1.0, 1.1], False),  # one round that was disturbed says nothing
        ([1.3, 1.3, 1.0], True),
        ([nan], True),
        ([inf], True),
        ([0.0], True),  # nothing takes no time: what was measured is not what was meant
        ([], True),
    ],
)
def test_behind_is_more_than_a_quarter_above(found: Sequence[float], behind: bool) -> None:
    assert is_behind([1.0], found) is behind


def test_nothing_is_ahead_of_no_number() -> None:
    assert is_behind([], [1.0])
    assert is_behind([nan], [1.0])


@given(numbers, st.floats(1.001, 100), st.floats(0, 1))
def test_any_ratio_that_is_worse_than_allowed_is_behind(recorded: float, factor: float, allowed: float) -> None:
    assert is_behind([recorded], [recorded * (1 + allowed) * factor], allowed)
    assert not is_behind([recorded], [recorded * (1 + allowed) / factor], allowed)


def test_each_fault_has_a_line_that_names_it() -> None:
    recorded = {"reading": [1.0], "writing": [0.5], "gone": [1.0]}
    found = {"reading": [1.1], "writing": [0.7, 0.8, 0.9], "new": [1.0]}
    assert faults(recorded, found) == [
        "gone: not measured",
        "writing: 0.8, on record 0.5: more than 25% worse",
        "new: not on record",
    ]


def test_what_is_as_on_record_has_no_fault() -> None:
    assert faults({"reading": [1.0]}, {"reading": [1.2]}) == []


def test_no_check_at_all_is_a_fault() -> None:
    assert faults({}, {}) == ["nothing was measured"]


def test_what_is_behind_is_measured_once_more_and_that_counts() -> None:
    asked = []

    def calm(rounds: int) -> list[float]:
        asked.append(("calm", rounds))
        return [1.0]

    def disturbed(rounds: int) -> list[float]:
        asked.append(("disturbed", rounds))
        return [2.0] if rounds == 5 else [1.1]

    def slower(rounds: int) -> list[float]:
        asked.append(("slower", rounds))
        return [3.0]

    checks = {"calm": (calm, 3), "disturbed": (disturbed, 5), "slower": (slower, 4)}
    recorded = {name: [1.0] for name in checks}
    found = measured(checks, recorded)
    assert asked == [("calm", 3), ("disturbed", 5), ("disturbed", 10), ("slower", 4), ("slower", 8)]
    assert faults(recorded, found) == ["slower: 3, on record 1: more than 25% worse"]


def test_nothing_is_measured_again_for_the_record() -> None:
    asked = []
    assert measured({"one": (lambda rounds: asked.append(rounds) or [5.0], 3)}, {}) == {"one": [5.0]}
    assert asked == [3]
