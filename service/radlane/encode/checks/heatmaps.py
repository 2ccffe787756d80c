"""Parametric Maps and pictures of heat maps against the heat maps that were concluded.

In: the objects, the analysed images in their order, the conclusion. Out: where they differ.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import ParametricMapStorage

from radlane.attribute import integer
from radlane.domain.finding import Conclusion
from radlane.domain.saliency import Heatmap
from radlane.encode.checks.frames import frames_of, shared
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.segments import pixel_data
from radlane.encode.codes import SALIENCY_QUANTITIES
from radlane.encode.reading import code, items, numbers, text
from radlane.encode.series import EXPLANATION

_NEAR_MM = 1e-3
_SLACK = 1e-6  # of the range: values are rounded to half a step of the stored ones


def check_heatmaps(checked: ObjectSet, conclusion: Conclusion) -> Iterator[Problem]:
    """Each heat map has one picture, and one Parametric Map with its quantity, frames and numbers, or none has one."""
    count = len(conclusion.heatmaps)
    pictures = [item for item in checked.objects if integer(item, "SeriesNumber") == EXPLANATION.number]
    maps = [item for item in checked.objects if text(item, "SOPClassUID") == ParametricMapStorage]
    first = next(iter(checked.objects), Dataset())
    if len(pictures) != count or len(maps) not in (0, count):
        yield problem("heatmap-set", first, "there is not one picture of each heat map, or not one Parametric Map")
        return
    for heatmap, found in zip(conclusion.heatmaps, sorted(maps, key=_number), strict=bool(maps)):
        yield from _check_map(checked, heatmap, found)


def _check_map(checked: ObjectSet, heatmap: Heatmap, found: Dataset) -> Iterator[Problem]:
    mapping = shared(found, "RealWorldValueMappingSequence")
    quantity = SALIENCY_QUANTITIES[heatmap.quantity]
    stated = {code(item, "ConceptCodeSequence") for item in items(mapping, "QuantityDefinitionSequence")}
    if stated != {(quantity.scheme, quantity.value)}:
        yield problem("heatmap-quantity", found, "a Parametric Map names another quantity than its heat map")
    if not _lies_on(checked, found):
        yield problem("heatmap-frames", found, "the frames of a Parametric Map are not those of the analysed images")
    values = _values(found, mapping)
    step = float(np.ptp(heatmap.values)) * (0.5 / 65535 + _SLACK) + _SLACK
    if values is None or values.shape != heatmap.values.shape or np.abs(values - heatmap.values).max() > step:
        yield problem("heatmap-mismatch", found, "the numbers of a Parametric Map are not those of its heat map")


def _lies_on(checked: ObjectSet, found: Dataset) -> bool:
    frames = frames_of(found)
    if len(frames) != len(checked.sources):
        return False
    for frame, image in zip(frames, checked.sources, strict=True):
        place = numbers(image, "ImagePositionPatient")
        if frame.images != (text(image, "SOPInstanceUID"),) or len(frame.position) != 3 or len(place) != 3:
            return False
        if np.abs(np.subtract(frame.position, place)).max() > _NEAR_MM:
            return False
    return {text(image, "FrameOfReferenceUID") for image in checked.sources} == {text(found, "FrameOfReferenceUID")}


def _values(found: Dataset, mapping: Dataset) -> NDArray[np.float64] | None:
    """Return the real world values, float64 [n, y, x]; None where they cannot be read."""
    sizes = [integer(found, keyword) or 0 for keyword in ("NumberOfFrames", "Rows", "Columns")]
    line = [numbers(mapping, f"RealWorldValue{part}") for part in ("Slope", "Intercept")]
    stored = np.frombuffer(pixel_data(found), np.uint8)
    if integer(found, "BitsAllocated") != 16 or stored.size != 2 * int(np.prod(sizes)) or not all(map(len, line)):
        return None
    return np.asarray(stored.view("<u2").reshape(sizes) * line[0][0] + line[1][0], dtype=np.float64)


def _number(found: Dataset) -> int:
    return integer(found, "InstanceNumber") or 0
