"""Requests of the inference protocol are read whole or refused; answers are what was asked for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any

import numpy as np
import pytest
from fastapi.exceptions import RequestValidationError

from radlane.api import tensors
from radlane.api.tensors import Call, answer_to, read_call, response
from radlane.errors import UsageError

CANARY = "CANARYZQ7"
VALUES = np.array([[0.1, -3.4e38, 1e-45]], np.float32)
OUTPUTS = {"one": VALUES, "two": VALUES[:, :2]}


def body(**changes: Any) -> bytes:
    plain = {"inputs": [{"name": "image", "datatype": "FP32", "shape": [1, 2], "data": [1, 2]}]}
    return json.dumps({**plain, **changes}).encode()


def asked(**changes: Any) -> Call:
    plain: dict[str, Any] = {"id": "7", "feeds": {}, "wanted": {}, "is_binary": False}
    return Call(**{**plain, **changes})


def sent(answer: tensors.Answer) -> tuple[dict[str, str], bytes]:
    """Headers and body of an answer."""
    made = response(answer, 10.0)

    async def joined() -> bytes:
        return b"".join([bytes(part) async for part in made.body_iterator])  # type: ignore[arg-type]

    return dict(made.headers), asyncio.run(joined())


def test_a_request_in_json() -> None:
    call = read_call(memoryview(body(id="7", outputs=[{"name": "one"}])), None)
    assert (call.id, call.wanted, call.is_binary) == ("7", {"one": False}, False)
    assert call.feeds["image"].tolist() == [[1.0, 2.0]]


def test_a_request_with_bytes() -> None:
    inputs = [{"name": "image", "datatype": "FP32", "shape": [1, 3], "parameters": {"binary_data_size": 12}}]
    outputs = [{"name": "one"}, {"name": "two", "parameters": {"binary_data": False}}]
    head = body(inputs=inputs, outputs=outputs, parameters={"binary_data_output": True})
    call = read_call(memoryview(head + VALUES.tobytes()), len(head))
    assert call.feeds["image"].tobytes() == VALUES.tobytes()
    assert (call.wanted, call.is_binary) == ({"one": True, "two": False}, True)


@pytest.mark.parametrize(
    ("content", "length", "why"),
    [
        (b"{}", 3, "more than the body has"),
        (body(), 10**9, "more than the body has"),
        (body() + b"1234", len(body()), "more bytes follow"),
        (body(outputs=[{"name": "one"}, {"name": "one"}]), None, "named twice"),
        (b" " * (tensors.MOST_JSON_BYTES + 1), None, "The JSON has more than"),
        (b"[]," * (1 << 17), None, "too many lists"),  # 280 bytes of memory for three of JSON
        (b"{}," * (1 << 11), None, "too many lists or objects"),
    ],
)
def test_parts_that_do_not_fit_each_other(content: bytes, length: int | None, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        read_call(memoryview(content), length)


TENSOR = {"name": "image", "datatype": "FP32", "shape": [1], "data": [1]}


@pytest.mark.parametrize(
    ("content", "place", "kind"),
    [
        (b"", ("body",), "json_invalid"),
        (b"[" * 50_000, ("body",), "json_invalid"),
        (b"\xff", ("body",), "json_invalid"),
        (b"[]", ("body",), "model_type"),
        (b"{}", ("body", "inputs"), "missing"),
        (body(inputs=[]), ("body", "inputs"), "too_short"),
        (body(inputs=[TENSOR] * 17), ("body", "inputs"), "too_long"),
        (body(inputs=[{**TENSOR, "datatype": CANARY}]), ("body", "inputs", 0, "datatype"), "literal_error"),
        (body(inputs=[{**TENSOR, "shape": [0]}]), ("body", "inputs", 0, "shape", 0), "greater_than_equal"),
        (body(inputs=[{**TENSOR, "shape": []}]), ("body", "inputs", 0, "shape"), "too_short"),
        (body(**{CANARY: 1}), ("body",), "extra_forbidden"),
        (body(parameters={CANARY: 1}), ("body", "parameters"), "extra_forbidden"),
        (
            body(inputs=[{**TENSOR, "parameters": {"shared_memory_region": CANARY}}]),
            ("body", "inputs", 0, "parameters"),
            "extra_forbidden",
        ),
        (
            body(outputs=[{"name": "one", "parameters": {"classification": 3}}]),
            ("body", "outputs", 0, "parameters"),
            "extra_forbidden",
        ),
    ],
)
def test_json_that_is_not_as_the_contract_says(content: bytes, place: tuple[int | str, ...], kind: str) -> None:
    with pytest.raises(RequestValidationError) as caught:
        read_call(memoryview(content), None)
    assert [(error["loc"], error["type"]) for error in caught.value.errors()] == [(place, kind)]
    assert CANARY not in str(caught.value.errors())


def test_an_answer_in_json_reads_back_as_the_same_numbers() -> None:
    headers, content = sent(answer_to(asked(), ("net", "1.0.0"), OUTPUTS))
    document = json.loads(content)
    assert (document["model_name"], document["model_version"], document["id"]) == ("net", "1.0.0", "7")
    assert [item["name"] for item in document["outputs"]] == ["one", "two"]
    assert np.array(document["outputs"][0]["data"], np.float32).tobytes() == VALUES.tobytes()
    assert (headers["content-type"], headers["content-length"]) == ("application/json", str(len(content)))
    assert "inference-header-content-length" not in headers


def test_an_answer_with_bytes_of_one_output() -> None:
    call = asked(id=None, wanted={"two": True, "one": False})
    headers, content = sent(answer_to(call, ("net", "1.0.0"), OUTPUTS))
    length = int(headers["inference-header-content-length"])
    two, one = json.loads(content[:length])["outputs"]
    assert two == {"name": "two", "datatype": "FP32", "shape": [1, 2], "parameters": {"binary_data_size": 8}}
    assert np.array(one["data"], np.float32).tobytes() == VALUES.tobytes()
    assert content[length:] == OUTPUTS["two"].tobytes()
    assert headers["content-type"] == "application/octet-stream"


def test_too_many_values_for_json() -> None:
    large = {"one": np.zeros(tensors.MOST_JSON_VALUES + 1, np.float32)}
    with pytest.raises(UsageError, match="binary_data"):
        answer_to(asked(), ("net", "1.0.0"), large)
    assert answer_to(asked(is_binary=True), ("net", "1.0.0"), large).behind


def test_an_answer_that_is_not_taken_in_time_ends() -> None:
    made = response(answer_to(asked(is_binary=True), ("small", "1"), OUTPUTS), 0.05)
    taken: list[object] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        taken.append(message)
        if len(taken) > 1:
            await asyncio.sleep(60)

    asyncio.run(made.stream_response(send))
    assert len(taken) == 2, "the head and a part, and then no more"
