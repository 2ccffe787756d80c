"""What is not tried again at once."""

from __future__ import annotations

from radlane.triggers.worklist.passed_over import LOOKS, PassedOver


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


def test_a_worklist_rests_as_long() -> None:
    passed = PassedOver()
    assert not passed.rests
    passed.rest()
    seen = []
    for _ in range(LOOKS + 1):
        passed.look()
        seen.append(passed.rests)
    assert seen == [True] * (LOOKS - 1) + [False] * 2
