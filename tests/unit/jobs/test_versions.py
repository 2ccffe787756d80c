"""A version as a row, and back; what others do meanwhile is in tests/contract/test_registry.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from radlane.domain.admission import Check, Report
from radlane.domain.version import Act, StoredFile, Version, VersionState
from radlane.errors import VersionConflict, VersionRevoked
from radlane.jobs.database import Engine
from radlane.jobs.schema import RUN
from radlane.jobs.versions import (
    add_version,
    change_version,
    find_digest,
    find_version,
    list_versions,
    remove_version,
    require_unrevoked,
    used_blobs,
)
from support.registry import ACT
from support.schemas import with_schema

VERSION = Version(
    name="small",
    version="1.0.0",
    digest="sha256:d",
    weights_digest="sha256:w",
    files=(StoredFile(path="model.onnx", sha256="ab", size=3), StoredFile(path="model.yaml", sha256="cd", size=4)),
    title="A title",
    trained_on="synthetic",
    statement="not for clinical use",
    state=VersionState.QUARANTINED,
    shipped=False,
    added=ACT,
)
WHOLE = replace(
    VERSION,
    state=VersionState.DEPRECATED,
    changed=Act(at=ACT.at, caller="another", reason="old"),
    sunset=datetime(2030, 1, 1, tzinfo=UTC),
    replacement="1.1.0",
    report=Report(
        at=ACT.at,
        radlane="0",
        runtime="1",
        checks=(Check(name="golden", code="self-test-failed", detail="not so", seconds=0.5, memory_mib=12.5),),
        warnings=("no signature",),
    ),
)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return with_schema(f"sqlite:///{tmp_path / 'jobs.sqlite'}")


@pytest.mark.parametrize("version", [VERSION, WHOLE], ids=["bare", "whole"])
def test_a_version_comes_back_as_it_was(engine: Engine, version: Version) -> None:
    with engine.begin() as connection:
        add_version(connection, version)
        assert find_version(connection, "small", "1.0.0") == version
        assert find_digest(connection, "small", "sha256:d") == version
        assert find_digest(connection, "other", "sha256:d") is None
        assert find_version(connection, "small", "1.0.1") is None


def test_a_state_that_was_changed_meanwhile_is_not_changed_again(engine: Engine) -> None:
    with engine.begin() as connection:
        add_version(connection, VERSION)
        after = change_version(connection, VERSION, state=VersionState.REVOKED, changed=ACT)
        assert find_version(connection, "small", "1.0.0") == after
        with pytest.raises(VersionConflict):
            change_version(connection, VERSION, state=VersionState.VALIDATED)
        assert find_version(connection, "small", "1.0.0") == after


def test_versions_are_listed_by_name_and_number(engine: Engine) -> None:
    with engine.begin() as connection:
        for name, number in (("b", "1.10.0"), ("b", "1.9.0"), ("a", "2.0.0")):
            add_version(connection, replace(VERSION, name=name, version=number, digest=f"sha256:{name}{number}"))
        listed = [(one.name, one.version) for one in list_versions(connection)]
        assert listed == [("a", "2.0.0"), ("b", "1.9.0"), ("b", "1.10.0")]
        assert [one.version for one in list_versions(connection, "b")] == ["1.9.0", "1.10.0"]


def test_what_is_removed_uses_no_blob(engine: Engine) -> None:
    with engine.begin() as connection:
        add_version(connection, VERSION)
        assert used_blobs(connection) == {"ab", "cd"}
        remove_version(connection, VERSION)
        assert (used_blobs(connection), list_versions(connection)) == (frozenset(), ())


def test_what_was_revoked_is_stopped_and_nothing_else(engine: Engine) -> None:
    with engine.begin() as connection:
        add_version(connection, WHOLE)
        for name, digest in (("its", WHOLE.digest), ("unknown", "sha256:x")):
            said = {"input_key": name, "number": 1, "state": "open", "job_id": "j", "started_at": 0, "study": "1.2"}
            model = {"model_name": "small", "model_version": "1.0.0", "package_digest": digest}
            connection.execute(insert(RUN).values(id=name, source_digest="s", shadow=False, **said, **model))
        require_unrevoked(connection, "its")
        change_version(connection, WHOLE, state=VersionState.REVOKED)
        require_unrevoked(connection, "unknown")
        with pytest.raises(VersionRevoked, match=r"small:1\.0\.0"):
            require_unrevoked(connection, "its")
