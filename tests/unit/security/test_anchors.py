"""Heads by their numbers, in order or not."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from radlane.security.anchors import Anchors
from radlane.security.chain import Head

NUMBERS = st.integers(-3, 12) | st.integers(2**63, 2**66)
HEADS = st.lists(st.builds(Head, number=NUMBERS, mac=st.sampled_from(["a" * 64, "b" * 64, "01" * 32])), max_size=20)


@given(HEADS, NUMBERS)
def test_every_head_is_found_again(heads: list[Head], number: int) -> None:
    anchors = Anchors(heads)
    assert anchors.newest == max(0, *(head.number for head in heads), 0)
    assert anchors.macs(number) == {head.mac for head in heads if head.number == number}


def test_heads_in_their_order_take_little_memory() -> None:
    count = 20_000
    tracemalloc.start()
    anchors = Anchors(Head(number=number, mac=f"{number:064x}") for number in range(1, count + 1))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert anchors.newest == count
    assert size / count < 60
