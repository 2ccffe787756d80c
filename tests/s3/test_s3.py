"""An outbox in S3: requests that are signed, over a network, to a server that is not ours (moto)."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydicom.uid import generate_uid

from radlane.app.outbox import open_outbox
from radlane.errors import ArchiveUnavailable, SettingsError
from radlane.jobs.object_outbox import S3, Store, open_s3
from radlane.settings.outbox import S3Settings
from support.asgi import settings_in
from support.caller import run_job
from support.jobs import MODEL, Clock, drawing_package
from support.outboxes import BYTES, MARKED, SHA256, CopiesSuite, Made, OutboxSuite, object_outbox, put
from support.radiographs import radiograph, save
from support.server import free_port, serving
from support.sources import ROOT

SERVER = ROOT / "build" / "s3" / "bin" / "moto_server"
KEY = "a-key"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    with (tmp_path_factory.mktemp("s3") / "log").open("wb") as log:
        process = subprocess.Popen([SERVER, "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=log)
    try:
        _wait_for(port, process)
        httpx.put(f"http://127.0.0.1:{port}/radlane", trust_env=False).raise_for_status()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def store_at(endpoint: str, name: str, bucket: str = "radlane") -> Store:
    url = f"s3://{bucket}/{name}/results"
    return open_s3(S3(url=url, endpoint_url=endpoint, region="us-east-1", access_key=KEY, secret_key=KEY))


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


def test_a_bucket_that_is_not_there(endpoint: str, tmp_path: Path, clock: Clock) -> None:
    """It answers as an object does that is not there; no bytes are taken for lost."""
    made = object_outbox(store_at(endpoint, tmp_path.name, bucket="none"), tmp_path, clock)
    with pytest.raises(SettingsError, match="cannot be used"):
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


def test_a_service_keeps_its_results_there_and_sends_the_same_bytes(endpoint: str, tmp_path: Path) -> None:
    for name, content in (("name", KEY), ("secret", KEY)):
        (tmp_path / name).write_text(f"{content}\n")
    study = generate_uid()
    save(radiograph(StudyInstanceUID=study), tmp_path / "archive", "1.dcm")
    drawing_package(tmp_path / "models")
    settings = {
        "RADLANE_MODELS_DIR": str(tmp_path / "models"),
        "RADLANE_DEVICE": "cpu",
        "RADLANE_ARCHIVES__WARD__KIND": "folder",
        "RADLANE_ARCHIVES__WARD__PATH": str(tmp_path / "archive"),
        "RADLANE_DEFAULT_ARCHIVE": "ward",
        "RADLANE_OUTBOX": f"s3://radlane/{tmp_path.name}",
        "RADLANE_S3__ENDPOINT_URL": endpoint,
        "RADLANE_S3__REGION": "us-east-1",
        "RADLANE_S3__ACCESS_KEY_FILE": str(tmp_path / "name"),
        "RADLANE_S3__SECRET_KEY_FILE": str(tmp_path / "secret"),
    }
    with (
        serving(tmp_path / "service", **settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as caller,
    ):
        job = run_job(caller, {"study": study, "model": MODEL}, 60.0)
        assert job["state"] == "succeeded", job
        objects = caller.get(f"/v1/jobs/{job['id']}/result").json()["objects"]
        names = [item["sop_instance_uid"] for item in objects]
        answered = [caller.get(f"/v1/jobs/{job['id']}/objects/{name}").content for name in names]
    held = {path.name: path.read_bytes() for path in (tmp_path / "archive").rglob("*.dcm") if path.name != "1.dcm"}
    listed = httpx.get(f"{endpoint}/radlane?prefix={tmp_path.name}/", trust_env=False).text
    assert [listed.count(f"{name}.dcm") for name in names] == [1, 1, 1]
    assert sorted(held.values()) == sorted(answered)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
