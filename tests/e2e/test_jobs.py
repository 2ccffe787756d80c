"""Durable jobs on a real PACS: `radlane serve` between a caller and Orthanc."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset

from support.archives import held
from support.caller import pacs_settings, run_job, wait_for
from support.lane import MODEL
from support.orthanc import Orthanc
from support.radiographs import real, save
from support.reading import groups, segments
from support.server import Server, serving

_TIMEOUT_S = 90


@dataclass(frozen=True, kw_only=True)
class Ward:
    """A service, the PACS behind it, and a folder as a second archive; RG1 is in both, RG3 in the PACS."""

    server: Server
    orthanc: Orthanc
    folder: Path
    chest: FileDataset
    tibia: FileDataset
    caller: httpx.Client
    settings: dict[str, str]

    def job(self, **body: Any) -> dict[str, Any]:
        """Ask for a job and wait for its end."""
        return run_job(self.caller, {"model": MODEL, **body}, _TIMEOUT_S)

    def result(self, job: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = self.caller.get(f"/v1/jobs/{job['id']}/result").json()
        return answer

    def in_study(self, dataset: FileDataset) -> dict[str, Any]:
        """SOP Instance UID -> data set of all that the PACS has of a study."""
        return held(self.orthanc.archive(), str(dataset.StudyInstanceUID))


@pytest.fixture
def ward(orthanc: Orthanc, tmp_path: Path) -> Iterator[Ward]:
    chest, tibia = dcmread(real("RG1_UNCI.dcm")), dcmread(real("RG3_UNCI.dcm"))
    orthanc.empty()
    for dataset in (chest, tibia):
        orthanc.put(dataset)
    save(dcmread(real("RG1_UNCI.dcm")), tmp_path / "vna")
    settings = {
        **pacs_settings(orthanc),
        "RADLANE_ARCHIVES__VNA__KIND": "folder",
        "RADLANE_ARCHIVES__VNA__PATH": str(tmp_path / "vna"),
    }
    with (
        serving(tmp_path / "service", **settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as caller,
    ):
        yield Ward(
            server=server,
            orthanc=orthanc,
            folder=tmp_path / "vna",
            chest=chest,
            tibia=tibia,
            caller=caller,
            settings=settings,
        )


def test_a_chest_in_the_pacs(ward: Ward) -> None:
    """Three objects in three series of the study, as they lie in the outbox; the SR's areas are the SEG's pixels."""
    job = ward.job(study=str(ward.chest.StudyInstanceUID))
    assert (job["state"], job["error"], job["reused_from"]) == ("succeeded", None, None)
    result = ward.result(job)
    assert result["verdict"] == "analysed"
    assert {d["state"] for item in result["objects"] for d in item["deliveries"]} == {"stored"}
    found = ward.in_study(ward.chest)
    assert len(found) == 1 + 3
    made = {uid: dataset for uid, dataset in found.items() if uid != str(ward.chest.SOPInstanceUID)}
    assert {dataset.Modality for dataset in made.values()} == {"SEG", "OT", "SR"}
    assert len({dataset.SeriesInstanceUID for dataset in found.values()}) == 4
    outbox = {path.stem: path for path in (ward.server.folder / "data" / "outbox").rglob("*.dcm")}
    assert outbox.keys() == made.keys()
    for uid, path in outbox.items():
        assert dcmread(path) == made[uid]
        sent = ward.caller.get(f"/v1/jobs/{job['id']}/objects/{uid}").content
        assert hashlib.sha256(sent).hexdigest() == hashlib.sha256(path.read_bytes()).hexdigest()
    (report,) = (dataset for dataset in made.values() if dataset.Modality == "SR")
    (segmentation,) = (dataset for dataset in made.values() if dataset.Modality == "SEG")
    areas = {group.tracking_uid: group.area.value for group in groups(report) if group.area}
    assert areas == {segment.tracking_uid: float(segment.mask.sum()) for segment in segments(segmentation)}


def test_the_same_again_is_reused_and_a_rerun_is_not(ward: Ward) -> None:
    study = str(ward.chest.StudyInstanceUID)
    first = ward.job(study=study)
    before = ward.in_study(ward.chest)
    second = ward.job(study=study)
    assert (second["state"], second["reused_from"]) == ("succeeded", first["id"])
    assert ward.in_study(ward.chest) == before
    third = ward.job(study=study, rerun={"reason": "asked for"})
    assert (third["state"], third["reused_from"]) == ("succeeded", None)
    assert len(ward.in_study(ward.chest)) == len(before) + 3
    runs = ward.caller.get("/v1/results").json()["items"]
    assert [(run["number"], run["state"]) for run in runs] == [(2, "complete"), (1, "complete")]


def test_two_destinations_get_the_same_bytes(ward: Ward) -> None:
    job = ward.job(study=str(ward.chest.StudyInstanceUID), destinations=["pacs", "vna"])
    assert job["state"] == "succeeded"
    in_folder = {path.stem: dcmread(path) for path in ward.folder.rglob("2.25.*.dcm")}
    assert len(in_folder) == 3
    in_pacs = ward.in_study(ward.chest)
    assert {uid: in_pacs[uid] for uid in in_folder} == in_folder
    for item in ward.result(job)["objects"]:
        assert sorted((d["destination"], d["state"]) for d in item["deliveries"]) == [
            ("pacs", "stored"),
            ("vna", "stored"),
        ]


def test_what_was_deleted_in_the_pacs_is_not_sent_again(ward: Ward) -> None:
    """Somebody there decided so; only a rerun makes a new result."""
    study = str(ward.chest.StudyInstanceUID)
    ward.job(study=study)
    ward.orthanc.empty()
    ward.orthanc.put(ward.chest)
    again = ward.job(study=study)
    assert again["state"] == "succeeded"
    assert again["reused_from"]
    assert len(ward.in_study(ward.chest)) == 1
    ward.job(study=study, rerun={"reason": "it was deleted by mistake"})
    assert len(ward.in_study(ward.chest)) == 4


def test_a_tibia_ends_with_a_reason_and_nothing_is_stored(ward: Ward) -> None:
    job = ward.job(study=str(ward.tibia.StudyInstanceUID))
    assert (job["state"], [reason["code"] for reason in job["reasons"]]) == ("not-analysed", ["body-part-mismatch"])
    assert len(ward.in_study(ward.tibia)) == 1
    assert ward.caller.get(f"/v1/jobs/{job['id']}/result").json()["code"] == "job-conflict"


def test_nothing_of_the_patient_is_said(ward: Ward) -> None:
    ward.job(study=str(ward.chest.StudyInstanceUID))
    said = ward.server.said
    assert str(ward.chest.PatientName) not in said
    assert str(ward.chest.PatientID) not in said
    for table in ("jobs.sqlite", "engine.sqlite"):
        content = b"".join(path.read_bytes() for path in (ward.server.folder / "data").glob(f"{table}*"))
        assert str(ward.chest.PatientName).encode() not in content
        assert str(ward.chest.PatientID).encode() not in content


def test_a_service_that_is_stopped_goes_on_where_it_was(ward: Ward) -> None:
    """SIGTERM while a job is queued or runs: the next service finishes it."""
    asked = ward.caller.post("/v1/jobs", json={"model": MODEL, "study": str(ward.chest.StudyInstanceUID)})
    assert ward.server.stop() == 0
    with (
        serving(ward.server.folder, **ward.settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as caller,
    ):
        state = wait_for(caller, asked.headers["location"], _TIMEOUT_S)["state"]
    assert state == "succeeded"
    assert len(ward.in_study(ward.chest)) == 4
