"""A new version on a real PACS: promoted, run, rolled back, revoked, and its results withdrawn; nobody notices."""

from __future__ import annotations

import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydicom import dcmread

from radlane.registry.catalogue import builtin_roots
from radlane.registry.package import open_package
from radlane.registry.stock import take_stock
from support.archives import held
from support.caller import FINAL, pacs_settings, run_job, wait_for
from support.lane import DONE, MODEL, radlane
from support.orthanc import Orthanc
from support.radiographs import real
from support.registry import zipped
from support.server import Server, serving
from support.withdrawals import listed

_TIMEOUT_S = 120
_PER_SECOND = 20
OLD, NEW = "1.1.0", "1.2.0"
M, TAG = f"/v1/models/{MODEL}", f"/v1/models/{MODEL}/tags/production"


@pytest.fixture
def settings(orthanc: Orthanc) -> dict[str, str]:
    orthanc.empty()
    orthanc.put(dcmread(real("RG1_UNCI.dcm")))
    return pacs_settings(orthanc)


@pytest.fixture
def server(settings: dict[str, str], tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path / "service", **settings) as started:
        yield started


@pytest.fixture
def caller(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, trust_env=False, timeout=60) as client:
        yield client


def newer(folder: Path) -> bytes:
    """The reference model under the next number, packed."""
    package = open_package(builtin_roots()[0] / MODEL)
    for file in take_stock(package):
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(package.locate(file.path), folder / file.path)
    manifest = folder / "model.yaml"
    manifest.write_text(manifest.read_text().replace(f"version: {OLD}", f"version: {NEW}"))
    return zipped(folder).read_bytes()


@dataclass
class Load:
    """Requests that come all the time, and how each was answered."""

    caller: httpx.Client
    study: str
    ending: threading.Event = field(default_factory=threading.Event)
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)
    jobs: set[str] = field(default_factory=set)

    def ask(self, number: int) -> None:
        """Send one request: the version that the tag means, its card, or a job with it."""
        if number % _PER_SECOND == 0:
            answer = self.caller.post("/v1/jobs", json={"study": self.study, "model": MODEL})
            self.jobs.add(answer.headers.get("location", ""))
        elif number % 2:
            answer = self.caller.get(f"{M}/versions/production")
            self.versions[answer.json().get("version", "")] += 1
        else:
            answer = self.caller.get(f"{M}/versions/production/card")
        self.answers[answer.request.method, answer.status_code] += 1

    def predict(self) -> None:
        """Analyse an image, again and again."""
        body = real("RG1_UNCI.dcm").read_bytes()
        headers = {"Content-Type": "application/dicom"}
        while not self.ending.is_set():
            answer = self.caller.post(f"/v1/predict?model={MODEL}", content=body, headers=headers)
            self.answers["predict", answer.status_code] += 1


@contextmanager
def under_load(server: Server, study: str) -> Iterator[Load]:
    """Twenty requests a second, whatever else happens, and analyses one after the other."""
    limits = httpx.Limits(max_connections=40)
    with httpx.Client(base_url=server.url, trust_env=False, timeout=_TIMEOUT_S, limits=limits) as caller:
        yield from _loaded(Load(caller=caller, study=study))


def _loaded(load: Load) -> Iterator[Load]:
    def pace() -> None:
        begin, asked = time.monotonic(), []
        while not load.ending.is_set():
            thread = threading.Thread(target=load.ask, args=(len(asked),))
            thread.start()
            asked.append(thread)
            time.sleep(max(0.0, begin + len(asked) / _PER_SECOND - time.monotonic()))
        for thread in asked:
            thread.join(_TIMEOUT_S)

    threads = [threading.Thread(target=pace), threading.Thread(target=load.predict)]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        load.ending.set()
        for thread in threads:
            thread.join(_TIMEOUT_S)


def move(caller: httpx.Client, version: str) -> None:
    etag = caller.get(TAG).headers["etag"]
    moved = caller.put(TAG, json={"version": version, "reason": "a test"}, headers={"If-Match": etag})
    assert (moved.status_code, moved.json()["version"]) == (200, version), moved.text


def test_a_new_version_is_promoted_rolled_back_and_revoked(
    orthanc: Orthanc, server: Server, caller: httpx.Client, settings: dict[str, str], tmp_path: Path
) -> None:
    study = str(dcmread(real("RG1_UNCI.dcm")).StudyInstanceUID)
    body = newer(tmp_path / "newer")
    sent = caller.put(f"{M}/versions/{NEW}", content=body, headers={"Content-Type": "application/zip"})
    assert (sent.status_code, sent.json()["state"]) == (201, "quarantined"), sent.text
    passed = caller.post(f"{M}/versions/{NEW}/validate", json={"reason": "a test"})
    assert (passed.status_code, passed.json()["state"]) == (200, "validated"), passed.text
    report = caller.get(f"{M}/versions/{NEW}/report").json()
    assert report["passed"]
    move(caller, NEW)

    asked = {"study": study, "model": MODEL}
    first = run_job(caller, asked, _TIMEOUT_S)
    made_by(caller, first, NEW)
    back = caller.post(f"{TAG}/rollback", json={"reason": "too many findings"})
    assert (back.status_code, back.json()["version"], back.json()["previous"]) == (200, OLD, NEW)
    second = run_job(caller, {**asked, "rerun": {"reason": "rolled back"}}, _TIMEOUT_S)
    made_by(caller, second, OLD)
    assert newest(caller)["version"] == OLD

    with under_load(server, study) as load:
        for version in (NEW, OLD, NEW, OLD):
            time.sleep(1.5)
            move(caller, version)
        time.sleep(1.0)
    assert {status for _, status in load.answers} <= {200, 202}, load.answers
    assert set(load.versions) == {OLD, NEW}
    assert load.answers["GET", 200] >= 100
    assert load.answers["predict", 200] >= 1
    ends = [wait_for(caller, location, _TIMEOUT_S) for location in load.jobs]
    assert {(job["state"], job["error"]) for job in ends} == {("succeeded", None)}
    assert newest(caller)["version"] == OLD

    of_new, of_old = runs(caller, f"{MODEL}:{NEW}"), runs(caller, f"{MODEL}:{OLD}")
    before = held(orthanc.archive(), study)
    assert len(before) == 1 + sum(len(run["objects"]) for run in (*of_new, *of_old))
    words = ("--reason", "false positives", "--json")
    revoked = radlane("models", "revoke", f"{MODEL}:{NEW}", *words, home=server.folder, **settings)
    assert revoked.code == DONE, revoked.stderr
    assert (revoked.answer["version"]["state"], revoked.answer["tags"]) == ("revoked", [])
    assert revoked.answer["results"] == len(of_new)
    words = ("--model", f"{MODEL}:{NEW}", "--reason", "safety", "--json")
    withdrawn = radlane("results", "withdraw", *words, home=server.folder, **settings)
    assert withdrawn.code == DONE, withdrawn.stderr
    assert {run["run"] for run in withdrawn.answer["items"]} == {run["run"] for run in of_new}
    for run in withdrawn.answer["items"]:
        assert wait_for(caller, f"/v1/jobs/{run['withdrawal']['job']}", _TIMEOUT_S)["state"] == "succeeded"

    notes = [one for uid, one in held(orthanc.archive(), study).items() if uid not in before]
    assert {note.Modality for note in notes} == {"KO"}
    assert len(notes) == len(of_new)
    assert set().union(*(listed(note) for note in notes)) == uids(of_new)
    assert newest(caller)["version"] == OLD
    refused = caller.post("/v1/jobs", json={"study": study, "model": f"{MODEL}:{NEW}"})
    assert (refused.status_code, refused.json()["code"]) == (410, "version-revoked")
    assert run_job(caller, asked, _TIMEOUT_S)["state"] in FINAL


def made_by(caller: httpx.Client, job: dict[str, Any], version: str) -> None:
    """The result of a job names the version and its digest."""
    assert (job["state"], job["error"], job["reused_from"]) == ("succeeded", None, None)
    made = caller.get(f"/v1/jobs/{job['id']}/result").json()["provenance"]
    known = caller.get(f"{M}/versions/{version}").json()
    assert (made["version"], made["digest"]) == (version, known["digest"])


def runs(caller: httpx.Client, model: str) -> list[dict[str, Any]]:
    """Runs of a model, the youngest first."""
    found: list[dict[str, Any]] = caller.get("/v1/results", params={"model": model}).json()["items"]
    return found


def newest(caller: httpx.Client) -> dict[str, Any]:
    """The newest result that is not withdrawn."""
    return next(run for run in runs(caller, MODEL) if run["state"] == "complete")


def uids(of: list[dict[str, Any]]) -> set[str]:
    return {item["sop_instance_uid"] for run in of for item in run["objects"]}
