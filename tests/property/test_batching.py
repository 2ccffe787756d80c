"""Whatever is asked of a queue, in whatever order: each is answered once, with its own, and the order is kept."""

from __future__ import annotations

from concurrent.futures import Future
from itertools import combinations
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from radlane.domain.tensor import Outputs
from radlane.errors import InferenceFailed, MemoryExhausted
from radlane.inference.batcher import Feeds
from support.batching import PATIENCE_S, Machine, ask, held_up, queue, request, said


class Asked(NamedTuple):
    rows: int
    width: int
    urgency: int
    is_bad: bool


asked_for = st.lists(
    st.builds(Asked, st.integers(1, 3), st.integers(2, 3), st.integers(0, 2), st.booleans()), min_size=1, max_size=12
)


def values_of(number: int, one: Asked) -> tuple[float, ...]:
    return tuple(float(4 * number + row + 1) for row in range(one.rows))


@settings(deadline=None, max_examples=60)
@given(asked_for, st.integers(1, 5), st.integers(1, 3), st.integers(1, 6))
def test_each_is_answered_once_in_its_order_and_nothing_mixes(
    those: list[Asked], most: int, at_once: int, fits: int
) -> None:
    """`fits` images have memory; a bad request fails by itself, and with all that are in its run."""
    machine = Machine()
    for number, one in enumerate(those):
        if one.is_bad:
            machine.bad[values_of(number, one)[0]] = InferenceFailed("The network did not run", why=f"bad {number}")

    def run(feeds: Feeds, seconds: float) -> Outputs:
        if len(feeds["x"]) > max(fits, 3):
            raise MemoryExhausted("There is not enough memory to run the network")
        return machine(feeds, seconds)

    batcher = queue(machine, most=most, at_once=at_once)
    requests = [
        request(run, *values_of(number, one), width=one.width, urgency=one.urgency) for number, one in enumerate(those)
    ]
    with held_up(batcher, machine, at_once) as pool:
        answers = ask(pool, batcher, requests)
    for number, (one, answer) in enumerate(zip(those, answers, strict=True)):
        answered(number, one, answer)
    runs = [[int(image - 1) // 4 for image in one.images] for one in machine.runs[at_once:]]
    assert {number for members in runs for number in members} == set(range(len(those)))
    for members in runs:
        runs_together(those, members, most)
    if at_once == 1 and not any(one.is_bad for one in those):
        in_order(those, runs)
    assert batcher.waiting == 0


def answered(number: int, one: Asked, answer: Future[Outputs]) -> None:
    """Each has its own answer, or its own error."""
    error = answer.exception(PATIENCE_S)
    if one.is_bad:
        assert isinstance(error, InferenceFailed)
        assert error.why == f"bad {number}"
    else:
        assert said(answer.result()) == tuple(2 * value for value in values_of(number, one))


def runs_together(those: list[Asked], members: list[int], most: int) -> None:
    """Members of a run have one shape, are whole, and are not too many."""
    assert len({those[number].width for number in members}) == 1
    assert len(set(members)) == 1 or len(members) <= most
    assert all(members.count(number) == those[number].rows for number in members)


def in_order(those: list[Asked], runs: list[list[int]]) -> None:
    """Of one shape and urgency the first that came goes first."""
    first = {number: place for place, members in reversed(list(enumerate(runs))) for number in members}
    for earlier, later in combinations(range(len(those)), 2):
        one, other = those[earlier], those[later]
        assert (one.width, one.urgency) != (other.width, other.urgency) or first[earlier] <= first[later]
