"""What highdicom makes of the same sources and labels: the reference of the SEG writer.

In: a run and its conclusion. Out: highdicom's SEG of the real images, and where two data sets differ.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from highdicom.seg import Segmentation
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.valuerep import DSfloat

from radlane.domain.finding import Conclusion, Region
from radlane.domain.output import SegmentationType
from radlane.encode.context import EncodeContext
from radlane.encode.segments import segment_sequence

_NEAR = 1e-9  # a DS is a number of 16 characters, whose last digits come from another sum


def reference(context: EncodeContext, conclusion: Conclusion) -> Dataset:
    """highdicom's SEG of all frames of the sources, empty frames left out."""
    segments = [(finding, finding.region) for finding in conclusion.findings if finding.region is not None]
    return Segmentation(
        source_images=list(context.sources),
        pixel_array=_pixels(context, conclusion),
        segmentation_type=context.segmentation_type.value,
        segment_descriptions=list(segment_sequence(context, segments, background=False)),
        series_instance_uid="1.2.3",
        series_number=1,
        sop_instance_uid="1.2.4",
        instance_number=1,
        manufacturer="radlane",
        manufacturer_model_name="radlane",
        software_versions="1",
        device_serial_number="1",
        content_label="AI_SEGMENTATION",
        content_description=context.statement.rstrip("."),
        content_creator_name="radlane^",
        max_fractional_value=255,
        omit_empty_frames=True,
    )


def _pixels(context: EncodeContext, conclusion: Conclusion) -> NDArray[np.uint8] | NDArray[np.float32]:
    if conclusion.labels is not None:
        return conclusion.labels
    regions = [finding.region for finding in conclusion.findings if isinstance(finding.region, Region)]
    if context.segmentation_type is not SegmentationType.FRACTIONAL:
        return np.stack([region.mask for region in regions], axis=-1).astype(np.uint8)[np.newaxis]
    empty = np.zeros_like(regions[0].mask, np.uint8)
    fractions = [empty if region.fractions is None else region.fractions for region in regions]
    return np.stack(fractions, axis=-1)[np.newaxis].astype(np.float32) / 255


def differences(one: Dataset, other: Dataset, above: str = "") -> Iterator[str]:
    """Yield the path of each attribute that only one data set has, or whose value differs; items by their number."""
    for tag in sorted({*one.keys(), *other.keys()}):
        name = (one if tag in one else other)[tag].keyword or str(tag)
        path = f"{above}{name}"
        if tag not in one or tag not in other:
            yield path
        elif one[tag].VR != "SQ":
            if one[tag].VR != other[tag].VR or not _equal(one[tag].value, other[tag].value):
                yield path
        elif len(one[tag].value) != len(other[tag].value):
            yield path
        else:
            for number, (first, second) in enumerate(zip(one[tag].value, other[tag].value, strict=True), start=1):
                yield from differences(first, second, f"{path}[{number}].")


def _equal(one: object, other: object) -> bool:
    if one in (None, "") and other in (None, ""):
        return True
    if isinstance(one, MultiValue | list) and isinstance(other, MultiValue | list):
        return len(one) == len(other) and all(_equal(*pair) for pair in zip(one, other, strict=True))
    if isinstance(one, DSfloat) and isinstance(other, DSfloat):
        return abs(one - other) <= _NEAR * max(1.0, abs(one))
    return bool(one == other) and not isinstance(one, Sequence)
