"""Tensors hold what their dimensions say."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper

from radlane.errors import PackageRefused
from radlane.registry.admission.tensors import check_names, check_tensor

KINDS = [
    np.float32,
    np.float64,
    np.float16,
    np.int8,
    np.uint8,
    np.int16,
    np.int32,
    np.int64,
    np.uint64,
    np.bool_,
    np.complex64,
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", [(), (0,), (2, 3)])
def test_tensors_of_every_kind(kind: str, shape: tuple[int, ...]) -> None:
    check_tensor(numpy_helper.from_array(np.ones(shape, kind), "x"), {})


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (TensorProto.FLOAT, [1.0, 2.0, 3.0]),
        (TensorProto.INT64, [1, 2, 3]),
        (TensorProto.BFLOAT16, [1.0, 2.0, 3.0]),
        (TensorProto.INT4, [1, 2, 3]),
        (TensorProto.COMPLEX64, [1j, 2j, 3j]),
    ],
)
def test_values_may_lie_in_fields_of_their_kind(kind: int, values: list[complex]) -> None:
    tensor = helper.make_tensor("x", kind, [3], values)
    check_tensor(tensor, {})
    tensor.dims[0] = 5
    with pytest.raises(PackageRefused):
        check_tensor(tensor, {})


def external(**entries: str) -> TensorProto:
    tensor = TensorProto(name="x", data_type=TensorProto.FLOAT, dims=[4], data_location=TensorProto.EXTERNAL)
    for key, value in entries.items():
        tensor.external_data.add(key=key, value=value)
    return tensor


def test_a_part_of_a_named_file() -> None:
    for entries in ({}, {"offset": "4", "length": "16"}, {"checksum": "x"}):
        check_tensor(external(location="a.bin", **entries), {"a.bin": 20})


def test_a_tensor_lies_in_one_place() -> None:
    both = external(location="a.bin")
    both.raw_data = bytes(16)
    twice = external(location="a.bin")
    twice.external_data.add(key="location", value="b.bin")
    said = external(location="a.bin")
    said.data_location = TensorProto.DEFAULT
    for tensor in (both, twice, said):
        with pytest.raises(PackageRefused) as caught:
            check_tensor(tensor, {"a.bin": 20})
        assert caught.value.code == "graph-external"


def test_initialisers_have_names_of_their_own() -> None:
    check_names(["a", "b"])
    for names in (["a", "a"], [""]):
        with pytest.raises(PackageRefused):
            check_names(names)
