"""What a stream declares of itself."""

from __future__ import annotations

import struct

import imagecodecs
import numpy as np
import pytest

from radlane.imaging.codestream import Declared, bare, declared
from support.radiographs import pattern

_SOF = struct.pack(">HBHH", 11, 8, 48, 40)
_SIGNED = pattern().astype(np.int16)


def test_colour_is_declared() -> None:
    three = np.zeros((48, 40, 3), np.uint8)
    for data in (imagecodecs.jpeg8_encode(three), imagecodecs.jpeg2k_encode(three, codecformat="J2K")):
        found = declared(data)
        assert found is not None
        assert (found.rows, found.columns, found.samples) == (48, 40, 3)


def test_a_codestream_is_taken_out_of_its_boxes() -> None:
    boxed = imagecodecs.jpeg2k_encode(pattern(), codecformat="JP2")
    found = declared(bare(boxed))
    assert declared(boxed) is None
    assert found is not None
    assert (found.rows, found.columns) == (48, 40)
    at = boxed.index(b"jp2c") - 4
    assert bare(boxed[:at] + bytes(4) + boxed[at + 4 :]) == boxed[at + 8 :]  # a box up to the end
    assert bare(boxed[:at]) == boxed[:at]
    assert bare(boxed[:12] + bytes(8)) == boxed[:12] + bytes(8)
    assert bare(b"anything") == b"anything"


@pytest.mark.parametrize(
    ("data", "precision", "signed"),
    [
        (imagecodecs.jpegls_encode(pattern()), 16, None),
        (imagecodecs.jpeg2k_encode(pattern(), codecformat="J2K", bitspersample=12), 12, False),
        (imagecodecs.jpeg2k_encode(_SIGNED, codecformat="J2K"), 16, True),
        (imagecodecs.htj2k_encode(pattern()), 16, False),
        (imagecodecs.htj2k_encode(_SIGNED), 16, True),
        (imagecodecs.ljpeg_encode(pattern(), bitspersample=12), 12, None),
        (b"\xff\xd8\xff\xff\xc0" + _SOF + b"\x01" + b"\x00" * 7, 8, None),  # a fill byte before the marker
        (b"\xff\xd8\xff\x01\xff\xc4\x00\x04ab\xff\xc1" + _SOF + b"\x01" + b"\x00" * 7, 8, None),  # TEM, DHT, then SOF1
    ],
)
def test_declared(data: bytes, precision: int, signed: bool | None) -> None:
    assert declared(data) == Declared(rows=48, columns=40, samples=1, precision=precision, signed=signed)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8" + b"\x00" * 20,  # no marker follows
        b"\xff\xd8\xff\xfe\x00\x04",  # ends in a comment
        b"\xff\x4f\xff\x51" + b"\x00" * 38,  # ends in SIZ
        b"plain bytes",
    ],
)
def test_nothing_declared(data: bytes) -> None:
    assert declared(data) is None
