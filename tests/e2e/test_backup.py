"""An installation at work is backed up, and goes on from the backup in another place as if it were the same one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydicom import dcmread

from support.caller import run_job, wait_for
from support.lane import DONE, MODEL, USAGE, radlane
from support.radiographs import real, save
from support.server import serving

_TIMEOUT_S = 90
STUDY = str(dcmread(real("RG1_UNCI.dcm")).StudyInstanceUID)
JOB = {"study": STUDY, "model": MODEL}


def settings(folder: Path) -> dict[str, str]:
    """RG1 in a folder archive of an installation's own."""
    if not (folder / "ward").exists():
        save(dcmread(real("RG1_UNCI.dcm")), folder / "ward")
    return {
        "RADLANE_ARCHIVES__WARD__KIND": "folder",
        "RADLANE_ARCHIVES__WARD__PATH": str(folder / "ward"),
        "RADLANE_DEFAULT_ARCHIVE": "ward",
    }


@contextmanager
def calling(folder: Path) -> Iterator[httpx.Client]:
    with (
        serving(folder, **settings(folder)) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=30) as caller,
    ):
        yield caller


def uids(caller: httpx.Client, job: dict[str, Any]) -> set[str]:
    result = caller.get(f"/v1/jobs/{job['id']}/result").json()
    return {item["sop_instance_uid"] for item in result["objects"]}


@pytest.mark.timeout(600)
def test_it_goes_on_elsewhere(tmp_path: Path) -> None:
    here, there, backup = tmp_path / "here", tmp_path / "there", tmp_path / "backup.tar"
    with calling(here) as caller:
        first = run_job(caller, JOB, _TIMEOUT_S)
        made = uids(caller, first)
        done = radlane("backup", backup, "--json", home=here, **settings(here))
        assert (done.code, done.answer["damaged"], done.answer["missing"]) == (DONE, [], 0)
        later = uids(caller, run_job(caller, {**JOB, "rerun": {"reason": "after the backup"}}, _TIMEOUT_S))
    assert backup.stat().st_mode & 0o777 == 0o600

    done = radlane("restore", backup, "--json", home=there, **settings(there))
    assert (done.code, done.answer["damaged"]) == (DONE, [])
    assert radlane("restore", backup, "--json", home=there, **settings(there)).code == USAGE

    assert radlane("audit", "verify", home=there, **settings(there)).code == DONE
    with calling(there) as caller:
        assert uids(caller, first) == made
        for uid in made:
            answer = caller.get(f"/v1/jobs/{first['id']}/objects/{uid}")
            assert (answer.status_code, answer.content[128:132]) == (200, b"DICM")
        again = run_job(caller, {**JOB, "rerun": {"reason": "after the restore"}}, _TIMEOUT_S)
        assert uids(caller, again) == later != made  # the same secret, the same input, the same n
        asked = caller.post(f"/v1/results/{first['run']}/withdraw", json={"reason": "quality"})
        assert asked.status_code == 202, asked.text
        note = wait_for(caller, asked.headers["location"], _TIMEOUT_S)
        assert note["state"] == "succeeded", note
