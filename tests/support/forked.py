"""Python programs without their imports: processes of their own, forked off one that has imported them.

The imports take longer than most calls. What a program writes, leaves and ends with is that of `python -m MODULE`; what
only shows in a process that starts from nothing (pipes, terminals, signals while it imports) is tested there
(`support.lane.radlane` within another command, tests/e2e/test_commands.py).
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import count
from pathlib import Path
from select import select
from threading import Event, Lock, Thread
from typing import Any

_COMMANDS = ("audit", "backup", "check", "doctor", "inspect", "jobs", "keys", "models", "pauses", "run", "serve")
# Module that is asked for -> what it imports.
_IMPORTS = {
    "radlane": (*(f"radlane.cli.{name}" for name in _COMMANDS), "radlane.jobs.tables"),
    "support.worker": ("radlane.jobs.engine", "radlane.jobs.tables", "support.jobs", "support.picky"),
}


class Forked:
    """A process, with what the tests use of `subprocess.Popen`."""

    def __init__(self) -> None:
        self.pid = 0
        self.returncode: int | None = None
        self._started, self._ended = Event(), Event()

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, negative where a signal ended it."""
        if not self._ended.wait(timeout):
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0)
        assert self.returncode is not None, "the process that programs are forked off has ended"
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.returncode is None:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                return  # it ends just now

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def tell(self, said: Mapping[str, int | None]) -> None:
        """Take what the parent says."""
        if "pid" in said:
            self.pid = int(said["pid"] or 0)
            self._started.set()
        else:
            self.returncode = said["code"]
            self._started.set()
            self._ended.set()

    def wait_for_start(self) -> None:
        """Wait until it has a number."""
        self._started.wait()


def start(
    module: str, arguments: Sequence[str], *, folder: Path, environment: Mapping[str, str], stdout: Path, stderr: Path
) -> Forked:
    """Start `python -m MODULE ARGUMENTS` in a folder; what it says is put behind what is in the files."""
    asked = {
        "module": module,
        "arguments": list(arguments),
        "folder": str(folder),
        "environment": dict(environment),
        "stdout": str(stdout),
        "stderr": str(stderr),
    }
    return _parent().start(asked)


class _Parent:
    """The process that programs are forked off, and those that run."""

    def __init__(self) -> None:
        self._numbers, self._lock = count(), Lock()
        self._running: dict[int, Forked] = {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "support.forked"],
            cwd=Path(__file__).parents[1],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        Thread(target=self._listen, daemon=True).start()
        atexit.register(self._end)

    def start(self, asked: Mapping[str, object]) -> Forked:
        """Have one forked."""
        assert self._process.stdin is not None
        made = Forked()
        with self._lock:
            number = next(self._numbers)
            self._running[number] = made
            self._process.stdin.write(json.dumps({**asked, "number": number}) + "\n")
            self._process.stdin.flush()
        made.wait_for_start()
        return made

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            number = said.pop("number")
            self._running[number].tell(said)
            if "code" in said:
                del self._running[number]
        for left in self._running.values():
            left.tell({"code": None})

    def _end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


@cache
def _parent() -> _Parent:
    """One for each process of tests; it ends with it."""
    return _Parent()


def _main() -> None:
    """Fork once for each line of standard input, and say which number it has, and how it ended.

    A child leaves this by the end of the program that it became.
    """
    asking = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115 - to the end of the process
    running: dict[int, tuple[int, int]] = {}
    while True:
        for ready in select([0, *running], [], [])[0]:
            if ready != 0:
                number, child = running.pop(ready)
                os.close(ready)
                _say(number=number, code=os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
                continue
            line = asking.readline()
            if not line:  # the tests have ended, or were ended
                for _, child in running.values():
                    os.kill(child, signal.SIGKILL)
                return None
            asked = json.loads(line)
            _import(asked["module"])
            child = os.fork()
            if child == 0:
                return _become(asked, running)
            running[os.pidfd_open(child)] = (asked["number"], child)
            _say(number=asked["number"], pid=child)


@cache
def _import(module: str) -> None:
    for name in _IMPORTS[module]:
        import_module(name)
    gc.freeze()  # no child looks at them again


def _say(**what: int) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _become(asked: Mapping[str, Any], others: Mapping[int, object]) -> None:
    """Take on the folder, environment, streams and words of a program, and be it."""
    for other in others:
        os.close(other)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, asked["stdout"], os.O_WRONLY | os.O_CREAT | os.O_APPEND),
        (2, asked["stderr"], os.O_WRONLY | os.O_CREAT | os.O_APPEND),
    ):
        opened = os.open(path, flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = [asked["module"], *asked["arguments"]]
    runpy.run_module(asked["module"], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _main()
