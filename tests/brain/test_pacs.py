"""`mr-brain` as a job: a head in a real PACS, `radlane serve`, and both model packages in one folder."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from support.archives import held
from support.brain import CASES, MODEL, PACKAGES, Case, Original, points_of_frames, voxels_at
from support.lane import MODEL as CHEST_MODEL
from support.orthanc import USER, Orthanc
from support.reading import groups, overlap
from support.server import serving
from support.sources import ROOT

(CORONAL,) = (case for case in CASES if case.name == "coronal")
DICE = 0.999
FINAL = {"succeeded", "not-analysed", "failed", "cancelled", "expired"}
_TIMEOUT_S = 200


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder for the setting `models_dir` as models/mr-brain/README.md describes it: both models, linked."""
    folder = tmp_path / "packages"
    folder.mkdir()
    (folder / MODEL).symlink_to(PACKAGES / MODEL)
    (folder / CHEST_MODEL).symlink_to(ROOT / "models" / CHEST_MODEL)
    (folder / "tags.json").write_bytes((PACKAGES / "tags.json").read_bytes())
    return folder


def test_a_head_in_the_pacs(
    orthanc: Orthanc, packages: Path, original_of: Callable[[Case], Original], tmp_path: Path
) -> None:
    slices = CORONAL.slices()
    study = str(slices[0].StudyInstanceUID)
    orthanc.empty()
    for dataset in slices:
        orthanc.put(dataset)
    settings = {
        "RADLANE_ARCHIVES__PACS__KIND": "dicomweb",
        "RADLANE_ARCHIVES__PACS__URL": f"{orthanc.url}/",
        "RADLANE_ARCHIVES__PACS__AUTH__KIND": "basic",
        "RADLANE_ARCHIVES__PACS__AUTH__USERNAME": USER,
        "RADLANE_ARCHIVES__PACS__AUTH__PASSWORD_FILE": str(orthanc.password_file),
        "RADLANE_DEFAULT_ARCHIVE": "pacs",
        "RADLANE_MODELS_DIR": str(packages),
        "RADLANE_DEVICE": "cpu",
    }
    with (
        serving(tmp_path / "service", **settings) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=60) as caller,
    ):
        models = caller.get("/v1/models").json()["items"]
        job = _job(caller, study)
    assert {item["name"] for item in models} == {MODEL, CHEST_MODEL}
    assert (job["state"], job["error"]) == ("succeeded", None)

    found = held(orthanc.archive(), study)
    assert len(found) == len(slices) + 3
    (segmentation,) = (dataset for dataset in found.values() if dataset.Modality == "SEG")
    (report,) = (dataset for dataset in found.values() if dataset.Modality == "SR")
    mask = voxels_at(points_of_frames(segmentation), CORONAL.source)
    assert overlap(mask, original_of(CORONAL).mask) >= DICE
    (group,) = groups(report)
    assert [item.value for item in group.quantities] == [pytest.approx(mask.sum() / 1000, rel=1e-6)]  # 1 mm3 each


def _job(caller: httpx.Client, study: str) -> dict[str, Any]:
    """Ask for a job and wait for its end."""
    asked = caller.post("/v1/jobs", json={"model": MODEL, "study": study})
    assert asked.status_code == 202, asked.text
    deadline = time.monotonic() + _TIMEOUT_S
    while time.monotonic() < deadline:
        job: dict[str, Any] = caller.get(asked.headers["location"]).json()
        if job["state"] in FINAL:
            return job
        time.sleep(0.2)
    raise AssertionError("the job did not end")
