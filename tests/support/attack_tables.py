"""Tables of what attacks took, in pages of docs/security (`make hostile`).

In: attacks, and how they went. Out: the part of a page that is measured, and what is read in one again.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from support.hostile import Outcome

_BEGIN, _END = "<!-- measured: make hostile -->\n", "<!-- end -->\n"


class Measurable(Protocol):
    """An attack: its kind and name in the table, how it may be answered, and what it may take at most."""

    @property
    def kind(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def mebibytes(self) -> int: ...

    @property
    def seconds(self) -> int: ...

    def allows(self, outcome: Outcome) -> bool:
        """Whether it may go so."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a page: an attack, what it took, and what it may take."""

    kind: str
    name: str
    outcome: Outcome
    mebibytes: int
    seconds: int


def rows_in(text: str) -> list[Row]:
    """The rows of a page."""
    found = re.findall(
        r"^\| (\w+) \| (.*?) \| `(.*?)` \| (\d+) \((\d+)\) \| ([\d.]+) \((\d+)\) \|$", text, re.MULTILINE
    )
    return [
        Row(
            kind=kind,
            name=name,
            outcome=Outcome(answer=answer, mebibytes=float(mebibytes), seconds=float(seconds)),
            mebibytes=int(most_mebibytes),
            seconds=int(most_seconds),
        )
        for kind, name, answer, mebibytes, most_mebibytes, seconds, most_seconds in found
    ]


def write(page: Path, limits: str, attacks: Sequence[Measurable], outcomes: Sequence[Outcome]) -> int:
    """Write the measured part of a page anew; what is answered otherwise than it may be is said, and makes it 1."""
    wrong = [attack.name for attack, outcome in zip(attacks, outcomes, strict=True) if not attack.allows(outcome)]
    before, _, rest = page.read_text().partition(_BEGIN)
    after = rest.partition(_END)[2]
    page.write_text(f"{before}{_BEGIN}\n{_table(limits, attacks, outcomes)}\n{_END}{after}")
    sys.stdout.write("".join(f"not answered as it should be: {name}\n" for name in wrong))
    return int(bool(wrong))


def _table(limits: str, attacks: Sequence[Measurable], outcomes: Sequence[Outcome]) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    lines = [
        f"Measured on {machine}, with {limits}.\n",
        "| what attacks | attack | answer | memory, MiB (at most) | seconds (at most) |",
        "|---|---|---|---|---|",
    ]
    for attack, outcome in zip(attacks, outcomes, strict=True):
        lines.append(
            f"| {attack.kind} | {attack.name} | `{outcome.answer}` | {outcome.mebibytes:.0f} ({attack.mebibytes}) "
            f"| {outcome.seconds:.1f} ({attack.seconds}) |"
        )
    return "\n".join(lines) + "\n"
