"""Attacks by what DICOM files hold, sent to `/v1/predict`."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Any

import imagecodecs
import numpy as np
from pydicom.encaps import encapsulate
from pydicom.uid import JPEG2000Lossless

from support.archives import bomb, deflated, headed, nested, part10
from support.hostile import CANARY, FILE_BYTES, MEBI, Attack, Target, said
from support.radiographs import radiograph, with_meta
from support.spoiled import TRAVERSAL

PREDICT = "/v1/predict?model=cxr-lungs"
DICOM = {"content-type": "application/dicom"}
IMPLICIT = "1.2.840.10008.1.2"
UNREADABLE = frozenset({"422 file-unreadable"})
_SEQUENCE = (0x0008, 0x1115)


def _item(value: bytes = b"", length: int | None = None) -> bytes:
    return struct.pack("<HHL", 0xFFFE, 0xE000, len(value) if length is None else length) + value


def _long(vr: bytes, value: bytes, tag: tuple[int, int] = _SEQUENCE, length: int | None = None) -> bytes:
    return struct.pack("<HH2sHL", *tag, vr, 0, len(value) if length is None else length) + value


def levels(count: int) -> bytes:
    """Sequences in one another, of defined lengths."""
    value = b""
    for _ in range(count):
        value = _long(b"SQ", _item(value))
    return headed(value)


def attributes(count: int) -> bytes:
    """Empty attributes, each another."""
    return headed(b"".join(struct.pack("<HH2sH", 9 + 2 * (n >> 16), n & 0xFFFF, b"SH", 0) for n in range(count)))


def items(count: int, length: int | None = None) -> bytes:
    """Empty items of one sequence; of undefined length where a length says so."""
    return headed(_long(b"SQ", _item() * count, length=length))


def numbers(count: int) -> bytes:
    """One attribute with many numbers: in Implicit VR a length may have 32 bits."""
    return headed(struct.pack("<HHL", 0x0028, 0x1050, 2 * count) + b"1\\" * count, IMPLICIT)


def behind(attribute: bytes) -> bytes:
    """A small radiograph with one more attribute before its pixels: a query does not come so far."""
    return _inserted(attribute, b"\xe0\x7f\x10\x00")


def before_the_uids(attributes: bytes) -> bytes:
    """A small radiograph with more attributes, over which a query has to go."""
    return _inserted(attributes, b"\x10\x00\x10\x00PN")


def _inserted(attributes: bytes, before: bytes) -> bytes:
    whole = part10(radiograph())
    at = whole.rindex(before)
    return whole[:at] + attributes + whole[at:]


def gone_back(count: int) -> bytes:
    """Values of undefined length whose first fragment is said to end megabytes later: pydicom goes there, and back."""
    fragments = _item(length=8 * MEBI) + struct.pack("<HHL", 0xFFFE, 0xE0DD, 0)
    values = [_long(b"OB", fragments, (0x0009, 0x1000 + number), 0xFFFFFFFF) for number in range(count)]
    return before_the_uids(b"".join(values) + _long(b"OB", bytes(12 * MEBI), (0x0009, 0x2000)))


def changed(**values: Any) -> bytes:
    """A small radiograph with other values."""
    return part10(radiograph(**values))


def bomb_in_a_stream() -> bytes:
    """A JPEG 2000 stream of 64 million pixels that are all alike, in a header that says so too."""
    side = 8192
    stream = imagecodecs.jpeg2k_encode(np.zeros((side, side), np.uint8), level=0, reversible=True, codecformat="j2k")
    image = with_meta(radiograph(Rows=side, Columns=side, BitsAllocated=8, BitsStored=8, HighBit=7), JPEG2000Lossless)
    image.PixelData = encapsulate([bytes(stream)])
    image["PixelData"].is_undefined_length = True
    return part10(image)


def wrong_stream() -> bytes:
    """The same, where the header says 16 x 16."""
    stream = imagecodecs.jpeg2k_encode(np.zeros((4096, 4096), np.uint8), level=0, reversible=True, codecformat="j2k")
    image = with_meta(radiograph(Rows=16, Columns=16, BitsAllocated=8, BitsStored=8, HighBit=7), JPEG2000Lossless)
    image.PixelData = encapsulate([bytes(stream)])
    image["PixelData"].is_undefined_length = True
    return part10(image)


def long_length() -> bytes:
    """Pixel Data that says that it has 4 GiB."""
    whole = changed()
    at = whole.rindex(b"\xe0\x7f\x10\x00") + 8
    return whole[:at] + struct.pack("<L", 0xFFFFFFF0) + whole[at + 4 :]


def _skipped(size: int) -> bytes:
    return before_the_uids(_long(b"OB", bytes(size), (0x0009, 0x1001)))


def _sent(make: Callable[[], bytes]) -> Callable[[Target], str]:
    return lambda on: said(on.caller.post(PREDICT, content=make(), headers=DICOM))


def _endless(size: int) -> Iterator[bytes]:
    for _ in range(size // MEBI):
        yield bytes(MEBI)


def _too_large(on: Target) -> str:
    return said(on.caller.post(PREDICT, content=_endless(FILE_BYTES + 2 * MEBI), headers=DICOM))


def _attack(name: str, make: Callable[[], bytes], *answers: str, **most: int) -> Attack:
    return Attack(kind="DICOM", name=name, do=_sent(make), answers=frozenset(answers) or UNREADABLE, **most)


def _not_analysed(*reasons: str) -> tuple[str, ...]:
    return tuple(f"200 not-analysed {reason}" for reason in reasons)


INJECTION = f"{CANARY}\x1b[2J\r\nlevel: error"
FILES = (
    _attack("deflated bomb: 200 KiB that are 200 MiB", lambda: bomb(200)),
    _attack(
        "deflated Pixel Data: 200 KiB that are 200 MiB",
        lambda: deflated(changed(PixelData=bytes(200 * MEBI))),
        *_not_analysed("file-unreadable"),
    ),
    _attack("a deflated value of 200 MiB before the UIDs", lambda: deflated(_skipped(200 * MEBI))),
    _attack("two thousand deflated values that are gone back over", lambda: deflated(gone_back(2000))),
    _attack("3000 open sequences in one another", lambda: nested(3000)),
    _attack("3000 sequences of defined length in one another", lambda: levels(3000)),
    _attack("a million attributes", lambda: attributes(1_000_000)),
    _attack("two million items in a sequence", lambda: items(2_000_000)),
    _attack("two million items in an open sequence", lambda: items(2_000_000, 0xFFFFFFFF)),
    _attack(
        "two million items behind the UIDs",
        lambda: behind(_long(b"SQ", _item() * 2_000_000, (0x5200, 0x9230))),
        *_not_analysed("file-unreadable"),
        mebibytes=512,
        seconds=60,
    ),
    _attack("eight million numbers in one attribute", lambda: numbers(8_000_000)),
    _attack(
        "Rows and Columns of 65535",
        lambda: changed(Rows=65535, Columns=65535),
        *_not_analysed("image-too-large", "pixel-description-invalid", "pixel-data-corrupt"),
    ),
    _attack("Rows and Columns of 0", lambda: changed(Rows=0, Columns=0), *_not_analysed("pixel-description-invalid")),
    _attack(
        "Number of Frames of 2147483647",
        lambda: changed(NumberOfFrames=2**31 - 1),
        *_not_analysed("multi-frame-unsupported", "pixel-data-corrupt", "pixel-description-invalid"),
    ),
    _attack(
        "Pixel Data that says it has 4 GiB",
        long_length,
        *_not_analysed("pixel-data-corrupt", "input-not-acceptable"),
        *UNREADABLE,
    ),
    _attack(
        "a stream of 64 million pixels in some kilobytes",
        bomb_in_a_stream,
        *_not_analysed("pixels-blank"),
        mebibytes=768,
        seconds=60,
    ),
    _attack(
        "a stream of 4096 x 4096 where the header says 16 x 16",
        wrong_stream,
        *_not_analysed("pixel-description-invalid"),
    ),
    _attack("a path as Study Instance UID", lambda: changed(StudyInstanceUID=TRAVERSAL)),
    _attack("a path as SOP Instance UID", lambda: changed(SOPInstanceUID=f"{TRAVERSAL}\x00")),
    _attack(
        "line ends and an escape sequence in every text",
        lambda: changed(
            PatientID=INJECTION, PatientName=INJECTION, SeriesDescription=INJECTION, BodyPartExamined=INJECTION
        ),
        *_not_analysed("body-part-mismatch", "input-not-acceptable"),
    ),
    Attack(
        kind="DICOM",
        name="a body of more than limits.file_bytes, in chunks",
        do=_too_large,
        answers=frozenset({"413 body-too-large"}),
    ),
)
