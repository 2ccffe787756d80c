"""Who runs a network when, and with whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import monotonic

import pytest

from radlane.errors import InferenceFailed, MemoryExhausted, ModelBusy, ModelUnavailable
from radlane.inference.batcher import AGAIN_S, Batcher, Bounds
from radlane.inference.running import Runs
from support.batching import HOLD, PATIENCE_S, Machine, ask, held_up, queue, request, said, until


def test_who_is_alone_runs_at_once_on_what_it_brought() -> None:
    machine = Machine()
    given = request(machine, 1, 2)
    outputs = queue(machine, most=8).submit(given)
    assert said(outputs) == (2.0, 4.0)
    assert [one.images for one in machine.runs] == [(1.0, 2.0)]


def test_what_waits_when_the_network_is_free_is_a_batch() -> None:
    machine = Machine()
    batcher = queue(machine, most=4)
    with held_up(batcher, machine) as pool:
        asked = ask(pool, batcher, [request(machine, value) for value in range(6)])
    assert [said(one.result()) for one in asked] == [(2.0 * value,) for value in range(6)]
    assert [one.images for one in machine.runs[1:]] == [(0.0, 1.0, 2.0, 3.0), (4.0, 5.0)]


def test_requests_of_another_shape_do_not_mix_and_are_not_overtaken_for_long() -> None:
    machine = Machine()
    batcher = queue(machine, most=8)
    those = [request(machine, 1), request(machine, 2, width=3), request(machine, 3), request(machine, 4, width=3)]
    with held_up(batcher, machine) as pool:
        ask(pool, batcher, those)
    assert [one.images for one in machine.runs[1:]] == [(1.0, 3.0), (2.0, 4.0)]


def test_what_is_urgent_goes_first_and_the_rest_of_its_run_is_filled() -> None:
    machine = Machine()
    batcher = queue(machine, most=2)
    urgencies = [2, 1, 1, 0]
    with held_up(batcher, machine) as pool:
        ask(pool, batcher, [request(machine, value, urgency=urgencies[value]) for value in range(4)])
    assert [one.images for one in machine.runs[1:]] == [(3.0, 1.0), (2.0, 0.0)]


def test_a_small_request_does_not_overtake_one_that_does_not_fit() -> None:
    machine = Machine()
    batcher = queue(machine, most=4)
    with held_up(batcher, machine) as pool:
        ask(pool, batcher, [request(machine, 1, 2, 3), request(machine, 4, 5), request(machine, 6)])
    assert [one.images for one in machine.runs[1:]] == [(1.0, 2.0, 3.0), (4.0, 5.0, 6.0)]


def test_a_request_that_is_larger_than_a_batch_runs_by_itself() -> None:
    machine = Machine()
    batcher = queue(machine, most=2)
    with held_up(batcher, machine) as pool:
        ask(pool, batcher, [request(machine, 1, 2, 3), request(machine, 4)])
    assert [one.images for one in machine.runs[1:]] == [(1.0, 2.0, 3.0), (4.0,)]


def test_a_kind_says_itself_how_many_fit() -> None:
    machine = Machine()
    batcher = queue(machine, most=8)
    with held_up(batcher, machine) as pool:
        ask(pool, batcher, [request(machine, value, most=2) for value in range(3)])
    assert [one.images for one in machine.runs[1:]] == [(0.0, 1.0), (2.0,)]


def test_on_a_cpu_as_many_run_at_once_as_there_are_cores() -> None:
    machine = Machine(seconds=0.02)
    batcher = queue(machine, at_once=3)
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda value: said(batcher.submit(request(machine, value))), range(24)))
    assert found == [(2.0 * value,) for value in range(24)]
    assert {len(one.images) for one in machine.runs} == {1}
    assert machine.most_at_once == 3


def test_a_full_queue_is_said_and_what_waits_is_not_lost() -> None:
    machine = Machine()
    batcher = queue(machine, waiting=2)
    with held_up(batcher, machine) as pool:
        asked = ask(pool, batcher, [request(machine, 1), request(machine, 2)])
        with pytest.raises(ModelBusy, match="as many runs of it wait as may") as caught:
            batcher.submit(request(machine, 3))
        asked += ask(pool, batcher, [request(machine, 4, is_admitted=True)])
    assert isinstance(caught.value, ModelUnavailable)
    assert (caught.value.retryable, caught.value.retry_after_s) == (True, AGAIN_S)
    assert [said(one.result()) for one in asked] == [(2.0,), (4.0,), (8.0,)]


def test_whose_turn_does_not_come_in_time_may_come_again() -> None:
    machine = Machine()
    batcher = queue(machine, wait_s=0.05)
    with held_up(batcher, machine) as pool:
        with pytest.raises(ModelBusy, match="its turn did not come in time"):
            batcher.submit(request(machine, 1))
        with pytest.raises(ModelBusy, match="its turn did not come in time"):
            batcher.submit(request(machine, 1, seconds=0.01))
        assert batcher.waiting == 0
        begun = ask(pool, batcher, [request(machine, 2, is_admitted=True)])  # it waits on
    assert said(begun[0].result()) == (4.0,)


def test_the_member_with_the_most_time_runs_the_batch_and_who_has_less_leaves_alone() -> None:
    machine = Machine()
    batcher = queue(machine, most=8)
    with held_up(batcher, machine) as pool:
        short = ask(pool, batcher, [request(machine, HOLD, seconds=0.5)])
        long = ask(pool, batcher, [request(machine, 2), request(machine, 3, seconds=PATIENCE_S / 2)])
        machine.held.clear()
        release(machine)
        with pytest.raises(InferenceFailed, match="too late"):  # while the batch runs on
            short[0].result(PATIENCE_S)
        assert not long[0].done()
    assert [said(one.result()) for one in long] == [(4.0,), (6.0,)]
    assert machine.runs[1].images == (HOLD, 2.0, 3.0)


def release(machine: Machine) -> None:
    """Let the first run end, and keep the second."""
    gate, machine.gate = machine.gate, type(machine.gate)()
    gate.set()
    assert machine.held.wait(PATIENCE_S)


def test_what_one_member_breaks_is_its_own() -> None:
    machine = Machine(bad={2.0: InferenceFailed("The network did not run", why="an output is not finite")})
    batcher = queue(machine, most=8)
    with held_up(batcher, machine) as pool:
        asked = ask(pool, batcher, [request(machine, value) for value in range(1, 4)])
    assert [said(asked[place].result()) for place in (0, 2)] == [(2.0,), (6.0,)]
    with pytest.raises(InferenceFailed, match="not finite"):
        asked[1].result()
    assert [one.images for one in machine.runs[1:]] == [(1.0, 2.0, 3.0), (1.0,), (2.0,), (3.0,)]


def test_an_error_that_nobody_foresaw_is_the_runners_and_nobody_is_forgotten() -> None:
    machine = Machine(bad={2.0: ZeroDivisionError()})
    batcher = queue(machine, most=8)
    with held_up(batcher, machine) as pool:
        asked = ask(pool, batcher, [request(machine, 1), request(machine, 2, seconds=99), request(machine, 3)])
    assert [said(asked[place].result()) for place in (0, 2)] == [(2.0,), (6.0,)]
    with pytest.raises(ZeroDivisionError):
        asked[1].result()


def test_outputs_that_are_not_one_for_each_image_are_asked_for_one_by_one() -> None:
    machine = Machine()
    batcher = queue(machine, most=8)
    with held_up(batcher, machine) as pool:
        mean = lambda feeds, _: {"y": feeds["x"].mean(axis=0, keepdims=True)}  # noqa: E731
        asked = ask(pool, batcher, [request(mean, 1), request(mean, 3)])
    assert [said(one.result()) for one in asked] == [(1.0,), (3.0,)]


def test_where_memory_is_short_batches_are_halved_and_stay_so() -> None:
    def small(feeds: dict, seconds: float) -> dict:  # type: ignore[type-arg]
        if len(feeds["x"]) > 2:
            raise MemoryExhausted("There is not enough memory to run the network")
        return machine(feeds, seconds)  # type: ignore[return-value]

    machine = Machine()
    batcher = queue(machine, most=8)
    with held_up(batcher, machine) as pool:
        asked = ask(pool, batcher, [request(small, value) for value in range(8)])  # type: ignore[arg-type]
    assert [said(one.result()) for one in asked] == [(2.0 * value,) for value in range(8)]
    assert batcher.most == 2
    assert {len(one.images) for one in machine.runs[1:]} == {2}


def test_a_batch_that_is_not_full_waits_for_more_as_long_as_it_may() -> None:
    machine = Machine()
    batcher = queue(machine, most=2, delay_s=PATIENCE_S)
    with ThreadPoolExecutor(2) as pool:
        asked = ask(pool, batcher, [request(machine, 1)])
        asked.append(pool.submit(batcher.submit, request(machine, 2)))
        assert [said(one.result(PATIENCE_S)) for one in asked] == [(2.0,), (4.0,)]
    assert len(machine.runs) == 1
    begin = monotonic()
    queue(machine, most=2, delay_s=0.05).submit(request(machine, 3))
    assert monotonic() - begin >= 0.05


def test_each_run_is_told_with_what_it_waited() -> None:
    told: list[Runs] = []
    machine = Machine()
    batcher = Batcher("m:1", Bounds(most=2), monotonic, told.append)
    with held_up(batcher, machine) as pool:
        ask(pool, batcher, [request(machine, 1), request(machine, 2)])
    assert [one.rows for one in told] == [1, 2]
    assert len(told[1].waited) == 2
    assert told[1].waited[0] >= told[1].waited[1] > 0


def test_many_threads_each_get_their_own_answer_once() -> None:
    """A race: eight threads ask again and again, all at a time, with shapes and urgencies of their own."""
    machine = Machine(bad={13.0: InferenceFailed("The network did not run", why="bad luck")})
    batcher, barrier = queue(machine, most=4, at_once=2), Barrier(8)

    def asker(thread: int) -> list[tuple[float, ...] | str]:
        barrier.wait(PATIENCE_S)
        answers: list[tuple[float, ...] | str] = []
        for turn in range(40):
            one = request(machine, thread * 40 + turn, width=2 + turn % 2, urgency=thread % 3)
            try:
                answers.append(said(batcher.submit(one)))
            except InferenceFailed as error:
                answers.append(str(error.why))
        return answers

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(asker, range(8)))
    wanted = [[(2.0 * (thread * 40 + turn),) for turn in range(40)] for thread in range(8)]
    wanted[0][13] = "bad luck"  # type: ignore[call-overload]
    assert found == wanted
    assert machine.most_at_once <= 2
    assert max(len(one.images) for one in machine.runs) <= 4
    assert batcher.waiting == 0


def test_who_is_gone_holds_nobody_up() -> None:
    machine = Machine()
    batcher = queue(machine, most=8)
    with held_up(batcher, machine) as pool:
        gone = pool.submit(batcher.submit, request(machine, 1, seconds=0.05))
        with pytest.raises(ModelBusy):
            gone.result(PATIENCE_S)
        until(lambda: batcher.waiting == 0)
    assert said(batcher.submit(request(machine, 2))) == (4.0,)
