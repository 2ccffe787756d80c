"""A graph is written in a process with limits; what happens to it is said."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from radlane.errors import ExplanationRefused, ModelUnavailable
from radlane.explain.derivation import Derivation, Held, Inside
from radlane.explain.network import Lattice
from radlane.pipeline.derivation import DerivationLimits, derive
from radlane.pipeline.saying import say_begin, say_end
from radlane.registry.package import ModelPackage, open_package
from support.children import Full, Instead, ends_at_once, says_another_check
from support.explaining import LAYER, spots_package
from support.said import NAME
from support.said_lanes import of_radiograph

LIMITS = DerivationLimits(seconds=60.0, memory_bytes=1 << 30)
LATTICE = Lattice(first=(0.5, 0.5), step=(2.0, 2.0))  # kernels of two pixels, two apart
OF_LAYER = Derivation(output="labels", inside=Inside.LAYER)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModelPackage:
    root = tmp_path_factory.mktemp("models")
    spots_package(root, of_radiograph())
    return open_package(root / NAME)


def test_the_same_package_has_the_same_graph(package: ModelPackage) -> None:
    one, other = (derive(package, OF_LAYER, LIMITS, get_context("spawn")) for _ in range(2))
    assert one == other
    assert one[1] == Held(of="labels", at=(LAYER,), lattice=LATTICE)


@pytest.mark.parametrize(
    ("wanted", "held"),
    [
        (Derivation(output="labels", inside=Inside.INPUT), Held(of="labels", at=("image",))),
        (Derivation(output="labels", inside=Inside.NOTHING), Held(of="labels", at=())),
        (replace(OF_LAYER, layer="convolved"), Held(of="labels", at=("convolved",), lattice=LATTICE)),
    ],
)
def test_what_is_wanted_is_held(package: ModelPackage, wanted: Derivation, held: Held) -> None:
    assert derive(package, wanted, LIMITS, get_context("spawn"))[1] == held


def test_random_weights_are_others_and_the_same_each_time(package: ModelPackage) -> None:
    own, drawn, again = (
        derive(package, replace(OF_LAYER, seed=seed), LIMITS, get_context("spawn"))[0] for seed in (None, 1, 1)
    )
    assert own != drawn == again


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (replace(OF_LAYER, layer="nowhere"), "nowhere"),
        (Derivation(output="labels", inside=Inside.ATTENTION), "attention"),
    ],
)
def test_what_cannot_be_had_is_refused(package: ModelPackage, wanted: Derivation, why: str) -> None:
    with pytest.raises(ExplanationRefused, match=why):
        derive(package, wanted, LIMITS, get_context("spawn"))


def test_a_file_that_changed_since_is_not_read(package: ModelPackage, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"something else")
    with pytest.raises(ExplanationRefused):
        derive(replace(package, locate=tmp_path.joinpath), OF_LAYER, LIMITS, get_context("spawn"))


def sleeps(pipe: Connection, *_: object) -> None:
    say_begin(pipe, "derive")
    time.sleep(600)


def dies(pipe: Connection, *_: object) -> None:
    say_begin(pipe, "derive")
    os._exit(1)


def writes_nothing(pipe: Connection, *_: object) -> None:
    say_begin(pipe, "derive")
    say_end(pipe, None, "")
    time.sleep(600)


def writes_other_facts(pipe: Connection, work: Any, folder: Path, limits: object) -> None:
    say_begin(pipe, "derive")
    (folder / "graph.onnx").write_bytes(b"x" * 64)
    (folder / "facts.json").write_text('{"of": 1}')
    say_end(pipe, None, "")
    time.sleep(600)


def writes_too_much(pipe: Connection, work: Any, folder: Path, limits: object) -> None:
    say_begin(pipe, "derive")
    (folder / "graph.onnx").write_bytes(b"x" * 65)
    (folder / "facts.json").write_text('{"of": "x", "at": [], "lattice": null}')
    say_end(pipe, None, "")
    time.sleep(600)


@pytest.mark.parametrize(
    ("child", "why"),
    [
        (sleeps, "longer than 2 s"),
        (dies, "crashed"),
        (writes_nothing, "wrote no graph"),
        (writes_other_facts, "wrote no graph"),
        (writes_too_much, "too large"),
    ],
)
def test_a_process_that_does_not_do_its_work_is_ended(package: ModelPackage, child: Any, why: str) -> None:
    limits = replace(LIMITS, seconds=2.0, graph_bytes=64)
    with pytest.raises(ExplanationRefused, match=why):
        derive(package, OF_LAYER, limits, Instead(child))  # type: ignore[arg-type]


@pytest.mark.parametrize("context", [Full(), Instead(ends_at_once), Instead(says_another_check)])
def test_a_process_that_does_not_begin_is_another_matter(package: ModelPackage, context: Any) -> None:
    with pytest.raises(ModelUnavailable):
        derive(package, OF_LAYER, LIMITS, context)
