"""What is inside is said completely, the same each time, and under licences that an Apache-2.0 project can hand on."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from support.sbom import bill, complaint, hashes, licence_of, versions

# SPDX identifiers of licences that ask for no more than their text beside the software.
ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU"),
        *("PSF-2.0", "Zlib"),
    }
)
# Package -> its licence, and why that will do; docs/dependencies.md, "Copyleft".
EXCEPTIONS = {
    "certifi": "MPL-2.0",  # its files stay under it; they are used unchanged
    "psycopg": "LGPL-3.0-only",  # imported, unchanged, replaceable
    "psycopg-binary": "LGPL-3.0-only",
}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return bill()


@pytest.mark.parametrize("name", sorted(versions()))
def test_licences(name: str) -> None:
    licence = licence_of(name)
    if name in EXCEPTIONS:
        assert licence == EXCEPTIONS[name]
    else:
        words = set(re.findall(r"[\w.-]+", licence)) - {"AND", "OR", "WITH"}
        assert words, "it says none"
        assert words <= ALLOWED


def test_every_package_of_the_lock_is_in_it(document: dict[str, Any]) -> None:
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["component"]["name"] == "radlane"
    found = {canonicalize_name(one["name"]): one for one in document["components"]}
    assert {name: one["version"] for name, one in found.items()} == versions()
    for name, one in found.items():
        assert [value["content"] for value in one["hashes"]] == hashes()[name] != []
        assert one["licenses"]
        assert one["purl"].startswith("pkg:pypi/")


def test_it_is_as_its_schema_says(document: dict[str, Any]) -> None:
    assert complaint(json.dumps(document)) is None


def test_what_depends_on_what_names_only_what_is_in_it(document: dict[str, Any]) -> None:
    refs = {one["bom-ref"] for one in (*document["components"], document["metadata"]["component"])}
    assert {one["ref"] for one in document["dependencies"]} == refs
    assert all(set(one.get("dependsOn", ())) <= refs for one in document["dependencies"])


def test_it_is_the_same_each_time(document: dict[str, Any]) -> None:
    assert bill() == document
    assert not {"serialNumber", "timestamp"} & {*document, *document["metadata"]}
