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
from radlane.encode.checks.frame_pixels import pixel_data
from radlane.encode.checks.frames import frames_of, shared
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.codes import SALIENCY_QUANTITIES, SALIENCY_UNITS
from radlane.encode.reading import code, items, numbers, text
from radlane.encode.series import EXPLANATION

_SLACK = 1e-6  # of the range: another writer may map what it stores


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
    unit = SALIENCY_UNITS[heatmap.quantity]
    if code(mapping, "MeasurementUnitsCodeSequence") != (unit.scheme, unit.value):
        yield problem("heatmap-unit", found, "a Parametric Map is in another unit than its heat map")
    if text(found, "RecognizableVisualFeatures") != "NO":
        yield problem("heatmap-features", found, "a Parametric Map is said to show recognizable features")
    order = _order(checked, found)
    if order is None:
        yield problem("heatmap-frames", found, "the frames of a Parametric Map are not those of the analysed images")
        return
    values, expected = _values(found, mapping), heatmap.values[order]
    step = float(np.ptp(expected)) * _SLACK
    if values is None or values.shape != expected.shape or not np.all(np.abs(values - expected) <= step):
        yield problem("heatmap-mismatch", found, "the numbers of a Parametric Map are not those of its heat map")
    elif not _covers(mapping, values):
        yield problem("heatmap-range", found, "a Parametric Map does not map all of its numbers to real world values")
    if not _is_window(shared(found, "FrameVOILUTSequence")):
        yield problem("heatmap-window", found, "a Parametric Map has no window that its function allows")


def _order(checked: ObjectSet, found: Dataset) -> list[int] | None:
    """Return of each frame the analysed one that it is of, by its place; None unless each has one frame there."""
    analysed = checked.analysed
    index = {(text(frame.image, "SOPInstanceUID"), frame.number): place for place, frame in enumerate(analysed)}
    frames = frames_of(found)
    order = [index.get(frame.sources[0]) if len(frame.sources) == 1 else None for frame in frames]
    known = [place for place in order if place is not None]
    return known if len(known) == len(frames) and sorted(known) == list(range(len(analysed))) else None


def _values(found: Dataset, mapping: Dataset) -> NDArray[np.float64] | None:
    """Return the real world values, float64 [n, y, x]; None where they cannot be read."""
    sizes = [integer(found, keyword) or 0 for keyword in ("NumberOfFrames", "Rows", "Columns")]
    line = [numbers(mapping, f"RealWorldValue{part}") for part in ("Slope", "Intercept")]
    stored, bits = pixel_data(found), integer(found, "BitsAllocated")
    if bits != 32 or len(stored) != 4 * int(np.prod(sizes)) or not all(line):
        return None
    return np.asarray(np.frombuffer(stored, "<f4").reshape(sizes) * line[0][0] + line[1][0], dtype=np.float64)


def _covers(mapping: Dataset, values: NDArray[np.float64]) -> bool:
    """Whether all numbers are between the first and the last that are mapped (PS3.3 section C.7.6.16.2.11.1)."""
    limits = [numbers(mapping, f"DoubleFloatRealWorldValue{part}ValueMapped") for part in ("First", "Last")]
    whole = [f"RealWorldValue{part}ValueMapped" for part in ("First", "Last")]  # those are of pixels that are integers
    return (
        all(limits)
        and limits[0][0] <= values.min() <= values.max() <= limits[1][0]
        and not any(keyword in mapping for keyword in whole)
    )


def _is_window(voi: Dataset) -> bool:
    """Whether Window Width is one: at least 1, or more than 0 where it is exact (PS3.3 section C.11.2.1.2)."""
    width = numbers(voi, "WindowWidth")
    exact = text(voi, "VOILUTFunction") in ("LINEAR_EXACT", "SIGMOID")
    return len(width) == 1 and (width[0] > 0 if exact else width[0] >= 1)


def _number(found: Dataset) -> int:
    return integer(found, "InstanceNumber") or 0
