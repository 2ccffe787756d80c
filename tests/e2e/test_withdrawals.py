"""Results are withdrawn over HTTP and by command; a real PACS and a folder get the notes, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydicom import dcmread

from support.archives import held
from support.caller import pacs_settings, run_job, wait_for
from support.lane import DONE, MODEL, radlane
from support.noise import read_noise, without_noise
from support.orthanc import Orthanc
from support.radiographs import real, save
from support.server import Server, serving
from support.validators import dcentvfy, dciodvfy, dsrdump
from support.withdrawals import listed

_TIMEOUT_S = 90
COMMENT = "Sides swapped by the detector, ticket CANARYZQ7"


@pytest.fixture
def settings(orthanc: Orthanc, tmp_path: Path) -> dict[str, str]:
    """RG1 in the PACS, and in a folder as a second archive."""
    orthanc.empty()
    orthanc.put(dcmread(real("RG1_UNCI.dcm")))
    save(dcmread(real("RG1_UNCI.dcm")), tmp_path / "vna")
    return {
        **pacs_settings(orthanc),
        "RADLANE_ARCHIVES__VNA__KIND": "folder",
        "RADLANE_ARCHIVES__VNA__PATH": str(tmp_path / "vna"),
    }


@pytest.fixture
def server(settings: dict[str, str], tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path / "service", **settings) as started:
        yield started


@pytest.fixture
def caller(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client:
        yield client


def test_one_of_two_results_is_withdrawn_and_then_the_other_one(
    orthanc: Orthanc, server: Server, caller: httpx.Client, settings: dict[str, str], tmp_path: Path
) -> None:
    study = str(dcmread(real("RG1_UNCI.dcm")).StudyInstanceUID)
    asked = {"study": study, "model": MODEL, "destinations": ["pacs", "vna"]}
    first = run_job(caller, asked, _TIMEOUT_S)
    second = run_job(caller, {**asked, "rerun": {"reason": "a second look"}}, _TIMEOUT_S)
    before = held(orthanc.archive(), study)
    assert len(before) == 1 + 2 * 3

    answer = caller.post(f"/v1/results/{first['run']}/withdraw", json={"reason": "safety", "comment": COMMENT})
    assert (answer.status_code, answer.json()["state"]) == (202, "withdrawn")
    sent = wait_for(caller, answer.headers["location"], _TIMEOUT_S)
    assert (sent["state"], sent["error"], sent["withdraws"]) == ("succeeded", None, first["run"])
    note = _new(orthanc, study, before)
    _is_note(note, "113037", run_of(caller, first), before)
    _is_the_same_everywhere(note, run_of(caller, first), server, tmp_path)
    assert _states(run_of(caller, second)) == [{"stored"}] * 3, "the rerun is not touched"
    assert caller.get(f"/v1/jobs/{first['id']}/result").json()["withdrawal"]["comment"] == COMMENT
    assert run_job(caller, asked, _TIMEOUT_S)["reused_from"] == second["id"], "the rerun is what is used now"

    words = ("results", "withdraw", second["run"], "--reason", "quality", "--json")
    said = radlane(*words, home=server.folder, **settings)
    assert said.code == DONE, said.stderr
    wait_for(caller, f"/v1/jobs/{said.answer['withdrawal']['job']}", _TIMEOUT_S)
    other = _new(orthanc, study, {**before, str(note.SOPInstanceUID): note})
    _is_note(other, "113001", run_of(caller, second), before)
    _is_the_same_everywhere(other, run_of(caller, second), server, tmp_path)
    assert run_job(caller, asked, _TIMEOUT_S)["error"]["code"] == "result-withdrawn", "nothing comes back by itself"
    assert "CANARYZQ7" not in server.said
    _judges_say_nothing(tmp_path, [*before.values()], [note, other])


def run_of(caller: httpx.Client, job: dict[str, Any]) -> dict[str, Any]:
    """The run of a job, as it is listed."""
    return next(item for item in caller.get("/v1/results").json()["items"] if item["run"] == job["run"])


def _states(run: dict[str, Any]) -> list[set[str]]:
    return [{delivery["state"] for delivery in item["deliveries"]} for item in run["objects"]]


def _new(orthanc: Orthanc, study: str, before: dict[str, Any]) -> Any:
    """What the PACS has beside what it had, which is all as it was."""
    found = held(orthanc.archive(), study)
    assert {uid: found[uid] for uid in before} == before
    (new,) = (dataset for uid, dataset in found.items() if uid not in before)
    return new


def _is_note(note: Any, title: str, run: dict[str, Any], before: dict[str, Any]) -> None:
    """A note of this title that lists exactly this run's objects, in a series of its own of the same patient."""
    assert (note.Modality, note.ConceptNameCodeSequence[0].CodeValue) == ("KO", title)
    assert listed(note) == {item["sop_instance_uid"] for item in run["objects"] if item["role"] != "rejection"}
    assert len(listed(note)) == 3
    assert note.SeriesInstanceUID not in {dataset.SeriesInstanceUID for dataset in before.values()}
    assert {(d.PatientID, d.PatientName, d.StudyInstanceUID) for d in (note, *before.values())} == {
        (note.PatientID, note.PatientName, note.StudyInstanceUID)
    }


def _is_the_same_everywhere(note: Any, run: dict[str, Any], server: Server, tmp_path: Path) -> None:
    """In the PACS, in the folder and in the outbox; each delivery says so."""
    name = f"{note.SOPInstanceUID}.dcm"
    for folder in (tmp_path / "vna", server.folder / "data" / "outbox"):
        (path,) = folder.rglob(name)
        assert dcmread(path) == note
    assert run["state"] == "withdrawn"
    assert _states(run) == [{"withdrawn"}] * 3 + [{"stored"}]
    assert [delivery["destination"] for delivery in run["objects"][-1]["deliveries"]] == ["pacs", "vna"]


def _judges_say_nothing(folder: Path, others: list[Any], notes: list[Any]) -> None:
    """As they came back from the PACS; PixelMed judges notes in test_validators."""
    paths = []
    for number, dataset in enumerate([*others, *notes]):
        paths.append(folder / f"{number}.dcm")
        dataset.save_as(paths[-1])
    noise = read_noise()
    for path in paths[-len(notes) :]:
        assert without_noise("dciodvfy", dciodvfy(path), noise) == ()
        assert without_noise("dsrdump", dsrdump(path), noise) == ()
    assert without_noise("dcentvfy", dcentvfy(paths), noise) == ()
