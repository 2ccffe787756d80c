"""Palettes of PALETTE COLOR images.

In: a header, hostile. Out: one table a colour, and colours of stored values. Reference: PS3.3 sections C.7.6.3.1.5,
C.7.6.3.1.6 and C.7.9.2 (segments).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.attribute import numbers, value
from radlane.imaging.lut import is_big_endian

_COLOURS = ("Red", "Green", "Blue")
_MOST_ENTRIES = 65536
_MOST_BYTES = 4 * _MOST_ENTRIES  # of a table or its segments
_DISCRETE, _LINEAR, _INDIRECT = range(3)


@dataclass(frozen=True, kw_only=True)
class _Table:
    """One colour's entries, 0 to 1, and the stored value that the first one is of."""

    first: int
    entries: NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The tables of red, green and blue."""

    tables: tuple[_Table, ...]

    def look_up(self, stored: NDArray[Any]) -> NDArray[np.float32]:
        """Give each stored value its colour; what is below or above a table has its first or last entry.

        Parameters
        ----------
        stored : integers [y, x]
            Indices.

        Returns
        -------
        float32 [y, x, 3]
            Red, green and blue, 0 to 1.
        """
        wide = stored.astype(np.int64)
        channels = [table.entries[np.clip(wide - table.first, 0, len(table.entries) - 1)] for table in self.tables]
        return np.stack(channels, axis=-1)


def read_palette(dataset: Dataset) -> Palette | None:
    """Read the palette of an image; None where it is absent or contradicts itself."""
    tables = [_read_table(dataset, colour) for colour in _COLOURS]
    found = tuple(table for table in tables if table is not None)
    return Palette(tables=found) if len(found) == len(_COLOURS) else None


def _read_table(dataset: Dataset, colour: str) -> _Table | None:
    descriptor = numbers(dataset, f"{colour}PaletteColorLookupTableDescriptor")
    if descriptor is None or len(descriptor) != 3 or not all(number.is_integer() for number in descriptor):
        return None
    length, first, bits = (int(number) for number in descriptor)
    length = length % _MOST_ENTRIES or _MOST_ENTRIES
    if bits not in (8, 16):
        return None
    first %= _MOST_ENTRIES  # stored values of a palette are unsigned
    order = ">" if is_big_endian(dataset) else "<"
    data = value(dataset, f"{colour}PaletteColorLookupTableData")
    segments = value(dataset, f"Segmented{colour}PaletteColorLookupTableData")
    if any(isinstance(found, bytes) and len(found) > _MOST_BYTES for found in (data, segments)):
        return None
    if isinstance(data, bytes) and data:
        entries = _plain(data, length, bits, order)
    elif isinstance(segments, bytes) and segments:
        entries = _expanded(segments, length, bits, order)
    else:
        return None
    return None if entries is None else _Table(first=first, entries=entries)


def _plain(data: bytes, length: int, bits: int, order: str) -> NDArray[np.float32] | None:
    """Entries as words, or as bytes where those of 8 bits are packed two to a word.

    Some writers put 8 bits into the upper halves of words: entries that are larger than their bits allow say so.
    """
    if bits == 8 and length <= len(data) < 2 * length:
        packed = _packed(data, order)
        return _shares(packed[:length].astype(np.uint16), 8) if len(packed) >= length else None
    words = _words(data, order)[:length]
    if len(words) < length:
        return None
    return _shares(words, 16 if bits == 8 and int(words.max()) > 255 else bits)


def _expanded(data: bytes, length: int, bits: int, order: str) -> NDArray[np.float32] | None:
    """Entries out of segments; what is over at the end is a pad byte."""
    size = bits // 8
    words: list[int] = (_packed(data, order) if size == 1 else _words(data, order)).tolist()
    entries: list[int] = []
    position = 0
    try:
        while len(entries) < length:
            position = _add_segment(words, position, entries, size)
    except (IndexError, ValueError):
        return None
    return _shares(np.array(entries, np.uint16), bits) if len(entries) == length else None


def _add_segment(words: Sequence[int], position: int, entries: list[int], size: int) -> int:
    """Add what a segment stands for, and return where the next one begins."""
    kind, count = words[position], words[position + 1]
    if kind == _INDIRECT:
        parts = 4 // size  # an offset of 32 bits, its lowest part first
        offset = sum(words[position + 2 + part] << (8 * size * part) for part in range(parts))
        other = offset // size
        for _ in range(count):
            if words[other] == _INDIRECT or len(entries) > _MOST_ENTRIES:
                raise ValueError
            other = _add_segment(words, other, entries, size)
        return position + 2 + parts
    if kind == _DISCRETE and count and position + 2 + count <= len(words):
        entries.extend(words[position + 2 : position + 2 + count])
        return position + 2 + count
    if kind == _LINEAR and count and entries:
        ends = entries[-1], words[position + 2]
        entries.extend(np.rint(np.linspace(*ends, count + 1)[1:]).astype(int).tolist())
        return position + 3
    raise ValueError


def _words(data: bytes, order: str) -> NDArray[np.uint16]:
    return np.frombuffer(data[: len(data) // 2 * 2], f"{order}u2").astype(np.uint16)


def _packed(data: bytes, order: str) -> NDArray[np.uint8]:
    """Bytes that are packed two to a word, the first one in its lower half."""
    return _words(data, order).astype("<u2").view(np.uint8)


def _shares(entries: NDArray[np.uint16], bits: int) -> NDArray[np.float32]:
    return entries.astype(np.float32) / np.float32(2**bits - 1)
