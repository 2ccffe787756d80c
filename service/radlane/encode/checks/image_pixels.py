"""How the pixels of an image are described: bits, samples, colours, kinds, size.

In: SEG, Parametric Maps, Secondary Captures. Out: descriptions that contradict each other or the pixels.
Reference: PS3.3 sections C.7.6.1 (Presentation LUT Shape), C.7.6.3.1.2 (Photometric Interpretation), C.7.6.3, C.8.20.2,
C.8.32.2; PS3.5 section 8.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.attribute import integer, value
from radlane.domain.form import LABEL_MAP
from radlane.encode.checks.frame_pixels import is_native
from radlane.encode.checks.frames import functional_groups
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.iod.table import find_iod
from radlane.encode.reading import items, numbers, text

_SAMPLES = {
    **dict.fromkeys(("MONOCHROME1", "MONOCHROME2", "PALETTE COLOR"), 1),
    **dict.fromkeys(("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT", "XYB"), 3),
}
_NATIVE = frozenset({"MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", "RGB", "YBR_FULL", "YBR_FULL_422"})
_COMPRESSED_ONLY = "YBR_FULL_422"  # natively it has two samples a pixel on average: its length is not judged
_OF_MAPS = {"PixelData": 16, "FloatPixelData": 32, "DoubleFloatPixelData": 64}

_MOST_SIGNED = 0x7FFF
_SHAPES = {"MONOCHROME1": "INVERSE"}


def check_image_pixels(checked: ObjectSet) -> Iterator[Problem]:
    """Bits, samples and colours of an image are those of its kind, agree with each other and with its pixels."""
    for dataset in checked.objects:
        iod = find_iod(text(dataset, "SOPClassUID"))
        if iod is None or "general-image" not in iod.modules:
            continue
        yield from _check_colours(dataset)
        yield from _check_bits(dataset)
        if iod.name == "segmentation":
            yield from _check_segmentation(dataset)  # how long its pixels have to be: `geometry.py`
        else:
            yield from _check_size(dataset)
        if iod.name == "parametric-map":
            yield from _check_map(dataset)


def _check_colours(dataset: Dataset) -> Iterator[Problem]:
    colours, samples = text(dataset, "PhotometricInterpretation"), integer(dataset, "SamplesPerPixel")
    known = _SAMPLES.get(colours)
    if known is None or (is_native(dataset) and colours not in _NATIVE):
        words = "Photometric Interpretation is none that the standard defines for these pixels"
        yield problem("photometric-interpretation", dataset, words)
    elif known != samples:
        yield problem("samples-per-pixel", dataset, "Samples per Pixel is not that of the Photometric Interpretation")
    if known == 3 and integer(dataset, "PixelRepresentation") == 1:
        yield problem("pixel-representation", dataset, "colours are signed: they have no least intensity")
    shape = text(dataset, "PresentationLUTShape")
    if shape and shape != _SHAPES.get(colours, "IDENTITY"):
        yield problem(
            "presentation-lut-shape", dataset, "Presentation LUT Shape contradicts Photometric Interpretation"
        )


def _check_bits(dataset: Dataset) -> Iterator[Problem]:
    allocated, stored, high = (integer(dataset, name) for name in ("BitsAllocated", "BitsStored", "HighBit"))
    if allocated is None or (allocated != 1 and (allocated < 1 or allocated % 8)):
        yield problem("pixel-bits", dataset, "Bits Allocated is neither 1 nor a multiple of 8", "BitsAllocated")
    elif stored is not None and not (1 <= stored <= allocated and high == stored - 1):
        yield problem("pixel-bits", dataset, "Bits Stored and High Bit do not fit into Bits Allocated", "BitsStored")


def _check_size(dataset: Dataset) -> Iterator[Problem]:
    counts = [integer(dataset, name) for name in ("Rows", "Columns", "BitsAllocated", "SamplesPerPixel")]
    frames = integer(dataset, "NumberOfFrames") if "NumberOfFrames" in dataset else 1
    known = [count for count in (*counts, frames) if count is not None and count > 0]
    if len(known) <= len(counts):
        yield problem("pixel-data-length", dataset, "rows, columns, samples or frames are not positive numbers", "Rows")
    elif is_native(dataset) and text(dataset, "PhotometricInterpretation") != _COMPRESSED_ONLY:
        size = (math.prod(known) + 7) // 8
        data = [value(dataset, keyword) for keyword in _OF_MAPS if keyword in dataset]
        if any(not isinstance(part, bytes) or len(part) != size + size % 2 for part in data):
            yield problem("pixel-data-length", dataset, "Pixel Data is not as long as its frames need")


def _check_segmentation(dataset: Dataset) -> Iterator[Problem]:
    """PS3.3 table C.8.20-2: what Segmentation Type asks of SOP Class, bits and colours."""
    kind, is_labelmap = text(dataset, "SegmentationType"), text(dataset, "SOPClassUID") == LABEL_MAP
    allowed = {"BINARY": (1,), "FRACTIONAL": (8,), "LABELMAP": (8, 16)}.get(kind, ())
    if not allowed or (kind == "LABELMAP") != is_labelmap:
        yield problem("segmentation-type", dataset, "Segmentation Type is none of its SOP Class")
    elif integer(dataset, "BitsAllocated") not in allowed or not _is_full(dataset):
        yield problem("pixel-bits", dataset, "the bits are not those of the Segmentation Type", "BitsAllocated")
    colours = {"MONOCHROME2", "PALETTE COLOR"} if kind == "LABELMAP" else {"MONOCHROME2"}
    if text(dataset, "PhotometricInterpretation") not in colours:
        words = "Photometric Interpretation is none of the Segmentation Type"
        yield problem("photometric-interpretation", dataset, words)


def _check_map(dataset: Dataset) -> Iterator[Problem]:
    """PS3.3 table C.8.32-2: one kind of pixels, with its bits."""
    kinds = [keyword for keyword in _OF_MAPS if keyword in dataset]
    if len(kinds) != 1:
        yield problem("pixel-data-kind", dataset, "there is not one kind of pixels", "PixelData")
    elif integer(dataset, "BitsAllocated") != _OF_MAPS[kinds[0]]:
        yield problem("pixel-bits", dataset, "Bits Allocated is not that of the kind of pixels", "BitsAllocated")
    if text(dataset, "PixelPresentation") == "COLOR_RANGE" and not _of_groups(dataset, "StoredValueColorRangeSequence"):
        yield problem("pixel-presentation", dataset, "a range of colours is not stated")
    mapped = [
        numbers(item, "RealWorldValueLastValueMapped") for item in _of_groups(dataset, "RealWorldValueMappingSequence")
    ]
    if integer(dataset, "PixelRepresentation") == 1 and any(last and last[0] > _MOST_SIGNED for last in mapped):
        yield problem("pixel-representation", dataset, "values are mapped that signed pixels cannot have")


def _of_groups(dataset: Dataset, macro: str) -> list[Dataset]:
    return [item for group in functional_groups(dataset) for item in items(group, macro)]


def _is_full(dataset: Dataset) -> bool:
    return integer(dataset, "BitsStored") == integer(dataset, "BitsAllocated")
