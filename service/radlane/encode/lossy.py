"""Lossy compression of the analysed images, which their derivatives have to tell on.

In: the images. Out: whether they were ever compressed lossily, as far as that is known, and how.
Reference: PS3.3 sections C.7.6.1.1.5 and C.8.20.2.2; PS3.5 section A.4.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.dataset import Dataset
from pydicom.valuerep import DSfloat

from radlane.encode.reading import numbers, text
from radlane.encode.text import is_code_string

LOSSY, LOSSLESS = "01", "00"
_DECIMAL_LENGTH = 16  # of a DS
# Syntaxes whose every stream is lossy. JPEG-LS, JPEG 2000 and HTJ2K have syntaxes that may be: there the header speaks.
_ALWAYS_LOSSY = {
    "1.2.840.10008.1.2.4.50": "ISO_10918_1",  # JPEG Baseline
    "1.2.840.10008.1.2.4.51": "ISO_10918_1",  # JPEG Extended
}


def lossy_compression(sources: Sequence[Dataset]) -> str | None:
    """Return `01` where one image is known to be lossy, `00` where all say that they are not, None where nobody knows.

    Pixels in a lossy transfer syntax are lossy whatever the header says. Native pixels, or those of another syntax,
    may have been lossy before: without Lossy Image Compression (0028,2110) nothing is known of them.
    """
    known = {_of_one(source) for source in sources}
    return LOSSY if LOSSY in known else LOSSLESS if known == {LOSSLESS} else None


def put_lossy_compression(dataset: Dataset, sources: Sequence[Dataset], *, unknown: str | None) -> None:
    """Put what is known of the images' lossy compression, with ratios and methods: those of the first lossy one.

    Parameters
    ----------
    dataset : Dataset
        An object derived from the images.
    sources : sequence of Dataset
        The images.
    unknown : str or None
        What the attribute says where nothing is known; None leaves it out.
    """
    found = lossy_compression(sources) or unknown
    if found is not None:
        dataset.LossyImageCompression = found
    if found != LOSSY:
        return
    source = next(source for source in sources if _of_one(source) == LOSSY)
    if numbers(source, "LossyImageCompressionRatio"):
        stated = text(source, "LossyImageCompressionRatio").split("\\")
        dataset.LossyImageCompressionRatio = [_decimal(ratio.strip()) for ratio in stated]
    methods = _methods(source)
    if methods:
        dataset.LossyImageCompressionMethod = methods


def _of_one(source: Dataset) -> str | None:
    stated = text(source, "LossyImageCompression")
    if stated == LOSSY or _syntax(source) in _ALWAYS_LOSSY:
        return LOSSY
    return LOSSLESS if stated == LOSSLESS else None


def _methods(source: Dataset) -> list[str]:
    """Return the methods that the header names, and that of the transfer syntax after them."""
    stated = text(source, "LossyImageCompressionMethod").split("\\")
    known = stated if all(is_code_string(method) for method in stated) else []
    own = _ALWAYS_LOSSY.get(_syntax(source))
    return known if own is None or own in known else [*known, own]


def _decimal(words: str) -> str:
    """Return a number as it is written, or, where that is too long for a DS, with the digits that there is room for."""
    return words if len(words) <= _DECIMAL_LENGTH else str(DSfloat(float(words), auto_format=True))


def _syntax(source: Dataset) -> str:
    return text(getattr(source, "file_meta", Dataset()), "TransferSyntaxUID")
