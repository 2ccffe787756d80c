"""Studies of a real PACS are announced, grow, and get their results by rules; the service runs in this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Barrier, Event
from typing import Any, cast

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI
from pydicom import Dataset
from pydicom.dataset import FileDataset
from starlette.types import Receive, Scope, Send

from radlane.api.services import Services
from radlane.app.service import create_app
from radlane.settings.archives import BasicAuthSettings, DicomWebArchiveSettings
from radlane.settings.tree import Settings
from support.announcing import announced
from support.asgi import client, settings_in
from support.caller import FINAL
from support.orthanc import USER, Orthanc
from support.validators import dciodvfy, dsrdump
from support.volume_models import bright_package
from support.volumes import block, series

RULES = """rules:
  - name: heads
    when: {modality: CT, body_part: HEAD, archive: pacs, sop_class: CTImageStorage}
    run: bright
"""
_PATIENCE_S = 120.0


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Calls the service from any thread; `services` are its parts, from the first call on."""

    call: Callable[..., httpx.Response]
    services: list[Services] = field(default_factory=list)

    def get(self, path: str) -> httpx.Response:
        return self.call("GET", path)

    def post(self, path: str, json: dict[str, Any]) -> httpx.Response:
        return self.call("POST", path, json=json)

    def delete(self, path: str) -> httpx.Response:
        return self.call("DELETE", path)


@contextmanager
def calling(settings: Settings) -> Iterator[Caller]:
    app, services = create_app(settings, Event()), list[Services]()

    async def seen(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not services:
            services.append(scope["state"]["services"])
        await app(scope, receive, send)

    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(client(cast("FastAPI", seen))) as there,
    ):

        def call(method: str, path: str, **body: Any) -> httpx.Response:
            return portal.call(partial(there.request, method, path, **body))

        call("GET", "/livez")
        yield Caller(call=call, services=services)


@dataclass(frozen=True, kw_only=True)
class Site:
    """A service, its PACS and its rules."""

    orthanc: Orthanc
    caller: Caller
    rules: Path

    def announce(self, study: str, via: str) -> set[str]:
        return {job.id for job in self.caller.services[0].announce(announced(study, source="pacs", via=via))}

    def ask(self, study: str, **body: Any) -> set[str]:
        asked = self.caller.post("/v1/jobs", json={"study": study, "model": "bright", **body})
        assert asked.status_code == 202, asked.text
        return {asked.json()["id"]}

    def job(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.caller.get(f"/v1/jobs/{name}").json()
        return found

    def ended(self, name: str) -> dict[str, Any]:
        deadline = time.monotonic() + _PATIENCE_S
        while self.job(name)["state"] not in FINAL and time.monotonic() < deadline:
            time.sleep(0.1)
        return self.job(name)

    def jobs(self) -> int:
        return len(self.caller.get("/v1/jobs?limit=200").json()["items"])

    def figure(self, name: str) -> list[str]:
        return [line for line in self.caller.get("/metrics").text.splitlines() if line.startswith(name)]


@pytest.fixture
def site(orthanc: Orthanc, tmp_path: Path) -> Iterator[Site]:
    orthanc.empty()
    (tmp_path / "models").mkdir()
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES)
    auth = BasicAuthSettings(kind="basic", username=USER, password_file=orthanc.password_file)
    settings = settings_in(
        tmp_path,
        archives={"pacs": DicomWebArchiveSettings(kind="dicomweb", url=orthanc.url, auth=auth)},
        default_archive="pacs",
        models_dir=bright_package(tmp_path / "models"),
        rules_file=rules,
    )
    with calling(settings) as caller:
        yield Site(orthanc=orthanc, caller=caller, rules=rules)


def test_a_study_is_announced_and_grows(site: Site, tmp_path: Path) -> None:
    every = heads()
    study = put(site, every[:5])
    first = announced_at_once(site, study)
    own_results_start_nothing(site, study)
    put(site, every[5:])
    second = grown(site, study, first, tmp_path)
    waited_for(site, study)
    changed(site, study)
    assert site.ended(next(iter(site.announce(study, "poll"))))["run"] == second


def announced_at_once(site: Site, study: str) -> str:
    """Three triggers and a caller at the same moment: one run, one report."""
    barrier = Barrier(4)

    def go(way: str) -> set[str]:
        barrier.wait()
        return site.ask(study) if way == "rest" else site.announce(study, way)

    with ThreadPoolExecutor(4) as pool:
        names = {name for answer in pool.map(go, ("orthanc", "poll", "stow-rs", "rest")) for name in answer}
    ends = [site.ended(name) for name in names]
    assert {end["state"] for end in ends} == {"succeeded"}, ends
    (run,) = {end["run"] for end in ends}
    assert len(site.orthanc.find("SR")) == len(site.orthanc.find("SEG")) == 1
    return str(run)


def own_results_start_nothing(site: Site, study: str) -> None:
    before = site.jobs()
    for way in ("orthanc", "poll", "stow-rs"):
        assert site.announce(study, way)  # the job that is there
    assert site.jobs() == before


def grown(site: Site, study: str, first: str, folder: Path) -> str:
    """The report of all images lists the one of fewer, in words too; validators find nothing new in it."""
    (old,) = site.orthanc.find("SR")
    (name,) = site.announce(study, "orthanc")
    end = site.ended(name)
    assert (end["state"], end["reused_from"]) == ("succeeded", None), end
    assert end["run"] != first
    assert [event["data"]["rule"] for event in end["timeline"] if event["name"] == "rule"] == ["heads"]
    reports = {str(report.SOPInstanceUID): report for report in site.orthanc.find("SR")}
    new = next(report for uid, report in reports.items() if uid != old.SOPInstanceUID)
    assert (len(reports), listed(old), listed(new)) == (2, [], [old.SOPInstanceUID])
    words = [str(item.TextValue) for item in new.ContentSequence[-1].ContentSequence]
    assert any("takes the place of that one" in text for text in words)
    paths = [folder / "old.dcm", folder / "new.dcm"]
    for report, path in zip((old, new), paths, strict=True):
        report.save_as(path, enforce_file_format=True)
    for judge in (dciodvfy, dsrdump):
        before, after = (set(judge(path)) for path in paths)
        assert after <= before
    return str(end["run"])


def waited_for(site: Site, study: str) -> None:
    """8 of 50: said by the job."""
    (name,) = site.ask(study, expect={"instances": 50})
    deadline = time.monotonic() + _PATIENCE_S
    while site.job(name)["state"] != "waiting" and time.monotonic() < deadline:
        time.sleep(0.1)
    said = site.job(name)["completeness"]
    assert said == {"waiting": {"have": {"instances": 8}, "want": {"instances": 50}}}  # the results do not count
    assert site.caller.delete(f"/v1/jobs/{name}").status_code in (200, 202, 204)


def changed(site: Site, study: str) -> None:
    """Rules with faults change nothing but what is said of them; good ones hold at once."""
    before = site.jobs()
    site.rules.write_text(RULES.replace("modality", "modalities"))
    assert site.announce(study, "poll")
    ready = site.caller.get("/readyz")
    assert ready.status_code == 200
    assert site.figure("radlane_rules_faults") == ["radlane_rules_faults 1.0"]
    site.rules.write_text(RULES.replace("HEAD", "KNEE"))
    assert site.announce(study, "poll") == set()
    assert site.figure("radlane_rules_faults") == ["radlane_rules_faults 0.0"]
    site.rules.write_text(RULES)
    assert site.jobs() == before
    said = site.figure("radlane_announcements_total")
    assert any('outcome="nothing"' in line for line in said), said


def heads() -> list[FileDataset]:
    """Eight slices of a head, from one side."""
    found = series(block((8, 9, 10)), modality="CT", BodyPartExamined="HEAD")
    return sorted(found, key=lambda dataset: float(dataset.ImagePositionPatient[2]))


def put(site: Site, slices: list[FileDataset]) -> str:
    for dataset in slices:
        site.orthanc.put(dataset)
    return str(slices[0].StudyInstanceUID)


def listed(report: Dataset) -> list[str]:
    return [
        str(item.ReferencedSOPInstanceUID)
        for study in report.get("PredecessorDocumentsSequence", ())
        for of_series in study.ReferencedSeriesSequence
        for item in of_series.ReferencedSOPSequence
    ]
