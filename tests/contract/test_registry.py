"""The registry on both databases: states, tags, what two do at once, what is kept, and what is on record of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import insert

from radlane.domain.admission import Check, Report
from radlane.domain.version import Act, Tag, Version, VersionState
from radlane.errors import (
    ArtifactCorrupt,
    ModelError,
    ModelNotFound,
    NotAdmitted,
    PackageRefused,
    RadlaneError,
    TagChanged,
    UsageError,
    VersionConflict,
    VersionExists,
    VersionKept,
    VersionRevoked,
)
from radlane.jobs.database import Engine
from radlane.jobs.registry import Registry
from radlane.jobs.schema import OBJECT, RUN
from radlane.jobs.tagging import NEVER, NEW
from radlane.jobs.trail import TrailQuery
from radlane.registry.members import PackageLimits
from radlane.registry.package import ModelPackage
from radlane.security.audit_record import Action, Entry
from support.registry import ACT, small_archive
from support.trail import trail_in

NAME, TAG = "small", Tag(name="small", tag="production")
PASSED = Check(name="golden", code=None, detail="they come out", seconds=0.1)
FAILED = replace(PASSED, code="self-test-failed", detail="they do not come out")


def report(*checks: Check) -> Report:
    return Report(at=ACT.at, radlane="0", runtime="1", checks=checks, warnings=("no signature",))


def passing(_: ModelPackage) -> Report:
    return report(PASSED)


def failing(_: ModelPackage) -> Report:
    return report(PASSED, FAILED)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A registry, and where archives are made."""

    engine: Engine
    registry: Registry
    folder: Path

    def upload(self, version: str, **changes: str) -> tuple[Version, bool]:
        archive = small_archive(self.folder / uuid.uuid4().hex, version, **changes)
        return self.registry.upload(archive, NAME, version, ACT)

    def validated(self, *versions: str) -> None:
        for version in versions:
            self.upload(version)
            self.registry.validate(f"{NAME}:{version}", ACT, passing)

    def state(self, version: str) -> VersionState:
        return self.registry.find(f"{NAME}:{version}").state

    def blobs(self) -> set[str]:
        return {path.name for path in (self.folder / "models" / "blobs").glob("??/*")}

    def result_of(self, version: str, state: str = "complete") -> None:
        """Put a result of a version on record."""
        row = dict.fromkeys(("job_id", "study", "source_digest"), "")
        digest, run_id = self.registry.find(f"{NAME}:{version}").digest, str(uuid.uuid4())
        made = {"sop_instance_uid": uuid.uuid4().hex, "run_id": run_id, "place": 0, "role": "report", "modality": "SR"}
        made |= dict.fromkeys(("study", "series", "sop_class_uid", "path", "sha256"), "") | {"size": 1}
        with self.engine.begin() as connection:
            connection.execute(
                insert(RUN).values(
                    **row,
                    id=run_id,
                    input_key=uuid.uuid4().hex,
                    number=1,
                    state=state,
                    started_at=0,
                    model_name=NAME,
                    model_version=version,
                    package_digest=digest,
                    shadow=False,
                )
            )
            connection.execute(insert(OBJECT).values(**made))


@pytest.fixture
def desk(database: Engine, tmp_path: Path) -> Iterator[Desk]:
    registry = Registry(database, tmp_path / "models", PackageLimits(), lambda: uuid.uuid4().hex)
    yield Desk(engine=database, registry=registry, folder=tmp_path)
    assert not list((tmp_path / "models").glob("staging/.*")), "an upload left something"


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(RadlaneError) as raised:
        call()
    return raised.value.code


def test_an_upload_is_quarantined_until_it_passes(desk: Desk) -> None:
    version, is_new = desk.upload("1.0.0")
    assert (version.state, is_new, version.added) == ("quarantined", True, ACT)
    with pytest.raises(NotAdmitted):
        desk.registry.resolve("small:1.0.0")
    with pytest.raises(PackageRefused) as raised:
        desk.registry.validate("small:1.0.0", ACT, failing)
    assert raised.value.code == "self-test-failed"
    assert (desk.state("1.0.0"), desk.registry.find("small:1.0.0").report) == ("quarantined", report(PASSED, FAILED))
    later = replace(ACT, caller="another", at=ACT.at + timedelta(days=1))
    after = desk.registry.validate("small:1.0.0", later, passing)
    assert (after.state, after.changed, after.report) == ("validated", later, report(PASSED))
    assert desk.registry.find("small:1.0.0") == after
    package, identity = desk.registry.resolve(f"small@{version.digest}")
    assert (identity.version, identity.digest, identity.tag) == ("1.0.0", version.digest, None)
    assert package.manifest.version == "1.0.0"
    assert [one.digest for one in desk.registry.packages()] == [version.digest]


def test_a_version_that_runs_goes_on_running_where_it_fails_later(desk: Desk) -> None:
    desk.validated("1.0.0")
    assert refused(lambda: desk.registry.validate("small:1.0.0", ACT, failing)) == "self-test-failed"
    found = desk.registry.find("small:1.0.0")
    assert (found.state, found.report) == ("validated", report(PASSED, FAILED))


def test_the_same_again_is_the_same_and_other_content_is_refused(desk: Desk) -> None:
    first, _ = desk.upload("1.0.0")
    before = desk.blobs()
    assert desk.upload("1.0.0") == (first, False)
    with pytest.raises(VersionExists):
        desk.upload("1.0.0", card="Another card.")
    assert desk.blobs() == before == {file.sha256 for file in first.files}


def test_the_address_says_what_the_manifest_says(desk: Desk) -> None:
    archive = small_archive(desk.folder, "1.0.0")
    assert refused(lambda: desk.registry.upload(archive, NAME, "1.0.1", ACT)) == "name-mismatch"
    assert refused(lambda: desk.registry.upload(archive, "other", "1.0.0", ACT)) == "name-mismatch"
    assert desk.registry.versions() == ()
    assert desk.registry.add(archive, ACT)[0].version == "1.0.0"


def test_two_who_upload_one_version_at_once(desk: Desk) -> None:
    """One of two with other content wins; two of the same are the same; what the loser brought goes."""
    archives = [small_archive(desk.folder / card, "1.0.0", card=card) for card in ("one", "other")]
    at_once = Barrier(4)

    def go(archive: Path) -> object:
        at_once.wait()
        try:
            return desk.registry.upload(archive, NAME, "1.0.0", ACT)[1]
        except VersionExists as error:
            return error.code

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(go, [*archives, *archives]))
    assert sorted(map(str, said)) == ["False", "True", "version-exists", "version-exists"]
    (version,) = desk.registry.versions()
    assert desk.blobs() == {file.sha256 for file in version.files}


def test_a_blob_that_was_changed_is_found_out(desk: Desk) -> None:
    version, _ = desk.upload("1.0.0")
    weights = next(file for file in version.files if file.path == "model.onnx")
    desk.registry.holdings.blobs.locate(version.files)("model.onnx").write_bytes(b"x" * weights.size)
    with pytest.raises(ArtifactCorrupt):
        desk.registry.open(version)
    assert desk.registry.packages() == ()


def test_states_go_from_left_to_right_only(desk: Desk) -> None:
    desk.upload("1.0.0")
    assert refused(lambda: desk.registry.deprecate("small:1.0.0", ACT)) == "version-quarantined"
    desk.registry.validate("small:1.0.0", ACT, passing)
    sunset = datetime(2030, 1, 1, tzinfo=UTC)
    desk.validated("1.1.0")
    said = desk.registry.deprecate("small:1.0.0", ACT, sunset=sunset, replacement="1.1.0")
    assert (said.state, said.sunset, said.replacement) == ("deprecated", sunset, "1.1.0")
    desk.registry.resolve("small:1.0.0")
    desk.registry.validate("small:1.0.0", ACT, passing)
    assert desk.state("1.0.0") == "deprecated"
    for other in ("1.0.0", "9.9.9"):
        with pytest.raises(UsageError):
            desk.registry.deprecate("small:1.0.0", ACT, replacement=other)
    unloaded: list[str] = []
    desk.registry.revoke("small:1.0.0", ACT, unloaded.append)
    assert (desk.state("1.0.0"), unloaded) == ("revoked", [said.digest])
    for call in (
        lambda: desk.registry.resolve("small:1.0.0"),
        lambda: desk.registry.validate("small:1.0.0", ACT, passing),
        lambda: desk.registry.deprecate("small:1.0.0", ACT),
        lambda: desk.registry.tags.move(TAG, "1.0.0", ACT, None),
    ):
        assert refused(call) == "version-revoked"
    later = replace(ACT, reason="again")
    assert desk.registry.revoke("small:1.0.0", later).version.changed == ACT


def test_a_tag_is_moved_by_who_knows_where_it_stands(desk: Desk) -> None:
    desk.validated("1.0.0", "1.1.0")
    desk.upload("1.2.0")
    tags, warmed = desk.registry.tags, list[str]()
    assert refused(lambda: tags.current(TAG)) == "model-not-found"
    assert refused(lambda: tags.move(TAG, "1.2.0", ACT, NEW)) == "version-quarantined"
    assert refused(lambda: tags.move(TAG, "9.9.9", ACT, NEW)) == "model-not-found"
    first = tags.move(TAG, "1.0.0", ACT, NEW, warm=warmed.append)
    assert (first.number, first.previous, first.kind) == (1, None, "moved")
    second = tags.move(TAG, "1.1.0", ACT, 1, warm=warmed.append)
    assert (second.number, second.previous) == (2, "1.0.0")
    assert warmed == [f"small@{desk.registry.find(f'small:{v}').digest}" for v in ("1.0.0", "1.1.0")]
    for known in (NEW, 1, 3, NEVER):
        assert refused(lambda known=known: tags.move(TAG, "1.0.0", ACT, known)) == "tag-changed"  # type: ignore[misc]
    assert tags.move(TAG, "1.1.0", ACT, 2) == second  # it means that already
    assert tags.history(TAG) == (first, second)
    assert desk.registry.resolve("small")[1].version == "1.1.0"
    assert desk.registry.resolve("small:production")[1].tag == "production"
    assert desk.registry.all_tags() == {"small": {"production": "1.1.0"}}


def test_what_cannot_be_loaded_leaves_the_tag_where_it_is(desk: Desk) -> None:
    desk.validated("1.0.0", "1.1.0")
    desk.registry.tags.move(TAG, "1.0.0", ACT, NEW)
    desk.registry.tags.move(TAG, "1.1.0", ACT, 1)

    def broken(_: str) -> None:
        raise ModelError("it cannot be loaded")

    assert refused(lambda: desk.registry.tags.move(TAG, "1.0.0", ACT, 2, warm=broken)) == "model-error"
    assert refused(lambda: desk.registry.tags.rollback(TAG, ACT, warm=broken)) == "model-error"
    assert desk.registry.tags.current(TAG).number == 2


def test_two_who_move_a_tag_at_once(desk: Desk) -> None:
    desk.validated("1.0.0", "1.1.0", "1.2.0")
    desk.registry.tags.move(TAG, "1.0.0", ACT, NEW)
    at_once = Barrier(2)

    def go(version: str) -> str:
        at_once.wait()
        try:
            return desk.registry.tags.move(TAG, version, ACT, 1).version
        except TagChanged as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        said = set(pool.map(go, ["1.1.0", "1.2.0"]))
    assert said == {desk.registry.find("small").version, "tag-changed"}
    assert len(desk.registry.tags.history(TAG)) == 2


def test_a_rollback_goes_back_past_what_does_not_run(desk: Desk) -> None:
    desk.validated("1.0.0", "1.1.0", "1.2.0", "1.3.0")
    for number, version in enumerate(("1.0.0", "1.1.0", "1.2.0", "1.3.0")):
        desk.registry.tags.move(TAG, version, ACT, number)
    desk.registry.revoke("small:1.2.0", ACT)
    assert desk.registry.tags.rollback(TAG, ACT).version == "1.1.0"
    again = desk.registry.tags.rollback(TAG, ACT)
    assert (again.version, again.previous, again.kind, again.number) == ("1.0.0", "1.1.0", "rolled-back", 6)
    with pytest.raises(VersionConflict):
        desk.registry.tags.rollback(TAG, ACT)
    with pytest.raises(ModelNotFound):
        desk.registry.tags.rollback(Tag(name=NAME, tag="staging"), ACT)


def test_a_tag_on_a_revoked_version_leads_to_nothing_else(desk: Desk) -> None:
    desk.validated("1.0.0", "1.1.0")
    desk.registry.tags.move(TAG, "1.0.0", ACT, NEW)
    desk.registry.tags.move(TAG, "1.1.0", ACT, 1)
    for state in ("complete", "complete", "withdrawn", "failed", "open"):  # and one that is on its way
        desk.result_of("1.1.0", state)
    revoked = desk.registry.revoke("small:production", ACT)
    assert (revoked.version.version, revoked.tags, revoked.results) == ("1.1.0", ("production",), 3)
    with pytest.raises(VersionRevoked):
        desk.registry.resolve("small")
    assert desk.registry.find("small").state == "revoked"
    desk.registry.tags.rollback(TAG, ACT)
    assert desk.registry.resolve("small")[1].version == "1.0.0"


def test_only_what_nothing_refers_to_is_deleted(desk: Desk) -> None:
    desk.validated("1.0.0", "1.1.0", "1.2.0")
    desk.upload("1.3.0", card="Of its own.")
    desk.registry.tags.move(TAG, "1.0.0", ACT, NEW)
    desk.registry.tags.move(TAG, "1.1.0", ACT, 1)
    desk.result_of("1.2.0", "withdrawn")
    for version in ("1.0.0", "1.1.0", "1.2.0"):  # a tag meant it, means it; it made a result
        with pytest.raises(VersionKept):
            desk.registry.delete(f"small:{version}")
    before, gone = desk.blobs(), desk.registry.delete("small:1.3.0")
    assert refused(lambda: desk.registry.find("small:1.3.0")) == "model-not-found"
    kept = {file.sha256 for version in desk.registry.versions() for file in version.files}
    assert desk.blobs() == kept
    assert before - kept == {file.sha256 for file in gone.files} - kept
    assert before - kept
    assert desk.upload("1.3.0", card="Another one.")[1]


def test_what_a_killed_upload_left_goes_at_the_next_start(desk: Desk) -> None:
    version, _ = desk.upload("1.0.0")
    blobs = desk.folder / "models" / "blobs"
    orphan = blobs / "ab" / ("ab" + "0" * 62)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"nobody's")
    left = desk.folder / "models" / "staging" / ".radlane-left"
    left.mkdir(parents=True)
    with desk.registry.holdings.staging() as under_way:
        desk.registry.holdings.sweep()
        assert under_way.exists()
    assert not orphan.exists()
    assert not left.exists()
    assert desk.blobs() == {file.sha256 for file in version.files}


def test_nothing_is_swept_of_an_upload_under_way(desk: Desk) -> None:
    desk.upload("1.0.0")
    orphan = desk.folder / "models" / "blobs" / "ab" / ("ab" + "0" * 62)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"its row is not there yet")
    with desk.registry.holdings.bringing():
        desk.registry.holdings.sweep()
        assert orphan.exists()
    desk.registry.holdings.sweep()
    assert not orphan.exists()


def test_what_is_done_is_on_record_and_what_is_refused_is_not(desk: Desk, tmp_path: Path) -> None:
    trail = trail_in(tmp_path, desk.engine, lambda: datetime.now(UTC))
    act = Act(at=ACT.at, caller="ann", reason="better")

    def said(action: Action, call: Callable[..., object]) -> None:
        with trail.saying(Entry(action=action, caller="ann")) as say:
            call(say)

    archive = small_archive(desk.folder, "1.0.0")
    registry = desk.registry
    said(Action.MODEL_ADDED, lambda say: registry.upload(archive, NAME, "1.0.0", act, say))
    said(Action.MODEL_ADDED, lambda say: registry.upload(archive, NAME, "1.0.0", act, say))  # the same: nothing
    with pytest.raises(PackageRefused):
        said(Action.MODEL_EXAMINED, lambda say: registry.validate("small:1.0.0", act, failing, say))
    said(Action.MODEL_EXAMINED, lambda say: registry.validate("small:1.0.0", act, passing, say))
    said(Action.MODEL_TAGGED, lambda say: registry.tags.move(TAG, "1.0.0", act, NEW, say=say))
    with pytest.raises(TagChanged):
        said(Action.MODEL_TAGGED, lambda say: registry.tags.move(TAG, "1.0.0", act, NEW, say=say))
    said(Action.MODEL_DEPRECATED, lambda say: registry.deprecate("small", act, say=say))
    said(Action.MODEL_REVOKED, lambda say: registry.revoke("small", act, say=say))
    said(Action.MODEL_REVOKED, lambda say: registry.revoke("small", act, say=say))  # it is
    digest = registry.find("small").digest
    version = {"model": "small:1.0.0", "digest": digest}
    records, _ = trail.find(TrailQuery())
    assert [(record.entry.action, dict(record.entry.facts)) for record in reversed(records)] == [
        ("model-added", {**version, "state": "quarantined"}),
        ("model-examined", {**version, "state": "quarantined", "code": "self-test-failed"}),
        ("model-examined", {**version, "state": "validated"}),
        (
            "model-tagged",
            {"model": "small:1.0.0", "tag": "production", "kind": "moved", "previous": None, "reason": "better"},
        ),
        ("model-deprecated", {**version, "state": "deprecated", "reason": "better"}),
        ("model-revoked", {**version, "state": "revoked", "reason": "better"}),
    ]
    assert trail.verify().is_whole
