"""What is inside radlane: the packages of its run-time lock, with their licences.

`python -m support.sbom FOLDER` writes sbom.cdx.json (CycloneDX) and licences.txt. Names, versions and hashes are the
lock's, licences those of the installed packages, which have to be the same versions. The same lock gives the same
bytes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from support.pins import statements
from support.sources import ROOT

LOCK = ROOT / "requirements" / "cpu.txt"
BUILD = frozenset({"editables", "hatchling", "pathspec", "pluggy", "trove-classifiers"})
"""In the lock for making the wheel; not part of what runs."""
# Words of older metadata, as SPDX identifiers (https://spdx.org/licenses).
SPDX = {
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def here(line: str) -> Requirement | None:
    """The requirement of a line of the lock, where it is for this Python and part of what runs."""
    pinned = Requirement(line.partition(" --hash")[0].strip())
    wanted = pinned.marker is None or pinned.marker.evaluate()
    return pinned if wanted and canonicalize_name(pinned.name) not in BUILD else None


def hashes() -> dict[str, list[str]]:
    """Package of the lock -> SHA-256 of its files; those of this Python."""
    found = {}
    for line in statements(LOCK):
        pinned = here(line)
        if pinned is not None:
            found[canonicalize_name(pinned.name)] = sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
    return found


def versions() -> dict[str, str]:
    """Package of the lock -> its version."""
    pinned = [one for line in statements(LOCK) if (one := here(line)) is not None]
    return {canonicalize_name(one.name): next(iter(one.specifier)).version for one in pinned}


def licence_of(name: str) -> str:
    """The licence of an installed package, as an SPDX expression; empty where it says none."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    if said["License-Expression"]:
        return str(said["License-Expression"])
    classifiers = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License")
    ]
    words = [SPDX.get(word, word) for word in classifiers if word != "OSI Approved"] or [str(said["License"] or "")]
    return " AND ".join(sorted({SPDX.get(word, word) for word in words if "\n" not in word}))


def bill() -> dict[str, Any]:
    """The CycloneDX document of what runs."""
    command = [Path(sys.executable).with_name("cyclonedx-py"), "environment", "--output-reproducible", "--no-validate"]
    command += ["--pyproject", ROOT / "pyproject.toml", sys.executable]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    wanted, of_lock = versions(), hashes()
    kept = [one for one in made["components"] if canonicalize_name(one["name"]) in wanted]
    other = {one["name"]: one["version"] for one in kept if one["version"] != wanted[canonicalize_name(one["name"])]}
    missing = set(wanted) - {canonicalize_name(one["name"]) for one in kept}
    if other or missing:
        raise AssertionError(f"install requirements/dev.txt: {other or missing}")
    for one in kept:
        one.pop("externalReferences", None)  # where it was installed from
        one["hashes"] = [{"alg": "SHA-256", "content": value} for value in of_lock[canonicalize_name(one["name"])]]
        one["licenses"] = one.get("licenses") or [{"expression": licence_of(one["name"])}]
    made["metadata"]["component"]["version"] = version("radlane")
    refs = {one["bom-ref"] for one in kept} | {made["metadata"]["component"]["bom-ref"]}
    made["components"] = sorted(kept, key=lambda one: canonicalize_name(one["name"]))
    made["dependencies"] = [
        {**one, **({"dependsOn": [ref for ref in one["dependsOn"] if ref in refs]} if "dependsOn" in one else {})}
        for one in made["dependencies"]
        if one["ref"] in refs
    ]
    return dict(made)


def complaint(text: str) -> object:
    """What the schema of CycloneDX has against a document; None where it is well."""
    return JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)


def main(folder: Path) -> None:
    """Write both files."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(), indent=2, sort_keys=True) + "\n"
    found = complaint(text)
    if found is not None:
        raise AssertionError(found)
    (folder / "sbom.cdx.json").write_text(text)
    lines = [f"{name} {version}: {licence_of(name)}" for name, version in sorted(versions().items())]
    (folder / "licences.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
