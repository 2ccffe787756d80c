"""Frames on tiles of a slide."""

from typing import Any

import pytest

from radlane.encode.checks.frames import frames_of
from radlane.encode.checks.tile_places import check_tiles
from support.shape_results import Spoil, codes_after, first_frame, objects_of, shape_named, source_of

POSITION = "frame-position"


def _tile(keyword: str, value: object) -> Spoil:
    return lambda segmentation: setattr(first_frame(segmentation).PlanePositionSlideSequence[0], keyword, value)


def _without_a_number(keyword: str) -> Spoil:
    def spoil(segmentation: Any) -> None:
        del first_frame(segmentation).PlanePositionSlideSequence[0][keyword]

    return spoil


def _another_tile(segmentation: Any) -> None:
    own = source_of(first_frame(segmentation))
    own.ReferencedFrameNumber = {1: 2}.get(int(own.ReferencedFrameNumber), 1)


def _top(keyword: str, value: object) -> Spoil:
    return lambda segmentation: setattr(segmentation, keyword, value)


def _origin(segmentation: Any) -> None:
    segmentation.TotalPixelMatrixOriginSequence[0].XOffsetInSlideCoordinateSystem += 1


def _spacing(segmentation: Any) -> None:
    segmentation.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing = [0.0005, 0.0005]


def _no_measures(segmentation: Any) -> None:
    del segmentation.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence


@pytest.mark.parametrize("name", ["slide-full", "slide-sparse", "slide-turned"])
@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_tile("RowPositionInTotalImagePixelMatrix", 2), POSITION),
        (_tile("ColumnPositionInTotalImagePixelMatrix", 2), POSITION),
        (_tile("XOffsetInSlideCoordinateSystem", 20.51), POSITION),
        (_tile("ZOffsetInSlideCoordinateSystem", 0), POSITION),
        (_without_a_number("YOffsetInSlideCoordinateSystem"), POSITION),
        (_another_tile, POSITION),
        (_top("TotalPixelMatrixRows", 51), "slide-matrix"),
        (_top("TotalPixelMatrixColumns", 61), "slide-matrix"),
        (_top("ImageOrientationSlide", [1, 0, 0, 0, 1, 0]), "slide-matrix"),
        (_top("DimensionOrganizationType", "TILED_FULL"), "slide-matrix"),
        (_origin, "slide-matrix"),
        (_top("ContainerIdentifier", "another slide"), "slide-differs"),
        (_spacing, "pixel-measures"),
        (_no_measures, "pixel-measures"),
        (_top("FrameOfReferenceUID", "1.2.3"), "frame-of-reference"),
    ],
)
def test_each_defect_is_seen(name: str, spoil: Spoil, code: str) -> None:
    found = codes_after(shape_named(name), spoil)
    assert [one for one in found if one not in ("dimension-index", "frame-duplicate")] == [code]


def test_without_the_slide_only_what_the_frames_say_is_known() -> None:
    segmentation = objects_of(shape_named("slide-full"))[0]
    assert list(check_tiles(segmentation, frames_of(segmentation), [])) == []
    _without_a_number("YOffsetInSlideCoordinateSystem")(segmentation)
    found = [problem.code for problem in check_tiles(segmentation, frames_of(segmentation), [])]
    assert found == [POSITION]
