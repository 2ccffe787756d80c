"""No lock, and no lower bound of pyproject.toml, is below the versions of docs/security/versions.md."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from support.pins import pins_of
from support.sources import ROOT

LOCKS = tuple(sorted((ROOT / "requirements").glob("*.txt")))
ROW = re.compile(r"(?m)^\| ([\w-]+) \| ([\d.]+) \| ((?:CVE-\d{4}-\d{4,}(?:, )?)+) \| .+ \|$")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
SAFE = {
    canonicalize_name(name): Version(version)
    for name, version, _ in ROW.findall((ROOT / "docs" / "security" / "versions.md").read_text())
}
# What has to be in the table, whoever edits it.
WATCHED = {"pydicom", "starlette", "onnx", "urllib3", "requests", "pillow", "joserfc", "cryptography", "h11"}


def asked() -> list[Requirement]:
    project = PROJECT["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    lines += [line for group in PROJECT["dependency-groups"].values() for line in group if isinstance(line, str)]
    return [Requirement(line) for line in lines]


def test_the_table_is_read() -> None:
    assert set(SAFE) >= WATCHED


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_locked_versions_are_safe(lock: Path) -> None:
    pins = pins_of(lock)
    old = {name: pins[name] for name in SAFE.keys() & pins if min(map(Version, pins[name])) < SAFE[name]}
    assert not old, f"{lock.name} holds {old}"


@pytest.mark.parametrize("wanted", [one for one in asked() if canonicalize_name(one.name) in SAFE], ids=str)
def test_lower_bounds_are_safe(wanted: Requirement) -> None:
    least = SAFE[canonicalize_name(wanted.name)]
    bounds = [Version(spec.version) for spec in wanted.specifier if spec.operator in {">=", "==", "~="}]
    assert bounds, "it has no lower bound"
    assert max(bounds) >= least, f"ask for {wanted.name}>={least}"
