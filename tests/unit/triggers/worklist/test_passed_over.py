"""What is not tried again at once."""

from __future__ import annotations

from radlane.triggers.worklist.passed_over import LOOKS, MOST_KEPT, MOST_LOOKS, PAUSE, PassedOver


def test_a_workitem_is_tried_again_at_the_twentieth_look() -> None:
    passed = PassedOver()
    passed.look()
    passed.add("1.2")
    seen = []
    for _ in range(LOOKS):
        passed.look()
        seen.append("1.2" in passed)
    assert seen == [True] * (LOOKS - 1) + [False]
    assert "1.3" not in passed


def test_a_pause_is_short_and_doubles_nothing() -> None:
    passed = PassedOver()
    for _ in range(3):
        passed.pause("1.2")
        assert waits(passed, "1.2") == PAUSE
    passed.add("1.2")
    assert waits(passed, "1.2") == LOOKS
    passed.pause("1.2")
    assert waits(passed, "1.2") == PAUSE
    passed.add("1.2")
    assert waits(passed, "1.2") == 2 * LOOKS


def test_a_worklist_rests_as_long() -> None:
    passed = PassedOver()
    assert not passed.rests
    passed.rest()
    seen = []
    for _ in range(LOOKS + 1):
        passed.look()
        seen.append(passed.rests)
    assert seen == [True] * (LOOKS - 1) + [False] * 2


def waits(passed: PassedOver, uid: str) -> int:
    """Looks until one is tried again."""
    for number in range(1, 2 * MOST_LOOKS):
        passed.look()
        if uid not in passed:
            return number
    raise AssertionError("it is passed over for ever")


def test_each_further_failure_doubles_the_looks_up_to_a_limit() -> None:
    passed, seen = PassedOver(), list[int]()
    for _ in range(7):
        passed.add("1.2")
        passed.add("1.2")  # said twice of one failure
        seen.append(waits(passed, "1.2"))
    assert seen == [20, 40, 80, 160, 320, 320, 320]


def test_what_fails_no_more_for_long_is_forgotten() -> None:
    passed = PassedOver()
    passed.add("1.2")
    for _ in range(LOOKS + MOST_LOOKS):
        passed.look()
    assert len(passed) == 1
    passed.look()
    assert len(passed) == 0
    passed.add("1.2")
    assert waits(passed, "1.2") == LOOKS


def test_only_so_many_are_kept_in_mind() -> None:
    passed = PassedOver()
    for number in range(MOST_KEPT + 1):
        passed.add(f"1.2.{number}")
    assert len(passed) == MOST_KEPT
    assert "1.2.0" not in passed
    assert {f"1.2.{number}" in passed for number in range(1, MOST_KEPT + 1)} == {True}
