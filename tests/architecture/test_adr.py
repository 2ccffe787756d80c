"""Decisions: numbered without a gap, one page each, the same five headings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.sources import ROOT

HEADINGS = ["Context", "Decision", "Consequences", "Alternatives", "References"]
PAGE_LINES = 80
ADRS = tuple(sorted((ROOT / "docs" / "adr").glob("[0-9]*.md")))


def test_there_are_decisions_numbered_from_one() -> None:
    assert ADRS
    assert [path.name[:5] for path in ADRS] == [f"{number:04}-" for number in range(1, len(ADRS) + 1)]


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_has_the_five_headings(path: Path) -> None:
    assert re.findall(r"(?m)^## (.+?)\s*$", path.read_text()) == HEADINGS


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_is_one_page(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert lines[0].startswith("# ")
    assert len(lines) <= PAGE_LINES
