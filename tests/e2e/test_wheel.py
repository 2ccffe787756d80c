"""The wheel is whole: what is installed from it runs, with the models that it carries."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.sources import ROOT


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel unpacked in it; what it depends on comes from where the tests run."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT], check=True, timeout=120)
    (wheel,) = folder.glob("radlane-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "site", wheel], check=True, timeout=120)
    return folder / "site"


def call(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Call the Python of the tests with the unpacked wheel before everything else, far from the repository."""
    environment = {"PYTHONPATH": str(site), "HOME": str(site), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [sys.executable, *words], cwd=site, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_it_is_the_wheel_that_runs(site: Path) -> None:
    assert Path(call(site, "-c", "import radlane; print(radlane.__file__)").stdout).is_relative_to(site)


def test_it_carries_the_reference_model(site: Path) -> None:
    models = site / "radlane" / "_models"
    assert (models / "tags.json").is_file()
    assert (models / "ct-tissue" / "model.onnx").is_file()
    assert (models / "cxr-acquisition" / "model.onnx").is_file()
    assert (models / "cxr-lungs" / "model.onnx").is_file()
    assert (site / "radlane" / "py.typed").is_file()


def test_its_model_passes_the_self_test(site: Path) -> None:
    ended = call(site, "-m", "radlane", "doctor", "--json")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "model cxr-lungs:1.0.0" in [item["name"] for item in json.loads(ended.stdout)["items"]]
