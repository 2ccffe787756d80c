"""What a lock file pins."""

from __future__ import annotations

import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def statements(lock: Path) -> list[str]:
    """The requirements of a lock, continued lines joined, comments left out."""
    text = re.sub(r"(?m)^\s*#.*$", "", lock.read_text()).replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip()]


def pins_of(lock: Path) -> dict[str, set[str]]:
    """Name -> versions: there are several where a lock tells Python versions apart."""
    pins: dict[str, set[str]] = {}
    for line in statements(lock):
        pinned = Requirement(line.partition(" --hash")[0].strip())
        pins.setdefault(canonicalize_name(pinned.name), set()).update(str(spec.version) for spec in pinned.specifier)
    return pins
