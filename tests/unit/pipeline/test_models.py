"""Models are loaded once, after their self-test, by what a reference means now."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from radlane.errors import ModelNotFound, SelfTestFailed
from radlane.inference.devices import choose_device
from radlane.pipeline.models import Models
from radlane.registry.catalogue import builtin_roots, load_catalogue

ROOT = builtin_roots()[0]
CPU = choose_device("cpu", ())


def models(root: Path = ROOT) -> Models:
    return Models(load_catalogue([root], [root / "tags.json"]), CPU, 1)


def test_one_session_for_every_name_of_a_package() -> None:
    loaded = models()
    by_tag, by_version = loaded.load("cxr-lungs"), loaded.load("cxr-lungs:1.0.0")
    assert by_tag.session is by_version.session
    assert (by_tag.identity.tag, by_version.identity.tag) == ("production", None)
    assert by_tag.manifest.name == "cxr-lungs"
    assert by_tag.session.device == "cpu"


def test_several_threads_load_one_session() -> None:
    loaded = models()
    with ThreadPoolExecutor(4) as pool:
        sessions = {id(model.session) for model in pool.map(loaded.load, ["cxr-lungs"] * 4)}
    assert len(sessions) == 1


def test_what_is_not_there_is_not_loaded() -> None:
    with pytest.raises(ModelNotFound):
        models().load("cxr-lungs:0.0.1")


def test_a_model_that_fails_its_self_test_is_not_loaded(tmp_path: Path) -> None:
    """A golden vector that another network made."""
    shutil.copytree(ROOT / "cxr-lungs", tmp_path / "cxr-lungs")
    (tmp_path / "tags.json").write_text(json.dumps({"cxr-lungs": {"production": "1.0.0"}}))
    vector = tmp_path / "cxr-lungs" / "golden" / "chest.npz"
    with np.load(vector) as file:
        arrays = {name: file[name] for name in file.files}
    np.savez_compressed(vector, **(arrays | {"lungs": arrays["lungs"] + 1}))
    with pytest.raises(SelfTestFailed):
        models(tmp_path).load("cxr-lungs")
