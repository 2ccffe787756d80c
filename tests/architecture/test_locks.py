"""The locks: every file has a hash, no address of an index, one onnxruntime, and they satisfy pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from support.pins import pins_of, statements
from support.sources import ROOT

LOCKS = tuple(sorted((ROOT / "requirements").glob("*.txt")))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())

# Which extras and dependency groups each lock of radlane has to hold, beside the dependencies themselves.
HOLDS = {
    "cpu": (("cpu", "dimse", "s3"), ()),
    "gpu": (("gpu", "dimse", "s3"), ()),
    "demo": (("cpu", "demo"), ("build",)),
    "dev": (("cpu", "demo", "dimse", "s3"), ("dev",)),
}

IMAGE = "image"  # what builds an image, and does not get into it

each_lock = pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
each_of_radlane = pytest.mark.parametrize(
    "lock", [lock for lock in LOCKS if lock.stem != IMAGE], ids=lambda lock: lock.stem
)


def test_the_locks_are_the_five() -> None:
    assert {lock.stem for lock in LOCKS} == {*HOLDS, IMAGE}


@each_lock
def test_every_requirement_has_a_hash(lock: Path) -> None:
    bare = [line.split()[0] for line in statements(lock) if "--hash=sha256:" not in line]
    assert not bare, f"without a hash: {bare}"


@each_lock
def test_no_lock_names_an_index(lock: Path) -> None:
    assert not re.findall(r"(?m)^\s*-(?:i|f)\b|--(?:extra-)?index-url|--find-links|\w+://", lock.read_text())


@each_of_radlane
def test_there_is_one_onnxruntime(lock: Path) -> None:
    assert len({"onnxruntime", "onnxruntime-gpu"} & set(pins_of(lock))) == 1


@pytest.mark.parametrize("name", ["cpu", "gpu"])
def test_what_builds_is_not_installed_in_a_hospital(name: str) -> None:
    assert not {"hatchling", "editables", "pip", "cyclonedx-bom"} & set(pins_of(ROOT / "requirements" / f"{name}.txt"))


@each_lock
def test_the_lock_satisfies_the_project(lock: Path) -> None:
    project = PROJECT["project"]
    if lock.stem == IMAGE:
        asked = _group(IMAGE)
    else:
        extras, groups = HOLDS[lock.stem]
        asked = [line for extra in extras for line in project["optional-dependencies"][extra]]
        asked += [*project["dependencies"], *(line for group in groups for line in _group(group))]
    pins = pins_of(lock)
    wrong = [line for line in asked if not _is_satisfied(Requirement(line), pins)]
    assert not wrong, f"{lock.name} does not satisfy {wrong}"


def test_what_the_test_of_the_viewer_fetches_is_pinned_by_its_hash() -> None:
    lock = ROOT / "tests" / "viewer" / "requirements.txt"
    assert set(pins_of(lock)) == {"playwright"}
    assert all("--hash=sha256:" in line for line in statements(lock))
    (package,) = (ROOT / "tests" / "viewer" / "ohif.txt").read_text().splitlines()
    assert re.fullmatch(r"@ohif/app@\d+\.\d+\.\d+ sha512-[\w+/]{86}==", package)


def _is_satisfied(asked: Requirement, pins: dict[str, set[str]]) -> bool:
    versions = pins.get(canonicalize_name(asked.name), set())
    return bool(versions) and all(asked.specifier.contains(version, prereleases=True) for version in versions)


def _group(name: str) -> list[str]:
    lines: list[str] = []
    for entry in PROJECT["dependency-groups"][name]:
        lines += [entry] if isinstance(entry, str) else _group(entry["include-group"])
    return lines
