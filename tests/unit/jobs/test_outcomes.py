"""What outcomes say: columns, a code, a delay."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.errors import ArchiveUnavailable
from radlane.jobs.outcomes import bounded, code_of, delay_of, step_columns

# What an archive asks for, and what becomes of it at the fourth attempt, in seconds.
DELAYS = [
    (None, 16.0),  # twice as long each time
    (7.0, 7.0),
    (0.0, 0.5),  # at once would be a loop
    (-3.0, 0.5),
    (86400.0, 300.0),  # nobody looks at the clock so long
]


@pytest.mark.parametrize(("asked", "waited"), DELAYS)
def test_the_archive_says_how_long(asked: float | None, waited: float) -> None:
    error: Any = ArchiveUnavailable("down")
    error.retry_after_s = asked
    assert delay_of(4, error) == waited


@pytest.mark.parametrize(
    ("name", "outcome", "columns"),
    [
        ("resolve", {"version": "1.0.0", "device": "cpu"}, {}),
        ("select", {"inputs": "abc", "counts": {}}, {"inputs": "abc"}),
        ("select", {}, {}),  # a withdrawal's, or of a job that began under an earlier radlane
        ("retrieve", {"completeness": {"retrieved": True}}, {"completeness": {"retrieved": True}}),
        ("claim", {"run": "r", "reused_from": None}, {"run_id": "r", "reused_from": None}),
    ],
)
def test_columns_of_a_job(name: str, outcome: dict[str, Any], columns: dict[str, Any]) -> None:
    assert step_columns(name, outcome) == columns


def test_the_first_reason_or_the_error_is_the_code() -> None:
    assert code_of({"reasons": [{"code": "a"}, {"code": "b"}]}) == {"code": "a"}
    assert code_of({"error": {"code": "c"}}) == {"code": "c"}
    assert code_of(None) == code_of({}) == {}


def test_a_row_is_no_place_for_all_that_an_archive_says() -> None:
    assert len(bounded(ArchiveUnavailable("x" * 5000))) == 1000
