"""The Orthanc of the compose file, with its script, before `radlane serve` with API keys: a study that arrives there is
analysed, without anybody asking.

The images are the sample of the compose file and RG3 of pydicom-data, a tibia.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import generate_uid

from support.caller import pacs_settings
from support.lane import DONE, radlane
from support.orthanc import Orthanc, running
from support.radiographs import real
from support.server import Server, free_port, serving
from support.sources import ROOT

DOCKER = ROOT / "docker"
_PATIENCE_S = 60.0
_STABLE_S = 1  # Orthanc looks once a second


@dataclass(frozen=True, kw_only=True)
class Site:
    """An Orthanc with our script, and where the service before it is, or will be."""

    orthanc: Orthanc
    folder: Path
    port: int

    @property
    def key_file(self) -> Path:
        return self.folder / "trigger_key"

    @property
    def settings(self) -> dict[str, str]:
        return {**pacs_settings(self.orthanc), "RADLANE_ACCESS": "keys"}

    def make_key(self) -> None:
        """As an administrator does it; the script only writes jobs, the test also reads them."""
        command = ("keys", "create", "orthanc", "--scope", "jobs:write", "--scope", "jobs:read", "--json")
        ended = radlane(*command, home=self.folder / "service", **self.settings)
        assert ended.code == DONE, ended.stdout
        self.key_file.write_text(f"{ended.answer['key']}\n")

    def jobs(self) -> list[dict[str, Any]]:
        """All jobs."""
        headers = {"Authorization": f"Bearer {self.key_file.read_text().strip()}"}
        answer = httpx.get(f"http://127.0.0.1:{self.port}/v1/jobs", headers=headers, trust_env=False, timeout=30)
        items: list[dict[str, Any]] = answer.raise_for_status().json()["items"]
        return items

    def ended_jobs(self) -> list[dict[str, Any]]:
        return [job for job in self.jobs() if job["state"] in {"succeeded", "not-analysed", "failed"}]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    home = tmp_path / "orthanc"
    home.mkdir()
    script = shutil.copy(DOCKER / "orthanc" / "radlane.lua", home)  # beside the settings, as in the container
    shipped = json.loads((DOCKER / "orthanc" / "orthanc.json").read_text())
    changed = {"StableAge": _STABLE_S, "LuaScripts": [str(script)], "ExecuteLuaEnabled": True}
    port = free_port()
    where = {"RADLANE_URL": f"http://127.0.0.1:{port}", "RADLANE_KEY_FILE": str(tmp_path / "trigger_key")}
    with running(home, {**shipped, **changed}, **where) as orthanc:
        made = Site(orthanc=orthanc, folder=tmp_path, port=port)
        made.make_key()
        yield made


@pytest.fixture
def service(site: Site) -> Iterator[Server]:
    with serving(site.folder / "service", port=site.port, **site.settings) as server:
        yield server


def send_sample(orthanc: Orthanc) -> None:
    """As the compose file's service does it."""
    url = orthanc.url.removesuffix("/dicom-web")
    script = DOCKER / "sample" / "chest.py"
    subprocess.run(
        [sys.executable, script, "--orthanc", url, "--password-file", orthanc.password_file], check=True, timeout=60
    )


def until(is_so: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def reports(orthanc: Orthanc) -> list[Dataset]:
    return [dataset for dataset in orthanc.held() if dataset.Modality == "SR"]


def test_a_study_that_arrives_is_analysed_once(site: Site, service: Server) -> None:
    """Its results make the study stable again; neither they nor the same image once more are asked for."""
    send_sample(site.orthanc)
    until(lambda: len(reports(site.orthanc)) == 1, "no report")
    until(lambda: len(site.ended_jobs()) == 1, "the job does not end")
    (job,) = site.jobs()
    assert (job["state"], job["model"]) == ("succeeded", "cxr-lungs")
    send_sample(site.orthanc)
    time.sleep(4 * _STABLE_S + 2)
    assert [one["id"] for one in site.jobs()] == [job["id"]]
    assert len(site.orthanc.held()) == 1 + 3
    said = (site.folder / "orthanc" / "log").read_text()
    assert site.key_file.read_text().strip() not in said
    assert str(reports(site.orthanc)[0].StudyInstanceUID) not in said


def test_a_study_that_grows_is_asked_for_again(site: Site, service: Server) -> None:
    send_sample(site.orthanc)
    until(lambda: len(site.ended_jobs()) == 1, "no job")
    second = dcmread(real("RG3_UNCI.dcm"))
    (first,) = (dataset for dataset in site.orthanc.held() if dataset.Modality == "CR")
    second.StudyInstanceUID, second.PatientID, second.Modality = first.StudyInstanceUID, first.PatientID, "CR"
    site.orthanc.put(second)
    until(lambda: len(site.ended_jobs()) == 2, "no second job")
    assert [job["study"] for job in site.jobs()] == [str(first.StudyInstanceUID)] * 2


def test_what_no_model_reads_is_not_asked_for(site: Site, service: Server) -> None:
    image = dcmread(real("RG3_UNCI.dcm"))
    image.Modality = "US"
    site.orthanc.put(image)
    time.sleep(3 * _STABLE_S + 1)
    assert site.jobs() == []


def test_a_service_that_is_away_is_asked_again(site: Site) -> None:
    """Orthanc calls OnHeartBeat since 1.11.1; here the test does."""
    send_sample(site.orthanc)
    until(lambda: "was not accepted" in (site.folder / "orthanc" / "log").read_text(), "nothing was tried")
    with serving(site.folder / "service", port=site.port, **site.settings):
        beat(site)
        until(lambda: len(site.ended_jobs()) == 1, "no job")
        beat(site)
        assert len(site.jobs()) == 1


def send(orthanc: Orthanc, modality: str, study: str | None = None) -> str:
    """An image of another series, in a study of its own if none is named."""
    image = dcmread(real("RG3_UNCI.dcm"))
    image.Modality = modality
    image.StudyInstanceUID = study or generate_uid()
    image.PatientID = "P"
    image.SeriesInstanceUID, image.SOPInstanceUID = generate_uid(), generate_uid()
    image.file_meta.MediaStorageSOPInstanceUID = image.SOPInstanceUID
    orthanc.put(image)
    return str(image.StudyInstanceUID)


def beat(site: Site) -> None:
    site.orthanc._call("POST", "/tools/execute-script", b"OnHeartBeat()")


def test_what_is_refused_again_and_again_makes_no_further_jobs_and_holds_up_nobody(site: Site) -> None:
    """A model of the script's table that the site does not have."""
    only = site.folder / "models"
    shutil.copytree(ROOT / "models" / "cxr-lungs", only / "cxr-lungs")
    (only / "tags.json").write_text(json.dumps({"cxr-lungs": {"production": "1.0.0"}}))
    log = site.folder / "orthanc" / "log"
    both = send(site.orthanc, "CR")
    send(site.orthanc, "CT", both)
    send(site.orthanc, "CT")
    last = send(site.orthanc, "CR")
    until(lambda: len(set(re.findall(r"study (\S+) with", log.read_text()))) == 3, "not all were tried")
    with serving(
        site.folder / "service", port=site.port, **site.settings, RADLANE_MODELS_DIR=str(only), RADLANE_WORKERS="1"
    ):
        beat(site)
        until(lambda: len(site.ended_jobs()) == 2, "not all that can be are asked for")
        for _ in range(3):
            beat(site)
        assert {job["study"] for job in site.jobs()} == {both, last}
        assert len(site.jobs()) == 2


def test_a_refusal_is_no_job(site: Site, service: Server) -> None:
    """Orthanc hands the body of a refusal over as if it were an answer: here the key is a wrong one."""
    right = site.key_file.read_text()
    site.key_file.write_text("rl_000000000000_wrong\n")
    send_sample(site.orthanc)
    until(lambda: "was not accepted" in (site.folder / "orthanc" / "log").read_text(), "nothing was tried")
    site.key_file.write_text(right)
    assert site.jobs() == []
    beat(site)
    until(lambda: len(site.ended_jobs()) == 1, "no job")
    assert [job["state"] for job in site.jobs()] == ["succeeded"]
