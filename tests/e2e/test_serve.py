"""`radlane serve` as an operator starts it and as its callers see it, over real sockets.

The image is RG1 of pydicom-data with a canary for its patient; RG3, retagged, is a tibia that says it is a chest.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from pydicom import dcmread

from support.lane import USAGE, radlane
from support.radiographs import real
from support.server import Server, serving
from support.spoiled import part10

CANARY = "CANARYZQ7"
DICOM = {"content-type": "application/dicom"}
CURL = ("curl", "-q", "-sS", "--noproxy", "*", "-H", "Content-Type: application/dicom")
PREDICT = "/v1/predict?model=cxr-lungs"


def image(name: str) -> bytes:
    """A radiograph that says it is a chest, of a patient with the canary's name."""
    dataset = dcmread(real(name))
    dataset.BodyPartExamined = "CHEST"
    dataset.PatientName, dataset.PatientID, dataset.InstitutionName = f"{CANARY}^A", CANARY, CANARY
    return part10(dataset)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("serve")) as running:
        yield running


@pytest.fixture
def caller(server: Server) -> Iterator[httpx.Client]:
    """Whatever is answered to it, and whatever the server says meanwhile, has no canary; nothing stays in the spool."""
    answers: list[httpx.Response] = []

    def note(answer: httpx.Response) -> None:
        answer.read()
        answers.append(answer)

    with httpx.Client(base_url=server.url, timeout=60, trust_env=False, event_hooks={"response": [note]}) as client:
        yield client
    for text in (server.said, *(answer.text + str(answer.headers) for answer in answers)):
        assert CANARY.lower() not in text.lower()
    assert server.spooled == []


def test_it_is_alive_and_ready(caller: httpx.Client) -> None:
    assert caller.get("/livez").json() == {"status": "ok"}
    ready = caller.get("/readyz").json()
    assert (ready["status"], ready["models"], ready["archives"]) == ("ready", 3, 0)
    assert {check["name"]: check["state"] for check in ready["checks"]} == dict.fromkeys(
        ("disk", "database", "audit", "audit-key", "worker", "models"), "ok"
    )
    assert caller.head("/livez").status_code == 200


def test_it_lists_its_models(caller: httpx.Client) -> None:
    *others, model = caller.get("/v1/models").json()["items"]
    assert [other["name"] for other in others] == ["ct-tissue", "cxr-acquisition"]
    assert caller.get("/v1/models/cxr-lungs").json() == model
    (version,) = caller.get("/v1/models/cxr-lungs/versions").json()["items"]
    path = f"/v1/models/cxr-lungs/versions/{version['digest']}"
    assert caller.get(path).json() == version == caller.get("/v1/models/cxr-lungs/versions/production").json()
    assert caller.get(f"{path}/manifest").json()["name"] == "cxr-lungs"
    assert caller.get(f"{path}/card").headers["content-type"].startswith("text/markdown")


def test_a_chest_is_analysed(caller: httpx.Client) -> None:
    answer = caller.post(PREDICT, content=image("RG1_UNCI.dcm"), headers=DICOM)
    assert (answer.status_code, answer.json()["verdict"]) == (200, "analysed")
    assert {finding["laterality"]: finding["presence"] for finding in answer.json()["findings"]} == {
        "left": "present",
        "right": "present",
    }


def test_a_tibia_is_not_analysed(caller: httpx.Client) -> None:
    answer = caller.post(PREDICT, content=image("RG3_UNCI.dcm"), headers=DICOM)
    assert (answer.status_code, answer.json()["verdict"]) == (200, "not-analysed")
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["input-not-acceptable"]


@pytest.mark.parametrize(
    ("path", "body", "content_type", "status", "code"),
    [
        (PREDICT, CANARY.encode() * 9999, "application/dicom", 422, "file-unreadable"),
        (PREDICT, b"", "application/dicom", 422, "file-unreadable"),
        (PREDICT, image("RG1_UNCI.dcm")[:-100000], "application/dicom", 200, None),  # cut in the pixels: a verdict
        (PREDICT, CANARY.encode(), f"text/{CANARY}", 415, "media-type-unsupported"),
        (f"/v1/predict?model={CANARY.lower()}", b"x", "application/dicom", 404, "model-not-found"),
        (f"/v1/predict?model=../{CANARY}", b"x", "application/dicom", 422, "usage"),
        (f"/v1/predict?mode={CANARY}", b"x", "application/dicom", 422, "usage"),
        (f"/{CANARY}?{CANARY}", b"x", "application/dicom", 404, "not-found"),
        (f"/v1/models/{CANARY}", b"x", "application/dicom", 405, "method-not-allowed"),
    ],
    ids=["junk", "nothing", "cut", "media-type", "model", "reference", "no-model", "address", "method"],
)
def test_what_is_wrong_is_a_problem(
    caller: httpx.Client, path: str, body: bytes, content_type: str, status: int, code: str | None
) -> None:
    answer = caller.post(path, content=body, headers={"content-type": content_type, "x-canary": CANARY})
    assert answer.status_code == status
    if code is None:
        assert answer.json()["verdict"] == "not-analysed"
    else:
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.json()["code"], answer.json()["status"]) == (code, status)


def test_with_curl(server: Server, tmp_path: Path) -> None:
    assert shutil.which("curl"), "install the package curl"
    path = tmp_path / "image.dcm"
    path.write_bytes(image("RG1_UNCI.dcm"))
    done = subprocess.run(
        [*CURL, "--fail", "--data-binary", f"@{path}", f"{server.url}{PREDICT}"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["verdict"] == "analysed"


def raw(server: Server, request: bytes) -> socket.socket:
    address = urlsplit(server.url)
    connection = socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=20)
    connection.sendall(request)
    return connection


def waited_for(server: Server, *, empty: bool) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if (server.spooled == []) is empty:
            return True
        time.sleep(0.02)
    return False


def test_a_client_that_goes_away_in_the_middle(server: Server, caller: httpx.Client) -> None:
    head = (
        f"POST {PREDICT} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/dicom\r\nContent-Length: 9999\r\n\r\n"
    )
    connection = raw(server, head.encode() + CANARY.encode())
    assert waited_for(server, empty=False)
    connection.close()
    assert waited_for(server, empty=True)
    assert caller.get("/livez").status_code == 200
    assert '"level": "error"' not in server.said


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /" + CANARY.encode() + b" HTTP/1.1\r\n\r\n",
        CANARY.encode() + b"\r\n\r\n",
        f"POST {PREDICT} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {CANARY}\r\n\r\n".encode(),
    ],
    ids=["no-host", "junk", "length"],
)
def test_what_is_no_http(server: Server, caller: httpx.Client, request_line: bytes) -> None:
    with raw(server, request_line) as connection:
        answer = connection.recv(4096)
    assert answer.startswith(b"HTTP/1.1 400")
    assert CANARY.encode() not in answer
    assert caller.get("/livez").status_code == 200


def test_a_body_over_the_limit(tmp_path: Path) -> None:
    with serving(tmp_path, RADLANE_LIMITS__FILE_BYTES="100000") as small:
        answer = httpx.post(f"{small.url}{PREDICT}", content=b"x" * 100001, headers=DICOM, trust_env=False)
        assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
        assert small.spooled == []


def test_it_says_that_it_runs_what_it_was_asked_and_that_it_ends(tmp_path: Path) -> None:
    with serving(tmp_path) as asked:
        httpx.get(f"{asked.url}/v1/models/{CANARY}", trust_env=False)
        assert asked.stop() == 0
        lines = [json.loads(line) for line in asked.said.splitlines()]
    messages = [line["message"] for line in lines]
    assert messages[:2] == ["the service listens", f"Started server process [{asked.process.pid}]"]
    assert lines[0]["port"] == httpx.URL(asked.url).port
    (request,) = (line for line in lines if line.get("route") == "/v1/models/{name}")
    assert (request["method"], request["route"], request["status"]) == ("GET", "/v1/models/{name}", 404)
    assert messages[-1].startswith("Finished server process")


def test_it_ends_when_it_is_asked_to_in_the_middle_of_its_work(tmp_path: Path) -> None:
    """The analysis that runs comes to its end before."""
    with serving(tmp_path) as busy:
        path = tmp_path / "image.dcm"
        path.write_bytes(image("RG1_UNCI.dcm"))
        asking = subprocess.Popen(
            [*CURL, "--data-binary", f"@{path}", f"{busy.url}{PREDICT}"],
            stdout=subprocess.PIPE,
        )
        assert waited_for(busy, empty=False)
        begin = time.monotonic()
        assert busy.stop() == 0
        assert time.monotonic() - begin < 20
        answer, _ = asking.communicate(timeout=20)
        assert json.loads(answer)["verdict"] == "analysed"
        assert busy.spooled == []


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org", CANARY])
def test_it_does_not_listen_for_others(tmp_path: Path, host: str) -> None:
    ended = radlane("serve", "--host", host, "--port", "0", "--json", home=tmp_path)
    assert (ended.code, ended.error) == (USAGE, "usage")
    assert CANARY not in ended.stdout + ended.stderr


def test_settings_that_are_wrong_are_told_before_it_listens(tmp_path: Path) -> None:
    ended = radlane("serve", "--port", "0", "--json", home=tmp_path, RADLANE_DEVICE=CANARY)
    assert (ended.code, ended.error) == (USAGE, "settings-invalid")
    assert CANARY not in ended.stdout + ended.stderr


def test_a_service_that_cannot_start_says_why(tmp_path: Path) -> None:
    ended = radlane("serve", "--port", "0", home=tmp_path, RADLANE_MODELS_DIR=str(tmp_path / CANARY))
    assert ended.code == USAGE
    assert "models_dir is no folder" in ended.stderr
    assert CANARY not in ended.stdout + ended.stderr


def test_a_port_that_is_taken_is_said(server: Server, tmp_path: Path) -> None:
    ended = radlane("serve", "--port", str(urlsplit(server.url).port), "--json", home=tmp_path)
    assert (ended.code, ended.error) == (USAGE, "usage")
    assert "Address already in use" in ended.stdout
