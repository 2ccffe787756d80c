"""The tensors in an ONNX file: what they say of themselves is compared with the bytes that are there.

Reference: onnx.proto3, TensorProto. No external file is opened here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from onnx import TensorProto

from radlane.registry.admission.refusal import refused

_MEMORY_ADDRESS = "_ORT_MEM_ADDR_"
_MAX_DIMENSIONS = 32
_MAX_ELEMENTS = 1 << 40
_KEYS = frozenset({"location", "offset", "length", "checksum"})
# Bits of an element; what is not here (text, sequences of 4 bits without a size) is not read.
_BITS: Mapping[int, int] = {
    **dict.fromkeys((TensorProto.BOOL, TensorProto.INT8, TensorProto.UINT8), 8),
    **dict.fromkeys((TensorProto.INT16, TensorProto.UINT16, TensorProto.FLOAT16, TensorProto.BFLOAT16), 16),
    **dict.fromkeys((TensorProto.FLOAT, TensorProto.INT32, TensorProto.UINT32), 32),
    **dict.fromkeys((TensorProto.DOUBLE, TensorProto.INT64, TensorProto.UINT64, TensorProto.COMPLEX64), 64),
    **dict.fromkeys((TensorProto.FLOAT8E4M3FN, TensorProto.FLOAT8E5M2), 8),
    **dict.fromkeys((TensorProto.INT4, TensorProto.UINT4), 4),
    TensorProto.COMPLEX128: 128,
}
_FIELDS = ("float_data", "int32_data", "int64_data", "double_data", "uint64_data")


def check_tensor(tensor: TensorProto, external: Mapping[str, int]) -> None:
    """Compare dimensions with data.

    Parameters
    ----------
    tensor : TensorProto
        Any tensor of the file.
    external : mapping of str to int
        Sizes of the files that the manifest names, by path; empty where no other file may be asked for.

    Raises
    ------
    PackageRefused
        With `graph-tensor` or `graph-external`.
    """
    size = _size(tensor)
    if tensor.data_location == TensorProto.EXTERNAL or tensor.external_data:
        _check_external(tensor, size, external)
        return
    held = [name for name in _FIELDS if getattr(tensor, name)]
    if tensor.string_data or len(held) + bool(tensor.raw_data) > 1:
        raise refused("graph-tensor", "a tensor holds text, or its values twice")
    fits = _count(tensor, held[0]) if held else len(tensor.raw_data) == size
    if not fits:
        raise refused("graph-tensor", "a tensor holds other than what its dimensions say")


def check_names(names: list[str]) -> None:
    """Refuse two initialisers of one name, or one without."""
    if len(set(names)) != len(names) or "" in names:
        raise refused("graph-tensor", "two initialisers have one name, or one has none")


def _size(tensor: TensorProto) -> int:
    """Bytes that the values of a tensor take, packed."""
    bits = _BITS.get(tensor.data_type)
    if bits is None:
        raise refused("graph-tensor", "a tensor holds values of a kind that is not read")
    if len(tensor.dims) > _MAX_DIMENSIONS or any(side < 0 for side in tensor.dims):
        raise refused("graph-tensor", "a tensor has dimensions that none has")
    count: int = math.prod(tensor.dims)
    if count > _MAX_ELEMENTS:
        raise refused("graph-tensor", "a tensor says to hold more than any file")
    return -(-count * bits // 8)


def _count(tensor: TensorProto, field: str) -> bool:
    """Whether a field holds as many values as the dimensions say."""
    count: int = math.prod(tensor.dims)
    if tensor.data_type in (TensorProto.INT4, TensorProto.UINT4):
        count = -(-count // 2)
    if tensor.data_type in (TensorProto.COMPLEX64, TensorProto.COMPLEX128):
        count *= 2
    return bool(len(getattr(tensor, field)) == count)


def _check_external(tensor: TensorProto, size: int, external: Mapping[str, int]) -> None:
    entries = {entry.key: entry.value for entry in tensor.external_data}
    location = entries.get("location", "")
    if _MEMORY_ADDRESS in location:
        raise refused("graph-external", "a tensor names an address of memory")
    if len(entries) != len(tensor.external_data) or not set(entries) <= _KEYS:
        raise refused("graph-external", "a tensor says of its file what is not read")
    if tensor.data_location != TensorProto.EXTERNAL or tensor.raw_data or any(getattr(tensor, f) for f in _FIELDS):
        raise refused("graph-external", "a tensor lies here and in another file")
    if location not in external:
        raise refused("graph-external", "a tensor lies in a file that the manifest does not name")
    numbers = [entries.get("offset", "0"), entries.get("length", str(size))]
    if not all(number.isascii() and number.isdigit() and len(number) < 16 for number in numbers):
        raise refused("graph-external", "a tensor lies at no place of its file")
    offset, length = map(int, numbers)
    if length != size or offset + length > external[location]:
        raise refused("graph-external", "a tensor has another size than its part of the file")
