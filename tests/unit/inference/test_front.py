"""Networks that are given radiographs as they are stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.image import Image
from radlane.errors import InferenceFailed
from radlane.imaging.tensor import to_raw, to_tensor
from radlane.inference.front import Front, is_of_radiographs
from radlane.inference.session import Session, open_session
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import read_manifest
from support.fronts import CPU, loaded_graph, radiograph_of
from support.networks import endless_nodes, nan_nodes, network, network_of, written


def session(folder: Path, weights: bytes | None = None) -> Session:
    weights = weights or network()
    opened = open_session(written(weights, folder), network_of(weights), CPU, 1)
    return opened.behind(Front(network_of(weights), opened.device, loaded_graph))


def image(seed: int = 1, shape: tuple[int, int] = (9, 7)) -> Image:
    return radiograph_of(np.random.default_rng(seed).integers(0, 4096, shape).astype(np.uint16))


def feeds(*images: Image) -> dict[str, NDArray[Any]]:
    several = [to_raw(one, network_of(network()).inputs[0]).feeds for one in images]
    return {name: np.concatenate([one[name] for one in several]) for name in several[0]}


def test_outputs_are_those_of_the_tensor(tmp_path: Path) -> None:
    behind = session(tmp_path)
    tensor = to_tensor(image(), network_of(network()).inputs[0])
    expected, found = behind.run(tensor.feeds), behind.run(feeds(image()))
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], values, rtol=0, atol=1e-5)


def test_the_same_image_gives_the_same_bytes(tmp_path: Path) -> None:
    behind = session(tmp_path)
    one, other = (behind.run(feeds(image()))["lungs"].tobytes() for _ in range(2))
    assert one == other


def test_several_images_of_one_size_run_together_each_with_its_own_values(tmp_path: Path) -> None:
    behind = session(tmp_path)
    images = [image(seed) for seed in (1, 2, 3)]
    together = behind.run(feeds(*images))["lungs"]
    for one, found in zip(images, together, strict=True):
        np.testing.assert_array_equal(behind.run(feeds(one))["lungs"][0], found)


def test_provenance_says_where_the_tensor_was_made(tmp_path: Path) -> None:
    behind = session(tmp_path)
    assert behind.reads_raw
    assert behind.runtime["preprocessing"] == "graph"


def spoiled(name: str, values: NDArray[Any]) -> dict[str, NDArray[Any]]:
    return {**feeds(image()), f"image/{name}": values}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (spoiled("codes", np.zeros((1, 9), np.uint16)), "codes"),  # no image
        (spoiled("codes", np.zeros((2, 9, 7), np.uint16)), "codes"),  # two images, one table
        (spoiled("codes", np.zeros((1, 0, 7), np.uint16)), "codes"),
        (spoiled("codes", np.zeros((1, 9, 7), np.uint8)), "codes"),  # its table has 256 levels
        (spoiled("codes", np.full((1, 9, 7), 1 << 16, np.int32)), "codes"),  # beyond the table
        (spoiled("codes", np.full((1, 9, 7), -1, np.int32)), "codes"),
        (spoiled("codes", np.zeros((1, 9, 7), np.float32)), "codes"),
        (spoiled("table", np.full((1, 1 << 16), np.nan, np.float32)), "finite"),
        (spoiled("places", np.array([[[4, 1, 0], [3, 0, 0]]], np.float64)), "places"),  # beyond the grid
        (spoiled("places", np.array([[[0, 0, 0], [3, 0, 0]]], np.float64)), "places"),  # of no size
        (spoiled("places", np.array([[[4, 0, 0.5], [3, 0, 0]]], np.float64)), "places"),
        (spoiled("places", np.array([[[4, 0, 0], [3, np.nan, 0]]], np.float64)), "places"),
        (spoiled("places", np.zeros((1, 2, 3), np.float32)), "places"),
        ({"image/codes": np.zeros((1, 9, 7), np.uint16)}, "feeds"),
    ],
)
def test_what_does_not_fit_is_not_run(given: dict[str, NDArray[Any]], why: str, tmp_path: Path) -> None:
    with pytest.raises(InferenceFailed, match=why):
        session(tmp_path).run(given)


def test_a_network_that_breaks_says_so(tmp_path: Path) -> None:
    with pytest.raises(InferenceFailed, match="not finite"):
        session(tmp_path, network(nan_nodes())).run(feeds(image()))
    with pytest.raises(InferenceFailed, match="longer"):
        session(tmp_path, network(endless_nodes())).run(feeds(image()), 0.5)


def test_a_closed_session_runs_nothing(tmp_path: Path) -> None:
    behind = session(tmp_path)
    behind.close()
    with pytest.raises(InferenceFailed, match="closed"):
        behind.run(feeds(image()))


def test_a_bare_session_takes_tensors_only(tmp_path: Path) -> None:
    weights = network()
    bare = open_session(written(weights, tmp_path), network_of(weights), CPU, 1)
    assert not bare.reads_raw
    assert "preprocessing" not in bare.runtime
    with pytest.raises(InferenceFailed, match="feeds"):
        bare.run(feeds(image()))


def test_fronts_are_for_radiographs() -> None:
    networks = {
        name: read_manifest(builtin_roots()[0] / name / "model.yaml").networks[-1]
        for name in ("cxr-lungs", "ct-tissue")
    }
    assert {name: is_of_radiographs(one) for name, one in networks.items()} == {"cxr-lungs": True, "ct-tissue": False}
