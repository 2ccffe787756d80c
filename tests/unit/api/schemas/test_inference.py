"""The inference protocol on the wire: what stands in the contract is what is read."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from radlane.api.schemas.inference import CALL, InferBody, InferenceProblem

TENSOR = {"name": "image", "datatype": "FP32", "shape": [1, 2]}


def asked(tensor: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    return {"inputs": [{**TENSOR, **(tensor or {})}], **changes}


@pytest.mark.parametrize(
    "document",
    [
        asked(),
        asked({"data": [1, 2]}),
        asked({"data": [[1, 2]], "parameters": {}}),
        asked({"parameters": {"binary_data_size": 8}}),
        asked(id="7", outputs=[], parameters={"binary_data_output": True}),
        asked(id=None, outputs=[{"name": "one", "parameters": {"binary_data": False}}]),
    ],
)
def test_what_the_contract_takes(document: dict[str, Any]) -> None:
    Draft202012Validator(CALL).validate(document)
    InferBody.model_validate(document)


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"inputs": []},
        {"inputs": [TENSOR] * 17},
        asked({"name": ""}),
        asked({"name": "x" * 257}),
        asked({"datatype": "INT8"}),
        asked({"shape": []}),
        asked({"shape": [1] * 9}),
        asked({"shape": [0]}),
        asked({"shape": [2**31]}),
        asked({"data": "1"}),
        asked({"parameters": {"binary_data_size": -1}}),
        asked({"parameters": {"shared_memory_region": "x"}}),
        asked(id="x" * 129),
        asked(parameters={"priority": 1}),
        asked(outputs=[{"name": "one", "parameters": {"classification": 1}}]),
        asked(outputs=[{"name": "one"}] * 17),
        asked(sequence=1),
    ],
)
def test_what_the_contract_does_not_take(document: dict[str, Any]) -> None:
    assert not Draft202012Validator(CALL).is_valid(document)
    with pytest.raises(ValidationError):
        InferBody.model_validate(document)


def test_a_problem_has_the_key_of_the_protocol() -> None:
    assert InferenceProblem.model_json_schema()["required"][-1] == "error"
