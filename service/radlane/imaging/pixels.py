"""A data set -> the stored values of its frames.

In: a pydicom data set, hostile. Out: stored values [y, x], or [y, x, sample] in colour. Reference: PS3.3 section
C.7.6.3, PS3.5 section 8 and A.4.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from io import BytesIO
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.encaps import generate_frames, parse_fragments

from radlane.attribute import integer, value
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.codestream import begins
from radlane.imaging.decode import MAX_PIXELS, DecodeFrame, FrameFormat, is_in_order, is_native, is_read, is_stream
from radlane.imaging.lut import is_big_endian, transfer_syntax_of
from radlane.imaging.reading import text

MAX_FRAMES = 2**16
PALETTE, HALVED = "PALETTE COLOR", "YBR_FULL_422"
COLOURS = frozenset({"RGB", "YBR_FULL", HALVED, "YBR_ICT", "YBR_RCT"})
"""Photometric interpretations of three samples that are read."""

_TRANSFORMED = frozenset({"YBR_ICT", "YBR_RCT"})
_JPEG_2000 = frozenset(f"1.2.840.10008.1.2.4.{number}" for number in (90, 91, 201, 202, 203))
_GREY = frozenset({"MONOCHROME1", "MONOCHROME2"})
_PARTLY_COLOUR = frozenset({"COLOR", "MIXED"})  # grey values, and indices of a supplemental palette (C.8.16.2.1.1)
_ITEM = b"\xfe\xff\x00\xe0"
_NO_TABLE = _ITEM + bytes(4)
_UNREADABLE = (ValueError, EOFError, IndexError, struct.error)  # what pydicom raises on fragments that are none


def stored_values(dataset: Dataset, uid: str, decode: DecodeFrame) -> NDArray[Any]:
    """Read the stored values of a single-frame grey image.

    Parameters
    ----------
    dataset : pydicom.Dataset
        The instance with its file meta information.
    uid : str
        Its SOP Instance UID, for messages.
    decode : DecodeFrame
        Turns one frame's bytes into values.

    Returns
    -------
    integers [y, x]
        Stored values, without what stands above Bits Stored.

    Raises
    ------
    InputRefused
        With the reason why the pixels cannot be read.
    """
    form = frame_format(dataset, uid)
    return decode(form, split_frames(dataset, form, 1)[0])


def frame_format(dataset: Dataset, uid: str) -> FrameFormat:
    """Read and validate the description of the pixels of a grey image of one frame.

    Raises
    ------
    InputRefused
        `photometric-unsupported`, also where values are indices of colours; `multi-frame-unsupported` or
        `pixel-description-invalid`.
    """
    _require_grey(dataset, uid)
    if text(dataset, "PixelPresentation") in _PARTLY_COLOUR:
        raise InputRefused(
            ReasonCode.PHOTOMETRIC_UNSUPPORTED, "Pixel Presentation says that some values are colours", uid=uid
        )
    if "NumberOfFrames" in dataset and _number(dataset, "NumberOfFrames", uid) != 1:
        raise InputRefused(ReasonCode.MULTI_FRAME_UNSUPPORTED, "The image has not exactly one frame", uid=uid)
    return any_format(dataset, uid)


def grey_format(dataset: Dataset, uid: str) -> FrameFormat:
    """Read and validate the description of the pixels of a grey image of any number of frames.

    Raises
    ------
    InputRefused
        `photometric-unsupported` or `pixel-description-invalid`.
    """
    _require_grey(dataset, uid)
    return any_format(dataset, uid)


def _require_grey(dataset: Dataset, uid: str) -> None:
    if text(dataset, "PhotometricInterpretation") not in _GREY or _number(dataset, "SamplesPerPixel", uid) != 1:
        raise InputRefused(
            ReasonCode.PHOTOMETRIC_UNSUPPORTED, "The image is not MONOCHROME1 or MONOCHROME2 with one sample", uid=uid
        )


def is_colour(dataset: Dataset) -> bool:
    """Whether an image is in colour, by its Photometric Interpretation alone."""
    return text(dataset, "PhotometricInterpretation") not in _GREY


def any_format(dataset: Dataset, uid: str) -> FrameFormat:
    """Read and validate the description of the pixels of a grey or a colour image of any number of frames.

    Raises
    ------
    InputRefused
        `photometric-unsupported` or `pixel-description-invalid`.
    """
    photometric, samples = text(dataset, "PhotometricInterpretation"), _number(dataset, "SamplesPerPixel", uid)
    if photometric not in (_GREY | {PALETTE} if samples == 1 else COLOURS) or samples not in (1, 3):
        raise InputRefused(
            ReasonCode.PHOTOMETRIC_UNSUPPORTED,
            "Photometric Interpretation is none that is read, or not of so many Samples per Pixel",
            uid=uid,
        )
    transfer_syntax = transfer_syntax_of(dataset)
    if photometric in _TRANSFORMED and transfer_syntax not in _JPEG_2000:
        raise InputRefused(
            ReasonCode.PHOTOMETRIC_UNSUPPORTED, "Photometric Interpretation is one of JPEG 2000 alone", uid=uid
        )
    in_order = samples > 1 and is_in_order(transfer_syntax)
    form = FrameFormat(
        uid=uid,
        transfer_syntax=transfer_syntax,
        rows=_number(dataset, "Rows", uid),
        columns=_number(dataset, "Columns", uid),
        bits_allocated=_number(dataset, "BitsAllocated", uid),
        bits_stored=_number(dataset, "BitsStored", uid),
        signed=_number(dataset, "PixelRepresentation", uid) == 1,
        samples=samples,
        planar=in_order and _number(dataset, "PlanarConfiguration", uid) == 1,
        halved=in_order and photometric == HALVED,
        photometric=photometric if samples > 1 else "",
    )
    sound = (
        form.rows > 0
        and form.columns > 0
        and form.bits_allocated in (8, 16, 32)
        and 0 < form.bits_stored <= form.bits_allocated
        and _number(dataset, "HighBit", uid) == form.bits_stored - 1
        and _number(dataset, "PixelRepresentation", uid) in (0, 1)
        and not (form.signed and (samples > 1 or photometric == PALETTE))
        and not (form.halved and (form.planar or form.columns % 2))
    )
    if not sound:
        raise _invalid("The attributes that describe the pixels contradict each other", uid)
    return form


def count_frames(dataset: Dataset, uid: str) -> int:
    """Return Number of Frames, 1 where it is absent.

    Raises
    ------
    InputRefused
        `pixel-description-invalid`, `image-too-large`.
    """
    count = _number(dataset, "NumberOfFrames", uid) if "NumberOfFrames" in dataset else 1
    if count < 1:
        raise _invalid("Number of Frames is below one", uid)
    if count > MAX_FRAMES:
        raise InputRefused(ReasonCode.IMAGE_TOO_LARGE, f"There are more than {MAX_FRAMES} frames", uid=uid)
    return count


def split_frames(dataset: Dataset, form: FrameFormat, count: int) -> Sequence[bytes]:
    """Return the bytes of each frame.

    Where there are as many fragments as frames, each is one, whatever a table of offsets says; the extended table is
    only allowed there (PS3.5 section A.4). Else the basic table says where frames begin, and where it does not lead to
    frames, their own markers do.

    Raises
    ------
    InputRefused
        `image-too-large`, `pixel-data-missing`, `transfer-syntax-unsupported`, `pixel-data-corrupt`.
    """
    if form.rows * form.columns > MAX_PIXELS:
        raise InputRefused(ReasonCode.IMAGE_TOO_LARGE, f"A frame has more than {MAX_PIXELS} pixels", uid=form.uid)
    data = value(dataset, "PixelData")
    if not isinstance(data, bytes) or not data:
        raise InputRefused(ReasonCode.PIXEL_DATA_MISSING, "The instance has no Pixel Data", uid=form.uid)
    if is_native(form.transfer_syntax):
        return _native_frames(_in_order(data, dataset, form), form, count)
    if not is_read(form.transfer_syntax):
        raise InputRefused(
            ReasonCode.TRANSFER_SYNTAX_UNSUPPORTED, "Pixel Data is in a transfer syntax that is not read", uid=form.uid
        )
    plain = _without_table(data)
    for attempt in (plain, data) if _count_fragments(plain) == count else (data, plain):
        frames = _read_fragments(attempt, count)
        if len(frames) == count and all(_begins(form, frame) for frame in frames):
            return frames
    raise InputRefused(ReasonCode.PIXEL_DATA_CORRUPT, "The fragments of Pixel Data cannot be read", uid=form.uid)


def _in_order(data: bytes, dataset: Dataset, form: FrameFormat) -> bytes:
    """Bytes as they follow each other: two are swapped where words of two samples have their highest byte first."""
    if form.bits_allocated > 8 or not is_big_endian(dataset) or dataset["PixelData"].VR != "OW":
        return data
    return np.frombuffer(data[: len(data) // 2 * 2], np.uint16).byteswap().tobytes()


def _native_frames(data: bytes, form: FrameFormat, count: int) -> Sequence[bytes]:
    """Frames one after the other, without the pad byte."""
    length, whole = form.native_length, form.native_length * count
    if len(data) == whole + whole % 2:
        data = data[:whole]
    if len(data) != whole:
        raise InputRefused(
            ReasonCode.PIXEL_DATA_CORRUPT,
            "Pixel Data is shorter or longer than Rows, Columns, Bits Allocated and Number of Frames say",
            uid=form.uid,
        )
    return [data] if count == 1 else _Native(data, length)


class _Native(Sequence[bytes]):
    """Frames that are copied one by one, when they are asked for: all at once would be the pixels a second time."""

    def __init__(self, data: bytes, length: int) -> None:
        self._data = data
        self._length = length

    def __len__(self) -> int:
        return len(self._data) // self._length

    @overload
    def __getitem__(self, index: int) -> bytes: ...

    @overload
    def __getitem__(self, index: slice) -> list[bytes]: ...

    def __getitem__(self, index: int | slice) -> bytes | list[bytes]:
        if isinstance(index, slice):
            return [self[place] for place in range(len(self))[index]]
        begin = range(len(self))[index] * self._length
        return self._data[begin : begin + self._length]


def _count_fragments(data: bytes) -> int:
    behind_table = BytesIO(data)  # no copy
    behind_table.seek(len(_NO_TABLE))
    try:
        return int(parse_fragments(behind_table)[0])
    except _UNREADABLE:
        return 0


def _read_fragments(data: bytes, count: int) -> Sequence[bytes]:
    """The frames as one reading of the fragments has them; none where it has no sense."""
    try:
        frames = list(generate_frames(data, number_of_frames=count))
    except _UNREADABLE:
        return ()
    return [b"".join(frames)] if count == 1 else frames


def _without_table(data: bytes) -> bytes:
    """Encapsulated data whose Basic Offset Table is empty."""
    if data.startswith(_NO_TABLE):
        return data
    if not data.startswith(_ITEM) or len(data) < len(_NO_TABLE):
        return b""
    return _NO_TABLE + data[len(_NO_TABLE) + int.from_bytes(data[4:8], "little") :]


def _begins(form: FrameFormat, frame: bytes) -> bool:
    """Whether a frame begins like one of its transfer syntax, where that says how."""
    return not is_stream(form.transfer_syntax) or begins(frame)


def _number(dataset: Dataset, keyword: str, uid: str) -> int:
    found = integer(dataset, keyword)
    if found is None:
        raise _invalid(f"{keyword} is absent or no single number", uid)
    return found


def _invalid(text: str, uid: str) -> InputRefused:
    return InputRefused(ReasonCode.PIXEL_DESCRIPTION_INVALID, text, uid=uid)
