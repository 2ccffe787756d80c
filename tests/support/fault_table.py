"""A table of docs/reliability.md that tests write, a row each: put into the document where all of them did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from support.page import write_part
from support.sources import ROOT

_REPORT = ROOT / "docs" / "reliability.md"


@contextmanager
def fault_table(part: str, columns: str, whole: int) -> Iterator[list[str]]:
    """Collect rows; with `whole` of them the part `part` of the document is written, its columns named as given."""
    rows: list[str] = []
    yield rows
    if len(rows) == whole:
        write_part(_REPORT, part, [columns, "|---" * (columns.count("|") - 1) + "|", *rows])
