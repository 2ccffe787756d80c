"""Pixel Data and palettes of any bytes at all: frames and colours, or a coded reason."""

from __future__ import annotations

import struct
from contextlib import suppress

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pydicom import Dataset
from pydicom.dataset import FileMetaDataset

from radlane.errors import InputRefused
from radlane.imaging.decode import FrameFormat
from radlane.imaging.palette import read_palette
from radlane.imaging.pixels import split_frames
from support.pictures import clip
from support.radiographs import with_meta

SYNTAXES = ["1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.90"]
_ITEM = struct.pack("<HH", 0xFFFE, 0xE000)
_part = st.one_of(
    st.binary(max_size=12), st.just(_ITEM), st.integers(0, 40).map(lambda n: struct.pack("<I", n)), st.just(b"\xff\x4f")
)


@given(st.lists(_part, max_size=12).map(b"".join), st.sampled_from(SYNTAXES), st.integers(1, 4))
def test_frames_are_as_many_as_are_said_or_refused(data: bytes, transfer_syntax: str, count: int) -> None:
    form = FrameFormat(
        uid="1.2",
        transfer_syntax=transfer_syntax,
        rows=2,
        columns=3,
        bits_allocated=8,
        bits_stored=8,
        signed=False,
    )
    dataset = with_meta(clip(PixelData=data), transfer_syntax)
    with suppress(InputRefused):
        assert len(split_frames(dataset, form, count)) == count


@given(st.binary(max_size=40), st.sampled_from([8, 16]), st.integers(0, 12), st.booleans())
def test_a_palette_of_any_bytes_has_colours_or_is_none(data: bytes, bits: int, length: int, segmented: bool) -> None:
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = SYNTAXES[0]
    for colour in ("Red", "Green", "Blue"):
        setattr(dataset, f"{colour}PaletteColorLookupTableDescriptor", [length, 0, bits])
        setattr(dataset, f"{'Segmented' if segmented else ''}{colour}PaletteColorLookupTableData", data)
    palette = read_palette(dataset)
    if palette is not None:
        found = palette.look_up(np.arange(300, dtype=np.uint16)[np.newaxis])
        assert float(found.min()) >= 0
        assert float(found.max()) <= 1
