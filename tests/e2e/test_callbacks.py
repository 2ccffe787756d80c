"""A service tells its receiver that jobs have ended: signed, over TLS, and nothing of the patient."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydicom import dcmread
from standardwebhooks.webhooks import Webhook

from support.caller import run_job
from support.lane import MODEL
from support.radiographs import real, save
from support.receiver import SECRET, Peer, Taken, receiving, secret_file, written
from support.rsyslog import make_certificates
from support.server import serving

_TIMEOUT_S = 90


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[Peer]:
    with receiving(make_certificates(tmp_path)) as found:
        yield found


@pytest.fixture
def caller(tmp_path: Path, peer: Peer) -> Iterator[httpx.Client]:
    save(dcmread(real("RG1_UNCI.dcm")), tmp_path / "ward")
    settings = {
        "RADLANE_ARCHIVES__WARD__KIND": "folder",
        "RADLANE_ARCHIVES__WARD__PATH": str(tmp_path / "ward"),
        "RADLANE_DEFAULT_ARCHIVE": "ward",
        "RADLANE_OUTBOX": str(tmp_path / "share"),
        "RADLANE_CALLBACKS__RIS__URL": peer.url,
        "RADLANE_CALLBACKS__RIS__SECRET_FILES": json.dumps([str(secret_file(tmp_path))]),
        "RADLANE_CALLBACKS__RIS__CA_FILE": str(tmp_path / "ca.pem"),
        "RADLANE_CALLBACKS__RIS__ANY_PATH": "true",
    }
    with (
        serving(tmp_path / "service", **settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client,
    ):
        yield client


def verified(taken: Taken) -> dict[str, Any]:
    said: dict[str, Any] = Webhook(written(SECRET)).verify(taken.body, taken.headers)
    return said


def test_a_receiver_hears_of_a_job_to_its_withdrawal(caller: httpx.Client, peer: Peer, tmp_path: Path) -> None:
    """The results lie in a folder outside of `data_dir` meanwhile."""
    chest = dcmread(real("RG1_UNCI.dcm"))
    study = str(chest.StudyInstanceUID)
    peer.answers = [(503, {"Retry-After": "1"})]
    job = run_job(caller, {"model": MODEL, "study": study, "callback": "ris"}, _TIMEOUT_S)
    assert (job["state"], job["callback"]["receiver"]) == ("succeeded", "ris")
    first, second = peer.wait_for(2)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    event = verified(second)
    assert (event["type"], event["data"]["job"], event["data"]["run"]) == ("job.succeeded", job["id"], job["run"])
    assert event["data"]["verdict"] == "analysed"
    for secret in (study, chest.PatientID, str(chest.PatientName)):
        assert secret not in second.body.decode()
    assert _delivered(caller, job)["attempts"] == 2
    assert len(list((tmp_path / "share").rglob("*.dcm"))) == 3
    assert (tmp_path / "share" / "radlane.outbox").is_file()
    assert not (tmp_path / "service" / "data" / "outbox").exists()

    caller.post(f"/v1/results/{job['run']}/withdraw", json={"reason": "quality", "comment": "words"})
    *_, third = peer.wait_for(3)
    assert (verified(third)["type"], verified(third)["data"]["reason"]) == ("result.withdrawn", "quality")

    asked = {"model": MODEL, "study": "1.2.3", "callback": f"{peer.url}/own?order=7"}
    other = run_job(caller, asked, _TIMEOUT_S)
    *_, fourth = peer.wait_for(4)
    assert (other["state"], fourth.path) == ("failed", "/hook/own?order=7")
    assert (verified(fourth)["type"], verified(fourth)["data"]["codes"]) == ("job.failed", ["study-not-found"])
    _delivered(caller, other)

    for callback in ("nobody", "https://elsewhere.example/", f"{peer.url}#a"):
        refused = caller.post("/v1/jobs", json={"model": MODEL, "study": study, "callback": callback})
        assert (refused.status_code, refused.json()["code"]) == (422, "usage")
        assert callback not in refused.text
    figures = caller.get("/metrics").text
    assert 'radlane_callback_attempts_total{receiver="ris",state="delivered"} 3.0' in figures
    assert 'radlane_callback_attempts_total{receiver="ris",state="pending"} 1.0' in figures


def _delivered(caller: httpx.Client, job: dict[str, Any]) -> dict[str, Any]:
    """What the job's document says of its callback, when it is delivered."""
    for _ in range(200):
        callback: dict[str, Any] = caller.get(f"/v1/jobs/{job['id']}").json()["callback"]
        if callback["state"] == "delivered":
            return callback
    raise AssertionError(callback)
