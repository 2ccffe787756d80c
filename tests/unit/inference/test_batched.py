"""A network that several threads use: real sessions, with batches switched on for the CPU."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event
from time import monotonic

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.job import Priority
from radlane.errors import InferenceFailed
from radlane.inference.batched import Batched
from radlane.inference.batcher import Batcher, Bounds
from radlane.inference.devices import choose_device
from radlane.inference.running import Runs
from radlane.inference.session import Session, count_down, open_session
from radlane.inference.spare import CPU, Spare
from radlane.pipeline.turns import Turn, Turns
from support.batching import PATIENCE_S, until
from support.networks import endless_nodes, greedy_nodes, log_nodes, mixing_nodes, network, network_of, written

CALLERS = 8


class Desk:
    """A network with its queue, and what was said of its runs."""

    def __init__(self, folder: Path, weights: bytes, *, is_divisible: bool = True, **bounds: object) -> None:
        self.runs: list[Runs] = []
        self.fell: list[str] = []
        self.folder = folder
        self.session = self.open(weights)
        batcher = Batcher("m:1", Bounds(**bounds), monotonic, self.runs.append)  # type: ignore[arg-type]
        self.opens = Event()
        self.opens.set()
        spare = Spare(
            self.session, self.spare, self.fell.append, monotonic, is_divisible=is_divisible, aside=batcher.aside
        )
        self.batched = Batched(session=self.session, batcher=batcher, spare=spare, is_divisible=is_divisible)

    def open(self, weights: bytes) -> Session:
        return open_session(written(weights, self.folder), network_of(weights), choose_device("cpu", ()), 1)

    def spare(self) -> Session:
        assert self.opens.wait(PATIENCE_S)
        return self.open(network())

    def together(self, *those: NDArray[np.float32]) -> list[object]:
        """Ask for all at a time: the first keeps the network busy until the others wait."""
        self.batched.batcher._turns.running += 1
        with ThreadPoolExecutor(len(those)) as pool:
            asked = []
            for number, image in enumerate(those, start=1):
                asked.append(pool.submit(self.batched.run, {"image": image}, PATIENCE_S))
                until(lambda number=number: self.batched.batcher.waiting == number)
            with self.batched.batcher._changed:
                self.batched.batcher._turns.running -= 1
                self.batched.batcher._changed.notify_all()
            return [one.exception(PATIENCE_S) or one.result() for one in asked]


def image(*values: float) -> NDArray[np.float32]:
    rng = np.random.default_rng(abs(int(values[0] * 64)))
    made = rng.random((len(values), 1, 4, 4)).astype(np.float32) + 0.5
    made[:, 0, 0, 0] = values
    return made


def test_it_is_the_session_for_who_asks_what_it_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path, network())
    assert (desk.batched.device, desk.batched.runtime) == ("cpu", desk.session.runtime)
    assert desk.batched.most_batch == desk.session.most_batch
    desk.batched.close()
    with pytest.raises(InferenceFailed, match="the session is closed"):
        desk.batched.run({"image": image(1.0)})


def test_what_waits_together_runs_together_and_every_byte_is_as_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, network(), most=8)
    those = [image(1.0), image(2.0, 3.0), image(4.0)]
    alone = [desk.session.run({"image": one}) for one in those]
    found = desk.together(*those)
    assert [one.rows for one in desk.runs] == [4]
    for said, wanted in zip(found, alone, strict=True):
        assert isinstance(said, dict)
        assert {name: values.tobytes() for name, values in said.items()} == {
            name: values.tobytes() for name, values in wanted.items()
        }


def test_a_network_whose_images_depend_on_each_other_runs_them_apart(tmp_path: Path) -> None:
    desk = Desk(tmp_path, network(), most=8, is_divisible=False)
    desk.together(image(1.0), image(2.0))
    assert [one.rows for one in desk.runs] == [1, 1]


def test_an_output_that_is_not_finite_is_its_own_callers(tmp_path: Path) -> None:
    """The logarithm of a picture with a negative pixel is no number."""
    desk = Desk(tmp_path, network(log_nodes()), most=8)
    good, bad, other = desk.together(image(1.0), image(-1.0), image(2.0))
    assert isinstance(bad, InferenceFailed)
    assert "not finite" in str(bad)
    assert isinstance(good, dict)
    assert isinstance(other, dict)
    assert [one.rows for one in desk.runs] == [3, 1, 1, 1]


def test_an_input_that_is_not_finite_is_its_own_callers(tmp_path: Path) -> None:
    desk = Desk(tmp_path, network(), most=8)
    good, bad = desk.together(image(1.0), np.full((1, 1, 4, 4), np.nan, np.float32))
    assert isinstance(good, dict)
    assert "input image is not finite" in str(bad)


def test_memory_that_suffices_for_two_is_given_to_two_at_a_time(tmp_path: Path) -> None:
    desk = Desk(tmp_path, network(greedy_nodes(3)), most=8)
    found = desk.together(*(image(float(number)) for number in range(1, 6)))
    assert all(isinstance(one, dict) for one in found)
    assert [one.rows for one in desk.runs] == [5, 2, 2, 1]
    assert desk.fell == []


def test_who_is_told_that_it_ran_on_the_cpu_is_who_ran_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path, network(greedy_nodes(1)))
    told: list[str] = []
    mine = desk.batched.at(Priority.STAT, lambda: told.append("mine"))
    other = desk.batched.at(Priority.STAT, lambda: told.append("other"))
    assert mine.run({"image": image(0.5)})["chest"].shape == (1, 1)
    assert (told, desk.fell) == (["mine"], [CPU])
    predict = other.bind("lungs", (1, 2, 4, 4), lambda: 60.0)
    assert predict(image(0.5)).shape == (1, 2, 4, 4)
    assert told == ["mine", "other"]


def test_who_runs_on_the_cpu_keeps_nobody_from_the_device(tmp_path: Path) -> None:
    desk = Desk(tmp_path, network(greedy_nodes(2)), is_divisible=False)
    desk.opens.clear()
    with ThreadPoolExecutor(2) as pool:
        image_of_two = pool.submit(desk.batched.run, {"image": image(0.5, 0.25)}, PATIENCE_S)
        windows = pool.submit(desk.batched.bind("lungs", (2, 2, 4, 4), lambda: PATIENCE_S), image(0.5, 0.25))
        until(lambda: len(desk.fell) == 2)
        assert desk.batched.run({"image": image(0.75)}, PATIENCE_S)["lungs"].shape == (1, 2, 4, 4)
        assert not image_of_two.done()
        desk.opens.set()
        assert image_of_two.result(PATIENCE_S)["lungs"].shape == (2, 2, 4, 4)
        assert windows.result(PATIENCE_S).shape == (2, 2, 4, 4)
    assert desk.batched.batcher._turns.running == 0


def test_a_deadline_ends_a_run_and_the_next_one_goes_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path, network(endless_nodes()))
    for _ in range(2):
        with pytest.raises(InferenceFailed, match=r"it ran longer than 0\.3 s"):
            desk.batched.run({"image": image(0.5)}, 0.3)


@pytest.mark.parametrize(
    "feeds", [{}, {"image": np.array(1, np.float32)}, {"image": image(1.0), "other": image(1.0, 2.0)}]
)
def test_what_is_no_image_is_refused_before_it_waits(tmp_path: Path, feeds: dict[str, NDArray[np.float32]]) -> None:
    desk = Desk(tmp_path, network())
    with pytest.raises(InferenceFailed, match=r"the feeds are not|is not float32"):
        desk.batched.run(feeds)
    assert desk.runs == []


@pytest.mark.parametrize("bounds", [{"at_once": 2}, {"most": 4}, {"most": 8, "at_once": 2, "delay_s": 0.001}])
def test_many_callers_at_once_each_get_what_they_would_get_alone(tmp_path: Path, bounds: dict[str, float]) -> None:
    desk, barrier = Desk(tmp_path, network(), **bounds), Barrier(CALLERS)

    def caller(number: int) -> list[bytes]:
        mine = desk.batched.at(list(Priority)[number % 3], lambda: None)
        predict = mine.bind("lungs", (2, 2, 4, 4), lambda: PATIENCE_S)
        barrier.wait(PATIENCE_S)
        said = []
        for turn in range(20):
            given = image(number + turn / 32, number + turn / 64)
            said.append(mine.run({"image": given}, PATIENCE_S)["lungs"].tobytes())
            said.append(predict(given[: 1 + turn % 2]).tobytes())
        return said

    with ThreadPoolExecutor(CALLERS) as pool:
        found = list(pool.map(caller, range(CALLERS)))
    for number, said in enumerate(found):
        for turn in range(20):
            given = image(number + turn / 32, number + turn / 64)
            wanted = np.concatenate([given, -given], axis=1)
            assert said[2 * turn] == wanted.tobytes()
            assert said[2 * turn + 1] == wanted[: 1 + turn % 2].tobytes()
    assert max(one.rows for one in desk.runs) <= max(bounds.get("most", 1), 2)


def test_volumes_that_let_each_other_go_before_do_not_keep_the_network_meanwhile(tmp_path: Path) -> None:
    """One run at once, as on one core: who waits for its turn between two windows is in no run."""
    desk, turns, barrier = Desk(tmp_path, network(), wait_s=1.0), Turns(), Barrier(3)

    def volume(number: int) -> int:
        turn = Turn(turns, monotonic)
        remaining = count_down(PATIENCE_S, turn.clock)
        barrier.wait(PATIENCE_S)
        with turn.of("infer"):
            predict = desk.batched.bind("lungs", (2, 2, 4, 4), remaining)
            return sum(len(predict(image(number + window / 64))) for window in range(20))

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(volume, range(3))) == [20, 20, 20]


def test_windows_of_two_volumes_are_apart_where_they_would_depend_on_each_other(tmp_path: Path) -> None:
    desk, barrier = Desk(tmp_path, network(mixing_nodes()), most=8, is_divisible=False), Barrier(2)

    def volume(number: float) -> list[float]:
        predict = desk.batched.bind("chest", (4, 1), lambda: PATIENCE_S)
        barrier.wait(PATIENCE_S)
        return [float(predict(np.full((2, 1, 4, 4), number, np.float32))[0, 0]) for _ in range(20)]

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(volume, (1.0, 3.0)))
    assert found == [[1.0] * 20, [3.0] * 20]
    assert {one.rows for one in desk.runs} == {2}


def test_windows_of_two_volumes_share_a_run_and_each_volume_gets_its_own(tmp_path: Path) -> None:
    desk, barrier = Desk(tmp_path, network(), most=8, delay_s=0.2), Barrier(2)

    def volume(number: int) -> list[bytes]:
        predict = desk.batched.bind("lungs", (2, 2, 4, 4), lambda: PATIENCE_S)
        barrier.wait(PATIENCE_S)
        return [predict(image(number + turn / 8)).tobytes() for turn in range(5)]

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(volume, range(2)))
    for number, said in enumerate(found):
        given = [image(number + turn / 8) for turn in range(5)]
        assert said == [np.concatenate([one, -one], axis=1).tobytes() for one in given]
    assert 2 in {one.rows for one in desk.runs}
