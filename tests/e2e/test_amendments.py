"""A result on a real PACS is explained later: the SEG stays as it is, and a new root SR takes the old one's place."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from pydicom import Dataset, dcmread

from radlane.encode.checker import check_objects
from support.amended import predecessors
from support.caller import pacs_settings, run_job, wait_for
from support.lane import MODEL
from support.orthanc import Orthanc
from support.radiographs import real
from support.server import serving
from support.validators import dcentvfy, dciodvfy, dsrdump, pixelmed
from support.withdrawals import listed

_TIMEOUT_S = 300
RADIOGRAPH = "RG1_UNCI.dcm"


def made_in(orthanc: Orthanc) -> dict[str, Dataset]:
    """What was stored beside the image, by its SOP Instance UID."""
    return {str(one.SOPInstanceUID): one for kind in ("SEG", "SR", "OT", "KO") for one in orthanc.find(kind)}


def complaints(objects: dict[str, Dataset], folder: Path) -> dict[str, set[str]]:
    """What the judges say of each object."""
    paths = {uid: folder / f"{uid}.dcm" for uid in objects}
    for uid, path in paths.items():
        objects[uid].save_as(path)
    said = {uid: {*dciodvfy(path)} for uid, path in paths.items()}
    reports = {uid: path for uid, path in paths.items() if objects[uid].Modality == "SR"}
    by_pixelmed = pixelmed(reports=[*reports.values()])
    for uid, path in reports.items():
        said[uid] |= {*dsrdump(path), *by_pixelmed[path]}
    return said


@pytest.fixture
def settings(orthanc: Orthanc) -> dict[str, str]:
    orthanc.empty()
    orthanc.put(dcmread(real(RADIOGRAPH)))
    return pacs_settings(orthanc)


def uids_of(result: dict[str, Any], role: str) -> list[str]:
    return [one["sop_instance_uid"] for one in result["objects"] if one["role"] == role]


def result_of(caller: httpx.Client, body: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    job = run_job(caller, body, _TIMEOUT_S)
    assert job["state"] == "succeeded", job
    return job, caller.get(f"/v1/jobs/{job['id']}/result").json()


@pytest.mark.timeout(1200)  # PixelMed takes seconds for each report, and a machine may have other work
def test_a_result_that_stands_is_explained_later(
    orthanc: Orthanc, settings: dict[str, str], tmp_path: Path, tools: None
) -> None:
    image = dcmread(real(RADIOGRAPH))
    asked = {"study": str(image.StudyInstanceUID), "model": MODEL}
    with (
        serving(tmp_path / "service", **settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=60) as caller,
    ):
        first, plain = result_of(caller, asked)
        before = made_in(orthanc)
        second, result = result_of(caller, {**asked, "explain": "grad-cam"})
        after = made_in(orthanc)

        assert second["reused_from"] == first["id"]
        assert second["run"] != first["run"]
        assert "infer" not in str([event["name"] for event in second["timeline"]])
        assert result["findings"] == plain["findings"]
        assert {one["method"] for one in result["explanations"]} == {"grad-cam"}, result["reasons"]
        assert uids_of(result, "segmentation") == uids_of(plain, "segmentation")
        assert {uid: str(one) for uid, one in after.items() if uid in before} == {
            uid: str(one) for uid, one in before.items()
        }
        assert Counter(one.Modality for one in after.values())["SEG"] == 1
        old, new = uids_of(result, "report")
        assert uids_of(plain, "report") == [old]
        assert predecessors(after[new]) == {old}
        maps = set(uids_of(result, "explanation"))
        assert len(maps) == len(result["explanations"]) > 0
        leaves = {*uids_of(result, "segmentation"), *uids_of(result, "capture"), *maps}
        assert listed(after[new]) == leaves | {str(image.SOPInstanceUID)}
        assert after.keys() - before.keys() == maps | {new}
        assert check_objects([*after.values()], [image]) == ()
        said = complaints(after, tmp_path)
        known = {line for uid in before for line in said[uid]}
        assert {line for uid in (*maps, new) for line in said[uid]} <= known, "the judges knew each complaint before"
        together, alone = (
            {line.partition(" for file ")[0] for line in dcentvfy([tmp_path / f"{uid}.dcm" for uid in uids])}
            for uids in (after, before)
        )
        assert together <= alone

        for one in result["explanations"]:
            at = f"/v1/jobs/{second['id']}/explanations/{one['number']}"
            assert caller.get(f"{at}/picture").content.startswith(b"\x89PNG")
            values = np.load(BytesIO(caller.get(f"{at}/array").content))
            assert values.shape == (1, image.Rows, image.Columns)

        third, _ = result_of(caller, {**asked, "explain": "grad-cam"})
        assert third["run"] == second["run"], "equal requests share it"
        assert made_in(orthanc).keys() == after.keys()
        runs = {one["run"]: one for one in caller.get("/v1/results").json()["items"]}
        assert {run: one["amends"] for run, one in runs.items()} == {first["run"]: None, second["run"]: first["run"]}

        withdrawn_with_its_run(orthanc, caller, first["run"], second["run"], after)


def withdrawn_with_its_run(
    orthanc: Orthanc, caller: httpx.Client, run: str, amendment: str, made: dict[str, Dataset]
) -> None:
    """The run takes what was added to it with it: each has a note of its own."""
    assert caller.post(f"/v1/results/{run}/withdraw", json={"reason": "safety"}).status_code == 202
    items = {one["run"]: one for one in caller.get("/v1/results").json()["items"]}
    for one in (run, amendment):
        assert (items[one]["state"], items[one]["withdrawal"]["reason"]) == ("withdrawn", "safety")
        run_note(caller, items[one]["withdrawal"]["job"])
    notes: list[Dataset] = [one for one in made_in(orthanc).values() if one.Modality == "KO"]
    assert sorted(len(listed(note)) for note in notes) == sorted(
        len(one["objects"]) for one in (items[run], items[amendment])
    )
    assert {uid for note in notes for uid in listed(note)} == made.keys()


def run_note(caller: httpx.Client, job: str) -> None:
    assert wait_for(caller, f"/v1/jobs/{job}", _TIMEOUT_S)["state"] == "succeeded"
