"""A method whose maps do not depend on what the network learnt is not offered; that is looked at once."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.explanation import LIKE, Method, Sanity
from radlane.domain.model import RemoteRuntime
from radlane.errors import ExplanationRefused
from radlane.pipeline import sanity
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.sanity import require_sane
from support import explaining
from support.explaining import opened_models, spots_package
from support.said import NAME
from support.said_lanes import of_radiograph


def model(root: Path, *, learnt: bool = True) -> LoadedModel:
    spots_package(root, of_radiograph(), learnt=learnt)
    with opened_models(root, sane=False).lease(NAME) as loaded:
        return loaded


def ask(loaded: LoadedModel, method: Method) -> None:
    assert loaded.explainer is not None
    require_sane(loaded.explainer, loaded, method, time.perf_counter)


def test_what_is_found_is_kept_and_not_looked_at_again(tmp_path: Path) -> None:
    """All weights of a layer are the same number: in whatever order they are, nothing was learnt."""
    loaded = model(tmp_path, learnt=False)
    assert loaded.explainer is not None
    book, digest = loaded.explainer.book, loaded.explainer.package.digest
    for method in (Method.GRAD_CAM, Method.OCCLUSION):
        with pytest.raises(ExplanationRefused, match="stay alike"):
            ask(loaded, method)
        found = book.read(digest, method)
        assert found is not None
        assert found.correlation >= LIKE
    book.keep(digest, Sanity(method=Method.GRAD_CAM, correlation=LIKE / 2))
    ask(loaded, Method.GRAD_CAM)


def test_a_method_whose_maps_change_is_one(tmp_path: Path) -> None:
    loaded = model(tmp_path)
    assert loaded.explainer is not None
    ask(loaded, Method.GRAD_CAM)
    found = loaded.explainer.book.read(loaded.explainer.package.digest, Method.GRAD_CAM)
    assert found is not None
    assert found.correlation < LIKE


def test_a_network_on_another_machine_is_taken_as_it_is(tmp_path: Path) -> None:
    loaded = model(tmp_path)
    remote = RemoteRuntime(kind="remote", url="https://triton.example", model="spots", version="1")
    ask(replace(loaded, manifest=replace(loaded.manifest, runtime=remote)), Method.OCCLUSION)
    assert loaded.explainer is not None
    assert loaded.explainer.book.list(loaded.explainer.package.digest) == ()  # nothing was looked at


def test_a_golden_vector_without_a_map_bans_no_method(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is bright on it: with any weights Grad-CAM is 0 everywhere, and nothing is put on record."""
    monkeypatch.setattr(explaining, "golden_image", dark_golden)
    loaded = model(tmp_path)
    assert loaded.explainer is not None
    with pytest.raises(ExplanationRefused, match="says nothing"):
        ask(loaded, Method.GRAD_CAM)
    assert loaded.explainer.book.list(loaded.explainer.package.digest) == ()


def test_one_draw_decides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Maps of few cells are alike by chance."""
    loaded = model(tmp_path)
    alike = iter([0.9, 0.1, 0.2, 0.8, 0.0])
    monkeypatch.setattr(sanity, "rank_correlation", lambda _one, _other: next(alike))
    ask(loaded, Method.GRAD_CAM)
    assert loaded.explainer is not None
    found = loaded.explainer.book.read(loaded.explainer.package.digest, Method.GRAD_CAM)
    assert found == Sanity(method=Method.GRAD_CAM, correlation=0.2)


def dark_golden(size: tuple[int, ...]) -> NDArray[np.float32]:
    return np.full((1, 1, *size), 0.1, np.float32)
