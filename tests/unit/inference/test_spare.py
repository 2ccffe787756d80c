"""Where memory does not suffice: fewer images at a time, then the CPU. Sessions are real, and really run out of it."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import numpy as np
import pytest

from radlane.errors import InferenceFailed, MemoryExhausted
from radlane.inference.devices import choose_device
from radlane.inference.running import Predict
from radlane.inference.session import Session, open_session
from radlane.inference.spare import CPU, SMALLER, Spare
from support.networks import greedy_nodes, nan_nodes, network, network_of, written

NONE = 1 << 10  # so many images no test brings


class Desk:
    """A spare on two real sessions, and what was said of it."""

    def __init__(self, folder: Path, *, greedy_from: int, spare: bool = True, is_divisible: bool = True) -> None:
        self.said: list[str] = []
        self.told: list[None] = []
        self.opened: list[Session] = []
        self.folder = folder
        self.first = self.open(network(greedy_nodes(greedy_from)))
        opener = self.open_spare if spare else None
        self.spare = Spare(self.first, opener, self.said.append, monotonic, is_divisible=is_divisible)

    def open(self, weights: bytes) -> Session:
        return open_session(written(weights, self.folder), network_of(weights), choose_device("cpu", ()), 1)

    def open_spare(self) -> Session:
        self.opened.append(self.open(network()))
        return self.opened[-1]

    def tell(self) -> None:
        self.told.append(None)

    def bind(self, batch: int) -> Predict:
        shape = (batch, 2, 4, 4)
        predict = self.first.bind("lungs", shape, lambda: 60.0)
        return self.spare.bind(predict, "lungs", shape, lambda: 60.0, self.tell)

    def run(self, *values: float, seconds: float = 60.0) -> list[float]:
        outputs = self.spare.run({"image": images(*values)}, seconds, self.tell)
        assert outputs["lungs"].shape == (len(values), 2, 4, 4)
        return [float(value) for value in outputs["chest"][:, 0]]


def images(*values: float) -> np.ndarray:
    return np.ascontiguousarray(
        np.broadcast_to(np.array(values, np.float32)[:, None, None, None], (len(values), 1, 4, 4))
    )


def test_where_memory_suffices_nothing_is_said(tmp_path: Path) -> None:
    desk = Desk(tmp_path, greedy_from=NONE)
    assert desk.run(0.25, 0.5) == [0.25, 0.5]
    assert (desk.said, desk.told, desk.opened) == ([], [], [])


def test_images_are_halved_until_they_fit(tmp_path: Path) -> None:
    desk = Desk(tmp_path, greedy_from=3)
    values = [number / 8 for number in range(7)]
    assert desk.run(*values) == values
    assert set(desk.said) == {SMALLER}
    assert (desk.told, desk.opened) == ([], [])


def test_what_does_not_fit_by_itself_runs_on_the_cpu_which_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, greedy_from=1)
    assert desk.run(0.25, 0.5) == [0.25, 0.5]
    assert desk.said == [SMALLER, CPU, CPU]
    assert len(desk.told) == 2
    assert len(desk.opened) == 1, "it is opened once"


def test_images_that_depend_on_each_other_are_not_halved(tmp_path: Path) -> None:
    desk = Desk(tmp_path, greedy_from=2, is_divisible=False)
    assert desk.run(0.25, 0.5) == [0.25, 0.5]
    assert desk.said == [CPU]


def test_windows_that_depend_on_each_other_are_not_halved(tmp_path: Path) -> None:
    desk = Desk(tmp_path, greedy_from=2, is_divisible=False)
    given = images(0.25, 0.5)
    assert desk.bind(2)(given).tobytes() == np.concatenate([given, -given], axis=1).tobytes()
    assert (desk.said, len(desk.told)) == ([CPU], 1)


def test_where_the_device_is_strict_it_is_an_error(tmp_path: Path) -> None:
    desk = Desk(tmp_path, greedy_from=1, spare=False)
    with pytest.raises(MemoryExhausted):
        desk.run(0.25)
    predict = desk.bind(2)
    with pytest.raises(MemoryExhausted):
        predict(images(0.25, 0.5))
    assert (desk.said, desk.told) == ([SMALLER], [])


def test_another_error_is_not_of_memory(tmp_path: Path) -> None:
    desk = Desk(tmp_path, greedy_from=1)
    spare = Spare(desk.open(network(nan_nodes())), desk.open_spare, desk.said.append, monotonic, is_divisible=True)
    with pytest.raises(InferenceFailed, match="not finite"):
        spare.run({"image": images(0.25)}, 60.0, desk.tell)
    assert desk.opened == []


def test_the_deadline_holds_for_all_attempts_together(tmp_path: Path) -> None:
    moments = iter([0.0, 70.0])
    desk = Desk(tmp_path, greedy_from=1)
    spare = Spare(desk.first, desk.open_spare, desk.said.append, lambda: next(moments), is_divisible=True)
    with pytest.raises(InferenceFailed, match="it ran longer than"):
        spare.run({"image": images(0.25)}, 60.0, desk.tell)


@pytest.mark.parametrize(
    ("greedy_from", "said", "told"), [(NONE, [], 0), (3, [SMALLER], 0), (2, [SMALLER, SMALLER], 0), (1, None, 1)]
)
def test_windows_go_on_with_fewer_or_on_the_cpu_and_stay_there(
    tmp_path: Path, greedy_from: int, said: list[str] | None, told: int
) -> None:
    desk = Desk(tmp_path, greedy_from=greedy_from)
    predict = desk.bind(4)
    for start in (0.0, 0.5):
        given = images(*(start + number / 8 for number in range(4)))
        assert predict(given).tobytes() == np.concatenate([given, -given], axis=1).tobytes()
    assert desk.said == ([SMALLER, SMALLER, CPU] if said is None else said)
    assert len(desk.told) == told


def test_what_was_opened_is_closed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, greedy_from=1)
    desk.spare.close()
    desk.run(0.25)
    desk.spare.close()
    with pytest.raises(InferenceFailed, match="the session is closed"):
        desk.opened[0].run({"image": images(0.25)})
