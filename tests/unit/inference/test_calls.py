"""What is asked of a server, and what of its answers is taken; how it behaves on a connection: tests/faults."""

from __future__ import annotations

import json

import httpx
import pytest

from radlane.errors import ModelUnavailable
from radlane.inference import calls
from radlane.inference.calls import AnswerRefused, Calls
from radlane.inference.servers import RemoteServer
from support.protocol import unread

URL = "http://triton:8000"
LENGTH = calls.HEADER_LENGTH


def asked(answer: httpx.Response, seen: list[httpx.Request] | None = None) -> Calls:
    def handle(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(request)
        return unread(answer)

    return Calls(RemoteServer(url=URL), f"{URL}/below/", httpx.MockTransport(handle))


def test_a_description_is_asked_for_below_the_address() -> None:
    seen: list[httpx.Request] = []
    assert asked(httpx.Response(200, json={"name": "n"}), seen).get("/v2", 5.0) == {"name": "n"}
    (request,) = seen
    assert (request.method, str(request.url)) == ("GET", f"{URL}/below/v2")
    assert (request.headers["user-agent"], request.headers["accept-encoding"]) == ("radlane", "identity")


def test_bytes_go_behind_json_and_come_back_behind_json() -> None:
    seen: list[httpx.Request] = []
    large = memoryview(bytes(3 << 20))  # more than one part of it is sent at once
    head = memoryview(b'{"inputs": []}')
    answer = httpx.Response(200, headers={LENGTH: "2"}, content=b"{}1234")
    reply = asked(answer, seen).post("/v2/x", [head, large], 4, 5.0)
    assert (reply.head, bytes(reply.behind)) == ({}, b"1234")
    (request,) = seen
    assert request.headers["content-length"] == str(len(head) + len(large))
    assert request.headers[LENGTH] == str(len(head))
    assert "transfer-encoding" not in request.headers


@pytest.mark.parametrize(("most", "is_taken"), [(4, True), (3, False)])
def test_an_answer_is_as_large_as_what_was_asked_for(
    most: int, is_taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "MOST_HEAD_BYTES", 2)
    made = asked(httpx.Response(200, headers={LENGTH: "2"}, content=b"{}1234"))
    if is_taken:
        assert bytes(made.post("/v2/x", [memoryview(b"{}")], most, 5.0).behind) == b"1234"
    else:
        with pytest.raises(AnswerRefused, match="larger"):
            made.post("/v2/x", [memoryview(b"{}")], most, 5.0)


@pytest.mark.parametrize(
    ("asked_for", "waits"), [("7", 7.0), ("99999", 300.0), ("9" * 11, None), ("-1", None), ("soon", None), ("", None)]
)
def test_when_a_server_says_when_to_come_again(asked_for: str, waits: float | None) -> None:
    with pytest.raises(ModelUnavailable, match="status 503") as caught:
        asked(httpx.Response(503, headers={"Retry-After": asked_for})).get("/v2", 5.0)
    assert caught.value.retry_after_s == waits


@pytest.mark.parametrize("status", [401, 403, 408, 429, 500, 502, 503, 504, 599])
def test_what_may_be_otherwise_later(status: int) -> None:
    with pytest.raises(ModelUnavailable):
        asked(httpx.Response(status)).get("/v2", 5.0)


@pytest.mark.parametrize("status", [201, 204, 301, 302, 307, 400, 404, 413, 415, 422])
def test_what_will_not_be_otherwise_later(status: int) -> None:
    with pytest.raises(AnswerRefused, match=f"status {status}"):
        asked(httpx.Response(status, headers={"Location": URL})).get("/v2", 5.0)


@pytest.mark.parametrize(
    ("content", "headers", "why"),
    [
        (b"", {}, "no JSON"),
        (b"[]", {}, "no JSON object"),
        (b"\xff", {}, "no JSON"),
        (b"{}", {LENGTH: "3"}, "does not say where"),
        (b"{}", {LENGTH: "-1"}, "does not say where"),
        (b"{}", {LENGTH: ""}, "does not say where"),
        (json.dumps({"a": "x" * (256 << 10)}).encode(), {}, "larger"),
    ],
)
def test_what_is_no_answer(content: bytes, headers: dict[str, str], why: str) -> None:
    with pytest.raises(AnswerRefused, match=why):
        asked(httpx.Response(200, content=content, headers=headers)).get("/v2", 5.0)


def test_json_that_is_larger_than_an_answer_s_may_be() -> None:
    content = json.dumps({"a": "x" * (256 << 10)}).encode()
    with pytest.raises(AnswerRefused, match="the JSON of its answer is too large"):
        asked(httpx.Response(200, content=content)).post("/v2/x", [memoryview(b"{}")], 1 << 20, 5.0)
