"""Derived graphs are made once, kept for a while, and never of what runs elsewhere."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

from radlane.domain.model import RemoteRuntime
from radlane.errors import ExplanationRefused
from radlane.explain.derivation import SEED, Derivation, Inside, gradient_name
from radlane.inference.devices import choose_device
from radlane.pipeline import explainers as module
from radlane.pipeline.derivation import DerivationLimits
from radlane.pipeline.explainers import MOST_KEPT, Explainers
from radlane.pipeline.networks import Places
from radlane.registry.package import ModelPackage, open_package
from radlane.registry.sanity_book import SanityBook
from support.explaining import LAYER, spots_package
from support.said import NAME
from support.said_lanes import of_radiograph

OF_LAYER = Derivation(output="labels", inside=Inside.LAYER)


def package(root: Path) -> ModelPackage:
    spots_package(root, of_radiograph())
    return open_package(root / NAME)


def explainers(limits: DerivationLimits = DerivationLimits()) -> Explainers:  # noqa: B008 - frozen
    return Explainers(Places(device=choose_device("cpu", ()), threads=1), SanityBook(None), limits)


def test_a_layer_and_its_gradient(tmp_path: Path) -> None:
    here, made = explainers(), package(tmp_path)
    session, held = here.open(made, OF_LAYER)
    assert (held.of, held.at) == ("labels", (LAYER,))
    image = np.ones((2, 1, 48, 40), np.float32)
    seed = np.array([[1, 0], [0, 1]], np.float32)
    found = session.run({"image": image, SEED: seed}, (LAYER, gradient_name(LAYER)), 10.0)
    assert found[LAYER].shape == (2, 2, 24, 20)
    gradient = found[gradient_name(LAYER)]
    np.testing.assert_allclose(gradient[0, 0], 120 / (24 * 20), rtol=1e-6)
    np.testing.assert_allclose(gradient[0, 1], 0)
    np.testing.assert_allclose(gradient[1, 1], 120 / (24 * 20), rtol=1e-6)


def test_what_was_made_is_kept_and_the_oldest_goes(tmp_path: Path) -> None:
    here, made = explainers(), package(tmp_path)
    first = here.open(made, OF_LAYER)
    assert here.open(made, OF_LAYER)[0] is first[0]
    others = [
        Derivation(output="labels", inside=Inside.NOTHING),
        Derivation(output="labels", inside=Inside.INPUT),
        replace(OF_LAYER, layer=LAYER),
        replace(OF_LAYER, layer="convolved"),
    ]
    assert len(others) == MOST_KEPT
    for other in others:
        here.open(made, other)
    assert here.open(made, OF_LAYER)[0] is not first[0]


def test_random_weights_push_nothing_out(tmp_path: Path) -> None:
    here, made = explainers(), package(tmp_path)
    first = here.open(made, OF_LAYER)
    for seed in range(MOST_KEPT + 1):
        drawn = here.open(made, replace(OF_LAYER, seed=seed))
    assert here.open(made, OF_LAYER)[0] is first[0]
    assert here.open(made, replace(OF_LAYER, seed=MOST_KEPT))[0] is drawn[0]


def test_what_is_there_is_given_while_another_one_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, made = explainers(), package(tmp_path)
    first = here.open(made, OF_LAYER)
    begun, go_on, derive = Event(), Event(), module.derive

    def slow(*arguments: Any) -> Any:
        begun.set()
        assert go_on.wait(30)
        return derive(*arguments)

    monkeypatch.setattr(module, "derive", slow)
    with ThreadPoolExecutor(2) as pool:
        other = pool.submit(here.open, made, replace(OF_LAYER, layer="convolved"))
        assert begun.wait(30)
        assert pool.submit(here.open, made, OF_LAYER).result(timeout=5)[0] is first[0]
        go_on.set()
        assert other.result()[1].at == ("convolved",)


def test_a_network_on_another_machine_is_not_looked_into(tmp_path: Path) -> None:
    made = package(tmp_path)
    remote = RemoteRuntime(kind="remote", url="http://127.0.0.1:1", model="spots", version="1")
    elsewhere = replace(made, manifest=replace(made.manifest, runtime=remote))
    with pytest.raises(ExplanationRefused, match="another machine"):
        explainers().open(elsewhere, OF_LAYER)


@pytest.mark.parametrize("inside", [Inside.LAYER, Inside.INPUT])
def test_gradients_in_half_precision_are_refused(tmp_path: Path, inside: Inside) -> None:
    plain = package(tmp_path)
    manifest = plain.manifest
    half = tuple(replace(one, precision="fp16") for one in manifest.artifacts if one.role == "weights")
    made = replace(plain, manifest=replace(manifest, artifacts=half))
    with pytest.raises(ExplanationRefused, match="small gradients become zero"):
        explainers().open(made, Derivation(output="labels", inside=inside))
    explainers().open(made, Derivation(output="labels", inside=Inside.NOTHING))
