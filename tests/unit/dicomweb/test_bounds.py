"""What a header becomes in memory is bounded, however it is written."""

from __future__ import annotations

import struct
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

from radlane.dicomweb.bounds import MOST_LEVELS, MOST_LIST_BYTES, Meter, require_bounded
from radlane.dicomweb.part10 import Limits, read_dataset, read_header, ref_of
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from support.archives import headed, part10
from support.radiographs import radiograph

MEBI = 1 << 20
FEW = 1000
ITEM = struct.pack("<HHL", 0xFFFE, 0xE000, 0)
OPEN_ITEM = struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)
END_OF_ITEM, END = struct.pack("<HHL", 0xFFFE, 0xE00D, 0), struct.pack("<HHL", 0xFFFE, 0xE0DD, 0)


def explicit(vr: bytes, value: bytes, tag: tuple[int, int] = (0x0008, 0x1115), length: int | None = None) -> bytes:
    return struct.pack("<HH2sHL", *tag, vr, 0, len(value) if length is None else length) + value


def implicit(value: bytes, tag: tuple[int, int] = (0x0008, 0x1115), length: int | None = None) -> bytes:
    return struct.pack("<HHL", *tag, len(value) if length is None else length) + value


def in_levels(count: int) -> bytes:
    """Sequences in one another, each of a defined length: pydicom reads a level when it is asked for."""
    value = b""
    for _ in range(count):
        value = explicit(b"SQ", struct.pack("<HHL", 0xFFFE, 0xE000, len(value)) + value)
    return value


def read(body: bytes, syntax: str = ExplicitVRLittleEndian, most: int = FEW) -> None:
    require_bounded(dcmread(BytesIO(headed(body, syntax))), Meter(most))


def attributes(count: int) -> bytes:
    return b"".join(struct.pack("<HH2sH", 9 + 2 * (n >> 16), n & 0xFFFF, b"SH", 0) for n in range(count))


UNBOUNDED = {
    "items": (explicit(b"SQ", ITEM * (FEW + 1)), ExplicitVRLittleEndian),
    "items of UN": (explicit(b"UN", ITEM * (FEW + 1)), ExplicitVRLittleEndian),
    "items in implicit VR": (implicit(ITEM * (FEW + 1)), ImplicitVRLittleEndian),
    "items in two sequences": (
        explicit(b"SQ", ITEM * (FEW // 2 + 1))
        + explicit(b"SQ", ITEM * (FEW // 2 + 1), (0x0008, 0x1140)),
        ExplicitVRLittleEndian,
    ),
    "attributes of an item": (
        explicit(b"SQ", OPEN_ITEM + attributes(FEW + 1) + END_OF_ITEM), ExplicitVRLittleEndian
    ),
    "items below an open sequence": (
        explicit(b"SQ", OPEN_ITEM + explicit(b"SQ", ITEM * (FEW + 1)) + END_OF_ITEM + END, length=0xFFFFFFFF),
        ExplicitVRLittleEndian,
    ),
    "levels": (in_levels(MOST_LEVELS + 250), ExplicitVRLittleEndian),
    "numbers": (implicit(b"1\\" * (MOST_LIST_BYTES // 2 + 1), (0x0028, 0x1050)), ImplicitVRLittleEndian),
    "numbers of two VRs": (implicit(bytes(MOST_LIST_BYTES + 2), (0x0028, 0x3006)), ImplicitVRLittleEndian),
}  # fmt: skip


@pytest.mark.parametrize("name", UNBOUNDED)
def test_what_becomes_too_much_is_refused(name: str) -> None:
    with pytest.raises(InputRefused) as raised:
        read(*UNBOUNDED[name])
    assert raised.value.code == ReasonCode.FILE_UNREADABLE


BOUNDED = {
    "items": (explicit(b"SQ", ITEM * FEW), ExplicitVRLittleEndian),
    "levels": (explicit(b"UT", bytes(5000)) + in_levels(MOST_LEVELS - 1), ExplicitVRLittleEndian),
    "few and small": (in_levels(100), ExplicitVRLittleEndian),
    "a long text": (explicit(b"UT", b"A" * MEBI, (0x0040, 0xA160)), ExplicitVRLittleEndian),
    "bytes": (explicit(b"OB", ITEM * (FEW + 1), (0x0042, 0x0011)), ExplicitVRLittleEndian),
    "private bytes": (implicit(ITEM * (FEW + 1), (0x0029, 0x1010)), ImplicitVRLittleEndian),
    "an unknown attribute": (implicit(ITEM * (FEW + 1), (0x0008, 0xFFF0)), ImplicitVRLittleEndian),
    "a sequence that is none": (explicit(b"SQ", b"\x01" * 5001), ExplicitVRLittleEndian),
    "a sequence that is cut": (explicit(b"SQ", ITEM * (FEW - 10) + b"\x01\x02\x03"), ExplicitVRLittleEndian),
    "an empty sequence": (explicit(b"SQ", b""), ExplicitVRLittleEndian),
}


@pytest.mark.parametrize("name", BOUNDED)
def test_what_stays_small_is_read(name: str) -> None:
    read(*BOUNDED[name])


def test_a_private_sequence_that_pydicom_knows() -> None:
    creator = implicit(b"AGFA-AG_HPState ", (0x0071, 0x0010))
    with pytest.raises(InputRefused):
        read(creator + implicit(ITEM * (FEW + 1), (0x0071, 0x1018)), ImplicitVRLittleEndian)


def test_a_header_of_many_attributes_takes_little(tmp_path: Path) -> None:
    path, image, many = tmp_path / "file", radiograph(), 10_000
    path.write_bytes(part10(image))
    read_dataset(path, ref_of(image), Limits(header_elements=many))
    path.write_bytes(headed(attributes(many + 1)))
    tracemalloc.start()
    with pytest.raises(InputRefused, match="attributes and items"):
        read_dataset(path, ref_of(image), Limits(header_elements=many))
    with pytest.raises(InputRefused, match="attributes and items"):
        read_header(path, ("SeriesInstanceUID",), Limits(header_elements=many))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * MEBI
