"""A package is admitted, or the report says at which check it failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from radlane.pipeline.admission import admit
from radlane.registry.package import ModelPackage
from radlane.registry.staging import stage
from support.attack_graphs import CUT
from support.attack_packages import OTHERS, Files, package, signed
from support.model_attacks import options
from support.signatures import write


def opened(folder: Path, files: Files) -> ModelPackage:
    return stage(write(files, folder / "package")).package


def test_a_signed_package_is_admitted(tmp_path: Path) -> None:
    report = admit(opened(tmp_path, signed(package())), options("require"))
    assert report.failed is None
    assert [check.name for check in report.checks] == ["files", "signature", "graph", "checker", "dry-run", "golden"]
    assert report.checks[1].detail == "signed with the key site"
    assert report.runtime.startswith("onnxruntime")
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("files", "code"),
    [(lambda: package(CUT), "signature-missing"), (lambda: signed(package(CUT), OTHERS), "signature-key")],
)
def test_a_signature_that_is_only_wished_for_is_a_warning(
    tmp_path: Path, files: Callable[[], Files], code: str
) -> None:
    made = opened(tmp_path, files())
    report = admit(made, options("warn"))
    assert report.warnings[0].startswith(code)
    assert report.failed is not None
    assert (report.failed.name, report.failed.code) == ("graph", "graph-unreadable")
    required = admit(made, options("require")).failed
    assert required is not None
    assert required.code == code
    assert admit(made, options("off")).warnings == ()


def test_a_wrong_signature_is_never_passed_over(tmp_path: Path) -> None:
    made = opened(tmp_path, signed(package(), **{"model.onnx": "0" * 64}))
    failed = admit(made, options("warn")).failed
    assert failed is not None
    assert failed.code == "signature-files"


@pytest.mark.parametrize(("path", "code"), [("model.onnx", "artifact-corrupt"), ("golden/ramp.npz", "file-kind")])
def test_files_that_changed_since_are_found(tmp_path: Path, path: str, code: str) -> None:
    made = opened(tmp_path, package())
    (tmp_path / "package" / path).unlink()
    failed = admit(made, options("off")).failed
    assert failed is not None
    assert (failed.name, failed.code) == ("files", code)


def test_another_manifest_is_found(tmp_path: Path) -> None:
    made = replace(opened(tmp_path, package()), digest="sha256:other")
    failed = admit(made, options("off")).failed
    assert failed is not None
    assert failed.code == "manifest-invalid"
