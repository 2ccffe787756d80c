"""An app is served until a signal ends it; in a process of its own, since unit tests open no sockets."""

from __future__ import annotations

import subprocess
import sys

ASKED = """
import os, signal, socket
from threading import Event, Thread
from urllib.request import urlopen
from fastapi import FastAPI
from radlane.cli.server import run_server
from radlane.errors import UsageError
from radlane.settings.tree import Settings

app, settings, closing, said = FastAPI(), Settings.model_construct(), Event(), []
app.get("/")(lambda: "here")
with socket.create_server(("127.0.0.1", 0)) as taken:
    port = taken.getsockname()[1]
    try:
        run_server(app, settings, ("127.0.0.1", port), closing)
    except UsageError as error:
        print(error.what)

def ask():
    while not said:
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as reply:
                said.append(reply.read().decode())
        except OSError:
            closing.wait(0.02)
    os.kill(os.getpid(), signal.SIGTERM)

signal.signal(signal.SIGTERM, lambda *_: None)
Thread(target=ask, daemon=True).start()
print(run_server(app, settings, ("127.0.0.1", port), closing), *said, closing.is_set())
"""


def test_it_answers_until_it_is_told_to_stop_and_an_address_that_is_taken_is_said() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["The address cannot be used", '0 "here" True']
