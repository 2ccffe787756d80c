"""The size that a stream declares of itself."""

from __future__ import annotations

import struct

import imagecodecs
import pytest

from radlane.imaging.codestream import declared_size
from support.radiographs import pattern

_SOF = struct.pack(">HBHH", 11, 8, 48, 40)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (imagecodecs.jpegls_encode(pattern()), (48, 40)),
        (imagecodecs.jpeg2k_encode(pattern(), codecformat="J2K"), (48, 40)),
        (imagecodecs.ljpeg_encode(pattern(), bitspersample=12), (48, 40)),
        (b"\xff\xd8\xff\xff\xc0" + _SOF + b"\x00" * 8, (48, 40)),  # a fill byte before the marker
        (b"\xff\xd8\xff\x01\xff\xc4\x00\x04ab\xff\xc1" + _SOF + b"\x00" * 8, (48, 40)),  # TEM, DHT, then SOF1
        (b"\xff\xd8" + b"\x00" * 20, None),  # no marker follows
        (b"\xff\xd8\xff\xfe\x00\x04", None),  # ends in a comment
        (b"\xff\x4f\xff\x51\x00", None),  # ends in SIZ
        (b"plain bytes", None),
    ],
)
def test_declared_size(data: bytes, size: tuple[int, int] | None) -> None:
    assert declared_size(data) == size
