"""The judge of audit messages: jing, with the schema of PS3.15 section A.5.1."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

_SCHEMA = Path(__file__).with_name("audit_message.rnc")
_TIMEOUT_S = 240


def judge_messages(paths: Sequence[Path]) -> list[str]:
    """Return what is wrong with files of audit messages; nothing where all are valid."""
    program = shutil.which("jing")
    assert program is not None, "jing is missing: sudo apt-get install --no-install-recommends jing"
    command = [program, "-c", str(_SCHEMA), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_TIMEOUT_S)
    found = [line for line in done.stdout.splitlines() if line.strip()]
    assert (done.returncode == 0) == (not found), done.stderr
    return found
