"""Tags of one model, on SQLite; what two do at once is in tests/contract/test_registry.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.domain.version import Tag, VersionState
from radlane.errors import TagChanged, VersionConflict
from radlane.jobs.registry import Registry
from radlane.jobs.shipped import register
from radlane.jobs.tagging import NEVER, NEW, Tagging
from radlane.jobs.versions import change_version
from radlane.registry.catalogue import load_catalogue
from radlane.registry.members import PackageLimits
from support.registry import ACT, small_archive, small_package
from support.schemas import with_schema

TAG = Tag(name="small", tag="production")


@pytest.fixture
def tags(tmp_path: Path) -> Tagging:
    """Tags of `small`, of which 1.0.0 and 1.1.0 run."""
    engine = with_schema(f"sqlite:///{tmp_path / 'jobs.sqlite'}")
    registry = Registry(engine, tmp_path / "models", PackageLimits(), lambda: "staged")
    for version in ("1.0.0", "1.1.0"):
        small_package(tmp_path / "packages" / version, version)
    register(engine, registry.holdings, load_catalogue([tmp_path / "packages"], []), ACT)
    return registry.tags


def test_there_and_back(tags: Tagging) -> None:
    first = tags.move(TAG, "1.0.0", ACT, NEW)
    second = tags.move(TAG, "1.1.0", ACT, first.number)
    back = tags.rollback(TAG, ACT)
    assert (back.version, back.previous, tags.current(TAG)) == ("1.0.0", "1.1.0", back)
    assert tags.history(TAG) == (first, second, back)
    with pytest.raises(VersionConflict):
        tags.rollback(TAG, ACT)


@pytest.mark.parametrize("known", [NEW, NEVER, 2])
def test_who_knows_another_state_moves_nothing(tags: Tagging, known: int) -> None:
    tags.move(TAG, "1.0.0", ACT, NEW)
    with pytest.raises(TagChanged):
        tags.move(TAG, "1.1.0", ACT, known)


def test_whoever_moves_it_while_a_version_is_made_ready_is_not_overtaken(tags: Tagging) -> None:
    first = tags.move(TAG, "1.0.0", ACT, NEW)

    def slowly(_: str) -> None:
        tags.move(TAG, "1.1.0", ACT, first.number)

    with pytest.raises(TagChanged):
        tags.move(TAG, "1.1.0", ACT, first.number, warm=slowly)

    def meanwhile(_: str) -> None:
        tags.move(TAG, "1.0.0", ACT, 2)

    with pytest.raises(TagChanged):
        tags.rollback(TAG, ACT, warm=meanwhile)
    assert [move.version for move in tags.history(TAG)] == ["1.0.0", "1.1.0", "1.0.0"]


def test_what_takes_the_number_of_a_version_that_is_made_ready_is_not_tagged(tmp_path: Path) -> None:
    engine = with_schema(f"sqlite:///{tmp_path / 'jobs.sqlite'}")
    registry = Registry(engine, tmp_path / "models", PackageLimits(), lambda: "staged")

    def admitted(folder: Path, card: str) -> None:
        version, _ = registry.add(small_archive(folder, card=card), ACT)
        with engine.begin() as connection:
            change_version(connection, version, state=VersionState.VALIDATED)

    def replaced(_: str) -> None:
        registry.delete("small:1.0.0")
        admitted(tmp_path / "other", "Another card.")

    admitted(tmp_path / "sent", "A card.")
    with pytest.raises(VersionConflict):
        registry.tags.move(TAG, "1.0.0", ACT, NEW, warm=replaced)
    assert registry.all_tags() == {}
