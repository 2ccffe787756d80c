"""The check that stopped an admission is the first that failed."""

from __future__ import annotations

from datetime import UTC, datetime

from radlane.domain.admission import Check, Report


def check(name: str, code: str | None) -> Check:
    return Check(name=name, code=code, detail="", seconds=0.1)


def report(*checks: Check) -> Report:
    return Report(at=datetime(2026, 1, 1, tzinfo=UTC), radlane="1", runtime="1", checks=checks)


def test_an_admission_without_a_code_passed() -> None:
    assert report(check("files", None), check("graph", None)).failed is None


def test_the_check_that_stopped_it_is_said() -> None:
    failed = report(check("files", None), check("graph", "graph-operator")).failed
    assert failed is not None
    assert (failed.name, failed.code) == ("graph", "graph-operator")
