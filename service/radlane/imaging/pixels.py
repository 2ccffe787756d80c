"""A data set -> the stored values of its one grey frame.

In: a pydicom data set, hostile. Out: stored values [y, x]. Reference: PS3.3 section C.7.6.3, PS3.5 section 8 and A.4.
"""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.encaps import generate_frames

from radlane.attribute import integer, value
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.decode import DecodeFrame, FrameFormat, is_native
from radlane.imaging.lut import transfer_syntax_of
from radlane.imaging.reading import text

_GREY = frozenset({"MONOCHROME1", "MONOCHROME2"})


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
    return frame_values(dataset, frame_format(dataset, uid), decode)


def frame_values(dataset: Dataset, form: FrameFormat, decode: DecodeFrame) -> NDArray[Any]:
    """Read the stored values of a frame that `frame_format` described (`stored_values`)."""
    return decode(form, _frame_bytes(dataset, form))


def frame_format(dataset: Dataset, uid: str) -> FrameFormat:
    """Read and validate the description of the pixels.

    Raises
    ------
    InputRefused
        `photometric-unsupported`, `multi-frame-unsupported` or `pixel-description-invalid`.
    """
    if text(dataset, "PhotometricInterpretation") not in _GREY or _number(dataset, "SamplesPerPixel", uid) != 1:
        raise InputRefused(
            ReasonCode.PHOTOMETRIC_UNSUPPORTED, "The image is not MONOCHROME1 or MONOCHROME2 with one sample", uid=uid
        )
    if "NumberOfFrames" in dataset and _number(dataset, "NumberOfFrames", uid) != 1:
        raise InputRefused(ReasonCode.MULTI_FRAME_UNSUPPORTED, "The image has not exactly one frame", uid=uid)
    form = FrameFormat(
        uid=uid,
        transfer_syntax=transfer_syntax_of(dataset),
        rows=_number(dataset, "Rows", uid),
        columns=_number(dataset, "Columns", uid),
        bits_allocated=_number(dataset, "BitsAllocated", uid),
        bits_stored=_number(dataset, "BitsStored", uid),
        signed=_number(dataset, "PixelRepresentation", uid) == 1,
    )
    sound = (
        form.rows > 0
        and form.columns > 0
        and form.bits_allocated in (8, 16, 32)
        and 0 < form.bits_stored <= form.bits_allocated
        and _number(dataset, "HighBit", uid) == form.bits_stored - 1
        and _number(dataset, "PixelRepresentation", uid) in (0, 1)
    )
    if not sound:
        raise _invalid("The attributes that describe the pixels contradict each other", uid)
    return form


def _number(dataset: Dataset, keyword: str, uid: str) -> int:
    found = integer(dataset, keyword)
    if found is None:
        raise _invalid(f"{keyword} is absent or no single number", uid)
    return found


def _invalid(text: str, uid: str) -> InputRefused:
    return InputRefused(ReasonCode.PIXEL_DESCRIPTION_INVALID, text, uid=uid)


def _frame_bytes(dataset: Dataset, form: FrameFormat) -> bytes:
    """The bytes of the one frame: native without its pad byte, or its fragments put together."""
    data = value(dataset, "PixelData")
    if not isinstance(data, bytes) or not data:
        raise InputRefused(ReasonCode.PIXEL_DATA_MISSING, "The instance has no Pixel Data", uid=form.uid)
    if is_native(form.transfer_syntax):
        length = form.rows * form.columns * form.bits_allocated // 8
        return data[:length] if len(data) == length + length % 2 else data
    try:
        return b"".join(generate_frames(data, number_of_frames=1))
    except (ValueError, EOFError) as error:
        raise InputRefused(
            ReasonCode.PIXEL_DATA_CORRUPT, "The fragments of Pixel Data cannot be read", uid=form.uid
        ) from error
