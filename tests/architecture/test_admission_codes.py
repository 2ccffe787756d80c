"""Every code of admission is in its page, and the page names no other."""

from __future__ import annotations

import re

from support.model_attacks import ATTACKS
from support.sources import ROOT, sources

PAGE = (ROOT / "docs" / "admission.md").read_text()
CODE = re.compile(r"(?:archive|file|signature|graph|checker|dry-run|golden)-[a-z0-9-]+")
MADE = {
    f"{check}-{how}" for check in ("graph", "checker", "dry-run", "golden") for how in ("time", "memory", "crashed")
}
MADE |= {"dry-run-failed", "golden-failed"}  # put together of the check's name and what happened


def raised() -> set[str]:
    """Codes that stand as words in the modules that refuse packages."""
    modules = [source for source in sources() if re.search(r"refused\(|PackageRefused\(", source.text)]
    return {code for source in modules for code in re.findall(rf'"({CODE.pattern})"', source.text)}


def test_every_code_has_its_row() -> None:
    rows = {code for row in PAGE.splitlines() if row.startswith("| `") for code in CODE.findall(row.split("|")[1])}
    assert rows == raised() | MADE


def test_attacks_are_refused_with_codes_of_the_page() -> None:
    assert {attack.code for attack in ATTACKS} - set(re.findall(r"`([a-z-]+[a-z0-9]*)`", PAGE)) == set()
