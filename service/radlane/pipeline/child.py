"""What every process of our own with limits needs: it starts out of the reach of Ctrl-C, ends with its parent,
and says what it takes.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread

from radlane.security.cores import refuse_core_dumps

_KIBI = 1024


def begin_in_child() -> None:
    """Leave the parent what is the parent's: when to stop, what is logged; and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what the libraries print is not for the log
    refuse_core_dumps()
    end_with_parent()


@contextmanager
def ctrl_c_later() -> Iterator[None]:
    """Start a child that Ctrl-C does not reach before it can say that it does not care."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    """Have this process killed when its parent dies: a parent that is killed ends nothing itself."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_follow, args=(parent.join,), daemon=True).start()


def _follow(wait: Callable[[], None]) -> None:
    wait()
    os.kill(os.getpid(), signal.SIGKILL)


def address_space(process: int | str = "self") -> int | None:
    """Bytes of address space of a process; None where the system does not say."""
    return _said(process, "VmSize:")


def peak_memory(process: int | str = "self") -> int | None:
    """Most bytes that a process had in memory at once; None where it is gone, or the system does not say."""
    return _said(process, "VmHWM:")


def _said(process: int | str, key: str) -> int | None:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return None
    values = [line.split()[1] for line in lines if line.startswith(key)]
    return int(values[0]) * _KIBI if values else None
