"""The whole contract, called by schemathesis with all checks but one: nothing fails, nothing is answered with 500.

First with a key that opens everything, then by a stranger without credentials.

The service is a real one with API keys, the packages that come with radlane, and a folder with a chest radiograph of
which a result is there. `make fuzz` takes more time.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydicom import dcmread

from radlane.security.scopes import Scope
from support.caller import run_job
from support.fuzzing import Fuzzed, Known, fuzz
from support.lane import MODEL, radlane
from support.radiographs import radiograph, real, save
from support.registry import small_archive
from support.server import serving

pytestmark = pytest.mark.timeout(0)  # `fuzz` has an end of its own
_ITEM = "/dicomweb/workitems/{workitem}"
_VERSION, _TAG = "/v1/models/{name}/versions/{ref}", "/v1/models/{name}/tags/{tag}"
# It depends on the state of a job, of a version or of a tag.
CHANCE = {
    ("DELETE", "/v1/jobs/{job_id}"),
    ("POST", "/v1/jobs/{job_id}/retry"),
    ("DELETE", "/v1/models/{name}/versions/{ref}"),
    ("GET", f"{_VERSION}/report"),
    *(("POST", f"{_VERSION}/{act}") for act in ("validate", "deprecate", "revoke")),
    ("PUT", _TAG),
    ("POST", f"{_TAG}/rollback"),
    # no JSON schema says what a workitem is: tests/contract/test_worklist.py calls these
    ("POST", "/dicomweb/workitems"),
    *(
        (verb, f"{_ITEM}{rest}")
        for verb, rest in (("GET", ""), ("POST", ""), ("PUT", "/state"), ("POST", "/cancelrequest"))
    ),
    *((verb, f"{_ITEM}/subscribers/{{aetitle}}") for verb in ("POST", "DELETE")),  # 501
    ("POST", "/dicomweb/studies/{study}"),  # of one study, which is drawn
}

PUBLIC = {("GET", path) for path in ("/livez", "/readyz", "/v2/health/live", "/v2/health/ready")}


@pytest.fixture(scope="module")
def fuzzed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Fuzzed]]:
    folder = tmp_path_factory.mktemp("fuzz")
    chest = dcmread(real("RG1_UNCI.dcm"))
    save(chest, folder / "ward")
    small = save(radiograph(), folder / "sent")
    secret = folder / "secret"
    secret.write_text("whsec_" + base64.b64encode(b"s" * 32).decode())
    settings = {
        "RADLANE_ACCESS": "keys",
        "RADLANE_ARCHIVES__WARD__KIND": "folder",
        "RADLANE_ARCHIVES__WARD__PATH": str(folder / "ward"),
        "RADLANE_DEFAULT_ARCHIVE": "ward",
        "RADLANE_DATA_DIR": str(folder / "data"),
        "RADLANE_CALLBACKS__RIS__URL": "https://127.0.0.1:9/",
        "RADLANE_CALLBACKS__RIS__SECRET_FILES": json.dumps([str(secret)]),
        "RADLANE_LIMITS__REQUESTS_PER_MINUTE": "1000000",
        "RADLANE_LIMITS__FAILURES_PER_MINUTE": "1000000",
    }
    scopes = [word for scope in Scope for word in ("--scope", scope.value)]
    key = json.loads(radlane("keys", "create", "fuzz", *scopes, "--json", home=folder, **settings).stdout)["key"]
    with serving(folder, **settings) as server:
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=server.url, headers=headers, trust_env=False, timeout=30) as caller:
            job = run_job(caller, {"model": MODEL, "study": str(chest.StudyInstanceUID), "explain": "grad-cam"}, 90)
            objects = caller.get(f"/v1/jobs/{job['id']}/result").json()["objects"]
        values = {
            "job_id": [job["id"]],
            "run_id": [job["run"]],
            "sop_instance_uid": [item["sop_instance_uid"] for item in objects],
            "study": [str(chest.StudyInstanceUID)],
            "source": ["ward"],
            "callback": ["ris"],
            "name": [MODEL, "ct-tissue"],
            "ref": ["1.1.0", "production"],
            "tag": ["production"],
            "path": ["model.onnx"],
            "model": [MODEL],
            "version": ["1.1.0"],
            "number": [1],
        }
        package = small_archive(folder / "package")
        known = Known(
            values=values,
            instances=[small],
            packages=[package],
            disposable={"name": "small", "ref": "1.0.0", "tag": "production"},
        )
        seconds = request.config.getoption("--fuzz-seconds")
        yield {name: fuzz(server, key, known, seconds) for name, key in (("key", key), ("stranger", None))}
        assert '"level": "error"' not in server.said


def routes() -> set[tuple[str, str]]:
    contract = json.loads((Path(__file__).parents[2] / "openapi" / "radlane.json").read_text())
    return {(verb.upper(), path) for path, verbs in contract["paths"].items() for verb in verbs}


@pytest.mark.parametrize("caller", ["key", "stranger"])
def test_no_check_fails(fuzzed: dict[str, Fuzzed], caller: str) -> None:
    assert fuzzed[caller].code == 0, fuzzed[caller].said


@pytest.mark.parametrize("caller", ["key", "stranger"])
def test_nothing_is_answered_with_500(fuzzed: dict[str, Fuzzed], caller: str) -> None:
    assert fuzzed[caller].of_500 == []


def test_every_route_was_called_and_did_what_it_is_for(fuzzed: dict[str, Fuzzed]) -> None:
    done = {(method, path) for status, method, path in fuzzed["key"].answers if status < 300}
    assert routes() - done <= CHANCE


def test_a_stranger_called_every_route_and_was_let_in_nowhere(fuzzed: dict[str, Fuzzed]) -> None:
    answers = fuzzed["stranger"].answers
    assert {(method, path) for status, method, path in answers if status < 300} == PUBLIC
    assert {(method, path) for status, method, path in answers if status == 401} == routes() - PUBLIC
