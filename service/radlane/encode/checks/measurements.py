"""Numbers of the SR: units, areas, volumes and ratios that follow from the pixels of the SEG."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations

from pydicom.dataset import Dataset

from radlane.domain.ucum import is_ucum
from radlane.domain.uncertainty import AGREEMENT, ENTROPY, PROBABILITY, SIZE_OF_RUNS
from radlane.domain.units import INTENSITY_UNITS
from radlane.encode.checks import content
from radlane.encode.checks.content import Number
from radlane.encode.checks.frames import functional_groups, is_placed
from radlane.encode.checks.matching import Pair, Pairs
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.runs import Run
from radlane.encode.reading import items, numbers

_AREA, _VOLUME = ("SCT", "42798000"), ("SCT", "118565006")
_PIXELS = frozenset({("UCUM", "{pixels}"), ("UCUM", "{pixel}")})
_MM2, _ML, _NONE, _MM = ("UCUM", "mm2"), ("UCUM", "mL"), ("UCUM", "1"), ("UCUM", "mm")
# A model's developer may name a size by other codes; of these the unit of a segment's is known.
_UNITS = {_AREA: {*_PIXELS, _MM2}, _VOLUME: {_ML}}
_PROBABILITY = (PROBABILITY.scheme, PROBABILITY.value)
# What is said of the model's answer, not of the patient
_OF_ANSWERS = frozenset((code.scheme, code.value) for code in (PROBABILITY, ENTROPY, AGREEMENT, SIZE_OF_RUNS))
# What is measured on a segment; intensities by PS3.16 CID 83, and the arbitrary unit of CID 7181.
_OF_SEGMENTS = frozenset({*_PIXELS, _MM2, _ML, _MM, *(("UCUM", unit.value) for unit in INTENSITY_UNITS)})
_DIGITS = 1e-8  # a DS has 16 characters
_VOLUME_SHARE = 5e-4  # directions and spacings of slices that are one stack may differ by 1e-4 each
_SPACINGS = ("PixelSpacing", "ImagerPixelSpacing")


def check_numbers(checked: ObjectSet) -> Iterator[Problem]:
    """A number is one, the same as DS and as FD, in a unit of UCUM, once in its group; a probability has no unit."""
    for report in checked.of_modality("SR"):
        for number in (number for group in content.groups(report) for number in content.stated_numbers(group)):
            if number.value is None or not _same(number.value, number.value if number.exact is None else number.exact):
                yield problem("number-mismatch", report, "a number is none, or another as FD than as DS")
            if not _is_unit(number):
                yield problem("unit-unknown", report, "a number's unit is none of UCUM")
            elif number.concept == _PROBABILITY and number.unit != _NONE:
                yield problem("unit-mismatch", report, "a probability has a unit")
        if any(map(_is_repeated, content.groups(report))):
            yield problem("number-twice", report, "a group states one thing in one unit twice")


def check_sizes(run: Run, pairs: Pairs) -> Iterator[Problem]:
    """An area is the number of the segment's pixels, or that times the area of one; a volume, times that of a voxel.

    What a network measures of the whole image, say a volume in liters, has any unit.
    """
    stated = (number for pair in pairs for number in content.stated_numbers(pair.group))
    for number in filter(_is_unit, stated):
        if number.concept not in _OF_ANSWERS and number.unit not in _OF_SEGMENTS:
            yield problem("unit-unknown", run.report, "a number's unit is none of what is measured on segments")
        elif number.unit not in _UNITS.get(number.concept, {number.unit}):
            yield problem("unit-mismatch", run.report, "a number's unit is none of what it is said to be")
    counted = [pair for pair in pairs if pair.pixels is not None]
    for pair in counted:
        in_space = is_placed(pair.segmentation) and not content.is_planar(pair.group)
        yield from _check_volumes_of(pair) if in_space else _check_areas_of(pair)
    sized = {_has_size(pair) for pair in counted if pair.pixels and pair.pixels.count}
    if len(sized) > 1:
        yield problem("area-missing", run.report, "one finding has an area or a volume, another has none")


def check_ratios(run: Run, pairs: Pairs) -> Iterator[Problem]:
    """A number without a unit that is of no single finding is the ratio of two segments' pixels."""
    if any(pair.pixels is None for pair in pairs):
        return
    counts = [pair.pixels.count for pair in pairs if pair.pixels and pair.pixels.count]
    ratios = [above / below for above, below in permutations(counts, 2)]
    for number in _of_several(run):
        if number.unit != _NONE or not any(_same(number.value or 0.0, ratio) for ratio in ratios):
            yield problem("ratio-mismatch", run.report, "a ratio is not that of the pixels of two segments")


def _check_areas_of(pair: Pair) -> Iterator[Problem]:
    assert pair.pixels is not None  # counted
    count = pair.pixels.count
    for number in content.stated_numbers(pair.group):
        if number.unit in _PIXELS and number.value != count:
            yield problem("area-mismatch", pair.run.report, "an area in pixels is not the number of its pixels")
        if number.unit == _MM2 and pair.run.images:
            areas = [count * area for area in pixel_areas(pair.run.images)]
            if not any(_same(number.value or 0.0, area) for area in areas):
                yield problem("area-mismatch", pair.run.report, "an area in mm2 is not pixels times their spacing")
        if number.unit == _ML:
            yield problem("volume-mismatch", pair.run.report, "a volume of what has no place in space")


def _check_volumes_of(pair: Pair) -> Iterator[Problem]:
    assert pair.pixels is not None  # counted
    for number in content.stated_numbers(pair.group):
        if number.unit == _MM2 or number.unit in _PIXELS:
            yield problem("area-mismatch", pair.run.report, "an area of a volume")
        expected = pair.pixels.volume_ml
        if number.unit == _ML and (expected is None or not _same(number.value or 0.0, expected, _VOLUME_SHARE)):
            yield problem("volume-mismatch", pair.run.report, "a volume is not its voxels times their spacings")


def pixel_areas(images: Sequence[Dataset]) -> Iterator[float]:
    """Yield the area of a pixel in mm2 by each spacing that an image, or a frame of it, has (PS3.3 section 10.7)."""
    stated = {spacing for image in images for spacing in _spacings(image)}
    for spacing in stated:
        if len(spacing) == 2 and min(spacing) > 0:
            yield spacing[0] * spacing[1]


def _spacings(image: Dataset) -> Iterator[tuple[float, ...]]:
    for keyword in _SPACINGS:
        yield tuple(numbers(image, keyword))
    for group in functional_groups(image):
        for measures in items(group, "PixelMeasuresSequence"):
            yield tuple(numbers(measures, "PixelSpacing"))


def _of_several(run: Run) -> Iterator[Number]:
    for group in content.groups(run.report):
        if not content.findings(group):
            yield from content.stated_numbers(group)


def _has_size(pair: Pair) -> bool:
    return any(_is_size(number) for number in content.stated_numbers(pair.group))


def _is_repeated(group: Dataset) -> bool:
    stated = Counter((number.concept, number.unit, number.derivation) for number in content.stated_numbers(group))
    return max(stated.values(), default=0) > 1


def _is_size(number: Number) -> bool:
    return number.unit in (_MM2, _ML) or number.unit in _PIXELS


def _is_unit(number: Number) -> bool:
    scheme, value = number.unit
    return scheme == "UCUM" and is_ucum(value)


def _same(one: float, other: float, share: float = _DIGITS) -> bool:
    return math.isclose(one, other, rel_tol=share)
