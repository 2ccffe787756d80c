"""Tiles of slides, whether their place is stated or follows from their number."""

from typing import Any

import numpy as np
import pytest
from highdicom.spatial import iter_tiled_full_frame_data

from radlane.encode.source_frame import SourceFrame, every_frame
from radlane.encode.tiles import SlideTile, read_tile
from support.frame_sources import cine, slide
from support.volume_sources import slices


@pytest.mark.parametrize("angle", [0.0, 0.3])
@pytest.mark.parametrize("paths", [1, 2])
def test_tiles_of_a_full_slide_lie_where_highdicom_finds_them(angle: float, paths: int) -> None:
    image = slide(angle=angle, paths=paths)
    frames = every_frame([image])
    expected = list(iter_tiled_full_frame_data(image))
    assert len(frames) == len(expected) == 9 * paths
    for frame, (_, _, column, row, x, y, _) in zip(frames, expected, strict=True):
        tile = read_tile(frame)
        assert tile is not None
        assert (tile.row, tile.column) == (row, column)
        # highdicom starts at Z = 0, not at the origin's Z
        np.testing.assert_allclose(tile.offset, (x, y, 3), atol=1e-9)


def test_focal_planes_are_counted_in_micrometres_from_the_origin() -> None:
    """Z offsets are in um, distances of planes in mm (PS3.3 sections C.8.12.2 and C.7.6.16.2.1)."""
    tiles = [read_tile(frame) for frame in every_frame([slide(planes=3)])]
    assert [tile.offset[2] for tile in tiles if tile] == [pytest.approx(z) for z in (3, 5, 7) for _ in range(9)]


@pytest.mark.parametrize("planes", [1, 2])
def test_what_a_sparse_slide_states_is_where_a_full_one_has_its_tiles(planes: int) -> None:
    stated = [read_tile(frame) for frame in every_frame([slide(full=False, planes=planes, angle=0.2)])]
    counted = [read_tile(frame) for frame in every_frame([slide(planes=planes, angle=0.2)])]
    for one, other in zip(reversed(stated), counted, strict=True):
        assert one is not None
        assert other is not None
        assert (one.row, one.column) == (other.row, other.column)
        np.testing.assert_allclose(one.offset, other.offset, atol=1e-8)


def test_an_origin_without_a_height_lies_on_the_glass() -> None:
    image = slide()
    del image.TotalPixelMatrixOriginSequence[0].ZOffsetInSlideCoordinateSystem
    del image.TotalPixelMatrixFocalPlanes
    assert read_tile(SourceFrame(image=image, number=1)) == SlideTile(row=1, column=1, offset=(20.5, 40.25, 0.0))


def _without(keyword: str, *, within: str = "") -> Any:
    def change(image: Any) -> None:
        del (image[within].value[0] if within else image)[keyword]

    return change


@pytest.mark.parametrize(
    "spoil",
    [
        _without("ImageOrientationSlide"),
        _without("TotalPixelMatrixRows"),
        _without("TotalPixelMatrixColumns"),
        _without("TotalPixelMatrixOriginSequence"),
        _without("XOffsetInSlideCoordinateSystem", within="TotalPixelMatrixOriginSequence"),
        _without("DimensionOrganizationType"),
        _without("PixelMeasuresSequence", within="SharedFunctionalGroupsSequence"),
    ],
)
def test_a_full_slide_that_does_not_say_where_it_is(spoil: Any) -> None:
    image = slide()
    spoil(image)
    assert read_tile(SourceFrame(image=image, number=2)) is None


@pytest.mark.parametrize("keyword", ["ColumnPositionInTotalImagePixelMatrix", "ZOffsetInSlideCoordinateSystem"])
def test_a_tile_that_does_not_say_where_it_is(keyword: str) -> None:
    image = slide(full=False)
    del image.PerFrameFunctionalGroupsSequence[0].PlanePositionSlideSequence[0][keyword]
    assert read_tile(SourceFrame(image=image, number=1)) is None


def test_what_is_no_slide_has_no_tiles() -> None:
    assert read_tile(SourceFrame(image=cine(), number=1)) is None
    assert read_tile(SourceFrame(image=slices()[0], number=None)) is None
