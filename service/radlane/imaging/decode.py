"""One frame's bytes -> stored values.

In: a `FrameFormat` and the frame's bytes, both hostile. Out: stored values [y, x] of the format's own integer type.
Reference: PS3.5 section 8 and annex A. The function is pure and its arguments pickle, so that a process with limits
can run it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from rle.rle import decode_frame as decode_rle

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.codestream import declared_size

MAX_PIXELS = 2**27

_BIG_ENDIAN = "1.2.840.10008.1.2.2"
_NATIVE = frozenset({"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", _BIG_ENDIAN})
_RLE = "1.2.840.10008.1.2.5"
_Codec = tuple[Callable[[bytes], NDArray[Any]], type[Exception]]
_CODECS: dict[str, _Codec] = {
    "1.2.840.10008.1.2.4.50": (imagecodecs.jpeg8_decode, imagecodecs.Jpeg8Error),
    "1.2.840.10008.1.2.4.51": (imagecodecs.jpeg8_decode, imagecodecs.Jpeg8Error),
    "1.2.840.10008.1.2.4.57": (imagecodecs.ljpeg_decode, imagecodecs.LjpegError),
    "1.2.840.10008.1.2.4.70": (imagecodecs.ljpeg_decode, imagecodecs.LjpegError),
    "1.2.840.10008.1.2.4.80": (imagecodecs.jpegls_decode, imagecodecs.JpeglsError),
    "1.2.840.10008.1.2.4.81": (imagecodecs.jpegls_decode, imagecodecs.JpeglsError),
    "1.2.840.10008.1.2.4.90": (imagecodecs.jpeg2k_decode, imagecodecs.Jpeg2kError),
    "1.2.840.10008.1.2.4.91": (imagecodecs.jpeg2k_decode, imagecodecs.Jpeg2kError),
    "1.2.840.10008.1.2.4.201": (imagecodecs.htj2k_decode, imagecodecs.Htj2kError),
    "1.2.840.10008.1.2.4.202": (imagecodecs.htj2k_decode, imagecodecs.Htj2kError),
    "1.2.840.10008.1.2.4.203": (imagecodecs.htj2k_decode, imagecodecs.Htj2kError),
}


@dataclass(frozen=True, kw_only=True)
class FrameFormat:
    """How one grey frame is stored (PS3.3 section C.7.6.3); `uid` is its SOP Instance UID, for messages."""

    uid: str
    transfer_syntax: str
    rows: int
    columns: int
    bits_allocated: int
    bits_stored: int
    signed: bool

    @property
    def dtype(self) -> np.dtype[Any]:
        """Integer type of the stored values in memory."""
        return np.dtype(f"{'i' if self.signed else 'u'}{self.bits_allocated // 8}")


DecodeFrame = Callable[[FrameFormat, bytes], NDArray[Any]]
"""What `pixels.stored_values` needs: `decode_frame`, or the same in a process with limits."""


def is_native(transfer_syntax: str) -> bool:
    """Whether Pixel Data of this transfer syntax is stored as it is (PS3.5 section 8.1.1)."""
    return transfer_syntax in _NATIVE


def decode_frame(form: FrameFormat, data: bytes) -> NDArray[Any]:
    """Decode one frame.

    Parameters
    ----------
    form : FrameFormat
        What the header says of the frame.
    data : bytes
        The frame: native, or one codestream.

    Returns
    -------
    signed or unsigned integers [y, x]
        Stored values of `form.dtype`; bits above Bits Stored are not part of them.

    Raises
    ------
    InputRefused
        `transfer-syntax-unsupported`, `image-too-large`, `pixel-description-invalid` where the stream contradicts the
        header, `pixel-data-corrupt` where it does not decode.
    """
    if form.rows * form.columns > MAX_PIXELS:
        raise InputRefused(ReasonCode.IMAGE_TOO_LARGE, f"The image has more than {MAX_PIXELS} pixels", uid=form.uid)
    if is_native(form.transfer_syntax):
        values = _native(form, data)
    elif form.transfer_syntax == _RLE:
        values = _run_length(form, data)
    else:
        values = _compressed(form, data)
    return _stored_bits(form, values)


def _native(form: FrameFormat, data: bytes) -> NDArray[Any]:
    expected = form.rows * form.columns * form.dtype.itemsize
    if len(data) != expected:
        raise _corrupt(form, "the frame is shorter or longer than Rows, Columns and Bits Allocated say")
    stored_type = form.dtype.newbyteorder(">" if form.transfer_syntax == _BIG_ENDIAN else "<")
    return np.frombuffer(data, stored_type).reshape(form.rows, form.columns).astype(form.dtype)


def _run_length(form: FrameFormat, data: bytes) -> NDArray[Any]:
    """RLE Lossless, PS3.5 annex G."""
    try:
        planes = decode_rle(data, form.rows * form.columns, form.bits_allocated, "<")
    except ValueError as error:
        raise _corrupt(form, "the run lengths do not decode to the frame") from error
    return np.frombuffer(planes, form.dtype.newbyteorder("<")).reshape(form.rows, form.columns).astype(form.dtype)


def _compressed(form: FrameFormat, data: bytes) -> NDArray[Any]:
    if form.transfer_syntax not in _CODECS:
        raise InputRefused(
            ReasonCode.TRANSFER_SYNTAX_UNSUPPORTED, "Pixel Data is in a transfer syntax that is not read", uid=form.uid
        )
    size = declared_size(data)
    if size is None:
        raise _corrupt(form, "the stream does not begin like its transfer syntax")
    if size != (form.rows, form.columns):
        raise _contradiction(form)
    codec, failure = _CODECS[form.transfer_syntax]
    try:
        values = codec(data)
    except (failure, ValueError, MemoryError, RuntimeError) as error:
        raise _corrupt(form, "the stream does not decode") from error
    if values.shape != (form.rows, form.columns) or values.dtype.itemsize > form.dtype.itemsize:
        raise _contradiction(form)
    return values


def _stored_bits(form: FrameFormat, values: NDArray[Any]) -> NDArray[Any]:
    """Drop what stands above Bits Stored (old overlays, padding) and extend the sign (PS3.5 section 8.1.1)."""
    unused = form.bits_allocated - form.bits_stored
    wide = values.astype(form.dtype)
    if unused == 0:
        return wide
    extended: NDArray[Any] = np.right_shift(np.left_shift(wide, unused), unused)
    return extended


def _corrupt(form: FrameFormat, why: str) -> InputRefused:
    return InputRefused(ReasonCode.PIXEL_DATA_CORRUPT, f"Pixel Data cannot be read: {why}", uid=form.uid)


def _contradiction(form: FrameFormat) -> InputRefused:
    return InputRefused(
        ReasonCode.PIXEL_DESCRIPTION_INVALID,
        "The compressed stream has another size or depth than the header says",
        uid=form.uid,
    )
