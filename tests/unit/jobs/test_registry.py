"""What a reference means; states, tags and what two do at once are in tests/contract/test_registry.py."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from radlane.domain.admission import Check, Report
from radlane.errors import ArtifactCorrupt, ModelError, ModelNotFound, StorageFull, UsageError, VersionConflict
from radlane.jobs.registry import Registry
from radlane.jobs.shipped import register
from radlane.registry.catalogue import load_catalogue
from radlane.registry.members import PackageLimits
from radlane.registry.package import ModelPackage, read_card
from support.registry import ACT, small_archive, small_package
from support.schemas import with_schema

PASSED = Report(
    at=datetime(2026, 3, 1, tzinfo=UTC),
    radlane="1",
    runtime="1",
    checks=(Check(name="graph", code=None, detail="", seconds=0.0),),
)


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """`small:1.0.0` runs and is in production; `broken` could not be registered."""
    engine = with_schema(f"sqlite:///{tmp_path / 'jobs.sqlite'}")
    root = tmp_path / "packages"
    small_package(root / "small")
    (small_package(root / "broken", "2.0.0") / "model.onnx").write_bytes(b"other")
    (root / "tags.json").write_text('{"small": {"production": "1.0.0"}}')
    made = Registry(engine, tmp_path / "models", PackageLimits(), lambda: "staged")
    made.broken = register(engine, made.holdings, load_catalogue([root], [root / "tags.json"]), ACT)
    return made


def test_a_reference_leads_to_one_package(registry: Registry) -> None:
    digest = registry.find("small").digest
    for reference, tag in (("small", "production"), ("small:1.0.0", None), (f"small@{digest}", None)):
        package, identity = registry.resolve(reference)
        assert (identity.digest, identity.tag, package.digest) == (digest, tag, digest)
    assert registry.resolve("small")[0] is registry.resolve("small:1.0.0")[0], "it is opened once"


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        ("small:9.9.9", ModelNotFound),
        ("small:staging", ModelNotFound),
        ("nothing", ModelNotFound),
        (f"small@sha256:{'0' * 64}", ModelNotFound),
        ("broken", ArtifactCorrupt),  # by its folder: its manifest says another name
        ("No Model", UsageError),
    ],
)
def test_what_leads_nowhere_says_why(registry: Registry, reference: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        registry.resolve(reference)


def test_what_runs_is_known_without_reading_it(registry: Registry) -> None:
    registry.require_some()
    assert [one.version for one in registry.running] == ["1.0.0"]
    registry.revoke("small", ACT)
    with pytest.raises(ModelNotFound):
        registry.require_some()
    assert (registry.running, registry.packages()) == ((), ())


def test_a_folder_is_added_without_what_lies_beside_the_package(registry: Registry, tmp_path: Path) -> None:
    folder = small_package(tmp_path / "new", "1.1.0")
    (folder / "train.py").write_text("how it was made")
    version, is_new = registry.add_folder(folder, ACT)
    assert (version.version, version.state, is_new) == ("1.1.0", "quarantined", True)
    assert "train.py" not in {file.path for file in version.files}
    assert registry.add_folder(folder, ACT)[1] is False


def test_a_manifest_that_is_not_the_one_on_record_is_found_out(registry: Registry, tmp_path: Path) -> None:
    version, _ = registry.add(small_archive(tmp_path / "sent", "1.2.0"), ACT)
    other = (small_package(tmp_path / "other", "1.3.0") / "model.yaml").read_bytes()
    registry.holdings.blobs.locate(version.files)("model.yaml").write_bytes(other)
    with pytest.raises(ModelError):
        registry.open(version)


def test_what_takes_the_number_of_a_version_while_that_is_examined_was_not_examined(
    registry: Registry, tmp_path: Path
) -> None:
    """The digest is the same: it leaves out the card."""
    registry.add(small_archive(tmp_path / "sent", "1.2.0"), ACT)

    def replaced(_: ModelPackage) -> Report:
        registry.delete("small:1.2.0")
        registry.add(small_archive(tmp_path / "other", "1.2.0", card="Another card."), ACT)
        return PASSED

    with pytest.raises(VersionConflict):
        registry.validate("small:1.2.0", ACT, replaced)
    there = registry.find("small:1.2.0")
    assert (there.state, there.report) == ("quarantined", None)
    assert registry.validate("small:1.2.0", ACT, lambda _: PASSED).state == "validated"


def test_another_process_sees_what_came_under_the_number_of_what_was_deleted(
    registry: Registry, tmp_path: Path
) -> None:
    other = Registry(registry._engine, tmp_path / "models", PackageLimits(), lambda: "other")
    other.open(registry.add(small_archive(tmp_path / "sent", "1.2.0", card="A tpyo."), ACT)[0])
    registry.delete("small:1.2.0")
    registry.add(small_archive(tmp_path / "mended", "1.2.0"), ACT)
    assert read_card(other.open(other.find("small:1.2.0"))) == "A card."


@pytest.mark.parametrize("path", ["README.md", "golden/one.npz", "model.yaml", "model.onnx"])
def test_each_file_is_compared_when_a_version_is_opened(registry: Registry, path: str) -> None:
    version = registry.find("small")
    blob = registry.holdings.blobs.locate(version.files)(path)
    data = blob.read_bytes()
    blob.write_bytes(data[:-1] + b" " if path == "model.yaml" else data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(ModelError):
        registry.open(version)


@pytest.mark.parametrize("fits", [0, 1, 7, 8, 9])  # four files are unpacked, and one is not there yet
def test_what_the_disk_has_no_room_for_is_not_taken(registry: Registry, tmp_path: Path, fits: int) -> None:
    """The room is looked at before each file is unpacked, and before it is copied, and with each part."""
    archive, asked = small_archive(tmp_path / "sent", "1.2.0"), []

    def room(size: int) -> None:
        asked.append(size)
        if len(asked) > fits:
            raise StorageFull("none")

    small = Registry(registry._engine, tmp_path / "models", PackageLimits(), lambda: "other", room)
    with pytest.raises(StorageFull):
        small.add(archive, ACT)
    assert [one.version for one in registry.versions()] == ["1.0.0"]
    kept = {file.sha256 for one in registry.versions() for file in one.files}
    assert {path.name for path in (tmp_path / "models" / "blobs").rglob("*") if path.is_file()} == kept
