"""Children start out of the reach of Ctrl-C, and say what they take."""

from __future__ import annotations

import signal
import sys
from subprocess import PIPE, Popen

from radlane.pipeline.child import address_space, ctrl_c_later, peak_memory


def test_ctrl_c_waits() -> None:
    with ctrl_c_later():
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_process_says_what_it_takes() -> None:
    """A process of its own: this one may have had, and given back, more than it has now."""
    with Popen([sys.executable, "-c", "print(flush=True); input()"], stdin=PIPE, stdout=PIPE) as one:
        assert one.stdout is not None
        one.stdout.readline()
        assert (address_space(one.pid) or 0) > (peak_memory(one.pid) or 0) > 1 << 20
        one.communicate(b"\n")
    assert (peak_memory() or 0) > 1 << 20


def test_a_process_that_is_gone_says_nothing() -> None:
    assert peak_memory(1 << 30) is None
