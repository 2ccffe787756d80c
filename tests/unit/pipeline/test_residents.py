"""Packages are loaded once, each for itself, as many as memory is for; who uses one is never interrupted."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from threading import Barrier, Condition, Event, get_ident

import pytest

from radlane.errors import ModelTooLarge, ModelUnavailable, SelfTestFailed
from radlane.inference.memory import Memory
from radlane.inference.session import Session
from radlane.pipeline.residents import Residents
from radlane.registry.package import ModelPackage
from support.residents import SIZE, Loader, packages, runs

Sessions = tuple[Session, ...]


@pytest.fixture
def three(tmp_path: Path) -> tuple[ModelPackage, ...]:
    return packages(tmp_path, 3)


def used(here: Residents, package: ModelPackage) -> Sessions:
    """What a short use of a package was given."""
    with here.lease(package) as sessions:
        assert runs(sessions)
        return sessions


def versions(here: Residents) -> list[str]:
    return [one.version for one in here.list()]


def eventually(is_so: Callable[[], bool]) -> None:
    done = Event()
    for _ in range(2000):
        if is_so():
            return
        done.wait(0.005)
    raise AssertionError("it never came to be")


def test_many_who_ask_at_once_load_once(three: tuple[ModelPackage, ...]) -> None:
    loader, start = Loader(), Barrier(8)
    here = loader.residents(10 * SIZE)

    def ask(_: int) -> int:
        start.wait()
        return id(used(here, three[0])[0])

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1
    assert len(loader.loads) == 1


def test_a_slow_load_keeps_nobody_from_another_model(three: tuple[ModelPackage, ...]) -> None:
    gate = Event()
    loader = Loader(gates={three[1].digest: gate})
    here = loader.residents(10 * SIZE)
    used(here, three[0])
    loader.begun.clear()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(used, here, three[1])
        assert loader.begun.wait(20)
        used(here, three[0])
        used(here, three[2])
        assert versions(here) == ["1.0.0", "1.0.2"], "what is being loaded does not serve yet"
        gate.set()
        assert slow.result()
    assert versions(here) == ["1.0.0", "1.0.1", "1.0.2"]


def test_a_load_that_fails_fails_for_all_who_wait_and_is_tried_again(three: tuple[ModelPackage, ...]) -> None:
    gate, bad = Event(), three[1].digest
    loader = Loader(gates={bad: gate}, broken={bad: SelfTestFailed("It says something else")})
    here = loader.residents(10 * SIZE)
    serving = used(here, three[0])
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(used, here, three[1]) for _ in range(4)]
        eventually(lambda: here._places[bad].leases == 4)
        gate.set()
        wait(asked)
    assert [type(one.exception()) for one in asked] == [SelfTestFailed] * 4
    assert loader.loads.count(bad) == 1
    assert runs(serving)
    assert versions(here) == ["1.0.0"]
    del loader.broken[bad]
    used(here, three[1])


def test_what_nobody_foresaw_is_raised_where_it_happens_and_the_others_may_try_again(
    three: tuple[ModelPackage, ...],
) -> None:
    gate, bad = Event(), three[0].digest
    loader = Loader(gates={bad: gate}, broken={bad: ZeroDivisionError()})
    here = loader.residents(10 * SIZE)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(used, here, three[0])
        assert loader.begun.wait(20)
        second = pool.submit(used, here, three[0])
        eventually(lambda: here._places[bad].leases == 2)
        gate.set()
    assert isinstance(second.exception(), ModelUnavailable)
    assert isinstance(first.exception(), ZeroDivisionError)
    assert here.list() == ()


def test_the_longest_unused_goes_when_there_is_no_room(three: tuple[ModelPackage, ...]) -> None:
    here = Loader().residents(2 * SIZE + SIZE // 2)
    first, second = used(here, three[0]), used(here, three[1])
    used(here, three[0])
    used(here, three[2])
    assert versions(here) == ["1.0.0", "1.0.2"]
    assert runs(first)
    assert not runs(second), "its memory was given back"
    assert used(here, three[1]) is not second


def test_what_is_in_use_is_never_unloaded_and_who_waits_in_vain_is_told_to_come_back(
    three: tuple[ModelPackage, ...],
) -> None:
    loader = Loader()
    here = loader.residents(SIZE, patience_s=0.05)
    used(here, three[1])  # so that it is known what it takes
    with here.lease(three[0]) as sessions:
        with pytest.raises(ModelUnavailable) as refused:
            used(here, three[1])
        assert refused.value.retryable
        assert runs(sessions)
    used(here, three[1])


def test_who_waits_for_room_gets_it_when_a_lease_ends(three: tuple[ModelPackage, ...]) -> None:
    loader = Loader()
    here = loader.residents(SIZE)
    used(here, three[1])
    with ThreadPoolExecutor(1) as pool:
        with here.lease(three[0]):
            waiting = pool.submit(used, here, three[1])
            eventually(lambda: three[1].digest in here._places)
            assert not waiting.done()
        assert waiting.result(20)
    assert versions(here) == ["1.0.1"]


def test_a_first_load_may_take_more_than_there_is_until_others_are_done(three: tuple[ModelPackage, ...]) -> None:
    """Before it is loaded only the size of its weights is known."""
    here = Loader().residents(SIZE + SIZE // 2)
    with here.lease(three[0]) as kept:
        used(here, three[1])
        assert versions(here) == ["1.0.0"], "the one that nobody uses went again"
        assert runs(kept)


def test_a_model_whose_weights_are_more_than_there_is_is_not_loaded(three: tuple[ModelPackage, ...]) -> None:
    loader = Loader()
    with pytest.raises(ModelTooLarge):
        used(loader.residents(three[0].manifest.networks[0].weights.size - 1), three[0])
    assert loader.loads == []


def test_what_a_load_is_said_to_take_refuses_no_model_and_is_not_kept_where_it_is_more_than_there_is(
    three: tuple[ModelPackage, ...],
) -> None:
    """Images that a job decodes meanwhile need no lease: the memory may be theirs."""
    loader = Loader(sizes={three[0].digest: 50 * SIZE})
    here = loader.residents(4 * SIZE)
    for _ in range(2):
        used(here, three[0])
        used(here, three[1])
        assert versions(here) == ["1.0.1"], "the other took all that there is, until room was wanted"
    loader.sizes = {}
    used(here, three[0])
    assert [one.size for one in here.list()] == [SIZE, SIZE]


def test_what_grew_beside_somebody_else_is_forgotten(three: tuple[ModelPackage, ...]) -> None:
    loader = Loader(sizes={three[1].digest: 50 * SIZE})
    here = loader.residents(4 * SIZE, patience_s=0.05)
    with here.lease(three[0]):
        used(here, three[1])
        assert versions(here) == ["1.0.0"]
        loader.sizes = {}
        used(here, three[1])
    assert [one.size for one in here.list()] == [SIZE, SIZE]


def test_a_load_beside_which_somebody_came_and_went_was_not_alone(three: tuple[ModelPackage, ...]) -> None:
    gate = Event()
    loader = Loader(sizes={three[1].digest: 3 * SIZE}, gates={three[1].digest: gate})
    here = loader.residents(4 * SIZE)
    used(here, three[0])
    loader.begun.clear()
    with ThreadPoolExecutor(1) as pool:
        load = pool.submit(used, here, three[1])
        assert loader.begun.wait(20)
        used(here, three[0])
        gate.set()
        load.result(20)
    assert list(here._costs) == [three[0].digest]


def test_of_several_loads_the_most_counts(three: tuple[ModelPackage, ...]) -> None:
    """A load grows by less where the heap holds what an earlier one of it left: it takes as much as before."""
    loader = Loader()
    here = loader.residents(4 * SIZE)
    for size, known in ((2, 2), (0, 2), (3, 3), (1, 3)):
        loader.sizes = {three[0].digest: size * SIZE}
        used(here, three[0])
        assert [one.size for one in here.list()] == [known * SIZE]
        here.unload(three[0].digest)


def test_the_budget_binds_however_often_all_are_loaded(three: tuple[ModelPackage, ...]) -> None:
    """A heap that keeps what is freed: from the second round on nothing grows."""
    loader = Loader()
    here = loader.residents(2 * SIZE)
    for _ in range(3):
        for package in three:
            used(here, package)
            assert len(here.list()) <= 2
        loader.sizes = {package.digest: 0 for package in three}


def test_what_is_closed_is_given_back_before_the_next_load_is_weighed(three: tuple[ModelPackage, ...]) -> None:
    loader = Loader()
    given: list[Sessions] = []

    def trim() -> None:
        loader.taken -= sum(SIZE for one in given if not runs(one))
        given[:] = [one for one in given if runs(one)]

    here = Residents(loader, Memory(budget=SIZE, used=lambda: loader.taken, trim=trim), 0.05)
    for package in (*three, *three):
        given.append(used(here, package))
        assert loader.taken <= 2 * SIZE, "before it is known what each takes"
    assert loader.taken == SIZE
    with here.lease(three[2]), pytest.raises(ModelUnavailable), here.lease(three[0], modest=True):
        pass
    assert loader.taken == SIZE


def test_a_modest_lease_takes_nothing_from_the_others_and_waits_for_nobody(three: tuple[ModelPackage, ...]) -> None:
    loader = Loader()
    here = loader.residents(SIZE + SIZE // 2)
    serving = used(here, three[0])
    for _ in range(2):  # before it is known what it takes, and then
        with pytest.raises(ModelUnavailable) as refused, here.lease(three[1], modest=True):
            pass
        assert refused.value.retryable
        assert versions(here) == ["1.0.0"]
        assert runs(serving)
    assert loader.loads.count(three[1].digest) == 1


def test_what_only_modest_leases_used_goes_first(three: tuple[ModelPackage, ...]) -> None:
    here = Loader().residents(2 * SIZE + SIZE // 2)
    used(here, three[0])
    with here.lease(three[1], modest=True):
        pass
    with here.lease(three[2], modest=True) as sessions:
        assert runs(sessions)
    assert versions(here) == ["1.0.0", "1.0.2"]
    used(here, three[1])
    assert versions(here) == ["1.0.0", "1.0.1"], "not the longest unused one"


def test_a_model_may_be_modest_alone_however_much_it_takes(three: tuple[ModelPackage, ...]) -> None:
    here = Loader(sizes={three[0].digest: 5 * SIZE}).residents(SIZE)
    with here.lease(three[0], modest=True) as sessions:
        assert runs(sessions)


def test_who_is_not_modest_gets_room_for_a_load_that_began_modestly(three: tuple[ModelPackage, ...]) -> None:
    gate = Event()
    loader = Loader(gates={three[1].digest: gate})
    here = loader.residents(SIZE + SIZE // 2)
    used(here, three[0])
    loader.begun.clear()

    def modestly() -> None:
        with here.lease(three[1], modest=True):
            pass

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(modestly)
        assert loader.begun.wait(20)
        second = pool.submit(used, here, three[1])
        eventually(lambda: here._places[three[1].digest].leases == 2)
        gate.set()
        first.result(20)
        second.result(20)
    assert versions(here) == ["1.0.1"]


@pytest.mark.parametrize("is_known", [False, True])
def test_who_is_not_modest_never_shares_what_a_modest_load_is_refused(
    three: tuple[ModelPackage, ...], is_known: bool
) -> None:
    """Whoever asks, at whatever moment of the refusal: at each place where the modest load lets go of the lock."""
    moments = 0
    while _asked_at(moments, three, is_known=is_known):
        moments += 1
    assert moments >= 4


def _asked_at(moment: int, three: tuple[ModelPackage, ...], *, is_known: bool) -> bool:
    """Ask when a modest load that will be refused lets go of the lock for the nth time, if it does."""
    here, modest = Loader().residents(SIZE + SIZE // 2), get_ident()
    for package in (three[1], three[0])[not is_known :]:
        used(here, package)
    asked: list[Future[Sessions]] = []
    left = moment

    class Lock(Condition):
        def __exit__(self, *raised: object) -> None:
            nonlocal left
            super().__exit__(*raised)  # type: ignore[arg-type]
            if get_ident() == modest and left >= 0:
                left -= 1
                if left < 0:
                    asked.append(pool.submit(used, here, three[1]))
                    wait(asked, 0.05)

    with ThreadPoolExecutor(1) as pool:
        here._changed = Lock()
        with suppress(ModelUnavailable), here.lease(three[1], modest=True):
            pass
        left = -1
    assert all(runs(one.result()) for one in asked)
    return bool(asked)


def test_what_is_unloaded_serves_its_users_to_the_end_and_nobody_else(three: tuple[ModelPackage, ...]) -> None:
    here = Loader().residents(10 * SIZE)
    with here.lease(three[0]) as old:
        here.unload(three[0].digest)
        assert runs(old)
        assert [one.leases for one in here.list()] == [1], "it still takes memory"
        with here.lease(three[0]) as new:
            assert new is not old
        assert runs(old)
    assert not runs(old)
    assert runs(new)
    here.unload(three[0].digest)
    assert not runs(new)
    here.unload(three[0].digest)


def test_what_is_unloaded_while_it_is_loaded_serves_those_who_asked_before(three: tuple[ModelPackage, ...]) -> None:
    gate = Event()
    loader = Loader(gates={three[0].digest: gate})
    here = loader.residents(10 * SIZE)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(used, here, three[0])
        assert loader.begun.wait(20)
        here.unload(three[0].digest)
        gate.set()
        sessions = asked.result(20)
    assert not runs(sessions)
    assert here.list() == ()


def test_leases_loads_and_unloading_at_once(tmp_path: Path) -> None:
    """Six threads, four models, room for two: whoever has a lease has networks that run."""
    four = packages(tmp_path, 4)
    loader = Loader()
    here = loader.residents(2 * SIZE + SIZE // 2)
    given: list[Sessions] = []

    def work(seed: int) -> None:
        drawn = random.Random(seed)
        for _ in range(60):
            package = drawn.choice(four)
            if drawn.random() < 0.2:
                here.unload(package.digest)
            else:
                given.append(used(here, package))

    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(work, seed) for seed in range(6)]:
            done.result()
    left = here.list()
    assert all(one.leases == 0 for one in left)
    assert sum(one.size for one in left) <= 2 * SIZE + SIZE // 2
    assert len({id(one) for one in given if runs(one)}) == len(left), "all others are closed"
