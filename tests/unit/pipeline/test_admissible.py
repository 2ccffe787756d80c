"""The next version is there where it passes admission, and not at all otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from radlane.errors import ImportRefused, UsageError
from radlane.pipeline.admissible import examined, require_free, write_admissible
from radlane.pipeline.examination import ExaminationLimits
from radlane.registry.package import CARD, open_package
from support.novelty import convolved_package

LIMITS = ExaminationLimits(seconds=60.0, threads=1)


def test_a_version_that_passes_is_written(tmp_path: Path) -> None:
    package = open_package(convolved_package(tmp_path))
    (tmp_path / "card").write_text("Another card.")
    manifest = replace(package.manifest, version="2.0.0")
    write_admissible(package, manifest, {CARD: tmp_path / "card"}, tmp_path / "deep" / "made", LIMITS)
    assert open_package(tmp_path / "deep" / "made").manifest == manifest
    assert (tmp_path / "deep" / "made" / CARD).read_text() == "Another card."
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["made"]


def test_one_that_does_not_pass_is_not_there(tmp_path: Path) -> None:
    package = open_package(convolved_package(tmp_path))
    (weights,) = package.manifest.artifacts
    manifest = replace(package.manifest, version="2.0.0", artifacts=(replace(weights, precision="fp16"),))
    with pytest.raises(ImportRefused, match="graph-precision"):
        write_admissible(package, manifest, {}, tmp_path / "deep" / "made", LIMITS)
    assert not list((tmp_path / "deep").iterdir())


def test_a_place_that_is_taken_or_cannot_be_is_said(tmp_path: Path) -> None:
    package = open_package(convolved_package(tmp_path))
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    require_free(tmp_path / "free")
    for name in ("file", "link"):
        with pytest.raises(UsageError, match="something at --out"):
            require_free(tmp_path / name)
    with pytest.raises(UsageError, match="cannot be written"):
        write_admissible(package, package.manifest, {}, tmp_path / "file" / "made", LIMITS)


def test_what_crosses_is_the_package(tmp_path: Path) -> None:
    package = open_package(convolved_package(tmp_path))
    crossed = examined(package).package()
    assert (crossed.manifest, crossed.digest) == (package.manifest, package.digest)
    assert crossed.locate("model.onnx") == package.locate("model.onnx")
