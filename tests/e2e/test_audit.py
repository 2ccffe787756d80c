"""The trail of a service between callers, Orthanc and a receiver of syslog: each use of a study is there, in order, and
nothing of the patient.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import httpx
import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset

from support.audit_messages import judge_messages
from support.caller import pacs_settings, run_job, wait_for
from support.lane import DONE, FAILED, MODEL, radlane
from support.orthanc import Orthanc
from support.radiographs import real
from support.rsyslog import Rsyslog, make_certificates, receiving
from support.server import Server, serving

_TIMEOUT_S = 90
_ADDRESS = "127.0.0.1"
_SCOPES = ("jobs:read", "jobs:write", "results:read", "results:withdraw", "predict", "audit:read")
# What the engine does for a job, between the records of those who ask.
_BY_JOBS = ("study-queried", "instances-retrieved", "instances-stored")
_ANALYSIS = [
    ("study-queried", "begun"),
    ("instances-retrieved", "begun"),
    ("instances-retrieved", "done"),
    ("study-queried", "begun"),
    ("study-queried", "begun"),
    ("instances-stored", "begun"),
    ("instances-stored", "done"),
]


@dataclass(frozen=True, kw_only=True)
class Ward:
    """A service with keys, the PACS behind it with RG1, and who gets its audit messages."""

    server: Server
    logs: Rsyslog
    settings: dict[str, str]
    chest: FileDataset
    key: str
    key_id: str

    def caller(self, **headers: str) -> httpx.Client:
        return httpx.Client(base_url=self.server.url, trust_env=False, timeout=30, headers=headers)

    def command(self, *words: str) -> Any:
        return radlane(*words, home=self.server.folder, **self.settings)


@pytest.fixture
def ward(orthanc: Orthanc, tmp_path: Path) -> Iterator[Ward]:
    chest = dcmread(real("RG1_UNCI.dcm"))
    orthanc.empty()
    orthanc.put(chest)
    (tmp_path / "certificates").mkdir()
    certificates = make_certificates(tmp_path / "certificates")
    with receiving(tmp_path / "rsyslog", certificates) as logs:
        settings = {
            **pacs_settings(orthanc),
            "RADLANE_ACCESS": "keys",
            "RADLANE_AUDIT__SYSLOG__HOST": "localhost",
            "RADLANE_AUDIT__SYSLOG__PORT": str(logs.port),
            "RADLANE_AUDIT__SYSLOG__CA_FILE": str(certificates.ca),
        }
        folder = tmp_path / "service"
        folder.mkdir()
        scopes = [word for scope in _SCOPES for word in ("--scope", scope)]
        made = radlane("keys", "create", "ris", *scopes, "--json", home=folder, **settings).answer
        with serving(folder, **settings) as server:
            yield Ward(server=server, logs=logs, settings=settings, chest=chest, key=made["key"], key_id=made["id"])


def test_every_use_of_a_study_is_in_the_trail_in_order(ward: Ward) -> None:
    study = str(ward.chest.StudyInstanceUID)
    with ward.caller(Authorization=f"Bearer {ward.key}") as caller, ward.caller() as stranger:
        job = run_job(caller, {"study": study, "model": MODEL}, _TIMEOUT_S)
        assert job["state"] == "succeeded"
        path = f"/v1/jobs/{job['id']}"
        result = caller.get(f"{path}/result").json()
        for item in result["objects"]:
            assert caller.get(f"{path}/objects/{item['sop_instance_uid']}").status_code == 200
        assert stranger.get(f"{path}/result").status_code == 401
        assert caller.get("/metrics").status_code == 403
        content = real("RG1_UNCI.dcm").read_bytes()
        headers = {"Content-Type": "application/dicom"}
        assert caller.post(f"/v1/predict?model={MODEL}", content=content, headers=headers).status_code == 200
        run = caller.get("/v1/results").json()["items"][0]["run"]
        withdrawn = caller.post(f"/v1/results/{run}/withdraw", json={"reason": "safety"})
        wait_for(caller, withdrawn.headers["location"], _TIMEOUT_S)
        assert caller.get("/v1/jobs").status_code == 200
        trail = caller.get("/v1/audit?limit=200").json()["items"][::-1]
    withdrawal = withdrawn.headers["location"].rpartition("/")[2]
    _says_what_was_asked(ward, trail, (job["id"], withdrawal), result, study)
    _says_what_jobs_did(trail, job["id"], withdrawal, study)
    assert [item["number"] for item in trail] == list(range(1, len(trail) + 1))
    assert ward.command("audit", "verify", "--json").answer["ok"]
    _arrived(ward, trail)
    _nothing_of_the_patient(ward, trail)


def _says_what_was_asked(
    ward: Ward, trail: list[dict[str, Any]], jobs: tuple[str, str], result: dict[str, Any], study: str
) -> None:
    """Each request and command that touched a study, from its own words, is one record; in the order of the calls."""
    job_route, (one, note), key = "/v1/jobs/{job_id}", jobs, ward.key_id
    objects = [("object-read", "done", key, f"GET {job_route}/objects/{{sop_instance_uid}}", study, one)] * 3
    assert len(result["objects"]) == len(objects)
    me = trail[0]["caller"]
    assert me.startswith("os:")
    expected = [
        ("key-created", "done", me, "radlane keys create", None, None),
        *[("model-added", "done", me, "radlane serve", None, None)] * 3,
        *[("model-tagged", "done", me, "radlane serve", None, None)] * 3,
        ("service-started", "done", me, "radlane serve", None, None),
        ("settings-used", "done", me, "radlane serve", None, None),
        ("models-used", "done", me, "radlane serve", None, None),
        ("job-asked", "done", key, "POST /v1/jobs", study, one),
        ("job-read", "done", key, f"GET {job_route}", study, one),
        ("result-read", "done", key, f"GET {job_route}/result", study, one),
        *objects,
        ("login-refused", "done", "", f"GET {job_route}/result", None, None),
        ("access-refused", "done", key, "GET /metrics", None, None),
        ("predicted", "begun", key, "POST /v1/predict", study, None),
        ("predicted", "done", key, "POST /v1/predict", study, None),
        ("results-listed", "done", key, "GET /v1/results", None, None),
        ("result-withdrawn", "done", key, "POST /v1/results/{run_id}/withdraw", study, None),
        ("job-read", "done", key, f"GET {job_route}", study, note),
        ("jobs-listed", "done", key, "GET /v1/jobs", None, None),
        ("trail-read", "done", key, "GET /v1/audit", None, None),
    ]
    asked = [item for item in trail if item["action"] not in _BY_JOBS]
    names = ("action", "outcome", "caller", "via", "study", "job")
    assert [tuple(item[name] for name in names) for item in asked] == expected
    assert {item["address"] for item in asked[10:]} == {_ADDRESS}
    lists = [item["facts"]["studies"] for item in asked if item["action"] in ("jobs-listed", "results-listed")]
    assert lists == [[study], [study]]
    read = [uid for item in asked if item["action"] == "object-read" for uid in _instances(item)]
    assert read == [item["sop_instance_uid"] for item in result["objects"]]


def _says_what_jobs_did(trail: list[dict[str, Any]], analysis: str, withdrawal: str, study: str) -> None:
    done = [item for item in trail if item["action"] in _BY_JOBS]
    assert {(item["study"], item["facts"]["archive"]) for item in done} == {(study, "pacs")}
    steps = [(item["action"], item["outcome"]) for item in done if item["job"] == analysis]
    assert steps == _ANALYSIS
    note = [(item["action"], item["outcome"]) for item in done if item["job"] == withdrawal]
    assert ("instances-stored", "begun") in note
    assert note.index(("instances-stored", "begun")) < note.index(("instances-stored", "done"))
    assert {item["job"] for item in done} == {analysis, withdrawal}


def _instances(item: dict[str, Any]) -> list[str]:
    return [uid for of_class in item["facts"]["classes"].values() for uid in of_class["instances"]]


def _arrived(ward: Ward, trail: list[dict[str, Any]]) -> None:
    """The receiver has each record as a valid message, in the order of their numbers, each with its head."""
    received = ward.logs.received(len(trail))[: len(trail)]
    bodies = [item.raw.partition(" - ")[2] for item in received]
    paths = [ward.logs.folder / f"{number}.xml" for number in range(len(bodies))]
    for path, body in zip(paths, bodies, strict=True):
        path.write_text(body)
    assert judge_messages(paths) == []
    heads = [_head_of(body) for body in bodies]
    assert heads == [f"{item['number']}:{item['mac']}" for item in trail]
    assert ward.command("audit", "verify", "--head", heads[-1]).code == DONE
    assert ward.command("audit", "verify", "--head", f"{len(trail) + 99}:{'0' * 64}").code == FAILED


def _head_of(body: str) -> str:
    (found,) = (
        item.attrib["ParticipantObjectID"]
        for item in fromstring(body).iter("ParticipantObjectIdentification")
        if item[0].attrib["csd-code"] == "audit-record"
    )
    return found


def _nothing_of_the_patient(ward: Ward, trail: list[dict[str, Any]]) -> None:
    messages = [item.raw for item in ward.logs.received(1)]
    details = [
        base64.b64decode(item.attrib["value"]).decode()
        for message in messages
        for item in fromstring(message.partition(" - ")[2]).iter("ParticipantObjectDetail")
    ]
    said = "\n".join([str(trail), *messages, *details])
    for secret in (str(ward.chest.PatientName), str(ward.chest.PatientID), ward.key.split("_", 2)[2]):
        assert secret not in said
