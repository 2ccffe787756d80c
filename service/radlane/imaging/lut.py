"""Look-up tables of Modality LUT and VOI LUT items. Reference: PS3.3 section C.11.1.1.1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.attribute import numbers, value
from radlane.domain.image import VoiLut
from radlane.imaging.reading import text

_FULL = 65536
_IMPLICIT, _BIG_ENDIAN = "1.2.840.10008.1.2", "1.2.840.10008.1.2.2"


def read_lut(item: Dataset, dataset: Dataset, *, signed: bool) -> VoiLut | None:
    """Read LUT Descriptor and LUT Data; None where they are absent or contradict each other.

    Parameters
    ----------
    item : pydicom.Dataset
        Item of the LUT's sequence.
    dataset : pydicom.Dataset
        What the item is part of, with its file meta information.
    signed : bool
        Whether the first mapped value is signed, as the values that go into the table are. Without explicit VRs nothing
        else says it.
    """
    descriptor = numbers(item, "LUTDescriptor")
    if descriptor is None or len(descriptor) != 3 or not all(number.is_integer() for number in descriptor):
        return None
    transfer_syntax = transfer_syntax_of(dataset)
    entries, first, bits = (int(number) for number in descriptor)
    if signed and first > 32767:
        first -= _FULL
    elif not signed and first < 0 and transfer_syntax == _IMPLICIT:
        first += _FULL
    table = _table(item, entries % _FULL or _FULL, bits, big_endian=is_big_endian(dataset))
    return None if table is None else VoiLut(first=float(first), table=table, bits=bits)


def is_big_endian(dataset: Dataset) -> bool:
    """Whether words of tables that are read as bytes have their highest byte first."""
    return transfer_syntax_of(dataset) == _BIG_ENDIAN


def transfer_syntax_of(dataset: Dataset) -> str:
    """UID of the transfer syntax that the file meta information names; empty where it names none."""
    meta = getattr(dataset, "file_meta", None)
    return "" if meta is None else text(meta, "TransferSyntaxUID")


def _table(item: Dataset, entries: int, bits: int, *, big_endian: bool) -> NDArray[np.uint16] | None:
    """LUT Data as 16 bit words, or as bytes where 8 bit entries were packed two to a word."""
    if not 8 <= bits <= 16:
        return None
    data = value(item, "LUTData")
    if isinstance(data, bytes):
        words = np.frombuffer(data[: len(data) // 2 * 2], ">u2" if big_endian else "<u2").astype("<u2")
        packed = bits == 8 and len(data) < 2 * entries
        table = (words.view(np.uint8) if packed else words).astype(np.uint16)[:entries]
    else:
        found = numbers(item, "LUTData") or ()
        if not all(0 <= number < _FULL and number.is_integer() for number in found):
            return None
        table = np.array(found, np.uint16)
    return table if len(table) == entries else None
