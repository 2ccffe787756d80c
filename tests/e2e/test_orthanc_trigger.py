"""The Orthanc of the compose file before `radlane serve` with API keys and rules: a study that arrives there is
analysed, without anybody asking. It tells of studies by its script in Lua, or by the plugin in Python that does the
same.

The images are the sample of the compose file, and RG3 of pydicom-data, a tibia.
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
from support.validators import require

DOCKER = ROOT / "docker"
_PATIENCE_S = 60.0
_STABLE_S = 1  # Orthanc looks once a second
_RULES = """
rules:
  - {name: radiographs, when: {modality: CR}, run: cxr-lungs}
  - {name: ct, when: {modality: CT}, run: ct-tissue}
"""


@dataclass(frozen=True, kw_only=True)
class Site:
    """An Orthanc with our script, and where the service before it is, or will be."""

    orthanc: Orthanc
    folder: Path
    port: int
    plugin: str

    @property
    def key_file(self) -> Path:
        return self.folder / "trigger_key"

    @property
    def log(self) -> str:
        return (self.folder / "orthanc" / "log").read_text()

    @property
    def settings(self) -> dict[str, str]:
        rules = {"RADLANE_RULES_FILE": str(self.folder / "rules.yaml")}
        return {**pacs_settings(self.orthanc), **rules, "RADLANE_ACCESS": "keys"}

    def prepare(self) -> None:
        """As an administrator does it; the script only writes jobs, the test also reads them."""
        (self.folder / "rules.yaml").write_text(_RULES)
        command = ("keys", "create", "orthanc", "--scope", "jobs:write", "--scope", "jobs:read", "--json")
        ended = radlane(*command, home=self.folder / "service", **self.settings)
        assert ended.code == DONE, ended.stdout
        self.key_file.write_text(f"{ended.answer['key']}\n")

    def again(self) -> None:
        """Let what failed be tried again: Orthanc calls OnHeartBeat since 1.11.1; the plugin does it by itself."""
        if self.plugin == "lua":
            self.orthanc._call("POST", "/tools/execute-script", b"OnHeartBeat()")

    def jobs(self) -> list[dict[str, Any]]:
        """All jobs."""
        headers = {"Authorization": f"Bearer {self.key_file.read_text().strip()}"}
        answer = httpx.get(f"http://127.0.0.1:{self.port}/v1/jobs", headers=headers, trust_env=False, timeout=30)
        items: list[dict[str, Any]] = answer.raise_for_status().json()["items"]
        return items

    def ended_jobs(self) -> list[dict[str, Any]]:
        return [job for job in self.jobs() if job["state"] in {"succeeded", "not-analysed", "failed"}]


@pytest.fixture(params=["lua", "python"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    home = tmp_path / "orthanc"
    home.mkdir()
    port = free_port()
    where = {"RADLANE_URL": f"http://127.0.0.1:{port}", "RADLANE_KEY_FILE": str(tmp_path / "trigger_key")}
    with running(home, _orthanc_settings(request.param, home), **where) as orthanc:
        made = Site(orthanc=orthanc, folder=tmp_path, port=port, plugin=request.param)
        made.prepare()
        yield made


def _orthanc_settings(plugin: str, home: Path) -> dict[str, object]:
    """Those of the compose file; the plugin takes the place of the script."""
    shipped = json.loads((DOCKER / "orthanc" / "orthanc.json").read_text())
    shipped |= {"StableAge": _STABLE_S, "ExecuteLuaEnabled": True}
    script = str(shutil.copy(DOCKER / "orthanc" / ("radlane.lua" if plugin == "lua" else "radlane.py"), home))
    if plugin == "lua":
        return {**shipped, "Plugins": [], "LuaScripts": [script]}
    return {**shipped, "LuaScripts": [], "PythonScript": script, "Plugins": [require("libOrthancPython.so")]}


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


def send(orthanc: Orthanc, modality: str, study: str | None = None) -> str:
    """An image of another series, in a study of its own if none is named."""
    image = dcmread(real("RG3_UNCI.dcm"))
    image.Modality = modality
    image.StudyInstanceUID = study or generate_uid()
    image.PatientID, image.BodyPartExamined = "P", "CHEST"
    image.SeriesInstanceUID, image.SOPInstanceUID = generate_uid(), generate_uid()
    image.file_meta.MediaStorageSOPInstanceUID = image.SOPInstanceUID
    orthanc.put(image)
    return str(image.StudyInstanceUID)


def until(is_so: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def reports(orthanc: Orthanc) -> list[Dataset]:
    return [dataset for dataset in orthanc.held() if dataset.Modality == "SR"]


def test_a_study_that_arrives_is_analysed_once_and_again_where_it_grows(site: Site, service: Server) -> None:
    """Its results make the study stable again; neither they, nor the same image once more, are asked for."""
    send(site.orthanc, "US")  # no rule fits it
    send_sample(site.orthanc)
    until(lambda: len(reports(site.orthanc)) == 1, "no report")
    until(lambda: len(site.ended_jobs()) == 1, "the job does not end")
    (job,) = site.jobs()
    assert (job["state"], job["model"]) == ("succeeded", "cxr-lungs")
    send_sample(site.orthanc)
    time.sleep(4 * _STABLE_S + 2)
    assert [one["id"] for one in site.jobs()] == [job["id"]]
    study = str(reports(site.orthanc)[0].StudyInstanceUID)
    assert site.key_file.read_text().strip() not in site.log
    assert study not in site.log
    second = dcmread(real("RG3_UNCI.dcm"))
    (first,) = (dataset for dataset in site.orthanc.held() if dataset.Modality == "CR")
    second.StudyInstanceUID, second.PatientID, second.Modality = study, first.PatientID, "CR"
    second.BodyPartExamined = "CHEST"
    site.orthanc.put(second)
    until(lambda: len(site.ended_jobs()) == 2, "no second job")
    assert [one["study"] for one in site.jobs()] == [study] * 2


def test_a_service_that_is_away_is_told_later(site: Site) -> None:
    send_sample(site.orthanc)
    until(lambda: "was not accepted" in site.log, "nothing was tried")
    with serving(site.folder / "service", port=site.port, **site.settings):
        site.again()
        until(lambda: len(site.ended_jobs()) == 1, "no job")
        site.again()
        assert len(site.jobs()) == 1


def test_a_refusal_is_no_job_and_holds_up_nobody(site: Site, service: Server) -> None:
    """Orthanc hands the body of a refusal over as if it were an answer: here the key is a wrong one."""
    right = site.key_file.read_text()
    site.key_file.write_text("rl_000000000000_wrong\n")
    ours = {send(site.orthanc, "CR"), send(site.orthanc, "CR")}
    until(lambda: len(set(re.findall(r"study (\S+) was not accepted", site.log))) == 2, "not all were tried")
    site.key_file.write_text(right)
    assert site.jobs() == []
    site.again()
    until(lambda: len(site.ended_jobs()) == 2, "no jobs")
    assert {job["study"] for job in site.jobs()} == ours
