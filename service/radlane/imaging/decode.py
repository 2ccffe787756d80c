"""One frame's bytes -> stored values.

In: a `FrameFormat` and the frame's bytes, both hostile. Out: stored values [y, x], or [y, x, sample] in colour, of the
format's own integer type. No colour is converted here: what a JPEG stream holds comes back as it is; only the
transforms of JPEG 2000, which are part of its own decoding, are undone. Reference: PS3.5 section 8 and annex A. The
function is pure and its arguments pickle, so that a process with limits can run it.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from rle.rle import decode_frame as decode_rle

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.codestream import Declared, bare, colours_of, declared

MAX_PIXELS = 2**27

_BIG_ENDIAN = "1.2.840.10008.1.2.2"
_DEFLATED = "1.2.840.10008.1.2.1.99"  # what reads the file inflates all of it; its pixels are as in Explicit VR
_NATIVE = frozenset({"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", _DEFLATED, _BIG_ENDIAN})
_DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1"  # each frame is a stream of its own; what stands around them is not
_RLE = "1.2.840.10008.1.2.5"
_Codec = tuple[Callable[[bytes], NDArray[Any]], type[Exception]]
_JPEG: _Codec = (imagecodecs.jpeg8_decode, imagecodecs.Jpeg8Error)
_CODECS: dict[str, _Codec] = {
    "1.2.840.10008.1.2.4.50": _JPEG,
    "1.2.840.10008.1.2.4.51": _JPEG,
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
# from one colour space to the same one: as it is, whatever the stream's markers make of it
_JPEG_IN_COLOUR: _Codec = (
    partial(imagecodecs.jpeg8_decode, colorspace="YCBCR", outcolorspace="YCBCR"),
    imagecodecs.Jpeg8Error,
)
_IN_COLOUR: dict[str, _Codec] = {
    **_CODECS,
    **{f"1.2.840.10008.1.2.4.{number}": _JPEG_IN_COLOUR for number in (50, 51, 57, 70)},
}


@dataclass(frozen=True, kw_only=True)
class FrameFormat:
    """How one frame is stored (PS3.3 section C.7.6.3).

    Attributes
    ----------
    uid : str
        SOP Instance UID, for messages.
    samples : int
        1, or 3 in colour.
    planar : bool
        Whether a native frame, or one that is deflated, has one colour after the other.
    halved : bool
        Whether such a frame has two pixels' luminances, then what is common of their colour (YBR_FULL_422).
    photometric : str
        Photometric Interpretation of a frame in colour, which a stream may contradict; empty where nothing does.
    """

    uid: str
    transfer_syntax: str
    rows: int
    columns: int
    bits_allocated: int
    bits_stored: int
    signed: bool
    samples: int = 1
    planar: bool = False
    halved: bool = False
    photometric: str = ""

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the stored values."""
        return (self.rows, self.columns) if self.samples == 1 else (self.rows, self.columns, self.samples)

    @property
    def native_length(self) -> int:
        """Bytes of a native frame, or of a deflated one when it is inflated."""
        return self.rows * self.columns * (2 if self.halved else self.samples) * self.dtype.itemsize

    @property
    def dtype(self) -> np.dtype[Any]:
        """Integer type of the stored values in memory."""
        return np.dtype(f"{'i' if self.signed else 'u'}{self.bits_allocated // 8}")


DecodeFrame = Callable[[FrameFormat, bytes], NDArray[Any]]
"""What `pixels.stored_values` needs: `decode_frame`, or the same in a process with limits."""


def is_native(transfer_syntax: str) -> bool:
    """Whether Pixel Data of this transfer syntax is stored as it is (PS3.5 section 8.1.1)."""
    return transfer_syntax in _NATIVE


def is_in_words(form: FrameFormat) -> bool:
    """Whether a native frame of one sample has the words of an array of this machine, one after the other."""
    little = form.transfer_syntax in _NATIVE - {_BIG_ENDIAN, _DEFLATED}
    return little and form.samples == 1 and (sys.byteorder == "little" or form.bits_allocated == 8)


def is_in_order(transfer_syntax: str) -> bool:
    """Whether samples of a frame, once it is inflated, have the order that the header says (PS3.5 section 8.2.16)."""
    return is_native(transfer_syntax) or transfer_syntax == _DEFLATED_FRAMES


def is_stream(transfer_syntax: str) -> bool:
    """Whether each frame of a transfer syntax that is read is a stream that says its size (`codestream.declared`)."""
    return transfer_syntax in _CODECS


def is_read(transfer_syntax: str) -> bool:
    """Whether there is a decoder for a transfer syntax."""
    return is_in_order(transfer_syntax) or transfer_syntax == _RLE or transfer_syntax in _CODECS


def fill_native(form: FrameFormat, values: NDArray[Any]) -> None:
    """Make stored values of the words of a native frame, where they are.

    Parameters
    ----------
    values : integers [y, x]
        Words of `form.dtype`, which may hold other bits above Bits Stored.
    """
    unused = form.bits_allocated - form.bits_stored
    if unused and form.signed:
        np.left_shift(values, unused, out=values)
        np.right_shift(values, unused, out=values)
    elif unused:
        np.bitwise_and(values, 2**form.bits_stored - 1, out=values)


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
    signed or unsigned integers [y, x] or [y, x, sample]
        Stored values of `form.dtype`. Native and run-length words may hold other bits above Bits Stored, which are not
        part of the value; a compressed stream holds values, and none that Bits Stored has no room for. Read-only where
        they are the bytes of a native frame themselves.

    Raises
    ------
    InputRefused
        `transfer-syntax-unsupported`, `image-too-large`, `pixel-description-invalid` where the stream contradicts the
        header, `pixel-data-corrupt` where it does not decode.
    MemoryError
        Where there is not enough: that says nothing about the stream, and ends the process that has a limit.
    """
    if form.rows * form.columns > MAX_PIXELS:
        raise InputRefused(ReasonCode.IMAGE_TOO_LARGE, f"The image has more than {MAX_PIXELS} pixels", uid=form.uid)
    if is_native(form.transfer_syntax):
        return _stored_bits(form, _native(form, data))
    if form.transfer_syntax == _DEFLATED_FRAMES:
        return _stored_bits(form, _native(form, _inflated(form, data)))
    if form.transfer_syntax == _RLE:
        return _stored_bits(form, _run_length(form, data))
    return _compressed(form, data)


def _native(form: FrameFormat, data: bytes) -> NDArray[Any]:
    if len(data) != form.native_length:
        raise _corrupt(form, "the frame is shorter or longer than Rows, Columns and Bits Allocated say")
    stored_type = form.dtype.newbyteorder(">" if form.transfer_syntax == _BIG_ENDIAN else "<")
    values = np.frombuffer(data, stored_type).astype(form.dtype, copy=False)
    if form.halved:
        return _doubled(form, values)
    return _by_colour(form, values) if form.planar else values.reshape(form.shape)


def _inflated(form: FrameFormat, data: bytes) -> bytes:
    """A frame of Deflated Image Frame Compression (PS3.5 section A.4.13); no more is inflated than shows its length."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        frame = stream.decompress(data, form.native_length + 1)
    except zlib.error as error:
        raise _corrupt(form, "the frame is not deflated") from error
    if not stream.eof:
        raise _corrupt(form, "the deflated frame is cut, or longer than a frame")
    return frame


def _by_colour(form: FrameFormat, values: NDArray[Any]) -> NDArray[Any]:
    """Colours that come one after the other, side by side."""
    return np.moveaxis(values.reshape(form.samples, form.rows, form.columns), 0, -1)


def _doubled(form: FrameFormat, values: NDArray[Any]) -> NDArray[Any]:
    """YBR_FULL_422: of two pixels both luminances, then the blue and the red difference (PS3.3 C.7.6.3.1.2)."""
    pairs = values.reshape(form.rows, form.columns // 2, 4)
    luminance = pairs[..., :2].reshape(form.rows, form.columns, 1)
    return np.concatenate([luminance, np.repeat(pairs[..., 2:], 2, axis=1)], axis=2)


def _run_length(form: FrameFormat, data: bytes) -> NDArray[Any]:
    """RLE Lossless, PS3.5 annex G."""
    try:
        planes = decode_rle(data, form.rows * form.columns, form.bits_allocated, "<")
    except ValueError as error:
        raise _corrupt(form, "the run lengths do not decode to the frame") from error
    if len(planes) != form.samples * form.rows * form.columns * form.dtype.itemsize:
        raise _contradiction(form)
    values = np.frombuffer(planes, form.dtype.newbyteorder("<")).astype(form.dtype)
    return values.reshape(form.shape) if form.samples == 1 else _by_colour(form, values)


def _compressed(form: FrameFormat, data: bytes) -> NDArray[Any]:
    if form.transfer_syntax not in _CODECS:
        raise InputRefused(
            ReasonCode.TRANSFER_SYNTAX_UNSUPPORTED, "Pixel Data is in a transfer syntax that is not read", uid=form.uid
        )
    data = bare(data)
    said = declared(data)
    if said is None:
        raise _corrupt(form, "the stream does not begin like its transfer syntax")
    if (said.rows, said.columns, said.samples) != (form.rows, form.columns, form.samples):
        raise _contradiction(form)
    if said.precision > form.bits_allocated:
        raise _contradiction(form)
    if said.signed not in (None, form.signed):  # PS3.5 section 8.2.4: the stream says the sign, the header repeats it
        raise _contradiction(form)
    colours = colours_of(data) if form.samples == 3 and form.photometric else frozenset()
    if colours and form.photometric not in colours:
        raise _contradiction(form)
    codec, failure = (_CODECS if form.samples == 1 else _IN_COLOUR)[form.transfer_syntax]
    try:
        values = codec(data)
    except (failure, ValueError, RuntimeError) as error:
        raise _corrupt(form, "the stream does not decode") from error
    if values.shape != form.shape:
        raise _contradiction(form)
    return _fitting(form, said, values)


def _fitting(form: FrameFormat, said: Declared, values: NDArray[Any]) -> NDArray[Any]:
    """The values of a stream, refused where one has no room in Bits Stored.

    The values decide, not the precision: many encoders declare 16 bits whatever is stored.
    """
    if form.signed and said.signed is None:
        return _signed_patterns(form, said.precision, values)
    lowest, highest = (-(2 ** (form.bits_stored - 1)), 2 ** (form.bits_stored - 1) - 1)
    if not form.signed:
        lowest, highest = 0, 2**form.bits_stored - 1
    if int(values.min()) < lowest or int(values.max()) > highest:
        raise _contradiction(form)
    return values.astype(form.dtype)


def _signed_patterns(form: FrameFormat, precision: int, values: NDArray[Any]) -> NDArray[Any]:
    """Signed values out of JPEG or JPEG-LS, which carry their patterns as unsigned samples.

    A pattern is as wide as Bits Stored, or as the stream's samples. Where both can be meant, they have to agree.
    """
    meant = []
    if int(values.max()) < 2**form.bits_stored:
        meant.append(_extended(form, values, form.bits_stored))
    wide = _extended(form, values, precision)
    limit = 2 ** (form.bits_stored - 1)
    if int(wide.min()) >= -limit and int(wide.max()) < limit:
        meant.append(wide)
    if not meant or not np.array_equal(meant[0], meant[-1]):
        raise _contradiction(form)
    return meant[0]


def _stored_bits(form: FrameFormat, values: NDArray[Any]) -> NDArray[Any]:
    """Drop what stands above Bits Stored (old overlays, padding) and extend the sign (PS3.5 section 8.1.1)."""
    return _extended(form, values, form.bits_stored)


def _extended(form: FrameFormat, values: NDArray[Any], bits: int) -> NDArray[Any]:
    """The lowest `bits` of each word, with their sign where the format has one."""
    unused = form.bits_allocated - bits
    wide = values.astype(form.dtype, copy=False)
    if unused == 0:
        return wide
    extended: NDArray[Any]
    if form.signed:
        extended = np.left_shift(wide, unused)
        np.right_shift(extended, unused, out=extended)
    else:
        extended = np.bitwise_and(wide, 2**bits - 1)
    return extended


def _corrupt(form: FrameFormat, why: str) -> InputRefused:
    return InputRefused(ReasonCode.PIXEL_DATA_CORRUPT, f"Pixel Data cannot be read: {why}", uid=form.uid)


def _contradiction(form: FrameFormat) -> InputRefused:
    return InputRefused(
        ReasonCode.PIXEL_DESCRIPTION_INVALID,
        "The compressed stream has another size, depth, sign or colour than the header says",
        uid=form.uid,
    )
