"""Networks run where their manifest says, and only after their self-test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from radlane.domain.model import RemoteRuntime
from radlane.errors import PackageRefused, SelfTestFailed
from radlane.inference.batched import Batched
from radlane.inference.batcher import Bounds
from radlane.inference.devices import choose_device
from radlane.inference.running import Runs, Told
from radlane.pipeline.networks import Places, open_network
from radlane.registry.catalogue import builtin_roots
from radlane.registry.package import ModelPackage, open_package
from support.packages import BRIGHT, networks_package
from support.said import NAME, pixel_package

PLACES = Places(device=choose_device("cpu", ()), threads=1)


def package(folder: Path) -> ModelPackage:
    networks_package(folder)
    return open_package(folder / BRIGHT)


def test_a_network_runs_here(tmp_path: Path) -> None:
    made = package(tmp_path)
    running = open_network(made, made.manifest.networks[-1], PLACES)
    assert running.device == "cpu"
    running.close()


def test_a_network_that_fails_its_self_test_is_closed_and_refused(tmp_path: Path) -> None:
    made = package(tmp_path)
    vector = tmp_path / BRIGHT / "golden" / "one.npz"
    with np.load(vector) as file:
        arrays = dict(file)
    np.savez(vector, **{**arrays, "seen": arrays["seen"] + 1})
    with pytest.raises(SelfTestFailed):
        open_network(made, made.manifest.networks[-1], PLACES)


def test_a_network_that_runs_elsewhere_is_asked_for_where_the_site_allows_it(tmp_path: Path) -> None:
    """What such a server does is tested on connections (tests/faults/test_remote.py)."""
    made = package(tmp_path)
    where = RemoteRuntime(kind="remote", url="http://triton:8000", model="bright", version="1")
    elsewhere = replace(made, manifest=replace(made.manifest, runtime=where))
    with pytest.raises(PackageRefused, match="does not allow"):
        open_network(elsewhere, made.manifest.networks[-1], PLACES)


def test_a_network_has_the_queue_of_the_device_that_it_runs_on(tmp_path: Path) -> None:
    made = package(tmp_path)
    runs: list[tuple[str, Runs]] = []
    told = Told(runs=lambda model, one: runs.append((model, one)))
    places = replace(PLACES, queues={"cpu": Bounds(waiting=1), "cuda": Bounds(most=8)}, told=told)
    network = made.manifest.networks[-1]
    running = open_network(made, network, places)
    assert isinstance(running, Batched)
    assert running.batcher.most == 1
    running.run({network.inputs[0].name: np.zeros((1, 1, 4, 8, 8), np.float32)})
    assert [(model, one.rows) for model, one in runs] == [(network.model, 1)]


@pytest.mark.parametrize(("most", "is_divisible"), [(8, True), (1, False)])
def test_images_run_together_where_the_self_test_shows_that_they_may(most: int, is_divisible: bool) -> None:
    made = open_package(builtin_roots()[0] / "cxr-lungs")
    running = open_network(made, made.manifest.networks[-1], replace(PLACES, queues={"cpu": Bounds(most=most)}))
    assert isinstance(running, Batched)
    assert running.is_divisible is is_divisible, "where nothing runs together, nobody looks"


def test_boxes_that_do_not_say_which_image_they_are_of_are_of_one_by_one(tmp_path: Path) -> None:
    pixel_package(tmp_path)
    made = open_package(tmp_path / NAME)
    running = open_network(made, made.manifest.networks[-1], replace(PLACES, queues={"cpu": Bounds(most=8)}))
    assert isinstance(running, Batched)
    assert not running.is_divisible


@pytest.mark.parametrize(("place", "is_divisible"), [(0, False), (1, True)])
def test_windows_run_together_as_images_do_and_volumes_that_are_given_whole_one_by_one(
    place: int, is_divisible: bool, tmp_path: Path
) -> None:
    networks_package(tmp_path, before=("whole",))
    made = open_package(tmp_path / BRIGHT)
    running = open_network(made, made.manifest.networks[place], replace(PLACES, queues={"cpu": Bounds(most=8)}))
    assert isinstance(running, Batched)
    assert running.is_divisible is is_divisible
