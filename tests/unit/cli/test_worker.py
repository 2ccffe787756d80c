"""`radlane worker`: a process that works, and serves nothing but its health."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from pathlib import Path
from threading import Thread
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _handlers() -> Any:
    """Those of the process that runs the tests come back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_other_addresses_are_refused(command: Any) -> None:
    said = command("worker", "--host", "0.0.0.0", "--port", "0", "--json")
    assert (said.code, said.error) == (2, "usage")


def test_it_works_until_it_is_told_to_end(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_DEVICE", "cpu")
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    Thread(target=_end_it, daemon=True).start()
    assert command("worker").code == 0
    with sqlite3.connect(Path("data") / "jobs.sqlite") as database:
        assert database.execute("SELECT count(*) FROM worker").fetchone() == (0,), "it gave its lease back"


def _end_it() -> None:
    """As a supervisor does, once the worker hears it."""
    while signal.getsignal(signal.SIGTERM) is signal.SIG_IGN:
        time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGTERM)


def test_a_service_without_a_worker_needs_postgresql(command: Any) -> None:
    said = command("serve", "--no-worker", "--json")
    assert (said.code, said.error) == (2, "settings-invalid")
