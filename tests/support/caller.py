"""A caller of the service that waits for the ends of jobs, and the settings of a service before an Orthanc."""

from __future__ import annotations

import time
from typing import Any

import httpx

from support.orthanc import USER, Orthanc

FINAL = frozenset({"succeeded", "not-analysed", "failed", "cancelled", "expired"})


def pacs_settings(orthanc: Orthanc) -> dict[str, str]:
    """The Orthanc as the archive `pacs`, which is the default."""
    return {
        "RADLANE_ARCHIVES__PACS__KIND": "dicomweb",
        "RADLANE_ARCHIVES__PACS__URL": f"{orthanc.url}/",
        "RADLANE_ARCHIVES__PACS__AUTH__KIND": "basic",
        "RADLANE_ARCHIVES__PACS__AUTH__USERNAME": USER,
        "RADLANE_ARCHIVES__PACS__AUTH__PASSWORD_FILE": str(orthanc.password_file),
        "RADLANE_DEFAULT_ARCHIVE": "pacs",
    }


def run_job(caller: httpx.Client, body: dict[str, Any], patience_s: float) -> dict[str, Any]:
    """Ask for a job and wait for its end."""
    asked = caller.post("/v1/jobs", json=body)
    assert asked.status_code == 202, asked.text
    return wait_for(caller, asked.headers["location"], patience_s)


def wait_for(caller: httpx.Client, location: str, patience_s: float) -> dict[str, Any]:
    """Wait for the end of a job."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        job: dict[str, Any] = caller.get(location).json()
        if job["state"] in FINAL:
            return job
        time.sleep(0.1)
    raise AssertionError(f"the job did not end: {job}")
