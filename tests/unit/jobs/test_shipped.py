"""What lies in folders is registered at each start: once, without moving a tag, and whatever else is broken there."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from radlane.domain.version import Tag
from radlane.jobs.database import Engine
from radlane.jobs.registry import Registry
from radlane.jobs.shipped import find_broken, register
from radlane.jobs.trail import Say
from radlane.registry.catalogue import load_catalogue
from radlane.registry.members import PackageLimits
from radlane.security.audit_record import Action
from support.registry import ACT, small_archive, small_package
from support.schemas import with_schema


@dataclass(kw_only=True)
class Shelf:
    """A registry beside a folder of packages; what was said of them, and how often the database was written."""

    engine: Engine
    registry: Registry
    root: Path
    said: list[tuple[str, str]]

    def start(self) -> list[tuple[str, str]]:
        """Register; return folder and code of what is broken."""
        catalogue = load_catalogue([self.root], [self.root / "tags.json"])
        self.registry.broken = register(self.engine, self.registry.holdings, catalogue, ACT, self._saying)
        found = find_broken(catalogue, self.registry.versions())
        assert [(one.folder, str(one.error)) for one in found] == [
            (one.folder, str(one.error)) for one in self.registry.broken
        ]
        return [(one.folder, one.error.code) for one in self.registry.broken if one.error is not None]

    def states(self) -> dict[str, tuple[str, bool]]:
        return {one.version: (str(one.state), one.shipped) for one in self.registry.versions()}

    def tag(self, **tags: str) -> None:
        (self.root / "tags.json").write_text(json.dumps({"small": tags}))

    @contextmanager
    def _saying(self, action: Action) -> Iterator[Say]:
        def say(_: object, **changes: object) -> None:
            facts = changes["facts"]
            assert isinstance(facts, dict)
            self.said.append((str(action), facts["model"]))

        yield say


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    engine = with_schema(f"sqlite:///{tmp_path / 'jobs.sqlite'}")
    (tmp_path / "packages").mkdir()
    registry = Registry(engine, tmp_path / "models", PackageLimits(), lambda: uuid.uuid4().hex)
    return Shelf(engine=engine, registry=registry, root=tmp_path / "packages", said=[])


def test_a_package_runs_and_its_tag_is_set(shelf: Shelf) -> None:
    small_package(shelf.root / "small")
    (shelf.root / "small" / "train.py").write_text("how it was made")
    shelf.tag(production="1.0.0", staging="9.9.9")
    assert shelf.start() == []
    assert shelf.states() == {"1.0.0": ("validated", True)}
    assert shelf.registry.all_tags() == {"small": {"production": "1.0.0"}}
    assert shelf.registry.tags.current(Tag(name="small", tag="production")).kind == "shipped"
    assert shelf.said == [("model-added", "small:1.0.0"), ("model-tagged", "small:1.0.0")]
    assert shelf.registry.resolve("small")[0].locate("model.onnx").is_relative_to(shelf.root.parent / "models")


def test_where_nothing_changed_nothing_is_written(shelf: Shelf) -> None:
    small_package(shelf.root / "small")
    shelf.tag(production="1.0.0")
    shelf.start()
    before = {path: path.stat().st_mtime_ns for path in (shelf.root.parent / "models").rglob("*") if path.is_file()}
    size = shelf.registry.versions()
    shelf.said.clear()
    assert shelf.start() == []
    after = {path: path.stat().st_mtime_ns for path in (shelf.root.parent / "models").rglob("*") if path.is_file()}
    assert (after, shelf.said, shelf.registry.versions()) == (before, [], size)


def test_a_tag_that_is_there_is_not_moved(shelf: Shelf) -> None:
    small_package(shelf.root / "one")
    shelf.tag(production="1.0.0")
    shelf.start()
    small_package(shelf.root / "two", "1.1.0")
    shelf.tag(production="1.1.0", staging="1.1.0")
    shelf.start()
    assert shelf.registry.all_tags() == {"small": {"production": "1.0.0", "staging": "1.1.0"}}


def test_a_broken_package_stops_no_other(shelf: Shelf) -> None:
    for number, folder in enumerate(("a", "b", "c", "d")):
        small_package(shelf.root / folder, f"1.{number}.0")
    (shelf.root / "a" / "model.onnx").write_bytes(b"other")
    (shelf.root / "b" / "README.md").unlink()
    (shelf.root / "c" / "model.yaml").write_text("[")
    assert shelf.start() == [("a", "artifact-corrupt"), ("b", "artifact-corrupt"), ("c", "manifest-invalid")]
    assert shelf.states() == {"1.3.0": ("validated", True)}


def test_other_content_under_the_same_number_is_broken(shelf: Shelf) -> None:
    small_package(shelf.root / "small")
    shelf.start()
    digest = shelf.registry.find("small:1.0.0").files
    (shelf.root / "small" / "README.md").write_text("Another card.")
    assert shelf.start() == [("small", "version-exists")]
    assert shelf.registry.find("small:1.0.0").files == digest
    assert shelf.states() == {"1.0.0": ("validated", False)}


def test_of_two_folders_with_one_number_the_first_counts(shelf: Shelf) -> None:
    small_package(shelf.root / "a")
    small_package(shelf.root / "b", card="Another card.")
    small_package(shelf.root / "c")
    assert shelf.start() == [("b", "version-exists")]


def test_what_lies_there_no_more_stays_on_record(shelf: Shelf) -> None:
    small_package(shelf.root / "small")
    shelf.tag(production="1.0.0")
    shelf.start()
    shutil.rmtree(shelf.root / "small")
    assert shelf.start() == []
    assert shelf.states() == {"1.0.0": ("validated", False)}
    shelf.registry.resolve("small")


def test_who_puts_a_quarantined_version_into_the_folder_says_that_it_runs(shelf: Shelf, tmp_path: Path) -> None:
    shelf.registry.add(small_archive(tmp_path / "sent"), ACT)
    small_package(shelf.root / "small")
    shelf.start()
    assert shelf.states() == {"1.0.0": ("validated", True)}
    assert shelf.said == [("model-examined", "small:1.0.0")]


def test_what_was_revoked_stays_so(shelf: Shelf) -> None:
    small_package(shelf.root / "small")
    shelf.start()
    shelf.registry.revoke("small:1.0.0", ACT)
    shelf.tag(production="1.0.0")
    shelf.start()
    assert (shelf.states(), shelf.registry.all_tags()) == ({"1.0.0": ("revoked", True)}, {})


@pytest.mark.parametrize("lost", [True, False])
def test_bytes_that_were_lost_are_there_after_a_start(shelf: Shelf, lost: bool) -> None:
    small_package(shelf.root / "small")
    shelf.tag(production="1.0.0")
    shelf.start()
    version = shelf.registry.find("small")
    blob = shelf.registry.holdings.blobs.locate(version.files)("model.onnx")
    if lost:
        blob.unlink()
    else:
        blob.write_bytes(b"cut off")
    said = list(shelf.said)
    assert shelf.start() == []
    assert shelf.registry.open(version).digest == version.digest
    assert (shelf.said, shelf.registry.versions()) == (said, (version,))
