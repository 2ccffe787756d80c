"""docs/security/model-attacks.md: what attacks with packages of models took, measured (`make hostile`)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from support.attack_tables import write
from support.hostile import MEBI
from support.model_attacks import ATTACKS, MEMORY_BYTES, SECONDS, attacked
from support.sources import ROOT

FILE = ROOT / "docs" / "security" / "model-attacks.md"
_LIMITS = f"`admission.check_memory_bytes` {MEMORY_BYTES // MEBI} MiB, and {SECONDS:g} s for each check of what is slow"


def main() -> int:
    """Measure, and write the page."""
    outcomes = []
    for attack in ATTACKS:
        with tempfile.TemporaryDirectory() as folder:
            outcomes.append(attacked(attack, Path(folder)))
    return write(FILE, _LIMITS, ATTACKS, outcomes)


if __name__ == "__main__":
    sys.exit(main())
