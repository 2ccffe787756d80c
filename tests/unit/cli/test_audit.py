"""`radlane audit`, and what commands put on record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread

from radlane.app.trail import open_trail, who_runs
from radlane.jobs.database import open_database
from radlane.jobs.trail import Trail
from radlane.security.audit_record import Action
from radlane.settings.reading import load_settings
from support.radiographs import radiograph, real, save
from support.trail_edits import cut, tampering


@pytest.fixture
def trail(home: Path) -> Trail:
    return open_trail(load_settings())


def said(trail: Trail) -> list[tuple[str, str]]:
    return [(str(record.entry.action), record.entry.via) for record in trail.walk()]


def test_an_analysis_is_on_record(command: Any, home: Path, trail: Trail) -> None:
    chest = dcmread(real("RG1_UNCI.dcm"))
    save(chest, home / "study", "IM1")
    assert command("run", "study", "--model", "cxr-lungs", "--out", "out").code == 0
    records = list(trail.walk())
    assert [(str(record.entry.action), str(record.entry.outcome)) for record in records] == [
        ("job-asked", "done"),
        ("result-exported", "begun"),
        ("study-queried", "begun"),
        ("instances-retrieved", "begun"),
        ("instances-retrieved", "done"),
        ("study-queried", "begun"),
        ("instances-stored", "begun"),
        ("instances-stored", "done"),
        ("result-exported", "done"),
    ]
    assert {(r.entry.caller, r.entry.via, r.entry.study) for r in records} == {
        (who_runs(), "radlane run", str(chest.StudyInstanceUID))
    }


def test_what_was_never_run_is_not_on_record(command: Any, home: Path, trail: Trail) -> None:
    save(radiograph(), home / "study", "IM1")
    assert command("run", "study", "--model", "nobody", "--out", "out").code == 1
    assert said(trail) == []


def test_an_export_that_failed_says_so(command: Any, home: Path, trail: Trail) -> None:
    save(radiograph(), home / "study", "IM1")
    assert command("run", "1.2.3", "--archive", "study", "--model", "cxr-lungs", "--out", "out").code != 0
    ends = [(str(r.entry.action), str(r.entry.outcome)) for r in trail.walk() if r.entry.action is not Action.JOB_ASKED]
    assert (ends[0], ends[-1]) == (("result-exported", "begun"), ("result-exported", "failed"))


def test_keys_are_on_record_without_their_secrets(command: Any, trail: Trail) -> None:
    key = command("keys", "create", "ris", "--scope", "metrics", "--json").json
    assert command("keys", "revoke", key["id"]).code == 0
    assert command("keys", "revoke", "nosuch").code == 2
    made, revoked = trail.walk()
    assert (made.entry.action, made.entry.facts["key"], made.entry.facts["scopes"]) == (
        Action.KEY_CREATED,
        key["id"],
        ["metrics"],
    )
    assert (revoked.entry.action, revoked.entry.facts["key"]) == (Action.KEY_REVOKED, key["id"])
    assert key["key"].split("_", 2)[2] not in str(made)


def test_lists_are_on_record(command: Any, trail: Trail) -> None:
    command("jobs", "list", "--study", "1.2.3")
    command("jobs", "list", "--study", "Doe^John")
    command("results", "list")
    assert said(trail) == [
        ("jobs-listed", "radlane jobs list"),
        ("jobs-listed", "radlane jobs list"),
        ("results-listed", "radlane results list"),
    ]
    assert [record.entry.study for record in trail.walk()] == ["1.2.3", None, None]


def test_records_are_listed(command: Any, trail: Trail) -> None:
    command("results", "list")
    command("jobs", "list", "--study", "1.2.3")
    shown = command("audit", "list", "--study", "1.2.3")
    assert "jobs-listed" in shown.out
    assert "results-listed" not in shown.out
    found = command("audit", "list", "--by", who_runs(), "--json").json
    assert [item["action"] for item in found["items"]] == ["trail-read", "trail-read", "jobs-listed", "results-listed"]
    one = command(
        "audit", "list", "--action", "results-listed", "--cursor", "3", "--since", "2026-01-01", "--json"
    ).json
    assert [item["number"] for item in one["items"]] == [1]
    assert command("audit", "list", "--until", "2020-01-01T00:00:00+0100").out == "There is no record\n"


def test_a_trail_is_whole_or_not(command: Any, home: Path, trail: Trail) -> None:
    for _ in range(3):
        command("results", "list")
    *_, head = trail.walk()
    assert command("audit", "verify").out == "3 records are there as they were written, 3 of them anchored\n"
    kept = f"3:{head.mac}"
    assert command("audit", "verify", "--head", kept, "--json").json == {
        "ok": True,
        "head": {"number": 3, "mac": head.mac},
        "anchored": 3,
        "breaks": [],
        "open_heads": 0,
        "damaged_heads": [],
    }
    engine = open_database(f"sqlite:///{load_settings().data_dir.absolute()}/jobs.sqlite")
    with tampering(engine) as connection:
        cut(connection, 3)
    engine.dispose()
    broken = command("audit", "verify")
    assert (broken.code, broken.out) == (1, "Record 3 is not as it was written: truncated\n")
    heads = home / "data" / "audit.heads"
    heads.write_bytes(heads.read_bytes().replace(b"1", b"2", 1))
    assert command("audit", "verify").out.splitlines() == [
        "Record 3 is not as it was written: truncated",
        "Line 1 of the file of heads was changed, or another key wrote it",
    ]
    heads.unlink()
    alone = command("audit", "verify")
    assert (alone.code, alone.out) == (1, "Records 1 to 2 are not as they were written: unanchored\n")
    breaks = command("audit", "verify", "--head", kept, "--json").json["breaks"]
    assert breaks == [{"first": 3, "last": 3, "damage": "truncated"}]
    assert command("audit", "verify", "--head", "3").code == 2


def test_nothing_is_made_to_look_at_a_trail(command: Any, home: Path) -> None:
    assert command("audit", "verify", "--json").error == "settings-invalid"
    assert not (home / "data").exists()


def test_lines_that_are_open_are_counted_whatever_came_of_their_record(command: Any, home: Path, trail: Trail) -> None:
    command("results", "list")
    with (home / "data" / "audit.heads").open("ab") as file:
        file.write(b"2 \n")
    assert command("audit", "verify").out.splitlines() == [
        "1 records are there as they were written, 1 of them anchored",
        "1 lines of the file of heads are open: nothing was committed, or the process died",
    ]


def test_a_trail_without_a_record_is_one_that_was_cut(command: Any, home: Path, trail: Trail) -> None:
    """And nothing begins another one in its place."""
    for _ in range(2):
        command("results", "list")
    for file in (home / "data").glob("jobs.sqlite*"):
        file.unlink()
    refused = command("results", "list", "--json")
    assert (refused.code, refused.error) == (2, "settings-invalid")
    found = command("audit", "verify")
    assert (found.code, found.out) == (1, "Records 1 to 2 are not as they were written: truncated\n")


def test_a_trail_s_key_may_be_elsewhere(command: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No command writes with another key than the trail has, or without it."""
    monkeypatch.setenv("RADLANE_AUDIT__KEY_FILE", str(home / "elsewhere.key"))
    command("results", "list")
    assert (home / "elsewhere.key").stat().st_size == 32
    assert not (home / "data" / "audit.key").exists()
    for wrong in (home / "data", home / "nowhere.key"):
        monkeypatch.setenv("RADLANE_AUDIT__KEY_FILE", str(wrong))
        assert command("results", "list", "--json").error == "settings-invalid"
    monkeypatch.delenv("RADLANE_AUDIT__KEY_FILE")
    for words in (("audit", "list"), ("audit", "verify"), ("keys", "create", "ris", "--scope", "metrics")):
        assert command(*words, "--json").error == "settings-invalid"
    assert not (home / "data" / "audit.key").exists()
    (home / "data" / "audit.key").write_bytes(b"k" * 32)
    assert command("audit", "list", "--json").error == "settings-invalid"
    assert command("audit", "verify").code == 1
    monkeypatch.setenv("RADLANE_AUDIT__KEY_FILE", str(home / "elsewhere.key"))
    assert command("audit", "verify").code == 0
