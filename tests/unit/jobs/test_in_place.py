"""What commands see: what is on record goes before what lies in folders, and nothing is written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from radlane.domain.version import Tag
from radlane.errors import ModelNotFound, NotAdmitted, VersionExists, VersionRevoked
from radlane.jobs.in_place import InPlace
from radlane.jobs.registry import Registry
from radlane.jobs.shipped import register
from radlane.registry.catalogue import Catalogue, load_catalogue
from radlane.registry.members import PackageLimits
from support.registry import ACT, small_archive, small_package
from support.schemas import with_schema


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    root = tmp_path / "packages"
    small_package(root / "small")
    (root / "tags.json").write_text(json.dumps({"small": {"production": "1.0.0"}}))
    return load_catalogue([root], [root / "tags.json"])


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    engine = with_schema(f"sqlite:///{tmp_path / 'jobs.sqlite'}")
    return Registry(engine, tmp_path / "models", PackageLimits(), lambda: "staged")


def test_without_a_database_it_is_what_lies_in_the_folders(catalogue: Catalogue) -> None:
    seen = InPlace(catalogue=catalogue, registry=None)
    package, identity = seen.resolve("small")
    assert (identity.version, identity.tag, seen.packages()) == ("1.0.0", "production", (package,))
    (version,) = seen.versions()
    assert (version.state, version.shipped, version.added.reason) == ("validated", True, "")
    assert (seen.all_tags(), seen.broken()) == ({"small": {"production": "1.0.0"}}, ())
    with pytest.raises(ModelNotFound):
        seen.resolve("small:9.9.9")


def test_what_is_not_registered_yet_is_found_where_it_lies(catalogue: Catalogue, registry: Registry) -> None:
    seen = InPlace(catalogue=catalogue, registry=registry)
    assert seen.resolve("small")[1].version == "1.0.0"
    assert registry.versions() == ()


def test_what_is_on_record_decides(catalogue: Catalogue, registry: Registry, tmp_path: Path) -> None:
    seen = InPlace(catalogue=catalogue, registry=registry)
    registry.add(small_archive(tmp_path / "sent", "1.1.0"), ACT)
    with pytest.raises(NotAdmitted):
        seen.resolve("small:1.1.0")
    assert [(one.version, one.state) for one in seen.versions()] == [("1.0.0", "validated"), ("1.1.0", "quarantined")]
    assert [one.manifest.version for one in seen.packages()] == ["1.0.0"]
    register(registry._engine, registry.holdings, catalogue, ACT)
    registry.revoke("small:1.0.0", ACT)
    for reference in ("small", "small:1.0.0", f"small@{registry.find('small').digest}"):
        with pytest.raises(VersionRevoked):
            seen.resolve(reference)
        assert seen.find(reference)[0].state == "revoked"
    assert seen.packages() == ()


def test_a_tag_of_the_folders_leads_to_what_is_on_record(
    catalogue: Catalogue, registry: Registry, tmp_path: Path
) -> None:
    """It has no row yet, but its version has one."""
    registry.add(small_archive(tmp_path / "sent"), ACT)
    with pytest.raises(NotAdmitted):
        InPlace(catalogue=catalogue, registry=registry).resolve("small:production")


def test_a_tag_that_was_moved_counts(catalogue: Catalogue, registry: Registry, tmp_path: Path) -> None:
    register(registry._engine, registry.holdings, catalogue, ACT)
    small_package(tmp_path / "more" / "small", "1.1.0")
    register(registry._engine, registry.holdings, load_catalogue([tmp_path / "more"], []), ACT)
    registry.tags.move(Tag(name="small", tag="production"), "1.1.0", ACT, 1)
    seen = InPlace(catalogue=catalogue, registry=registry)
    assert seen.resolve("small")[1].version == "1.1.0"
    assert seen.all_tags() == {"small": {"production": "1.1.0"}}


def test_a_digest_never_leads_to_another_package(catalogue: Catalogue, registry: Registry, tmp_path: Path) -> None:
    """The folder was changed under the number that is on record."""
    register(registry._engine, registry.holdings, catalogue, ACT)
    folder = tmp_path / "packages" / "small"
    shutil.rmtree(folder)
    manifest = json.loads((small_package(folder) / "model.yaml").read_text())
    (folder / "model.yaml").write_text(json.dumps({**manifest, "title": "Another title"}))
    changed = load_catalogue([tmp_path / "packages"], [])
    with pytest.raises(VersionExists):
        InPlace(catalogue=changed, registry=registry).resolve(f"small@{changed.packages()[0].digest}")
