"""Look-up tables of Modality LUT and VOI LUT items. Reference: PS3.3 section C.11.1.1.1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.domain.image import VoiLut

_FULL = 65536


def read_lut(item: Dataset, *, signed: bool) -> VoiLut | None:
    """Read LUT Descriptor and LUT Data; None where they are absent or contradict each other.

    Parameters
    ----------
    item : pydicom.Dataset
        Item of the LUT's sequence.
    signed : bool
        Whether the first mapped value is signed, as the pixels are.
    """
    descriptor: Any = item.get("LUTDescriptor")
    data: Any = item.get("LUTData")
    if descriptor is None or data is None or isinstance(descriptor, int | str | bytes) or len(descriptor) != 3:
        return None
    entries, first, bits = (int(number) for number in descriptor)
    entries = entries or _FULL
    if signed and first > 32767:
        first -= _FULL
    table = _table(data, entries, bits)
    return None if table is None else VoiLut(first=float(first), table=table, bits=bits)


def _table(data: bytes | Sequence[int], entries: int, bits: int) -> NDArray[np.uint16] | None:
    """LUT Data as 16 bit words, or as bytes where 8 bit entries were packed two to a word."""
    if not 8 <= bits <= 16:
        return None
    if isinstance(data, bytes):
        width = "u1" if bits == 8 and len(data) < 2 * entries else "<u2"
        table = np.frombuffer(data[: len(data) // 2 * 2], width).astype(np.uint16)[:entries]
    else:
        table = np.asarray(data, dtype=np.int64).astype(np.uint16).reshape(-1)
    return table if len(table) == entries else None
