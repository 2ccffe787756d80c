"""Golden vectors on small real networks, and on the reference model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from onnx import NodeProto

from radlane.errors import SelfTestFailed
from radlane.inference.devices import choose_device
from radlane.inference.selftest import check_golden, is_divisible
from radlane.inference.session import open_session
from radlane.registry.catalogue import builtin_roots
from radlane.registry.package import golden_vectors, open_package
from support.networks import greedy_nodes, mixing_nodes, network, network_of, random_nodes, written
from support.said import NAME, pixel_package

IMAGE = np.linspace(0, 1, 16, dtype=np.float32).reshape(1, 1, 4, 4)
GOOD = {"image": IMAGE, "lungs": np.concatenate([IMAGE, -IMAGE], axis=1), "chest": np.ones((1, 1), np.float32)}


@dataclass(frozen=True, kw_only=True)
class Golden:
    arrays: dict[str, NDArray[np.float32]]
    name: str = "golden/one.npz"
    rtol: float = 0.001
    atol: float = 0.0001


def check(arrays: dict[str, NDArray[np.float32]], folder: Path, weights: bytes | None = None) -> None:
    weights = weights or network()
    wanted = network_of(weights)
    session = open_session(written(weights, folder), wanted, choose_device("cpu", ()), 1)
    check_golden(session.run, wanted, [Golden(arrays=arrays)])


def test_reference_model_reproduces_its_vectors() -> None:
    package = open_package(builtin_roots()[0] / "cxr-lungs")
    (wanted,) = package.manifest.networks
    session = open_session(package.weights_path(wanted), wanted, choose_device("cpu", ()), 2)
    check_golden(session.run, wanted, golden_vectors(package, wanted))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"chest": np.full((1, 1), 1.0009, np.float32)}, None),  # within the tolerance
        ({"chest": np.full((1, 1), 1.5, np.float32)}, r"golden/one.npz: output chest differs by up to 0\.5"),
        ({"chest": np.full((1, 1), np.nan, np.float32)}, "output chest differs by up to nan"),  # no escape by NaN
        ({"lungs": np.zeros((1, 2, 4, 5), np.float32)}, "output lungs has another shape"),
        (
            {"lungs": np.zeros((1, 2, 4, 4), np.float32), "chest": np.zeros((1, 1), np.float32)},
            "nothing but zero",  # whatever comes out, the vector says nothing
        ),
        ({"other": np.zeros(1, np.float32)}, "exactly the inputs and outputs of the manifest"),
    ],
)
def test_differences(changed: dict[str, NDArray[np.float32]], why: str | None, tmp_path: Path) -> None:
    if why is None:
        check(GOOD | changed, tmp_path)
        return
    with pytest.raises(SelfTestFailed, match=why):
        check(GOOD | changed, tmp_path)


def test_network_that_draws_at_random_fails(tmp_path: Path) -> None:
    with pytest.raises(SelfTestFailed, match="output chest"):
        check(GOOD, tmp_path, network(random_nodes()))


def test_an_output_that_no_vector_tells_from_zero_is_not_tested(tmp_path: Path) -> None:
    dark = {"image": -IMAGE, "lungs": np.concatenate([-IMAGE, IMAGE], axis=1), "chest": np.zeros((1, 1), np.float32)}
    with pytest.raises(SelfTestFailed, match="output chest in each of them"):
        check(dark, tmp_path)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"names": np.zeros(2, np.float32)}, "output names differs by up to 2"),
        ({"boxes": np.zeros((1, 4), np.float32)}, "output boxes has another shape"),
    ],
)
def test_boxes_and_their_labels_are_compared(
    changed: dict[str, NDArray[np.float32]], why: str | None, tmp_path: Path
) -> None:
    pixel_package(tmp_path)
    package = open_package(tmp_path / NAME)
    (wanted,) = package.manifest.networks
    session = open_session(package.weights_path(wanted), wanted, choose_device("cpu", ()), 1)
    (vector,) = golden_vectors(package, wanted)
    golden = Golden(arrays={**vector.arrays, **changed})
    if why is None:
        check_golden(session.run, wanted, [golden])
        return
    with pytest.raises(SelfTestFailed, match=why):
        check_golden(session.run, wanted, [golden])


def test_labels_may_all_be_zero(tmp_path: Path) -> None:
    """The first class of many detectors; boxes and scores say whether the network is the one that was tested."""
    pixel_package(tmp_path)
    package = open_package(tmp_path / NAME)
    (wanted,) = package.manifest.networks
    (vector,) = golden_vectors(package, wanted)
    zero = Golden(arrays={**vector.arrays, "names": np.zeros(2, np.float32)})
    check_golden(lambda _: {name: zero.arrays[name] for name in wanted.tensors}, wanted, [zero])


def test_labels_have_no_tolerance(tmp_path: Path) -> None:
    """17 is not 18, however wide the tolerance of the scores is."""
    pixel_package(tmp_path)
    package = open_package(tmp_path / NAME)
    (wanted,) = package.manifest.networks
    (vector,) = golden_vectors(package, wanted)
    wide = Golden(arrays={**vector.arrays, "names": np.float32([17, 18])}, rtol=0.1, atol=0.1)
    said = {name: wide.arrays[name] * np.float32(1.05) for name in wanted.tensors}
    check_golden(lambda _: {**said, "names": np.float32([17, 18])}, wanted, [wide])
    with pytest.raises(SelfTestFailed, match="output names differs by up to 1"):
        check_golden(lambda _: {**said, "names": np.float32([18, 19])}, wanted, [wide])


def divisible(weights: bytes, folder: Path) -> bool:
    wanted = network_of(weights)
    session = open_session(written(weights, folder), wanted, choose_device("cpu", ()), 1)
    return is_divisible(session.run, wanted, [Golden(arrays=GOOD)])


def test_images_may_be_given_together_where_each_is_answered_by_itself(tmp_path: Path) -> None:
    assert divisible(network(), tmp_path)


@pytest.mark.parametrize(
    "nodes",
    [
        mixing_nodes(),  # what is said of an image is the mean of all
        random_nodes(),  # what is said of an image is never the same
        greedy_nodes(from_images=3),  # several of them do not run
    ],
)
def test_images_are_given_one_by_one_where_they_are_not(nodes: list[NodeProto], tmp_path: Path) -> None:
    assert not divisible(network(nodes), tmp_path)


def test_boxes_do_not_say_which_image_they_are_of(tmp_path: Path) -> None:
    pixel_package(tmp_path)
    package = open_package(tmp_path / NAME)
    (wanted,) = package.manifest.networks
    session = open_session(package.weights_path(wanted), wanted, choose_device("cpu", ()), 1)
    assert not is_divisible(session.run, wanted, golden_vectors(package, wanted))
