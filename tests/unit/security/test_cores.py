from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path


def test_a_process_that_crashes_leaves_no_core(tmp_path: Path) -> None:
    """Its children, which it starts as itself, neither."""
    script = (
        "import os, resource, subprocess, sys; from radlane.security.cores import refuse_core_dumps\n"
        "refuse_core_dumps(); print(resource.getrlimit(resource.RLIMIT_CORE)[1], flush=True)\n"
        "subprocess.run([sys.executable, '-c', 'import os; os.abort()']); os.abort()"
    )
    unlimited = resource.getrlimit(resource.RLIMIT_CORE)[1]
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (unlimited, unlimited)),
    )
    assert (done.returncode, int(done.stdout)) == (-6, 1)
    assert list(tmp_path.iterdir()) == []
