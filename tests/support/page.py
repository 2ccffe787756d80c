"""Tables in the documentation that tests write: what stands between a mark and the next end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_END = "<!-- end -->\n"


def write_part(page: Path, mark: str, lines: Sequence[str]) -> None:
    """Put lines in the place of what stands after a mark of a page."""
    begin = f"<!-- {mark} -->\n"
    head, found, rest = page.read_text().partition(begin)
    assert found, f"{page.name} has no place for what is {mark}"
    page.write_text(head + begin + "\n".join([*lines, ""]) + _END + rest.partition(_END)[2])
