"""A workitem on radlane's worklist, and one on a worklist that radlane performs for, from curl to the SR in Orthanc.

The worklist elsewhere is radlane's own over HTTP: a search of PyPI, npm and Debian by names and
descriptions (November 2026) found clients of DICOMweb, but no server of UPS-RS that could be installed.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydicom import dcmread
from pydicom.uid import generate_uid

from support.caller import pacs_settings
from support.orthanc import USER, Orthanc
from support.radiographs import real
from support.server import Server, free_port, serving
from support.ups_table import code, el, new, reference

MODEL = "cxr-lungs"
_PATIENCE_S = 120.0


@dataclass(frozen=True, kw_only=True)
class Site:
    """A service before an Orthanc that has a radiograph."""

    server: Server
    orthanc: Orthanc
    study: str
    series: str
    patient: str

    def caller(self) -> httpx.Client:
        headers = {"Content-Type": "application/dicom+json", "Accept": "application/dicom+json"}
        return httpx.Client(base_url=self.server.url, trust_env=False, timeout=30, headers=headers)

    def asked(self, value: str) -> dict[str, Any]:
        subject = reference(self.study, self.series)
        subject["0040E025"] = el("SQ", {"00081190": el("UR", f"{self.orthanc.url}/studies/{self.study}")})
        return new(
            t00100020=el("LO", self.patient),
            t00404018=el("SQ", code(value)),
            t00404021=el("SQ", subject),
        )


def _until(caller: httpx.Client, uid: str, state: str) -> dict[str, Any]:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        item: dict[str, Any] = caller.get(f"/dicomweb/workitems/{uid}").json()[0]
        if item["00741000"]["Value"] == [state]:
            return item
        time.sleep(0.1)
    raise AssertionError(item)


@pytest.fixture(scope="module")
def site(orthanc: Orthanc, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    image = dcmread(real("RG1_UNCI.dcm"))
    image.StudyInstanceUID, image.SeriesInstanceUID, image.SOPInstanceUID = (generate_uid() for _ in range(3))
    image.file_meta.MediaStorageSOPInstanceUID = image.SOPInstanceUID
    orthanc.put(image)
    procedure = {"scheme": "99SITE", "model": MODEL, "source": "pacs"}
    port = free_port()
    elsewhere = {
        "url": f"http://127.0.0.1:{port}/dicomweb",
        "procedures": [{**procedure, "code": "elsewhere"}],
        "every_seconds": 0.3,
        "progress_seconds": 0.3,
    }
    settings = {
        **pacs_settings(orthanc),
        "RADLANE_WORKLIST__PROCEDURES": json.dumps([{**procedure, "code": "own"}]),
        "RADLANE_WORKLISTS": json.dumps({"ris": elsewhere}),
    }
    with serving(tmp_path_factory.mktemp("service"), port=port, **settings) as server:
        yield Site(
            server=server,
            orthanc=orthanc,
            study=str(image.StudyInstanceUID),
            series=str(image.SeriesInstanceUID),
            patient=str(image.PatientID),
        )


def _uids(item: dict[str, Any]) -> set[str]:
    """The instances of Output Information."""
    (performed,) = item["00741216"]["Value"]
    return {
        sop["00081155"]["Value"][0] for output in performed["00404033"]["Value"] for sop in output["00081199"]["Value"]
    }


def _urls(item: dict[str, Any]) -> list[str]:
    (performed,) = item["00741216"]["Value"]
    return [
        place["00081190"]["Value"][0]
        for output in performed["00404033"]["Value"]
        for place in output["0040E025"]["Value"]
    ]


@pytest.mark.parametrize("value", ["own", "elsewhere"])
def test_a_workitem_becomes_an_sr_in_the_pacs_and_says_where_it_is(site: Site, value: str, tmp_path: Path) -> None:
    uid = generate_uid()
    payload = tmp_path / "workitem.json"
    payload.write_text(json.dumps(site.asked(value)))
    url = f"{site.server.url}/dicomweb/workitems?workitem={uid}"
    media_type = "Content-Type: application/dicom+json"
    sent = subprocess.run(
        ["curl", "-sS", "--noproxy", "*", "-i", "-H", media_type, "--data", f"@{payload}", url],
        check=True,
        capture_output=True,
        timeout=30,
    )
    assert b" 201 " in sent.stdout.splitlines()[0]
    with site.caller() as caller:
        item = _until(caller, uid, "COMPLETED")
    held = {str(dataset.SOPInstanceUID) for dataset in site.orthanc.find("SR")}
    assert _uids(item) & held
    assert all(
        httpx.get(
            f"{url}/metadata", auth=(USER, site.orthanc.password_file.read_text().strip()), trust_env=False
        ).json()
        for url in _urls(item)
    )


def test_a_cancelled_workitem_stops_its_job(site: Site) -> None:
    uid = generate_uid()
    with site.caller() as caller:
        json_body = {"Content-Type": "application/json"}
        pause = caller.post(f"/v1/models/{MODEL}/pause", content=json.dumps({"reason": "a test"}), headers=json_body)
        assert pause.status_code < 300, pause.text
        assert (
            caller.post(f"/dicomweb/workitems?workitem={uid}", content=json.dumps(site.asked("own"))).status_code == 201
        )
        _until(caller, uid, "IN PROGRESS")
        reason = {"00741238": el("LT", "Ordered twice"), "0074100E": el("SQ", code("110510", "DCM"))}
        answer = caller.post(f"/dicomweb/workitems/{uid}/cancelrequest", content=json.dumps(reason))
        assert answer.status_code == 202
        item = _until(caller, uid, "CANCELED")
        jobs = caller.get("/v1/jobs").json()["items"]
        caller.post(f"/v1/models/{MODEL}/resume", content="{}", headers=json_body)
    assert jobs[0]["state"] == "cancelled"
    (progress,) = item["00741002"]["Value"]
    assert progress["00741238"]["Value"] == ["Ordered twice"]
    assert progress["0074100E"]["Value"][0]["00080100"]["Value"] == ["110510"]


def test_the_log_tells_no_transaction_uid_and_no_name(site: Site) -> None:
    said = site.server.said
    assert "Doe" not in said
    with site.caller() as caller:
        uid, lock = generate_uid(), generate_uid()
        caller.post(f"/dicomweb/workitems?workitem={uid}", content=json.dumps(site.asked("others")))
        claim = {"00741000": el("CS", "IN PROGRESS"), "00081195": el("UI", lock)}
        assert caller.put(f"/dicomweb/workitems/{uid}/state", content=json.dumps(claim)).status_code == 200
        change = json.dumps({"00741204": el("LO", "Other")})
        assert caller.post(f"/dicomweb/workitems/{uid}?transaction-uid={lock}", content=change).status_code == 200
        assert lock not in caller.get(f"/dicomweb/workitems/{uid}").text
    assert lock not in site.server.said
