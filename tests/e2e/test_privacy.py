"""No value of the patient's header is said, on standard output, on standard error or in a log, nor left behind.

Every text attribute of the image, in sequences too, is a canary, and so is one attribute of every VR, public, private
and nested; the objects of a run may carry them, nothing else.
"""

from __future__ import annotations

import socket
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from pydicom.dataset import FileDataset

from support.caller import run_job, wait_for
from support.canaries import CANARY, OF_VR, canaries, left_in, said_in
from support.lane import DONE, FAILED, MODEL, NOT_ANALYSED, Run, radlane, run
from support.server import Server, serving
from support.spoiled import TRAVERSAL, part10


def _nothing(dataset: FileDataset) -> None:
    """Leave it: a run that comes to its end."""


def _no_orientation(dataset: FileDataset) -> None:
    del dataset.PatientOrientation


def _canary_orientation(dataset: FileDataset) -> None:
    dataset.PatientOrientation = [CANARY, CANARY]


def _canary_body_part(dataset: FileDataset) -> None:
    dataset.BodyPartExamined = CANARY


def _canary_photometric(dataset: FileDataset) -> None:
    dataset.PhotometricInterpretation = CANARY


def _canary_character_set(dataset: FileDataset) -> None:
    dataset.SpecificCharacterSet = CANARY


def _canary_uid(dataset: FileDataset) -> None:
    dataset.StudyInstanceUID = f"{TRAVERSAL}/{CANARY}"


def _rows(dataset: FileDataset) -> None:
    dataset.Rows = 60000


def _no_pixels(dataset: FileDataset) -> None:
    del dataset.PixelData


def _bad_numbers(dataset: FileDataset) -> None:
    """Texts where numbers belong: what conversion errors like to repeat."""
    for keyword in ("WindowCenter", "PixelSpacing", "InstanceNumber"):
        dataset[keyword]._value = CANARY


CHANGES = (
    _nothing, _no_orientation, _canary_orientation, _canary_body_part, _canary_photometric, _canary_character_set,
    _canary_uid, _rows, _no_pixels, _bad_numbers,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_nothing_of_the_header_is_said(tmp_path: Path, change: Callable[[FileDataset], None]) -> None:
    dataset = canaries(change.__name__)
    change(dataset)
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "image").write_bytes(part10(dataset))
    outcome = run(archive)
    assert outcome.ended.code in {DONE, FAILED, NOT_ANALYSED}, outcome.ended.stderr
    _assert_silent(outcome, tmp_path)


def test_nothing_of_the_header_is_said_of_a_cut_file(tmp_path: Path) -> None:
    data = part10(canaries("cut"))
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "image").write_bytes(data[: len(data) // 2])
    _assert_silent(run(archive), tmp_path)


def test_the_canaries_are_in_the_objects(tmp_path: Path) -> None:
    """The test is not blind: the patient's name did go through the lane."""
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "image").write_bytes(part10(canaries("objects")))
    assert CANARY in str(run(archive).dataset("report").PatientName)


def test_no_library_keeps_notes_of_its_own(tmp_path: Path) -> None:
    """onnxruntime would: an identifier of the machine and a file of events, below the user's cache."""
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "image").write_bytes(part10(canaries("notes")))
    assert run(archive).ended.code == DONE
    left = {path.name for path in (tmp_path / "home").rglob("*") if path.is_file()}
    assert left == {"jobs.sqlite", "audit.key", "audit.heads"}  # the audit trail


@pytest.mark.parametrize("command", ["inspect", "check"])
def test_other_commands_say_nothing_of_the_header(tmp_path: Path, command: str) -> None:
    path = tmp_path / "image"
    path.write_bytes(part10(canaries(command)))
    ended = radlane(command, path, "--json", home=tmp_path / "home")
    assert ended.stdout
    assert said_in(ended.stdout + ended.stderr) == []


def _assert_silent(outcome: Run, workspace: Path) -> None:
    assert said_in(outcome.ended.stdout + outcome.ended.stderr) == []
    assert left_in(workspace / "home") == []


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service on a ward of canaries, and all that it answered."""

    server: Server
    caller: httpx.Client
    answers: list[str]
    settings: dict[str, str]

    def job(self, dataset: FileDataset) -> dict[str, Any]:
        return run_job(self.caller, {"model": MODEL, "study": str(dataset.StudyInstanceUID)}, 90)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service whose temporary folder is its own; nothing of it is private to it but its data."""
    folder = tmp_path / "service"
    (folder / "tmp").mkdir(parents=True)
    settings = {
        "TMPDIR": str(folder / "tmp"),
        "RADLANE_LOG_LEVEL": "debug",
        "RADLANE_ARCHIVES__WARD__KIND": "folder",
        "RADLANE_ARCHIVES__WARD__PATH": str(tmp_path / "ward"),
        "RADLANE_DEFAULT_ARCHIVE": "ward",
    }
    (tmp_path / "ward").mkdir()
    answers: list[str] = []
    with serving(folder, **settings) as server, _listening(server, answers) as caller:
        yield Service(server=server, caller=caller, answers=answers, settings=settings)


def _listening(server: Server, answers: list[str]) -> httpx.Client:
    def note(answer: httpx.Response) -> None:
        answer.read()
        if answer.headers["content-type"] != "application/dicom":
            answers.append(f"{answer.headers}\n{answer.text}")

    hooks = {"response": [note]}
    return httpx.Client(base_url=server.url, timeout=60, trust_env=False, event_hooks=hooks)


def test_the_service_says_nothing_of_the_header(service: Service, tmp_path: Path) -> None:
    """Jobs and `/v1/predict` on every variant; results, events, figures, logs, problems, records and folders."""
    for change in CHANGES:
        dataset = canaries(f"service {change.__name__}")
        study = str(dataset.StudyInstanceUID)
        change(dataset)
        (tmp_path / "ward" / change.__name__).write_bytes(part10(dataset))
        job = run_job(service.caller, {"model": MODEL, "study": study}, 90)
        for part in ("", "/events", "/result"):
            service.caller.get(f"/v1/jobs/{job['id']}{part}")
        service.caller.post(
            f"/v1/predict?model={MODEL}", content=part10(dataset), headers={"content-type": "application/dicom"}
        )
    for path in ("/v1/jobs", "/v1/results", "/metrics"):
        service.caller.get(path)
    assert said_in("\n".join(service.answers)) == []
    assert said_in(service.server.said) == []
    assert left_in(service.server.folder) == []
    assert list((service.server.folder / "tmp").iterdir()) == service.server.spooled == []


def _wait_for_nothing(folder: Path) -> None:
    end = time.monotonic() + 30
    while left := [path for path in folder.rglob("*") if path.is_file()]:
        assert time.monotonic() < end, left
        time.sleep(0.05)


def test_a_killed_service_says_nothing_and_leaves_nothing(service: Service, tmp_path: Path) -> None:
    """Killed in the middle of a job and of an instance that is sent: what is left is closed, and gone afterwards."""
    dataset = canaries("killed")
    (tmp_path / "ward" / "image").write_bytes(part10(dataset))
    job = service.caller.post("/v1/jobs", json={"model": MODEL, "study": str(dataset.StudyInstanceUID)}).json()
    address = urlsplit(service.server.url)
    with socket.create_connection((str(address.hostname), int(address.port or 0))) as line:
        line.sendall(f"POST /v1/predict?model={MODEL} HTTP/1.1\r\nHost: localhost\r\n".encode())
        line.sendall(b"Content-Type: application/dicom\r\nContent-Length: 9999999\r\n\r\n" + part10(dataset)[:500_000])
        while not service.server.spooled:
            time.sleep(0.01)
        service.server.process.kill()
        service.server.process.wait()
    data = service.server.folder / "data"
    left = [data, *service.server.spooled]
    assert len(left) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in left} == {0o700}
    assert not list(service.server.folder.rglob("core*"))
    with serving(service.server.folder, **service.settings) as server, _listening(server, service.answers) as caller:
        assert wait_for(caller, f"/v1/jobs/{job['id']}", 90)["state"] == "succeeded"
        assert server.spooled == []
        _wait_for_nothing(data / "work")  # a job's end is on record before what it leaves is removed
        assert list((server.folder / "tmp").iterdir()) == []
        assert said_in(server.said) == []
    assert said_in(service.server.said) == []
    assert left_in(service.server.folder) == []
    assert said_in("\n".join(service.answers)) == []


def test_the_canaries_of_every_vr_are_in_what_is_sent() -> None:
    """The test is not blind."""
    data = part10(canaries("blind"))
    assert [vr for vr in OF_VR if data.count(vr.encode()) < 3] == []  # public or private, and nested
    assert data.count(CANARY.encode()) > 60
