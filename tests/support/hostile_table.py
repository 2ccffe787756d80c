"""docs/security/hostile-input.md: what attacks took, measured (`make hostile`)."""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from support.hostile import (
    CONNECTIONS,
    FILE_BYTES,
    INSTANCES,
    MEBI,
    PACKAGE_BYTES,
    RECEIVE_S,
    STUDY_BYTES,
    Outcome,
    attacked,
    target,
)
from support.hostile_archive import ARCHIVE
from support.hostile_callers import CALLERS
from support.hostile_calls import CALLS
from support.hostile_files import FILES
from support.hostile_models import MODELS
from support.sources import ROOT

FILE = ROOT / "docs" / "security" / "hostile-input.md"
ATTACKS = (*FILES, *CALLS, *CALLERS, *ARCHIVE, *MODELS)
_BEGIN, _END = "<!-- measured: make hostile -->\n", "<!-- end -->\n"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the page: an attack, what it took, and what it may take."""

    kind: str
    name: str
    outcome: Outcome
    mebibytes: int
    seconds: int


def rows_in(text: str) -> list[Row]:
    """The rows of the page."""
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


def table(outcomes: list[Outcome]) -> str:
    """The part of the page that is measured."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    limits = (
        f"`limits.file_bytes` {FILE_BYTES // MEBI} MiB, `limits.study_bytes` {STUDY_BYTES // MEBI} MiB, "
        f"`limits.instances` {INSTANCES}, `limits.study_seconds` 5, `limits.connections` {CONNECTIONS}, "
        f"`limits.receive_seconds` {RECEIVE_S}, `admission.archive_bytes` {PACKAGE_BYTES // MEBI} MiB"
    )
    lines = [
        f"Measured on {machine}, with {limits}; the other limits are the defaults.\n",
        "| what attacks | attack | answer | memory, MiB (at most) | seconds (at most) |",
        "|---|---|---|---|---|",
    ]
    for attack, outcome in zip(ATTACKS, outcomes, strict=True):
        lines.append(
            f"| {attack.kind} | {attack.name} | `{outcome.answer}` | {outcome.mebibytes:.0f} ({attack.mebibytes}) "
            f"| {outcome.seconds:.1f} ({attack.seconds}) |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, and write the page; what is answered otherwise than it may be is said."""
    with tempfile.TemporaryDirectory() as folder, target(Path(folder)) as running:
        outcomes = [attacked(attack, running) for attack in ATTACKS]
    wrong = [a.name for a, o in zip(ATTACKS, outcomes, strict=True) if not a.allows(o)]
    before, _, rest = FILE.read_text().partition(_BEGIN)
    after = rest.partition(_END)[2]
    FILE.write_text(f"{before}{_BEGIN}\n{table(outcomes)}\n{_END}{after}")
    sys.stdout.write("".join(f"not answered as it should be: {name}\n" for name in wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
