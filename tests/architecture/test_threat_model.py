"""The threat model leaves no way out, and what it names is there."""

from __future__ import annotations

import re

import pytest

from support.sources import ROOT

PAGE = ROOT / "docs" / "security" / "threat-model.md"
SECTIONS = dict(re.findall(r"(?ms)^## (\d .+?)\n(.+?)(?=^## |\Z)", PAGE.read_text()))
PATHS = sorted(set(re.findall(r"`((?:service|tests)/[\w./-]+)`", PAGE.read_text())))


def rows(section: str) -> list[list[str]]:
    found = re.findall(r"(?m)^\| ([STRIDE]) \| (.+?) \| (.+?) \| (.*?) ?\|$", SECTIONS[section])
    return [list(row) for row in found]


def test_every_arrow_of_the_drawing_has_a_section() -> None:
    drawn = set(re.findall(r"\d", re.findall(r"(?s)```(.+?)```", PAGE.read_text())[0]))
    assert {title[0] for title in SECTIONS} == drawn


@pytest.mark.parametrize("section", SECTIONS)
def test_no_way_is_left_out(section: str) -> None:
    assert "".join(row[0] for row in rows(section)) == "STRIDE"


@pytest.mark.parametrize("section", SECTIONS)
def test_what_has_no_test_is_a_gap(section: str) -> None:
    silent = [row for row in rows(section) if "tests/" not in row[3]]
    assert all("(gap " in row[2] for row in silent)


@pytest.mark.parametrize("path", PATHS)
def test_what_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_gaps_that_are_named_are_listed() -> None:
    text = PAGE.read_text()
    listed = set(re.findall(r"(?m)^(\d)\. ", text.partition("## Gaps")[2]))
    assert set(re.findall(r"\(gap (\d)\)", text)) <= listed
