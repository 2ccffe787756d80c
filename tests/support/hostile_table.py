"""docs/security/hostile-input.md: what attacks took, measured (`make hostile`)."""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
from pathlib import Path

from support.hostile import CONNECTIONS, FILE_BYTES, INSTANCES, MEBI, RECEIVE_S, STUDY_BYTES, Outcome, attacked, target
from support.hostile_archive import ARCHIVE
from support.hostile_calls import CALLS
from support.hostile_files import FILES
from support.sources import ROOT

FILE = ROOT / "docs" / "security" / "hostile-input.md"
ATTACKS = (*FILES, *CALLS, *ARCHIVE)
MOST_MEBIBYTES, MOST_SECONDS = 1024.0, 60.0  # the machine may have other work
_BEGIN, _END = "<!-- measured: make hostile -->\n", "<!-- end -->\n"


def names_in(text: str) -> list[tuple[str, str]]:
    """Kind and name of each attack in the page."""
    rows = re.findall(r"^\| (\w+) \| (.*?) \| `", text, re.MULTILINE)
    return [(kind, name) for kind, name in rows]


def table(outcomes: list[Outcome]) -> str:
    """The part of the page that is measured."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    limits = (
        f"`limits.file_bytes` {FILE_BYTES // MEBI} MiB, `limits.study_bytes` {STUDY_BYTES // MEBI} MiB, "
        f"`limits.instances` {INSTANCES}, `limits.study_seconds` 5, `limits.connections` {CONNECTIONS}, "
        f"`limits.receive_seconds` {RECEIVE_S}"
    )
    lines = [
        f"Measured on {machine}, with {limits}; the other limits are the defaults.\n",
        "| what attacks | attack | answer | memory, MiB | seconds |",
        "|---|---|---|---|---|",
    ]
    for attack, outcome in zip(ATTACKS, outcomes, strict=True):
        lines.append(
            f"| {attack.kind} | {attack.name} | `{outcome.answer}` | {outcome.mebibytes:.0f} | {outcome.seconds:.1f} |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, and write the page; what is answered otherwise than it may be is said."""
    with tempfile.TemporaryDirectory() as folder, target(Path(folder)) as running:
        outcomes = [attacked(attack, running) for attack in ATTACKS]
    wrong = [a.name for a, o in zip(ATTACKS, outcomes, strict=True) if o.answer not in a.answers]
    before, _, rest = FILE.read_text().partition(_BEGIN)
    after = rest.partition(_END)[2]
    FILE.write_text(f"{before}{_BEGIN}\n{table(outcomes)}\n{_END}{after}")
    sys.stdout.write("".join(f"not answered as it should be: {name}\n" for name in wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
