"""Tensors of the Open Inference Protocol, version 2: as JSON, or as bytes behind the JSON.

In: forms that somebody sent, hostile, and the bytes behind them. Out: arrays, and the way back. Only FP32.
Reference: KServe, Open Inference Protocol (REST); Triton, binary tensor data extension.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

DATATYPE = "FP32"
HEADER_LENGTH = "Inference-Header-Content-Length"  # bytes of the JSON, where others follow
BINARY_SIZE = "binary_data_size"
MOST_AXES = 8
_NUMBERS = frozenset({int, float})  # true and false are none
_ITEM = 4  # bytes of a value, little endian


@dataclass(frozen=True, kw_only=True)
class Form:
    """What is said of a tensor.

    Attributes
    ----------
    data : sequence or None
        Its values, row-major: flat, or nested as `shape` says.
    size : int or None
        Bytes of it among those behind the JSON, where `data` is None.
    """

    name: str
    shape: tuple[int, ...]
    data: Sequence[Any] | None = None
    size: int | None = None


def unpack(forms: Sequence[Form], behind: memoryview, least: int = 1) -> dict[str, NDArray[np.float32]]:
    """Read tensors.

    Parameters
    ----------
    forms : sequence of Form
        In the order in which their bytes follow each other.
    behind : memoryview
        The bytes; the arrays look at them.
    least : int
        Least length of an axis; 0 for what may hold nothing, as the boxes of an image in which nothing was found.

    Raises
    ------
    ValueError
        Whatever is wrong, in words that repeat nothing of it.
    """
    found: dict[str, NDArray[np.float32]] = {}
    begin = 0
    for form in forms:
        if form.name in found:
            raise ValueError("two tensors have one name")
        if not 0 < len(form.shape) <= MOST_AXES or min(form.shape) < least:
            raise ValueError(f"a shape has 1 to {MOST_AXES} axes, and none is below {least}")
        if (form.data is None) == (form.size is None):
            raise ValueError("a tensor has either data or binary_data_size")
        if form.size is None:
            values = _from_list(form)
        else:
            values = _from_bytes(form, behind[begin : begin + form.size])
            begin += form.size
        if not np.isfinite(values).all():
            raise ValueError("a value is not finite")
        found[form.name] = values
    if begin != len(behind):
        raise ValueError("more bytes follow than the tensors have")
    return found


def pack(values: NDArray[np.float32]) -> memoryview:
    """Return the bytes of a tensor."""
    return np.ascontiguousarray(values, "<f4").data.cast("B") if values.size else memoryview(b"")


def _from_bytes(form: Form, content: memoryview) -> NDArray[np.float32]:
    if form.size != _ITEM * prod(form.shape) or len(content) != form.size:
        raise ValueError("the bytes of a tensor are not as many as its shape says")
    values = np.frombuffer(content, "<f4").reshape(form.shape)
    return np.require(values, np.float32, ("C", "A"))  # where the JSON ends they need not be aligned


def _from_list(form: Form) -> NDArray[np.float32]:
    values = _flat(form)
    if not set(map(type, values)) <= _NUMBERS:  # one long text, and numpy would give each value as much room
        raise ValueError("the data of a tensor is not only numbers")
    try:
        given = np.array(values, np.float64)
    except OverflowError:
        raise ValueError("a value is not finite") from None
    with np.errstate(over="ignore"):  # what is too large is not finite
        return given.astype(np.float32).reshape(form.shape)


def _flat(form: Form) -> Sequence[Any]:
    """Return the values one after the other; other lists than the shape has are refused: what they mean is unknown."""
    data = form.data or ()
    if not data or not isinstance(data[0], list):
        if len(data) != prod(form.shape):
            raise ValueError("the data of a tensor is not as many numbers as its shape says")
        return data
    level: list[Any] = [data]
    for side in form.shape:
        if not all(isinstance(one, list) and len(one) == side for one in level):
            raise ValueError("the data of a tensor is neither flat nor nested as its shape")
        level = [item for one in level for item in one]
    return level
