"""A catalogue on the wire."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from radlane.api.schemas.models import manifest_document, model_list, version_document
from radlane.domain.model import Manifest
from radlane.errors import ManifestInvalid
from radlane.registry.catalogue import Catalogue, Entry, builtin_roots, load_catalogue
from radlane.registry.manifest import read_manifest
from radlane.registry.package import ModelPackage

ROOT = builtin_roots()[0]


def manifest(**changes: str) -> Manifest:
    return replace(read_manifest(ROOT / "cxr-lungs" / "model.yaml"), **changes)


def entry(folder: str, name: str, version: str) -> Entry:
    package = ModelPackage(
        locate=Path(folder).joinpath,
        manifest=manifest(name=name, version=version),
        digest=f"sha256:{folder}",
        weights_digest="sha256:w",
    )
    return Entry(folder=folder, package=package, error=None)


def test_models_are_in_the_order_of_their_names_with_their_own_tags() -> None:
    entries = (entry("1", "zeta", "1.0.0"), entry("2", "alpha", "1.0.0"), entry("3", "zeta", "2.0.0"))
    listed = model_list(Catalogue(entries=entries, tags={"zeta": {"production": "2.0.0"}, "gone": {"a": "1.0.0"}}))
    assert [(item.name, item.tags) for item in listed.items] == [("alpha", {}), ("zeta", {"production": "2.0.0"})]
    assert [(item.version, item.digest) for item in listed.items[1].versions] == [
        ("1.0.0", "sha256:1"),
        ("2.0.0", "sha256:3"),
    ]
    assert (listed.broken, listed.next) == ([], None)


def test_packages_that_cannot_be_used_are_listed_apart() -> None:
    error = ManifestInvalid("model.yaml is not radlane.model/1", why="name: missing")
    broken = Entry(folder="bad", package=None, error=error)
    listed = model_list(Catalogue(entries=(broken,), tags={}))
    assert listed.items == []
    assert [item.model_dump() for item in listed.broken] == [
        {"folder": "bad", "code": "manifest-invalid", "detail": str(error)}
    ]


def test_a_version_says_which_weights_it_has_and_what_they_are_for() -> None:
    package = next(item for item in load_catalogue([ROOT], []).packages() if item.manifest.name == "cxr-lungs")
    document = version_document(package)
    assert document.model_dump() == {
        "name": "cxr-lungs",
        "version": "1.0.0",
        "digest": package.digest,
        "weights_digest": f"sha256:{package.manifest.artifacts[0].sha256}",
        "state": "available",
        "title": package.manifest.title,
        "trained_on": "synthetic",
        "statement": package.manifest.regulatory.statement,
    }


def test_a_manifest_is_said_whole() -> None:
    document = manifest_document(manifest())
    assert (document["schema"], document["name"]) == ("radlane.model/1", "cxr-lungs")
    assert set(document) == set(Manifest.__dataclass_fields__)
