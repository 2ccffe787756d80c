"""However sizes come and go: never more than the budget is out, but for one alone, and nobody waits for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from hypothesis import given, settings
from hypothesis import strategies as st

from radlane.pipeline.room import Room


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=30), st.integers(1, 12), st.integers(1, 5))
def test_the_budget_holds_and_everybody_gets_in(sizes: list[int], budget: int, at_once: int) -> None:
    room, lock, inside, seen = Room(budget), Lock(), list[int](), list[tuple[int, ...]]()

    def visit(size: int) -> int:
        with room.of(size):
            with lock:
                inside.append(size)
                seen.append(tuple(inside))
            with lock:
                inside.remove(size)
        return size

    with ThreadPoolExecutor(at_once) as pool:
        assert list(pool.map(visit, sizes, timeout=30)) == sizes
    assert all(sum(together) <= budget or sum(together) == max(together) for together in seen)
