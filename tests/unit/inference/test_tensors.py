"""Tensors of the inference protocol: what fits is read, and nothing else is."""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from radlane.inference.tensors import Form, pack, unpack

NONE = memoryview(b"")
VALUES = np.arange(6, dtype=np.float32).reshape(1, 2, 3)


def given(data: Sequence[Any], shape: tuple[int, ...] = (1, 2, 3)) -> Form:
    return Form(name="image", shape=shape, data=data)


def sized(size: int, shape: tuple[int, ...] = (1, 2, 3), name: str = "image") -> Form:
    return Form(name=name, shape=shape, size=size)


@pytest.mark.parametrize(
    "data",
    [
        [0, 1, 2, 3, 4, 5],
        [0.0, 1.0, 2.0, 3.0, 4.0, 5.0],
        [[[0, 1, 2], [3, 4, 5]]],
    ],
    ids=["whole numbers", "flat", "nested"],
)
def test_a_list_of_numbers(data: Sequence[Any]) -> None:
    found = unpack([given(data)], NONE)["image"]
    assert found.dtype == np.float32
    assert found.tolist() == VALUES.tolist()


def test_one_long_text_among_the_numbers_takes_no_memory_of_the_others() -> None:
    """Numpy would make room for 30000 characters in the place of each number: 2.4 GB."""
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="not only numbers"):
            unpack([given(["a" * 30_000, *[1] * 19_999], (20_000,))], NONE)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("before", [0, 1])  # where the JSON ends is no multiple of four, most times
def test_bytes_follow_each_other_in_the_order_of_their_forms(before: int) -> None:
    content = b"x" * before + bytes(pack(VALUES)) + bytes(pack(VALUES[:, :1] + 10))
    found = unpack([sized(24), sized(12, (1, 1, 3), "other")], memoryview(content)[before:])
    assert found["image"].tolist() == VALUES.tolist()
    assert found["other"].tolist() == [[[10.0, 11.0, 12.0]]]
    assert all(values.flags.aligned for values in found.values())


def test_what_is_packed_is_little_endian_and_row_major() -> None:
    turned = np.asfortranarray(VALUES)
    assert bytes(pack(turned)) == VALUES.astype("<f4").tobytes()


@pytest.mark.parametrize(
    ("forms", "behind", "why"),
    [
        ([given([1] * 6), given([1] * 6)], b"", "two tensors have one name"),
        ([given([1] * 6, ())], b"", "a shape has 1 to 8 axes"),
        ([given([1], (1,) * 9)], b"", "a shape has 1 to 8 axes"),
        ([given([], (0,))], b"", "none is below 1"),
        ([given([1], (-1, -1))], b"", "none is below 1"),
        ([Form(name="image", shape=(1,))], b"", "either data or binary_data_size"),
        ([Form(name="image", shape=(1,), data=[1], size=4)], b"1234", "either data or binary_data_size"),
        ([given([1] * 5)], b"", "not as many numbers as its shape says"),
        ([given([1] * 6, (2**40, 2**40))], b"", "not as many numbers as its shape says"),
        ([given(["1"] * 6)], b"", "not only numbers"),
        ([given([1, 0.5, 2, 3, 4, True])], b"", "not only numbers"),
        ([given([None] * 6)], b"", "not only numbers"),
        ([given([1, 2, 3, 4, 5, [6]])], b"", "not only numbers"),
        ([given([1, 2, 3, 4, 5, {}])], b"", "not only numbers"),
        ([given([10**400] * 6)], b"", "not finite"),
        ([given([[1, 2], [3]], (3,))], b"", "neither flat nor nested as its shape"),
        ([given([[1, 2], [3]], (2, 2))], b"", "neither flat nor nested as its shape"),
        ([given([[1, 2], 3], (2, 2))], b"", "neither flat nor nested as its shape"),
        ([given([[1, 2], [3, 4], [5, 6]], (2, 3))], b"", "neither flat nor nested as its shape"),
        ([given([[1, 2, 3], [4, 5, 6]])], b"", "neither flat nor nested as its shape"),
        ([given([[[[1], [2], [3]], [[4], [5], [6]]]])], b"", "not only numbers"),
        ([given([1e39] * 6)], b"", "not finite"),  # of float64, and of no float32
        ([given([float("nan")] * 6)], b"", "not finite"),
        ([sized(4, (1,))], np.array([np.inf], "<f4").tobytes(), "not finite"),
        ([sized(24)], bytes(23), "not as many as its shape says"),
        ([sized(20)], bytes(24), "not as many as its shape says"),
        ([sized(2**80, (2**39, 2**39))], bytes(24), "not as many as its shape says"),
        ([sized(24)], bytes(25), "more bytes follow"),
        ([given([1] * 6)], b"1", "more bytes follow"),
    ],
)
def test_what_does_not_fit(forms: Sequence[Form], behind: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        unpack(forms, memoryview(behind))


def test_a_tensor_of_nothing_is_read_where_it_may_be() -> None:
    nothing = np.zeros((0, 4), np.float32)
    assert bytes(pack(nothing)) == b""
    form = Form(name="boxes", shape=(0, 4), size=0)
    assert unpack([form], NONE, least=0)["boxes"].shape == (0, 4)
    with pytest.raises(ValueError, match="none is below 1"):
        unpack([form], NONE)
    with pytest.raises(ValueError, match="none is below 0"):
        unpack([Form(name="boxes", shape=(-1, 4), size=0)], NONE, least=0)
