"""The Open Inference Protocol, version 2, on the wire.

Only what radlane does is taken: a parameter that would change what is meant is refused, not passed over.
Reference: KServe, Open Inference Protocol (REST); Triton, binary tensor data extension.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict, JsonValue

from radlane.api.problems import Problem
from radlane.api.schemas.patterns import NO_NUL, VERSION_OR_TAG

_NAME = r"[a-z0-9][a-z0-9-]{0,62}"
_SERVED: JsonDict = {"pattern": rf"^{_NAME}(\.{_NAME})?$"}
ServedName = Annotated[str, Path(json_schema_extra=_SERVED)]
"""A model, whose main network is meant, or `model.stage`."""
ServedVersion = Annotated[str, Path(json_schema_extra=VERSION_OR_TAG)]
"""A version, a tag or `sha256:...`."""

_Side = Annotated[int, Field(ge=1, le=2**31 - 1)]
_TensorName = Annotated[str, Field(min_length=1, max_length=256, pattern=NO_NUL)]


class InferenceProblem(Problem):
    """A problem document that says its detail in the protocol's key too."""

    error: str


class ServerDocument(BaseModel):
    """The server."""

    name: str
    version: str
    extensions: list[str]


class LiveDocument(BaseModel):
    """The server answers."""

    live: bool


class ReadyDocument(BaseModel):
    """The server can work."""

    ready: bool


class ModelReadyDocument(BaseModel):
    """A model can be used."""

    name: str
    ready: bool


class TensorMetadata(BaseModel):
    """An input or output; -1 stands for an axis of any length."""

    name: str
    datatype: Literal["FP32"] = "FP32"
    shape: list[int]


class ModelMetadata(BaseModel):
    """A network: its inputs and outputs, and the versions of its model."""

    name: str
    versions: list[str]
    platform: Literal["onnxruntime_onnx"] = "onnxruntime_onnx"
    inputs: list[TensorMetadata]
    outputs: list[TensorMetadata]


class TensorDocument(BaseModel):
    """An output; `data` is flat and row-major, or `parameters.binary_data_size` says how many bytes of it follow."""

    name: str
    datatype: Literal["FP32"] = "FP32"
    shape: list[int]
    parameters: dict[str, int] | None = None
    data: list[float] | None = None


class InferDocument(BaseModel):
    """What a network gave; `id` is the caller's."""

    model_name: str
    model_version: str
    id: str | None = None
    outputs: list[TensorDocument]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class InputParameters(_Body):
    """Bytes of an input among those that follow the JSON."""

    binary_data_size: Annotated[int, Field(ge=0)] | None = None


class TensorBody(_Body):
    """An input."""

    name: _TensorName
    datatype: Literal["FP32"]
    shape: Annotated[list[_Side], Field(min_length=1, max_length=8)]
    parameters: InputParameters = InputParameters()
    data: list[Any] | None = None


class OutputParameters(_Body):
    """Whether the bytes of an output follow the JSON."""

    binary_data: bool | None = None


class OutputBody(_Body):
    """An output that is wanted."""

    name: _TensorName
    parameters: OutputParameters = OutputParameters()


class InferParameters(_Body):
    """Whether the bytes of outputs follow the JSON that do not say it themselves."""

    binary_data_output: bool = False


class InferBody(_Body):
    """What a network is fed with, and what is wanted of it: all its outputs where none is named."""

    id: Annotated[str, Field(max_length=128)] | None = None
    parameters: InferParameters = InferParameters()
    inputs: Annotated[list[TensorBody], Field(min_length=1, max_length=16)]
    outputs: Annotated[list[OutputBody], Field(max_length=16)] = []


# `InferBody` for the contract: the route reads the body itself, as bytes of tensors can follow it.
_NAMED: JsonDict = {"type": "string", "minLength": 1, "maxLength": 256, "pattern": NO_NUL}


def _object(required: list[JsonValue], properties: JsonDict) -> JsonDict:
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


_TENSOR = _object(
    ["name", "datatype", "shape"],
    {
        "name": _NAMED,
        "datatype": {"const": "FP32"},
        "shape": {
            "type": "array",
            "minItems": 1,
            "maxItems": 8,
            "items": {"type": "integer", "minimum": 1, "maximum": 2**31 - 1},
        },
        "parameters": _object([], {"binary_data_size": {"type": ["integer", "null"], "minimum": 0}}),
        "data": {"type": ["array", "null"], "description": "Numbers, flat and row-major, or nested as the shape"},
    },
)
_WANTED = _object(["name"], {"name": _NAMED, "parameters": _object([], {"binary_data": {"type": ["boolean", "null"]}})})
CALL = _object(
    ["inputs"],
    {
        "id": {"type": ["string", "null"], "maxLength": 128},
        "parameters": _object([], {"binary_data_output": {"type": "boolean"}}),
        "inputs": {"type": "array", "minItems": 1, "maxItems": 16, "items": _TENSOR},
        "outputs": {"type": "array", "maxItems": 16, "items": _WANTED},
    },
)
