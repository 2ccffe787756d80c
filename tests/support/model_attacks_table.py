"""docs/security/model-attacks.md: what attacks with packages of models took, measured (`make hostile`)."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path

from support.hostile import MEBI, Outcome
from support.model_attacks import ATTACKS, MEMORY_BYTES, SECONDS, attacked
from support.sources import ROOT

FILE = ROOT / "docs" / "security" / "model-attacks.md"
_BEGIN, _END = "<!-- measured: make hostile -->\n", "<!-- end -->\n"


def table(outcomes: list[Outcome]) -> str:
    """The part of the page that is measured."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    limits = f"`admission.check_memory_bytes` {MEMORY_BYTES // MEBI} MiB"
    lines = [
        f"Measured on {machine}, with {limits}, and {SECONDS:g} s for each check of what is slow.\n",
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
    outcomes = []
    for attack in ATTACKS:
        with tempfile.TemporaryDirectory() as folder:
            outcomes.append(attacked(attack, Path(folder)))
    wrong = [a.name for a, o in zip(ATTACKS, outcomes, strict=True) if not a.allows(o)]
    before, _, rest = FILE.read_text().partition(_BEGIN)
    after = rest.partition(_END)[2]
    FILE.write_text(f"{before}{_BEGIN}\n{table(outcomes)}\n{_END}{after}")
    sys.stdout.write("".join(f"not answered as it should be: {name}\n" for name in wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
