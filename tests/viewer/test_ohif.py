"""What OHIF shows of our objects: on the screen, at the place and in the words that the objects say.

Each test leaves a screenshot in `build/viewer`, to be looked at; docs/viewers.md says what is on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from highdicom.color import CIELabColor
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from scipy import ndimage

from support.browser import Screen
from support.on_screen import overlap, placed
from support.sources import ROOT
from support.viewer_desk import Desk, Study

SHOTS = ROOT / "build" / "viewer"
SEGMENTATION, CAPTURE, REPORT, HEAT, EXPLANATION, DISPLAY = 99001, 99002, 99003, 99004, 99005, 99008
_LINE_PIXELS = 1.0  # of the screen
_LATE_S = 10.0
_CHANGED = 6  # of 255: what an overlay changes at least
_COLOURED = 25  # of 255, between the channels of a pixel
_SOME = 0.03  # of the viewport
_HOT = 0.25
_INNER_PIXELS = 8  # of the screen: the border of a segment is drawn in another way

Check = Callable[[Screen, Study, NDArray[np.uint8]], None]
"""Looks at a series on the screen; it is also given what was there before: the study's first image."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A series of a study, and what there is to be seen of it; another object is another line of the table."""

    study: str
    series: int
    check: Check

    @property
    def name(self) -> str:
        return f"{self.study}-{self.series}-{self.check.__name__.removeprefix('shows_')}"


def shows_the_picture(screen: Screen, study: Study, _: NDArray[np.uint8]) -> None:
    """The Secondary Capture, colour for colour."""
    _compare_picture(screen, study.objects["capture"])


def shows_the_explanation(screen: Screen, study: Study, _: NDArray[np.uint8]) -> None:
    """The picture of the first heat map, with the scale of its colours."""
    _compare_picture(screen, study.objects["explanation"])


def _compare_picture(screen: Screen, capture: Dataset) -> None:
    assert screen.awaits(lambda: screen.picture.std() > 0)
    seen = screen.picture
    place = placed(capture, seen.shape[:2])
    expected = place.spread(capture.pixel_array, seen.shape[:2])
    height = seen.shape[0] // 4  # OHIF's own words and buttons stand in the corners and at the top
    # a little blurred: OHIF interpolates, and thin lines differ then
    shown, wanted = (
        ndimage.uniform_filter(picture[height:-height].astype(float), (5, 5, 1)).ravel() for picture in (seen, expected)
    )
    assert np.corrcoef(shown, wanted)[0, 1] > 0.99
    assert np.abs(shown - wanted).mean() < 3


def shows_the_outlines(screen: Screen, study: Study, _: NDArray[np.uint8]) -> None:
    """Each line of the SR of outlines on its image, where its coordinates are, with its area; slice by slice."""
    outlines = list(outlines_of(study.objects["display"]))
    seen: set[str] = set()
    for _ in outlines:
        on_it = [one for one in outlines if one.image == shown(screen, study).SOPInstanceUID]
        assert on_it, "OHIF shows a slice without outlines"
        seen |= {one.image for one in on_it}
        _compare_lines(screen, study, on_it)
        if len(seen) == len({one.image for one in outlines}):
            break
        screen.next_measurement()
    assert seen == {one.image for one in outlines}


def shows_the_segments(screen: Screen, study: Study, off: NDArray[np.uint8]) -> None:
    """Each segment over its own pixels of the slice, in its own colour, and its label in the panel."""
    segmentation = study.objects["segmentation"]
    image, size = shown(screen, study), off.shape[:2]
    place = placed(image, size)
    masks = {number: place.spread(mask, size) for number, mask in masks_on(segmentation, image).items()}
    there = np.any(list(masks.values()), axis=0)
    assert screen.awaits(lambda: overlap(changed(screen.picture, off), there) > 0.95)
    assert overlap(there[:, ::-1], there) < 0.9  # what was compared is no mirror image of itself
    _compare_colours(screen.picture, off, masks, segmentation)
    labels = [str(segment.SegmentLabel) for segment in segmentation.SegmentSequence]
    assert [row.splitlines()[-1] for row in screen.segments()] == labels


def shows_the_heat(screen: Screen, study: Study, _: NDArray[np.uint8]) -> None:
    """Colours over the slice where the numbers are high, and none where they are below zero."""
    assert screen.awaits(
        lambda: screen.next_slice() and coloured(screen.picture).mean() > _SOME
    )  # not on the first one
    image, size = shown(screen, study), screen.picture.shape[:2]
    heat = placed(image, size).spread(heat_on(study.objects["parametric-map"], image), size)
    seen = coloured(screen.picture)
    assert seen[heat > _HOT].mean() > 0.95
    assert seen[heat < -_HOT / 5].mean() < 0.05
    assert overlap(seen[:, ::-1], heat > _HOT) < 0.5  # what was compared is no mirror image of itself


def shows_the_map(screen: Screen, study: Study, _: NDArray[np.uint8]) -> None:
    """What the lane itself made: colours where the numbers are high, and few where they are zero."""
    most = float(study.objects["parametric-map"].pixel_array.max())
    assert screen.awaits(lambda: screen.next_slice() and coloured(screen.picture).mean() > _SOME / 3)
    image, size = shown(screen, study), screen.picture.shape[:2]
    heat = placed(image, size).spread(heat_on(study.objects["parametric-map"], image), size) / most
    seen = coloured(screen.picture)
    assert (heat > _HOT).any()
    assert seen[heat > _HOT].mean() > 0.95
    assert seen[heat == 0].mean() < 0.1


def heat_on(found: Dataset, image: Dataset) -> NDArray[np.float32]:
    """The numbers of a Parametric Map on one slice."""
    for groups, frame in zip(found.PerFrameFunctionalGroupsSequence, found.pixel_array, strict=True):
        if groups.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID == image.SOPInstanceUID:
            return np.asarray(frame, np.float32)
    raise AssertionError("the slice has no heat")


def coloured(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where a picture is not grey, as a CT is."""
    return np.ptp(picture.astype(int), axis=2) > _COLOURED


def changed(on: NDArray[np.uint8], off: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.abs(on.astype(int) - off).max(axis=2) > _CHANGED


CASES = (
    Case(study="chest", series=CAPTURE, check=shows_the_picture),
    Case(study="head", series=CAPTURE, check=shows_the_picture),
    Case(study="chest", series=DISPLAY, check=shows_the_outlines),
    Case(study="head", series=DISPLAY, check=shows_the_outlines),
    Case(study="head", series=SEGMENTATION, check=shows_the_segments),
    Case(study="heat", series=HEAT, check=shows_the_heat),
    Case(study="heat", series=EXPLANATION, check=shows_the_explanation),
    Case(study="chest", series=EXPLANATION, check=shows_the_explanation),
    Case(study="bone", series=HEAT, check=shows_the_map),
    Case(study="bone", series=EXPLANATION, check=shows_the_explanation),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_shown(desk: Desk, case: Case) -> None:
    with desk.open(case.study) as screen:
        before = screen.picture
        screen.show(case.series, asks=case.series == SEGMENTATION)
        try:
            case.check(screen, desk.studies[case.study], before)
        finally:
            screen.keep(SHOTS / f"{case.name}.png")
        assert screen.errors == []


# What this OHIF does not show, and why: a version that does will fail here, and docs/viewers.md is to be changed.
BLACK = (
    pytest.param("chest", REPORT, None, id="a-group-without-coordinates"),
    pytest.param("head", REPORT, None, id="groups-of-segments"),
    pytest.param("chest", SEGMENTATION, "PixelMeasuresSequence", id="a-segmentation-without-a-place-in-space"),
)


@pytest.mark.parametrize(("study", "series", "complaint"), BLACK)
def test_it_is_not_shown(desk: Desk, study: str, series: int, complaint: str | None) -> None:
    with desk.open(study) as screen:
        assert screen.has_image
        screen.show(series)
        assert not screen.awaits(lambda: screen.has_image, _LATE_S)
        screen.keep(SHOTS / f"{study}-{series}-black.png")
        assert any(complaint in error for error in screen.errors) if complaint else screen.errors == []


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A group of the SR of outlines: the image it is on, its line, its words as OHIF puts them."""

    image: str
    line: NDArray[np.float64]
    words: str


def outlines_of(display: Dataset) -> Iterator[Drawn]:
    for group in children(children(display, "126010")[0], "125007"):
        (region,), (area,), (site,) = (children(group, code) for code in ("111030", "42798000", "363698007"))
        measured, place = area.MeasuredValueSequence[0], site.ConceptCodeSequence[0].CodeMeaning
        number, unit = float(measured.NumericValue), measured.MeasurementUnitsCodeSequence[0].CodeValue
        yield Drawn(
            image=str(region.ContentSequence[0].ReferencedSOPSequence[0].ReferencedSOPInstanceUID),
            line=np.array(region.GraphicData, dtype=np.float64).reshape(-1, 2),
            words=f"Area: {number:.2f} {unit}363698007: {place}",
        )


def children(item: Dataset, code: str) -> list[Dataset]:
    return [child for child in item.ContentSequence if child.ConceptNameCodeSequence[0].CodeValue == code]


def shown(screen: Screen, study: Study) -> Dataset:
    """The image that the viewport shows."""
    if len(study.images) == 1:
        return study.images[0]
    number = screen.instance_number
    return next(image for image in study.images if int(image.InstanceNumber) == number)


def masks_on(segmentation: Dataset, image: Dataset) -> dict[int, NDArray[np.bool_]]:
    """Segment Number -> its pixels on one slice."""
    found = {}
    for groups, frame in zip(segmentation.PerFrameFunctionalGroupsSequence, segmentation.pixel_array, strict=True):
        source = groups.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID
        if source == image.SOPInstanceUID:
            found[int(groups.SegmentIdentificationSequence[0].ReferencedSegmentNumber)] = frame.astype(bool)
    return found


def _compare_lines(screen: Screen, study: Study, expected: list[Drawn]) -> None:
    picture = screen.picture
    place = placed(study.image(expected[0].image), picture.shape[:2])
    assert screen.awaits(lambda: len(screen.lines) == len(screen.words) == len(expected))
    drawn, words = screen.lines, screen.words
    for one in expected:
        points = place.points(one.line)
        apart = [np.abs(line - points).max() for line in drawn if line.shape == points.shape]
        assert min(apart, default=np.inf) < _LINE_PIXELS
    assert sorted(words) == sorted(one.words for one in expected)


def _compare_colours(
    on: NDArray[np.uint8], off: NDArray[np.uint8], masks: dict[int, NDArray[np.bool_]], segmentation: Dataset
) -> None:
    """Inside each segment the picture is blended with the segment's recommended colour, in one share for all."""
    shares = []
    for number, mask in masks.items():
        inner = ndimage.binary_erosion(mask, iterations=_INNER_PIXELS)
        if not inner.any():
            continue
        colour = np.array(rgb(segmentation, number), dtype=float)
        before, after = off[inner].astype(float), on[inner].astype(float)
        towards = colour - before
        share = float((towards * (after - before)).sum() / (towards**2).sum())
        assert np.abs(before + share * towards - after).mean() < 5, f"segment {number} has another colour"
        shares.append(share)
    assert len(shares) > 1
    assert min(shares) > 0.2
    assert max(shares) - min(shares) < 0.1


def rgb(segmentation: Dataset, number: int) -> tuple[int, int, int]:
    (segment,) = (one for one in segmentation.SegmentSequence if one.SegmentNumber == number)
    return CIELabColor.from_dicom_value(segment.RecommendedDisplayCIELabValue).to_rgb(clip=True)
