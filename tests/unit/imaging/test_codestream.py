"""What a stream declares of itself."""

from __future__ import annotations

import struct

import imagecodecs
import numpy as np
import pytest

from radlane.imaging.codestream import Declared, bare, begins, colours_of, declared
from support.radiographs import pattern

_SOF = struct.pack(">HBHH", 11, 8, 48, 40)
_SIGNED = pattern().astype(np.int16)


def test_colour_is_declared() -> None:
    three = np.zeros((48, 40, 3), np.uint8)
    for data in (imagecodecs.jpeg8_encode(three), imagecodecs.jpeg2k_encode(three, codecformat="J2K")):
        found = declared(data)
        assert found is not None
        assert (found.rows, found.columns, found.samples) == (48, 40, 3)


def test_streams_say_which_colours_they_hold() -> None:
    three = np.zeros((48, 40, 3), np.uint8)
    luminance = imagecodecs.jpeg8_encode(three)
    assert "YBR_FULL" in colours_of(luminance)
    assert "RGB" not in colours_of(luminance)
    assert colours_of(luminance[:2] + b"\xff\xff\xff\x01" + luminance[2:]) == colours_of(luminance)
    at = luminance.index(b"JFIF")
    assert colours_of(luminance.replace(b"JFIF", b"none")) == frozenset()
    adobe = b"\xff\xee\x00\x0eAdobe\x00d\x00\x00\x00\x00"
    for transform, expected in ((b"\x00", {"RGB"}), (b"\x01", {"YBR_FULL", "YBR_FULL_422"})):
        assert colours_of(luminance[: at - 4] + adobe + transform + luminance[at - 4 :]) == expected
    assert colours_of(imagecodecs.jpeg8_encode(three, colorspace="RGB", outcolorspace="RGB")) == {"RGB"}
    assert "YBR_RCT" in colours_of(imagecodecs.jpeg2k_encode(three, codecformat="J2K", reversible=True, mct=True))
    assert "YBR_RCT" not in colours_of(imagecodecs.jpeg2k_encode(three, codecformat="J2K", reversible=True, mct=False))
    assert colours_of(imagecodecs.jpegls_encode(three)) == frozenset()
    assert colours_of(b"\xff\x4f\xff\x51\x00\x04") == {"RGB", "YBR_FULL", "YBR_FULL_422"}


def test_what_begins_like_a_stream() -> None:
    for data in (imagecodecs.jpegls_encode(pattern()), imagecodecs.jpeg2k_encode(pattern(), codecformat="JP2")):
        assert begins(data)
    assert not begins(b"junk")


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
