"""Requests and answers of the Open Inference Protocol: JSON, and the bytes of tensors behind it.

In: a body, hostile. Out: what it asks for. The way back: a document and the bytes that follow it.
"""

from __future__ import annotations

from asyncio import timeout
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from fastapi.exceptions import RequestValidationError
from numpy.typing import NDArray
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.responses import StreamingResponse
from starlette.types import Send

from radlane.api.schemas.inference import InferBody, InferDocument, TensorDocument
from radlane.domain.tensor import Outputs
from radlane.errors import UsageError
from radlane.inference.tensors import BINARY_SIZE, HEADER_LENGTH, Form, pack, unpack

MOST_JSON_BYTES = 8 << 20  # it takes 24 times as much memory when it is parsed, and nobody else runs meanwhile
MOST_JSON_VALUES = 1 << 20  # of an answer
_MOST_OF = {b"[": 1 << 16, b"{": 1 << 10}  # a list or an object takes 280 bytes and more, and two of JSON
_CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Call:
    """What is asked for.

    Attributes
    ----------
    wanted : mapping of str to bool
        Name of each output that is named -> whether its bytes follow the JSON.
    is_binary : bool
        The same for all outputs, where none is named.
    """

    id: str | None
    feeds: Mapping[str, NDArray[np.float32]]
    wanted: Mapping[str, bool]
    is_binary: bool


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A document, and the bytes that follow it."""

    document: InferDocument
    behind: Sequence[memoryview]


def read_call(content: memoryview, header_length: int | None) -> Call:
    """Read a request.

    Parameters
    ----------
    content : memoryview
        The body.
    header_length : int or None
        Bytes of its JSON; None: all of it.

    Raises
    ------
    UsageError
        If its parts do not fit each other.
    RequestValidationError
        If its JSON is not as the contract says.
    """
    end = len(content) if header_length is None else header_length
    if end > len(content):
        raise UsageError(f"{HEADER_LENGTH} says more than the body has")
    if end > MOST_JSON_BYTES:
        raise UsageError(
            f"The JSON has more than {MOST_JSON_BYTES} bytes", remedy="Send the tensors as bytes behind it"
        )
    body = _parsed(bytes(content[:end]))
    forms = [
        Form(name=item.name, shape=tuple(item.shape), data=item.data, size=item.parameters.binary_data_size)
        for item in body.inputs
    ]
    try:
        feeds = unpack(forms, content[end:])
    except ValueError as error:
        raise UsageError("The tensors cannot be read", why=str(error)) from None
    is_binary = body.parameters.binary_data_output
    wanted = {
        item.name: is_binary if item.parameters.binary_data is None else item.parameters.binary_data
        for item in body.outputs
    }
    if len(wanted) != len(body.outputs):
        raise UsageError("An output is named twice")
    return Call(id=body.id, feeds=feeds, wanted=wanted, is_binary=is_binary)


def answer_to(call: Call, model: tuple[str, str], outputs: Outputs) -> Answer:
    """Return what is answered; `model` is its name and version.

    Raises
    ------
    UsageError
        If there are too many values for JSON.
    """
    wanted = call.wanted or dict.fromkeys(outputs, call.is_binary)
    if sum(outputs[name].size for name, is_binary in wanted.items() if not is_binary) > MOST_JSON_VALUES:
        raise UsageError("The outputs have too many values for JSON", remedy="Ask for binary_data")
    name, version = model
    items = [_item(name, outputs[name], is_binary=is_binary) for name, is_binary in wanted.items()]
    behind = [pack(outputs[name]) for name, is_binary in wanted.items() if is_binary]
    return Answer(
        document=InferDocument(model_name=name, model_version=version, id=call.id, outputs=items), behind=behind
    )


class TimelyResponse(StreamingResponse):
    """An answer that has to be taken whole in time: one that is not ends, and its connection with it."""

    seconds: float

    async def stream_response(self, send: Send) -> None:
        """Send the answer."""
        with suppress(TimeoutError):
            async with timeout(self.seconds):
                await super().stream_response(send)


def response(answer: Answer, seconds: float) -> TimelyResponse:
    """Return the answer as HTTP sends it: in parts, each written before the next is read, within so many seconds."""
    head = answer.document.model_dump_json(exclude_none=True).encode()
    size = len(head) + sum(len(part) for part in answer.behind)
    headers = {"Content-Length": str(size), **({HEADER_LENGTH: str(len(head))} if answer.behind else {})}
    media_type = "application/octet-stream" if answer.behind else "application/json"
    timely = TimelyResponse(_parts(memoryview(head), *answer.behind), headers=headers, media_type=media_type)
    timely.seconds = seconds
    return timely


async def _parts(*parts: memoryview) -> AsyncIterator[bytes]:
    for part in parts:
        for begin in range(0, len(part), _CHUNK):
            yield bytes(part[begin : begin + _CHUNK])


def _item(name: str, values: NDArray[np.float32], *, is_binary: bool) -> TensorDocument:
    if is_binary:
        return TensorDocument(name=name, shape=list(values.shape), parameters={BINARY_SIZE: values.nbytes})
    return TensorDocument(name=name, shape=list(values.shape), data=values.ravel().tolist())


def _parsed(content: bytes) -> InferBody:
    if any(content.count(sign) > most for sign, most in _MOST_OF.items()):
        raise UsageError("The JSON has too many lists or objects", remedy="Send tensors flat, or as bytes behind it")
    try:
        return InferBody.model_validate_json(content)
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        raise RequestValidationError([{**one, "loc": ("body", *_place(one))} for one in found]) from None


def _place(error: ErrorDetails) -> tuple[int | str, ...]:
    """Where a mistake is; the name of a key that nobody knows is the caller's own text."""
    return error["loc"][:-1] if error["type"] == "extra_forbidden" else error["loc"]
