"""An outbox in S3: requests that are signed, over a network, to a server that is not ours (s3rver)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from radlane.app.outbox import open_outbox
from radlane.errors import ArchiveUnavailable, SettingsError
from radlane.jobs.object_outbox import S3, Store, open_s3
from radlane.settings.outbox import S3Settings
from support.asgi import settings_in
from support.jobs import Clock
from support.outboxes import BYTES, MARKED, SHA256, CopiesSuite, Made, OutboxSuite, object_outbox, put
from support.server import free_port
from support.sources import ROOT

FETCHED = ROOT / "build" / "s3"
KEY = "S3RVER"  # the only one that it knows, and its secret


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port, node = tmp_path_factory.mktemp("s3"), free_port(), shutil.which("node")
    assert node is not None, "node is missing: sudo apt-get install nodejs"
    shutil.copy(Path(__file__).with_name("server.mjs"), FETCHED / "server.mjs")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [node, FETCHED / "server.mjs", str(port), str(folder / "data")],
            stdout=log,
            stderr=log,
            env={"PATH": os.environ["PATH"]},
        )
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def store_at(endpoint: str, name: str, key: str = KEY) -> Store:
    url = f"s3://radlane/{name}/results"
    return open_s3(S3(url=url, endpoint_url=endpoint, region="us-east-1", access_key=key, secret_key=KEY))


class TestS3(OutboxSuite, CopiesSuite):
    """The suite of every outbox."""

    @pytest.fixture
    def made(self, endpoint: str, tmp_path: Path, clock: Clock) -> Made:
        return object_outbox(store_at(endpoint, tmp_path.name), tmp_path, clock)


def test_an_object_of_many_parts(endpoint: str, tmp_path: Path, clock: Clock) -> None:
    made = object_outbox(store_at(endpoint, tmp_path.name), tmp_path, clock)
    made.outbox.tie(MARKED, None)
    path = put(made.outbox, content=BYTES * 40)
    assert path.stat().st_size > 32 << 20
    there = made.elsewhere()
    assert made.outbox.stored(path) == there.stored(there.folder / path.relative_to(made.outbox.folder)) != SHA256


def test_a_key_that_nobody_knows(endpoint: str, tmp_path: Path, clock: Clock) -> None:
    made = object_outbox(store_at(endpoint, tmp_path.name, key="NOBODY"), tmp_path, clock)
    with pytest.raises(SettingsError, match="PermissionDenied"):
        made.outbox.tie(MARKED, None)
    with pytest.raises(ArchiveUnavailable):
        made.outbox.bring(made.outbox.folder / "run" / "0a1b" / "1.dcm", SHA256)


def test_a_server_that_is_away(tmp_path: Path, clock: Clock) -> None:
    made = object_outbox(store_at(f"http://127.0.0.1:{free_port()}", "any"), tmp_path, clock)
    with pytest.raises(ArchiveUnavailable):
        made.outbox.stored(made.outbox.folder / "run" / "0a1b" / "1.dcm")


def test_the_settings_lead_there(endpoint: str, tmp_path: Path) -> None:
    for name in ("name", "secret"):
        (tmp_path / name).write_text(f"{KEY}\n")
    s3 = {
        "endpoint_url": endpoint,
        "region": "us-east-1",
        "access_key_file": tmp_path / "name",
        "secret_key_file": tmp_path / "secret",
    }
    outbox = open_outbox(settings_in(tmp_path, outbox=f"s3://radlane/{tmp_path.name}", s3=S3Settings(**s3)))
    outbox.tie(MARKED, None)
    assert outbox.bring(put(outbox), SHA256)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
