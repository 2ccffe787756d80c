"""The whole contract, called by schemathesis with all checks but one: nothing fails, nothing is answered with 500.

The service is a real one with API keys, the packages that come with radlane, and a folder with a chest radiograph of
which a result is there. `make fuzz` takes more time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydicom import dcmread

from radlane.security.scopes import Scope
from support.caller import run_job
from support.fuzzing import Fuzzed, fuzz
from support.lane import MODEL, radlane
from support.radiographs import radiograph, real, save
from support.server import serving

pytestmark = pytest.mark.timeout(0)  # `fuzz` has an end of its own
CHANCE = {("DELETE", "/v1/jobs/{job_id}"), ("POST", "/v1/jobs/{job_id}/retry")}  # it depends on the job's state


@pytest.fixture(scope="module")
def fuzzed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzzed]:
    folder = tmp_path_factory.mktemp("fuzz")
    chest = dcmread(real("RG1_UNCI.dcm"))
    save(chest, folder / "ward")
    small = save(radiograph(), folder / "sent")
    settings = {
        "RADLANE_ACCESS": "keys",
        "RADLANE_ARCHIVES__WARD__KIND": "folder",
        "RADLANE_ARCHIVES__WARD__PATH": str(folder / "ward"),
        "RADLANE_DEFAULT_ARCHIVE": "ward",
        "RADLANE_DATA_DIR": str(folder / "data"),
        "RADLANE_LIMITS__REQUESTS_PER_MINUTE": "1000000",
    }
    scopes = [word for scope in Scope for word in ("--scope", scope.value)]
    key = json.loads(radlane("keys", "create", "fuzz", *scopes, "--json", home=folder, **settings).stdout)["key"]
    with serving(folder, **settings) as server:
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=server.url, headers=headers, trust_env=False, timeout=30) as caller:
            job = run_job(caller, {"model": MODEL, "study": str(chest.StudyInstanceUID)}, 90)
            objects = caller.get(f"/v1/jobs/{job['id']}/result").json()["objects"]
        values = {
            "job_id": [job["id"]],
            "run_id": [job["run"]],
            "sop_instance_uid": [item["sop_instance_uid"] for item in objects],
            "study": [str(chest.StudyInstanceUID)],
            "source": ["ward"],
            "name": [MODEL, "ct-tissue"],
            "ref": ["1.0.0", "production"],
            "model": [MODEL],
        }
        yield fuzz(server, key, values, [small], request.config.getoption("--fuzz-seconds"))
        assert '"level": "error"' not in server.said


def test_no_check_fails(fuzzed: Fuzzed) -> None:
    assert fuzzed.code == 0, fuzzed.said


def test_nothing_is_answered_with_500(fuzzed: Fuzzed) -> None:
    assert fuzzed.of_500 == []


def test_every_route_was_called_and_did_what_it_is_for(fuzzed: Fuzzed) -> None:
    contract = json.loads((Path(__file__).parents[2] / "openapi" / "radlane.json").read_text())
    routes = {(verb.upper(), path) for path, verbs in contract["paths"].items() for verb in verbs}
    done = {(method, path) for status, method, path in fuzzed.answers if status < 300}
    assert routes - done <= CHANCE
