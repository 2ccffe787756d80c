"""The registry on the wire."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from radlane.api.schemas.models import (
    file_list,
    manifest_document,
    model_list,
    report_document,
    revoked_document,
    version_document,
)
from radlane.domain.admission import Check, Report
from radlane.domain.model import Manifest
from radlane.domain.version import UNKNOWN, StoredFile, Version, VersionState
from radlane.errors import ManifestInvalid
from radlane.jobs.registry import Revoked
from radlane.registry.catalogue import Entry, builtin_roots
from radlane.registry.manifest import read_manifest
from support.registry import ACT

VERSION = Version(
    name="small",
    version="1.0.0",
    digest="sha256:d",
    weights_digest="sha256:w",
    files=(StoredFile(path="a", sha256="0", size=1), StoredFile(path="b/c", sha256="1", size=2)),
    title="A title",
    trained_on="synthetic",
    statement="not for clinical use",
    state=VersionState.DEPRECATED,
    shipped=False,
    added=ACT,
    changed=replace(ACT, reason="old"),
    sunset=datetime(2030, 1, 1, tzinfo=UTC),
    replacement="1.1.0",
)


def test_models_are_in_the_order_of_their_names_with_their_own_tags() -> None:
    versions = [replace(VERSION, name=name, version=number) for name, number in (("z", "1.0.0"), ("a", "1.0.0"))]
    versions.append(replace(VERSION, name="z", version="1.10.0"))
    listed = model_list(versions, {"z": {"production": "1.10.0"}, "gone": {"a": "1.0.0"}}, ())
    assert [(item.name, item.tags) for item in listed.items] == [("a", {}), ("z", {"production": "1.10.0"})]
    assert [version.version for version in listed.items[1].versions] == ["1.0.0", "1.10.0"]
    assert (listed.broken, listed.next) == ([], None)


def test_packages_that_cannot_be_used_are_listed_apart() -> None:
    error = ManifestInvalid("model.yaml is not radlane.model/1", why="name: missing")
    listed = model_list((), {}, [Entry(folder="bad", package=None, error=error)])
    assert listed.items == []
    assert [item.model_dump() for item in listed.broken] == [
        {"folder": "bad", "code": "manifest-invalid", "detail": str(error)}
    ]


def test_a_version_says_what_it_is_and_where_it_stands() -> None:
    act = {"at": ACT.at, "caller": "somebody"}
    assert version_document(VERSION).model_dump() == {
        "name": "small",
        "version": "1.0.0",
        "digest": "sha256:d",
        "weights_digest": "sha256:w",
        "state": "deprecated",
        "title": "A title",
        "trained_on": "synthetic",
        "statement": "not for clinical use",
        "shipped": False,
        "size": 3,
        "added": {**act, "reason": "a test"},
        "changed": {**act, "reason": "old"},
        "sunset": VERSION.sunset,
        "replacement": "1.1.0",
    }
    assert version_document(replace(VERSION, added=UNKNOWN, changed=None)).added is None


def test_its_files() -> None:
    assert [(one.path, one.size) for one in file_list(VERSION).items] == [("a", 1), ("b/c", 2)]


def test_a_report_passed_where_no_check_failed() -> None:
    passed = Check(name="files", code=None, detail="there", seconds=0.5)
    failed = Check(name="golden", code="self-test-failed", detail="not so", seconds=1.5, memory_mib=12.5)
    report = Report(at=ACT.at, radlane="0", runtime="1", checks=(passed, failed), warnings=("no signature",))
    document = report_document(report)
    assert (document.passed, [check.code for check in document.checks]) == (False, [None, "self-test-failed"])
    assert (document.warnings, document.checks[1].memory_mib) == (["no signature"], 12.5)
    assert report_document(replace(report, checks=(passed,))).passed


def test_what_was_revoked_says_where_its_results_are() -> None:
    document = revoked_document(Revoked(version=VERSION, tags=("production",), results=2))
    assert (document.tags, document.results) == (["production"], 2)
    assert document.results_url == "/v1/results?model=small:1.0.0"


def test_a_manifest_is_said_whole() -> None:
    manifest = read_manifest(builtin_roots()[0] / "cxr-lungs" / "model.yaml")
    document = manifest_document(manifest)
    assert (document["schema"], document["name"]) == ("radlane.model/1", "cxr-lungs")
    assert set(document) == set(Manifest.__dataclass_fields__)
