"""Bytes and rows agree, whatever goes wrong between them."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from radlane.domain.version import VersionState
from radlane.errors import RecordsUnavailable, VersionExists
from radlane.jobs.holdings import Holdings
from radlane.registry.package import open_package
from radlane.registry.stock import describe, take_stock
from support.registry import ACT, small_package
from support.schemas import with_schema


@pytest.fixture
def holdings(tmp_path: Path) -> Holdings:
    engine = with_schema(f"sqlite:///{tmp_path / 'jobs.sqlite'}")
    return Holdings(engine, tmp_path / "models", lambda: uuid.uuid4().hex)


def blobs(folder: Path) -> set[str]:
    return {path.name for path in (folder / "models" / "blobs").glob("??/*")}


def test_a_version_is_put_once(holdings: Holdings, tmp_path: Path) -> None:
    package = open_package(small_package(tmp_path / "small"))
    version = describe(package, take_stock(package), VersionState.VALIDATED, ACT)
    assert holdings.put(tmp_path / "small", version) == (version, True)
    assert holdings.put(tmp_path / "nowhere", version) == (version, False), "nothing is read again"
    assert blobs(tmp_path) == {file.sha256 for file in version.files}
    other = open_package(small_package(tmp_path / "other", card="Another card."))
    with pytest.raises(VersionExists):
        holdings.put(tmp_path / "other", describe(other, take_stock(other), VersionState.VALIDATED, ACT))


def test_what_is_damaged_or_lost_is_mended_by_the_same_content(holdings: Holdings, tmp_path: Path) -> None:
    package = open_package(small_package(tmp_path / "small"))
    version = describe(package, take_stock(package), VersionState.VALIDATED, ACT)
    holdings.put(tmp_path / "small", version)
    locate = holdings.blobs.locate(version.files)
    wanted = locate("model.onnx").read_bytes()
    locate("model.onnx").write_bytes(bytes(len(wanted)))
    locate("README.md").unlink()
    assert holdings.put(tmp_path / "small", version) == (version, False)
    assert (locate("model.onnx").read_bytes(), locate("README.md").read_text()) == (wanted, "A card.")


def test_what_has_no_row_goes_with_the_error(holdings: Holdings, tmp_path: Path) -> None:
    package = open_package(small_package(tmp_path / "small"))
    version = describe(package, take_stock(package), VersionState.VALIDATED, ACT)

    def away(*_: object, **__: object) -> None:
        raise RecordsUnavailable("the trail is away")

    with pytest.raises(RecordsUnavailable):
        holdings.put(tmp_path / "small", version, away)
    assert blobs(tmp_path) == set()
    assert holdings.put(tmp_path / "small", version)[1]


def test_what_came_in_vain_while_somebody_is_at_work_goes_at_the_next_sweep(holdings: Holdings, tmp_path: Path) -> None:
    package = open_package(small_package(tmp_path / "small"))
    version = describe(package, take_stock(package), VersionState.VALIDATED, ACT)

    def away(*_: object, **__: object) -> None:
        raise RecordsUnavailable("the trail is away")

    with holdings.bringing(), pytest.raises(RecordsUnavailable):
        holdings.put(tmp_path / "small", version, away)
    assert blobs(tmp_path)
    holdings.sweep()
    assert blobs(tmp_path) == set()
