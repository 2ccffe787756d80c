"""Two processes of `radlane serve` on one data folder and one PostgreSQL, as two containers of the compose file.

On one machine the names of two workers would be the same; here the second one knows the folder by another path.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pydicom import dcmread
from pydicom.uid import generate_uid

from support.lane import DONE, MODEL, radlane
from support.postgres import cluster
from support.radiographs import real, save
from support.server import Server, serving

_TIMEOUT_S = 120.0  # a job of a worker that died goes on after 30 seconds
_JOBS = 6


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two services, their settings, and the studies of their archive."""

    first: Server
    second: Server
    settings: dict[str, str]
    studies: list[str]

    def ask(self, study: str) -> str:
        """Ask for a job, and return its address."""
        body = {"model": MODEL, "study": study, "destinations": []}
        answer = httpx.post(f"{self.first.url}/v1/jobs", json=body, trust_env=False, timeout=30)
        assert answer.status_code == 202, answer.text
        return str(answer.headers["location"])


def of(folder: Path, database: str) -> dict[str, str]:
    address = folder / "database_url"
    address.write_text(f"{database}\n")
    return {
        "RADLANE_DATABASE_URL_FILE": str(address),
        "RADLANE_WORKERS": "1",
        "RADLANE_ARCHIVES__WARD__KIND": "folder",
        "RADLANE_ARCHIVES__WARD__PATH": str(folder / "ward"),
        "RADLANE_DEFAULT_ARCHIVE": "ward",
    }


def put_studies(ward: Path) -> list[str]:
    """RG1 as many studies: jobs on one and the same input would wait for each other."""
    studies = [generate_uid() for _ in range(2 * _JOBS)]
    for study in studies:
        image = dcmread(real("RG1_UNCI.dcm"))
        image.StudyInstanceUID, image.SeriesInstanceUID, image.SOPInstanceUID = study, generate_uid(), generate_uid()
        image.file_meta.MediaStorageSOPInstanceUID = image.SOPInstanceUID
        save(image, ward, f"{study}.dcm")
    return studies


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    studies = put_studies(tmp_path / "ward")
    (tmp_path / "data").mkdir()
    (tmp_path / "other").symlink_to("data")
    with cluster() as server:
        settings = of(tmp_path, server.database())
        with (
            serving(tmp_path / "1", RADLANE_DATA_DIR=str(tmp_path / "data"), **settings) as first,
            serving(tmp_path / "2", RADLANE_DATA_DIR=str(tmp_path / "other"), **settings) as second,
        ):
            yield Pair(first=first, second=second, settings=settings, studies=studies)


def states(server: Server, addresses: list[str]) -> list[str]:
    with httpx.Client(base_url=server.url, trust_env=False, timeout=30) as caller:
        return [caller.get(address).json()["state"] for address in addresses]


def wait_until_done(server: Server, addresses: list[str]) -> None:
    deadline = time.monotonic() + _TIMEOUT_S
    while set(found := states(server, addresses)) != {"succeeded"}:
        assert time.monotonic() < deadline, found
        time.sleep(0.2)


def has_analysed(server: Server) -> bool:
    figures = httpx.get(f"{server.url}/metrics", trust_env=False, timeout=30).text
    return bool(re.search(r'(?m)^radlane_job_step_seconds_count\{[^}]*"analyse"[^}]*\} [1-9]', figures))


def test_they_share_the_work_and_one_inherits_from_the_other(pair: Pair, tmp_path: Path) -> None:
    """A third one of the same name is refused meanwhile."""
    early, late = pair.studies[:_JOBS], pair.studies[_JOBS:]
    addresses = [pair.ask(study) for study in early]
    again = {**pair.settings, "RADLANE_DATA_DIR": str(tmp_path / "data")}
    ended = radlane("serve", "--port", "0", home=tmp_path / "3", **again)
    assert ended.code != DONE
    assert "Another process works" in ended.stdout + ended.stderr
    wait_until_done(pair.second, addresses)
    assert has_analysed(pair.first)
    assert has_analysed(pair.second)

    addresses = [pair.ask(study) for study in late]
    while "running" not in states(pair.first, addresses):
        time.sleep(0.02)
    pair.first.process.kill()
    wait_until_done(pair.second, addresses)
