"""docs/security/hostile-input.md: what attacks took, measured (`make hostile`)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from support.attack_tables import write
from support.hostile import (
    CONNECTIONS,
    FILE_BYTES,
    INSTANCES,
    MEBI,
    PACKAGE_BYTES,
    RECEIVE_S,
    STUDY_BYTES,
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
_LIMITS = (
    f"`limits.file_bytes` {FILE_BYTES // MEBI} MiB, `limits.study_bytes` {STUDY_BYTES // MEBI} MiB, "
    f"`limits.instances` {INSTANCES}, `limits.study_seconds` 5, `limits.connections` {CONNECTIONS}, "
    f"`limits.receive_seconds` {RECEIVE_S}, `admission.archive_bytes` {PACKAGE_BYTES // MEBI} MiB; "
    "the other limits are the defaults"
)


def main() -> int:
    """Measure, and write the page."""
    with tempfile.TemporaryDirectory() as folder, target(Path(folder)) as running:
        outcomes = [attacked(attack, running) for attack in ATTACKS]
    return write(FILE, _LIMITS, ATTACKS, outcomes)


if __name__ == "__main__":
    sys.exit(main())
