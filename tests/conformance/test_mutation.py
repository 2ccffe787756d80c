"""Every mutation of every result before the checker and all judges: who catches which share.

`make test-conformance` writes the table of docs/conformance.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from support.mutated_results import results
from support.mutation import explained
from support.page import write_part
from support.shares import CHECKER, CONCLUSION, Verdict, judge, mutations_of, table
from support.sources import ROOT

REPORT = ROOT / "docs" / "conformance.md"
MARK = "made by make test-conformance"
LEAST_SHARE = 0.99


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    return [verdict for result in results() for verdict in judge(result, list(mutations_of(result)))]


@pytest.mark.timeout(4 * 60 * 60)
def test_the_checker_sees_nearly_all(verdicts: list[Verdict]) -> None:
    missed = [verdict for verdict in verdicts if CHECKER not in verdict.seen]
    write_part(REPORT, MARK, [*table(verdicts), "", *_misses(missed)])
    assert [str(verdict.mutation) for verdict in missed if explained(verdict.mutation) is None] == []
    assert len(missed) <= (1 - LEAST_SHARE) * len(verdicts)


def test_nothing_is_missed_by_all_of_us_and_seen_by_another_judge(verdicts: list[Verdict]) -> None:
    """What a tool complains of, and we do not, is told by us before sending."""
    others = [verdict for verdict in verdicts if verdict.seen and CONCLUSION not in verdict.seen]
    assert [str(verdict.mutation) for verdict in others if explained(verdict.mutation) is None] == []


def _misses(missed: Sequence[Verdict]) -> list[str]:
    counts = Counter((verdict.mutation.place.keyword, explained(verdict.mutation) or "?") for verdict in missed)
    rows = [f"| {keyword} | {count} | {why} |" for (keyword, why), count in sorted(counts.items())]
    return ["| missed | mutants | why |", "|---|---|---|", *rows]
