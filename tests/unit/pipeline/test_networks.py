"""Networks run where their manifest says, and only after their self-test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from radlane.domain.model import RemoteRuntime
from radlane.errors import PackageRefused, SelfTestFailed
from radlane.inference.devices import choose_device
from radlane.pipeline.networks import Places, open_network
from radlane.registry.package import ModelPackage, open_package
from support.packages import BRIGHT, networks_package

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
