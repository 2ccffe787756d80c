"""Calls of the command line without its imports: processes of their own, forked off one that has imported it.

The imports take longer than most runs. What a call writes, leaves and ends with is that of `python -m radlane`; what
only shows in a process that starts from nothing (signals, pipes, terminals) is tested there (`support.lane.radlane`).
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from select import select
from signal import SIGKILL
from tempfile import TemporaryDirectory
from typing import Any

from radlane.__main__ import main as run_command_line


def call(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], timeout_s: float
) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one call in a folder."""
    with TemporaryDirectory() as streams:
        said = {name: Path(streams, name) for name in ("stdout", "stderr")}
        asked = {
            "arguments": list(arguments),
            "folder": str(folder),
            "environment": dict(environment),
            "timeout": timeout_s,
            **{name: str(path) for name, path in said.items()},
        }
        code = _ask(asked)
        return code, said["stdout"].read_text(encoding="utf-8"), said["stderr"].read_text(encoding="utf-8")


def _ask(asked: Mapping[str, object]) -> int:
    parent = _parent()
    assert parent.stdin is not None
    assert parent.stdout is not None
    parent.stdin.write(json.dumps(asked) + "\n")
    parent.stdin.flush()
    answer = parent.stdout.readline()
    assert answer, "the process that calls are forked off has ended"
    return int(answer)


@cache
def _parent() -> subprocess.Popen[str]:
    """The process that calls are forked off; one for each process of tests, and it ends with it."""
    parent = subprocess.Popen(
        [sys.executable, "-m", "support.forked"],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def end() -> None:
        parent.communicate()

    atexit.register(end)
    return parent


def _main() -> None:
    """Fork once for each line of standard input, and say how the call ended; a child becomes the command line."""
    import_module("radlane.cli.run")
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(asked)
            return run_command_line()
        sys.stdout.write(f"{_end_of(child, asked['timeout'])}\n")
        sys.stdout.flush()
    return None


def _become(asked: Mapping[str, Any]) -> None:
    """Take on the folder, environment, streams and words of a call."""
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, asked["stdout"], os.O_WRONLY | os.O_CREAT),
        (2, asked["stderr"], os.O_WRONLY | os.O_CREAT),
    ):
        opened = os.open(path, flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["radlane", *asked["arguments"]]


def _end_of(child: int, timeout_s: float) -> int:
    """The exit code; a child that is late is killed."""
    watched = os.pidfd_open(child)
    if not select([watched], [], [], timeout_s)[0]:
        os.kill(child, SIGKILL)
    os.close(watched)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    _main()
