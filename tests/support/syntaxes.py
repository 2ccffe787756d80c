"""The transfer syntaxes that images come in: the same image in each of them.

In: a native image in Explicit VR Little Endian, and a transfer syntax. Out: the image in it, its pixels encoded by
imagecodecs or pydicom and its header changed as PS3.5 and PS3.3 ask; or ValueError where the syntax cannot hold it.
Reference: PS3.5 section 8.2 and annex A; PS3.3 sections C.7.6.1.1.5 and C.7.6.3.1.2.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom import uid as uids
from pydicom.dataset import Dataset, FileDataset
from pydicom.encaps import encapsulate
from pydicom.pixels import compress

Encode = Callable[[NDArray[Any], int], bytes | bytearray]
"""A frame, [y, x] or [y, x, 3], and its Bits Stored -> a stream."""

_LEAST_RATIO = 1.0


@dataclass(frozen=True, kw_only=True)
class Syntax:
    """One transfer syntax.

    Attributes
    ----------
    name, uid : str
        Short name, and UID.
    encode : Encode or None
        What makes streams; None where pixels are not encoded, or pydicom does it.
    method : str or None
        Lossy Image Compression Method; None where nothing is lost.
    colours : str
        Photometric Interpretation of a colour image in it.
    """

    name: str
    uid: str
    encode: Encode | None = None
    method: str | None = None
    colours: str = "RGB"


def _baseline(frame: NDArray[Any], _: int) -> bytes | bytearray:
    if frame.dtype.itemsize > 1:
        raise ValueError("JPEG Baseline has 8 bits a sample")
    return bytes(imagecodecs.jpeg8_encode(frame, level=90, subsampling="422"))


def _extended(frame: NDArray[Any], bits: int) -> bytes | bytearray:
    if frame.dtype.itemsize == 1:
        return _baseline(frame, bits)
    if frame.dtype.kind == "i" or bits > 12:
        raise ValueError("JPEG Extended has 12 bits a sample, without a sign")
    return bytes(imagecodecs.jpeg8_encode(frame, level=90, bitspersample=12))


def _lossless(predictor: int) -> Encode:
    def encode(frame: NDArray[Any], _: int) -> bytes | bytearray:
        options: dict[str, Any] = {"lossless": True, "predictor": predictor, "bitspersample": 8 * frame.dtype.itemsize}
        if frame.ndim > 2:
            options |= {"colorspace": "RGB", "outcolorspace": "RGB"}
        return bytes(imagecodecs.jpeg8_encode(_patterns(frame), **options))

    return encode


def _jpeg_ls(near: int) -> Encode:
    return lambda frame, _: bytes(imagecodecs.jpegls_encode(_patterns(frame), level=near))


def _jpeg_2000(*, reversible: bool) -> Encode:
    level = 0 if reversible else 45  # dB
    return lambda frame, _: bytes(
        imagecodecs.jpeg2k_encode(frame, level=level, codecformat="j2k", reversible=reversible)
    )


def _high_throughput(**options: Any) -> Encode:
    return lambda frame, _: bytes(imagecodecs.htj2k_encode(frame, rgb=frame.ndim > 2, **options))


def _patterns(frame: NDArray[Any]) -> NDArray[Any]:
    """Two's complement as it is: these streams know no sign (PS3.5 section 8.2.1)."""
    return frame.view(f"u{frame.dtype.itemsize}")


RCT, ICT, FULL_422 = "YBR_RCT", "YBR_ICT", "YBR_FULL_422"
SYNTAXES = (
    Syntax(name="Implicit VR", uid=uids.ImplicitVRLittleEndian),
    Syntax(name="Explicit VR", uid=uids.ExplicitVRLittleEndian),
    Syntax(name="Big Endian", uid=uids.ExplicitVRBigEndian),
    Syntax(name="Deflated", uid=uids.DeflatedExplicitVRLittleEndian),
    Syntax(name="RLE", uid=uids.RLELossless),
    Syntax(name="JPEG Baseline", uid=uids.JPEGBaseline8Bit, encode=_baseline, method="ISO_10918_1", colours=FULL_422),
    Syntax(name="JPEG Extended", uid=uids.JPEGExtended12Bit, encode=_extended, method="ISO_10918_1", colours=FULL_422),
    Syntax(name="JPEG Lossless", uid=uids.JPEGLossless, encode=_lossless(4)),
    Syntax(name="JPEG Lossless SV1", uid=uids.JPEGLosslessSV1, encode=_lossless(1)),
    Syntax(name="JPEG-LS", uid=uids.JPEGLSLossless, encode=_jpeg_ls(0)),
    Syntax(name="JPEG-LS near", uid=uids.JPEGLSNearLossless, encode=_jpeg_ls(2), method="ISO_14495_1"),
    Syntax(name="JPEG 2000", uid=uids.JPEG2000Lossless, encode=_jpeg_2000(reversible=True), colours=RCT),
    Syntax(
        name="JPEG 2000 lossy",
        uid=uids.JPEG2000,
        encode=_jpeg_2000(reversible=False),
        method="ISO_15444_1",
        colours=ICT,
    ),
    Syntax(name="HTJ2K", uid=uids.HTJ2KLossless, encode=_high_throughput(reversible=True), colours=RCT),
    Syntax(
        name="HTJ2K RPCL",
        uid=uids.HTJ2KLosslessRPCL,
        encode=_high_throughput(reversible=True, tlm=True),
        colours=RCT,
    ),
    Syntax(
        name="HTJ2K lossy",
        uid=uids.HTJ2K,
        encode=_high_throughput(reversible=False, level=0.001),
        method="ISO_15444_15",
        colours=ICT,
    ),
)


def in_syntax(image: FileDataset, syntax: Syntax) -> bytes:
    """The Part 10 file of an image in a transfer syntax; the image stays as it is.

    Raises
    ------
    ValueError
        If the syntax has no room for its samples.
    """
    made = deepcopy(image)
    if syntax.encode is not None:
        _encode(made, syntax, syntax.encode)
    elif syntax.uid == uids.RLELossless:
        compress(made, uids.RLELossless, generate_instance_uid=False)
    elif syntax.uid == uids.ExplicitVRBigEndian and made.BitsAllocated == 16:
        made.PixelData = np.frombuffer(made.PixelData, "<u2").astype(">u2").tobytes()
    made.file_meta.TransferSyntaxUID = syntax.uid
    content = BytesIO()
    _anew(made).save_as(content, enforce_file_format=True)
    return content.getvalue()


def _anew(image: FileDataset) -> Dataset:
    """The image as one that was never read: pydicom does not turn the bytes of one that was."""
    plain = Dataset()
    plain.update({element.tag: element for element in image})
    plain.file_meta, plain.preamble = image.file_meta, bytes(128)
    return plain


def _encode(image: FileDataset, syntax: Syntax, encode: Encode) -> None:
    frames = _frames(image)
    streams = [bytes(encode(frame, int(image.BitsStored))) for frame in frames]
    image.PixelData = encapsulate(streams)
    image["PixelData"].VR = "OB"
    image["PixelData"].is_undefined_length = True
    if image.SamplesPerPixel > 1:
        image.PhotometricInterpretation = syntax.colours
    if syntax.method is not None:
        ratio = sum(frame.nbytes for frame in frames) / sum(map(len, streams))
        image.LossyImageCompression = "01"
        # noise of 20 x 24 pixels may grow; the standard has no ratio below 1
        image.LossyImageCompressionRatio = f"{max(ratio, _LEAST_RATIO):.2f}"
        image.LossyImageCompressionMethod = syntax.method


def _frames(image: FileDataset) -> list[NDArray[Any]]:
    kind = np.dtype(f"<{'i' if image.PixelRepresentation else 'u'}{image.BitsAllocated // 8}")
    shape = (int(image.Rows), int(image.Columns), *([3] if image.SamplesPerPixel > 1 else []))
    count = int(image.get("NumberOfFrames") or 1)
    values = np.frombuffer(image.PixelData, kind, count=count * int(np.prod(shape)))
    return [np.ascontiguousarray(frame) for frame in values.reshape(count, *shape)]
