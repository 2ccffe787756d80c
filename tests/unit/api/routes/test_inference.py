"""Tensors in, tensors out, over the inference protocol; what does not fit is refused before a network is loaded."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.types import Message, Scope

from radlane.api.places import Places
from radlane.errors import AuditUnavailable
from radlane.inference.batched import Batched
from radlane.inference.batcher import Bounds
from radlane.inference.devices import choose_device
from radlane.inference.running import Told
from radlane.jobs.trail import Trail
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places as NetworkPlaces
from radlane.registry.catalogue import builtin_roots, load_catalogue
from radlane.security.audit_record import Action, Entry, Outcome
from support.asgi import client, running, service
from support.batching import Machine, held_up
from support.packages import BRIGHT, networks_package
from support.said import NAME, image_package, pixel_package
from support.volume_models import bright_package

CANARY = "CANARYZQ7"
BYTES = {"content-type": "application/octet-stream"}
LENGTH = "inference-header-content-length"
INFER = "/v2/models/bright/infer"
VOLUME = np.linspace(0, 1, 4 * 8 * 8, dtype=np.float32).reshape(1, 1, 4, 8, 8)
EXPECTED = np.concatenate([-(VOLUME - 0.5) * 10, (VOLUME - 0.5) * 10], axis=1)


def models(root: Path) -> Models:
    """`bright` in production, and what else lies there."""
    places = NetworkPlaces(device=choose_device("cpu", ()), threads=1)
    return Models(load_catalogue([root], [root / "tags.json"]), places)


def serving(folder: Path, **parts: Any) -> FastAPI:
    root = folder / "models"
    if not root.exists():
        bright_package(root)
    return service(folder, {"models": models(root), **parts})


def body(volume: Any = VOLUME, **changes: Any) -> dict[str, Any]:
    tensor = {"name": "volume", "datatype": "FP32", "shape": list(np.shape(volume)), "data": np.ravel(volume).tolist()}
    return {"inputs": [tensor], **changes}


def head(volume: Any = VOLUME, **changes: Any) -> bytes:
    tensor = {"name": "volume", "datatype": "FP32", "shape": list(volume.shape)}
    tensor["parameters"] = {"binary_data_size": volume.nbytes}
    return json.dumps({"inputs": [tensor], **changes}).encode()


def tensors(answer: httpx.Response) -> dict[str, Any]:
    """The outputs of an answer."""
    assert answer.status_code == 200, answer.text
    length = int(answer.headers.get(LENGTH, len(answer.content)))
    found, behind = {}, answer.content[length:]
    for item in json.loads(answer.content[:length])["outputs"]:
        size = (item.get("parameters") or {}).get("binary_data_size")
        values = np.array(item["data"], np.float32) if size is None else np.frombuffer(behind[:size], "<f4")
        found[item["name"]], behind = values.reshape(item["shape"]), behind[size or 0 :]
    assert behind == b""
    return found


@pytest.mark.asyncio
async def test_a_server_and_its_models_say_what_they_are(tmp_path: Path) -> None:
    here = models(bright_package(tmp_path / "models"))
    digest = here.know("bright").identity.digest
    async with client(serving(tmp_path, models=here)) as caller:
        server = (await caller.get("/v2")).json()
        assert (server["name"], server["extensions"]) == ("radlane", ["binary_tensor_data"])
        assert (await caller.get("/v2/health/live")).json() == {"live": True}
        assert (await caller.get("/v2/health/ready")).json() == {"ready": True}
        for version in ("", "/versions/1.0.0", "/versions/production", f"/versions/{digest}"):
            assert (await caller.get(f"/v2/models/bright{version}")).json() == {
                "name": "bright",
                "versions": ["1.0.0"],
                "platform": "onnxruntime_onnx",
                "inputs": [{"name": "volume", "datatype": "FP32", "shape": [-1, 1, -1, -1, -1]}],
                "outputs": [{"name": "seen", "datatype": "FP32", "shape": [-1, 2, -1, -1, -1]}],
            }
            ready = await caller.get(f"/v2/models/bright{version}/ready")
            assert ready.json() == {"name": "bright", "ready": True}


@pytest.mark.asyncio
async def test_a_network_is_run_once_in_json_and_in_bytes(tmp_path: Path) -> None:
    async with client(serving(tmp_path)) as caller:
        plain = await caller.post(INFER, json=body(id="7"))
        assert (plain.json()["id"], plain.json()["model_version"]) == ("7", "1.0.0")
        start = head(parameters={"binary_data_output": True})
        content = start + VOLUME.tobytes()
        packed = await caller.post(
            "/v2/models/bright/versions/1.0.0/infer", content=content, headers={**BYTES, LENGTH: str(len(start))}
        )
    for answer in (plain, packed):
        np.testing.assert_allclose(tensors(answer)["seen"], EXPECTED, atol=1e-5)
    assert tensors(plain)["seen"].tobytes() == tensors(packed)["seen"].tobytes()


@pytest.mark.asyncio
@pytest.mark.parametrize("count", [0, 3])
async def test_a_detector_gives_as_many_boxes_as_there_are(tmp_path: Path, count: int) -> None:
    pixel_package(tmp_path / "models")
    image = np.zeros((1, 1, 8, 6), np.float32)
    image.reshape(-1)[:count] = 0.75
    tensor = {"name": "image", "datatype": "FP32", "shape": [1, 1, 8, 6], "data": image.ravel().tolist()}
    async with client(service(tmp_path, {"models": models(tmp_path / "models")})) as caller:
        said = (await caller.get(f"/v2/models/{NAME}")).json()["outputs"]
        assert [(one["name"], one["datatype"], one["shape"]) for one in said] == [
            ("boxes", "FP32", [-1, -1, 4]),
            ("scores", "FP32", [-1, -1]),
            ("names", "FP32", [-1, -1]),
        ]
        for parameters in ({}, {"binary_data_output": True}):
            answer = await caller.post(f"/v2/models/{NAME}/infer", json={"inputs": [tensor], "parameters": parameters})
            found = tensors(answer)
            assert found["boxes"].shape == (count, 4)
            assert found["scores"].tolist() == [0.75] * count


@pytest.mark.asyncio
async def test_more_boxes_than_may_be_answered(tmp_path: Path) -> None:
    """How many there are is known when the network has run."""
    pixel_package(tmp_path / "models")
    tensor = {"name": "image", "datatype": "FP32", "shape": [1, 1, 8, 6], "data": [0.75] * 48}
    parts = {"models": models(tmp_path / "models"), "tensor_bytes": 1000}
    async with client(service(tmp_path, parts)) as caller:
        answer = await caller.post(f"/v2/models/{NAME}/infer", json={"inputs": [tensor]})
    assert (answer.status_code, answer.json()["code"]) == (422, "usage")
    assert "limits.tensor_bytes" in answer.json()["error"]


@pytest.mark.asyncio
async def test_a_stage_has_a_name_of_its_own(tmp_path: Path) -> None:
    networks_package(tmp_path / "models", BRIGHT, before=("first",))
    async with client(serving(tmp_path)) as caller:
        metadata = (await caller.get("/v2/models/staged.first")).json()
        assert metadata["name"] == "staged.first"
        answer = await caller.post("/v2/models/staged.first/infer", json=body())
        assert answer.json()["model_name"] == "staged.first"
        np.testing.assert_allclose(tensors(answer)["seen"], EXPECTED, atol=1e-5)
        for name in ("staged.second", "staged.main", "staged."):
            assert (await caller.post(f"/v2/models/{name}/infer", json=body())).status_code == 404


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v2/models/canaryzq7/infer", 404, "model-not-found"),
        ("/v2/models/bright/versions/9.9.9/infer", 404, "model-not-found"),
        ("/v2/models/bright/versions/canaryzq7/infer", 404, "model-not-found"),
        ("/v2/models/bright.canaryzq7/infer", 404, "model-not-found"),
        ("/v2/models/CANARYZQ7/infer", 422, "usage"),
        ("/v2/models/bright/versions/CANARYZQ7/infer", 422, "usage"),
    ],
)
async def test_models_that_are_none(tmp_path: Path, path: str, status: int, code: str) -> None:
    async with client(serving(tmp_path)) as caller:
        answers = [await caller.post(path, json=body()), await caller.get(path.removesuffix("/infer"))]
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.json()["error"] == answer.json()["detail"]
        assert CANARY not in answer.text.upper()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (body(np.zeros((1, 1, 4, 8))), "do not fit the network"),
        (body(np.zeros((1, 2, 4, 8, 8))), "do not fit the network"),
        ({"inputs": [{"name": CANARY, "datatype": "FP32", "shape": [1], "data": [1]}]}, "do not fit the network"),
        (body(np.zeros((3, 1, 4, 8, 8))), "not given so much at once"),  # there are two windows in a run
        (body(outputs=[{"name": CANARY}]), "no such output"),
        (body([[float("inf")]]), "not finite"),
    ],
)
async def test_tensors_that_do_not_fit_load_no_network(
    tmp_path: Path, sent: dict[str, Any], why: str, caplog: pytest.LogCaptureFixture
) -> None:
    made = models_only_looked_at(tmp_path)
    async with client(serving(tmp_path, models=made)) as caller:
        answer = await caller.post(INFER, content=json.dumps(sent), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "usage")
    assert why in answer.json()["error"]
    assert CANARY not in answer.text + caplog.text
    assert made.resident() == ()


def models_only_looked_at(folder: Path) -> Models:
    return models(bright_package(folder / "models"))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": CANARY},
        {"content-type": "application/dicom"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ],
)
async def test_another_kind_of_body(tmp_path: Path, headers: dict[str, str]) -> None:
    async with client(serving(tmp_path)) as caller:
        answer = await caller.post(INFER, content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "media-type-unsupported")
    assert CANARY not in answer.text


@pytest.mark.asyncio
@pytest.mark.parametrize("length", ["", "-1", "1.0", "x", "9" * 11, "\u00b2".encode().decode("latin-1")])
async def test_a_length_that_is_none(tmp_path: Path, length: str) -> None:
    async with client(serving(tmp_path)) as caller:
        answer = await caller.post(INFER, content=b"{}", headers=[(LENGTH.encode(), length.encode("latin-1"))])
    assert (answer.status_code, answer.json()["code"]) == (422, "usage")


@pytest.mark.asyncio
async def test_as_many_bytes_as_there_may_be(tmp_path: Path) -> None:
    start = head(parameters={"binary_data_output": True})
    headers = {**BYTES, LENGTH: str(len(start))}
    sent = start + VOLUME.tobytes()
    answers = []
    for most in (len(sent) - 1, 2 * VOLUME.nbytes - 1, 2 * VOLUME.nbytes):
        async with client(serving(tmp_path, tensor_bytes=most)) as caller:
            answers.append(await caller.post(INFER, content=sent, headers=headers))
    assert [answer.status_code for answer in answers] == [413, 422, 200]
    assert "The outputs would be larger" in answers[1].json()["error"]


@pytest.mark.asyncio
async def test_a_network_that_does_not_run_on_what_was_sent(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is its caller's tensors that it does not run on: nothing is wrong here, and nothing is tried again."""
    networks_package(tmp_path / "models", BRIGHT, batch=1)
    async with client(serving(tmp_path)) as caller:
        answer = await caller.post("/v2/models/staged/infer", json=body(np.zeros((2, 1, 2, 8, 8))))
    assert (answer.status_code, answer.json()["code"]) == (422, "inference-failed")
    assert not answer.json()["retryable"]
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.asyncio
async def test_what_is_under_way_shares_its_places_with_instances(tmp_path: Path) -> None:
    places = Places(1)
    async with client(serving(tmp_path, predictions=places)) as caller:
        with places.taken():
            answer = await caller.post(INFER, json=body())
        assert (answer.status_code, answer.json()["code"]) == (503, "service-busy")
        assert answer.headers["retry-after"] == "2"
        assert (await caller.post(INFER, json=body())).status_code == 200


@pytest.mark.asyncio
@pytest.mark.parametrize("part", ["http.response.start", "http.response.body"])
async def test_an_answer_that_nobody_reads_holds_its_place_and_no_turn(tmp_path: Path, part: str) -> None:
    """Until its client reads on, or has left: before the first byte too."""
    places, turns = Places(1), asyncio.Semaphore(1)
    stuck, gone = asyncio.Event(), asyncio.Event()
    messages = [{"type": "http.request", "body": json.dumps(body()).encode(), "more_body": False}]

    async def receive() -> Message:
        if not messages:
            await gone.wait()
        return messages.pop() if messages else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == part:
            stuck.set()
            await gone.wait()
            raise OSError("the client has left")

    async with running(serving(tmp_path, predictions=places, turns=turns)) as app, asyncio.timeout(60):
        asked = asyncio.create_task(app(post_scope(), receive, send))
        await stuck.wait()
        with pytest.raises(HTTPException), places.taken():
            pass
        assert not turns.locked()
        gone.set()
        await asyncio.gather(asked, return_exceptions=True)
        with places.taken():
            pass


def post_scope() -> Scope:
    """A request to run the network, as a server hands it to the service."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": INFER,
        "raw_path": INFER.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"content-type", b"application/json"), (b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }


@pytest.mark.asyncio
async def test_a_turn_is_waited_for(tmp_path: Path) -> None:
    turns = asyncio.Semaphore(1)
    async with client(serving(tmp_path, turns=turns)) as caller, asyncio.timeout(60):
        async with turns:
            task = asyncio.create_task(caller.post(INFER, json=body()))
            await asyncio.sleep(0.3)
            assert not task.done()
        assert (await task).status_code == 200


class Noting(Trail):
    """A trail in memory; at its end it can say no."""

    def __init__(self, refused: Outcome | None = None) -> None:
        self.entries: list[Entry] = []
        self._refused = refused

    def record(self, entry: Entry) -> None:  # type: ignore[override]
        if entry.outcome is self._refused:
            raise AuditUnavailable("The audit trail cannot be written")
        self.entries.append(entry)


@pytest.mark.asyncio
async def test_each_run_is_on_record_before_it_begins_and_before_it_is_answered(tmp_path: Path) -> None:
    trail = Noting()
    async with client(serving(tmp_path, trail=trail)) as caller:
        await caller.post(INFER, json=body())
    said = [(entry.action, entry.outcome, entry.study, dict(entry.facts)) for entry in trail.entries]
    facts = {"model": "bright:1.0.0", "network": "main"}
    assert said == [(Action.INFERRED, outcome, None, facts) for outcome in (Outcome.BEGUN, Outcome.DONE)]
    assert {entry.via for entry in trail.entries} == {"POST /v2/models/{model}/infer"}


@pytest.mark.asyncio
@pytest.mark.parametrize("refused", [Outcome.BEGUN, Outcome.DONE])
async def test_what_cannot_be_put_on_record_is_not_answered(tmp_path: Path, refused: Outcome) -> None:
    async with client(serving(tmp_path, trail=Noting(refused))) as caller:
        answer = await caller.post(INFER, json=body())
    assert (answer.status_code, answer.json()["code"]) == (503, "audit-unavailable")


@pytest.mark.asyncio
async def test_nothing_stays_of_what_was_sent(tmp_path: Path) -> None:
    async with client(serving(tmp_path)) as caller:
        assert (await caller.post(INFER, json=body())).status_code == 200
        assert (await caller.post(INFER, content=b"{" + CANARY.encode())).status_code == 422
    assert list((tmp_path / "data" / "spool").iterdir()) == []


@pytest.mark.asyncio
async def test_a_network_with_several_inputs_and_one_with_several_channels(tmp_path: Path) -> None:
    """The examples of models/examples, with the golden vectors that lie beside them."""
    root = builtin_roots()[0] / "examples"
    async with client(serving(tmp_path, models=models(root))) as caller:
        for name, output in (("petct-fusion", "mean"), ("brats-channels", "seen")):
            described = (await caller.get(f"/v2/models/{name}")).json()
            with np.load(root / name / "golden" / "one.npz") as golden:
                vector = dict(golden)
            given = [
                {
                    "name": one["name"],
                    "datatype": "FP32",
                    "shape": list(vector[one["name"]].shape),
                    "data": vector[one["name"]].ravel().tolist(),
                }
                for one in described["inputs"]
            ]
            answer = await caller.post(f"/v2/models/{name}/infer", json={"inputs": given})
            np.testing.assert_allclose(tensors(answer)[output], vector[output], rtol=1e-3, atol=1e-3)
            fewer = await caller.post(f"/v2/models/{name}/infer", json={"inputs": given[1:]})
            assert fewer.status_code == 422


@pytest.mark.asyncio
@pytest.mark.parametrize("bounds", [Bounds(at_once=2), Bounds(most=8, delay_s=0.02)])
async def test_callers_at_the_same_time_each_get_their_own(tmp_path: Path, bounds: Bounds) -> None:
    """On the way of the CPU, and of a GPU: here images of several callers do run together."""
    image_package(tmp_path / "models")
    runs: list[int] = []
    told = Told(runs=lambda _, one: runs.append(one.rows))
    places = NetworkPlaces(device=choose_device("cpu", ()), threads=1, queues={"cpu": bounds}, told=told)
    here = Models(load_catalogue([tmp_path / "models"], [tmp_path / "models" / "tags.json"]), places)
    parts = {"models": here, "predictions": Places(64), "turns": asyncio.Semaphore(8)}

    def image(number: int) -> dict[str, Any]:
        values = np.full((1, 1, 4, 4), number / 32, np.float32)
        return {"name": "image", "datatype": "FP32", "shape": [1, 1, 4, 4], "data": values.ravel().tolist()}

    async with client(service(tmp_path, parts)) as caller:
        alone = [tensors(await caller.post(f"/v2/models/{NAME}/infer", json={"inputs": [image(n)]})) for n in range(32)]
        runs.clear()
        asked = [caller.post(f"/v2/models/{NAME}/infer", json={"inputs": [image(n)]}) for n in range(32)]
        together = [tensors(answer) for answer in await asyncio.gather(*asked)]
    assert [one["lungs"].tobytes() for one in together] == [one["lungs"].tobytes() for one in alone]
    assert [one["chest"].tolist() for one in together] == [[[number / 32]] for number in range(32)]
    assert sum(runs) == 32
    assert (max(runs) > 1) is (bounds.most > 1)


@pytest.mark.asyncio
async def test_a_full_queue_is_said_with_when_to_come_again(tmp_path: Path) -> None:
    root = bright_package(tmp_path / "models")
    places = NetworkPlaces(device=choose_device("cpu", ()), threads=1, queues={"cpu": Bounds(wait_s=0.05)})
    here = Models(load_catalogue([root], [root / "tags.json"]), places)
    async with client(serving(tmp_path, models=here)) as caller:
        with here.lease("bright") as model:
            assert isinstance(model.session, Batched)
            machine = Machine()
            with held_up(model.session.batcher, machine):
                busy = await caller.post(INFER, json=body())
        after = await caller.post(INFER, json=body())
    assert (busy.status_code, busy.json()["code"], busy.headers["Retry-After"]) == (503, "model-busy", "2")
    assert busy.json()["retryable"] is True
    assert after.status_code == 200
