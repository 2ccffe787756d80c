"""What a process has imported after some lines: a Python of its own, which this one's imports do not change."""

from __future__ import annotations

import subprocess
import sys


def loaded_after(code: str) -> set[str]:
    """Return the names of the modules that are there once the lines have run."""
    told = f"import sys\n{code}\nprint(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split())
