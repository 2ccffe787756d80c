"""The service says that it is ready where all that it needs is there."""

from __future__ import annotations

import errno
import os
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from radlane.app.health import (
    any_worker,
    archives_up,
    build_health,
    own_worker,
    require_disks,
    require_free,
    require_room,
)
from radlane.app.records import open_records
from radlane.app.site import Archives
from radlane.errors import RecordsUnavailable, StorageFull
from radlane.jobs.schema import AUDIT
from radlane.monitoring.archive_metrics import ArchiveMetrics
from radlane.monitoring.health import Health, State, is_ready
from radlane.security.audit_record import Action, Entry
from radlane.settings.archives import FolderArchiveSettings
from radlane.settings.limits import LimitSettings
from radlane.settings.reception import ReceptionSettings
from radlane.triggers.rule_book import RuleBook
from radlane.triggers.rule_file import Known
from support.asgi import registry_in, settings_in
from support.trail_edits import tampering


def health(folder: Path, worker: Any = None, **settings: Any) -> Health:
    made = settings_in(folder, **settings)
    records = open_records(made)
    return build_health(Archives(made, ArchiveMetrics()), records, registry_in(made, records), worker)


def states(found: Health) -> dict[str, State]:
    return {f"{one.name} {one.subject}".strip(): one.state for one in found.look()}


def test_all_is_well(tmp_path: Path) -> None:
    with health(tmp_path, worker=own_worker(lambda: None)) as found:
        assert states(found) == dict.fromkeys(("disk", "database", "audit", "audit-key", "worker", "models"), State.OK)
        assert is_ready(found.look())


def test_an_archive_that_is_away_is_said_and_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "ward").mkdir()
    archives = {name: FolderArchiveSettings(kind="folder", path=tmp_path / name) for name in ("ward", "gone")}
    with health(tmp_path, archives=archives) as found:
        end = time.monotonic() + 20
        while len(archives_up(found)) < 2 and time.monotonic() < end:
            time.sleep(0.01)
        assert archives_up(found) == {"ward": True, "gone": False}
        assert is_ready(found.look())


def test_rules_with_faults_are_said_and_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("rules: []\n")
    made = settings_in(tmp_path)
    records = open_records(made)
    registry = registry_in(made, records)
    rules = RuleBook(path, Known(models=registry, sources=(), destinations=()))
    path.write_text("rules: 3\n")
    with build_health(Archives(made, ArchiveMetrics()), records, registry, None, rules) as found:
        end = time.monotonic() + 20
        while states(found)["rules"] is State.UNKNOWN and time.monotonic() < end:
            time.sleep(0.01)
        assert [one.code for one in found.look() if one.name == "rules"] == ["rules-invalid"]
        assert is_ready(found.look())


def test_a_worker_that_is_dead(tmp_path: Path) -> None:
    def dead() -> None:
        raise RecordsUnavailable("This worker is taken for dead")

    with health(tmp_path, worker=own_worker(dead)) as found:
        assert states(found)["worker"] is State.FAILED
        assert not is_ready(found.look())


def test_a_trail_that_cannot_be_written(tmp_path: Path) -> None:
    made = health(tmp_path)
    (settings_in(tmp_path).data_dir / "audit.heads").mkdir()
    with made as found:
        assert [(one.name, one.code) for one in found.look() if one.code] == [("audit", "audit-unavailable")]
        assert not is_ready(found.look())


@pytest.mark.parametrize("mac", ["f" * 64, b"f" * 32])
def test_a_trail_whose_newest_row_is_somebody_else_s(tmp_path: Path, mac: str | bytes) -> None:
    records = open_records(settings_in(tmp_path))
    records.trail.record(Entry(action=Action.RESULT_READ))
    with tampering(records.trail.engine) as connection:
        connection.execute(update(AUDIT).values(mac=mac))
    records.trail.engine.dispose()
    made = settings_in(tmp_path)
    probes = build_health(Archives(made, ArchiveMetrics()), records, registry_in(made, records), None)
    with probes as found:
        assert [(one.name, one.code) for one in found.look() if one.code] == [("audit", "audit-unavailable")]


def test_a_key_that_the_next_start_would_not_find_is_said_and_does_no_harm(tmp_path: Path) -> None:
    with health(tmp_path) as found:
        key = settings_in(tmp_path).data_dir / "audit.key"
        for change in (lambda: key.write_bytes(b"k" * 32), key.unlink):
            change()
            assert [(one.name, one.code) for one in found.look() if one.code] == [("audit-key", "settings-invalid")]
            assert is_ready(found.look())


def test_a_disk_below_the_mark_and_no_model(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    limits = LimitSettings(free_bytes=1 << 60)
    with health(tmp_path, limits=limits, models_dir=tmp_path / "models") as found:
        assert [one.code for one in found.look() if one.code] == ["storage-full", "model-not-found"]


def test_a_disk_that_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("radlane.app.health.TemporaryFile", read_only)
    with health(tmp_path) as found:
        assert states(found)["disk"] is State.FAILED
        assert not is_ready(found.look())


def test_how_much_room_there_is(tmp_path: Path) -> None:
    assert require_room(tmp_path, 0) > 0
    with pytest.raises(StorageFull, match="MiB are free"):
        require_room(tmp_path, 1 << 60)


def test_room_is_looked_at_without_writing(tmp_path: Path) -> None:
    os.utime(tmp_path, ns=(0, 0))
    assert require_free(tmp_path, 0) > 0
    with pytest.raises(StorageFull):
        require_free(tmp_path, 1 << 60)
    assert tmp_path.stat().st_mtime_ns == 0


def test_whether_any_worker_lives_is_said_and_does_no_harm(tmp_path: Path) -> None:
    """A service that only serves: jobs are accepted and wait."""
    made = settings_in(tmp_path)
    leases = open_records(made).store.leases
    probe = any_worker(leases, 30.0)
    with pytest.raises(RecordsUnavailable, match="No worker"):
        probe.ask()
    leases.take("w", "one.1", 30.0)
    probe.ask()
    assert not probe.needed


def test_a_full_disk_of_work_is_one(tmp_path: Path) -> None:
    made = settings_in(tmp_path, work_dir=tmp_path / "work", limits=LimitSettings(free_bytes=1 << 60))
    made.data_dir.mkdir()
    (tmp_path / "work").mkdir()
    with pytest.raises(StorageFull) as caught:
        require_disks(made)
    assert caught.value.retry_after_s == 60.0
    require_disks(settings_in(tmp_path, work_dir=tmp_path / "not made yet", limits=LimitSettings(free_bytes=0)))


@pytest.mark.parametrize("other", ["received", "outbox"])
def test_what_is_received_and_the_outbox_may_lie_on_disks_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    folder = tmp_path / other
    of_each: dict[str, dict[str, Any]] = {
        "received": {"reception": ReceptionSettings(path=folder)},
        "outbox": {"outbox": str(folder)},
    }
    made = settings_in(tmp_path, **of_each[other])
    made.data_dir.mkdir()
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=0) if path == folder else usage)
    require_disks(made)
    folder.mkdir()
    with pytest.raises(StorageFull):
        require_disks(made)
