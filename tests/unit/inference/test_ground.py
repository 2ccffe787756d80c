"""Where boxes on the source grid are."""

from __future__ import annotations

import numpy as np

from radlane.domain.finding import BoxRegion, VolumeBoxRegion
from radlane.domain.image import Direction, Orientation
from radlane.inference.ground import ground_of_clip, ground_of_image, ground_of_volume, knows_sides
from support.planar_models import seen_clip, seen_picture
from support.said import image
from support.volume_sources import MR, volume


def test_an_image_has_sides_where_its_orientation_is_known() -> None:
    known = ground_of_image(image(Orientation(row=Direction.L, column=Direction.F)), "m:1.0.0", (8, 8), np.copy)
    assert (known.has_sides, known.uid, known.sides) == (True, "1.3", (8, 8))
    assert not ground_of_image(image(None), "m:1.0.0", (8, 8), np.copy).has_sides


def test_a_box_of_an_image_is_on_its_one_frame() -> None:
    ground = ground_of_image(image(None), "m:1.0.0", (8, 8), np.copy)
    box = ground.region(np.array([[1.0, 2.0], [3.0, 4.5]]))
    assert box == BoxRegion(frame=0, left=2.0, top=1.0, right=4.5, bottom=3.0)


def test_a_box_of_a_volume_has_the_corners_that_its_voxels_have_in_the_patient() -> None:
    """An oblique stack: edges lie half a voxel before the first centre and after the last."""
    made = volume(MR)
    ground = ground_of_volume(made, "m:1.0.0", (4, 4, 4), np.copy)
    assert (ground.has_sides, ground.uid) == (True, made.refs[0].series_instance_uid)
    box = ground.region(np.array([[1.0, 2.0, 3.0], [2.0, 5.0, 9.0]]))
    assert isinstance(box, VolumeBoxRegion)
    ends = [(z - 0.5, y - 0.5, x - 0.5, 1) for z in (1, 2) for y, x in ((2, 3), (2, 9), (5, 9), (5, 3))]
    np.testing.assert_allclose(box.corners, (np.array(ends) @ made.grid.affine.T)[:, :3])


def test_a_picture_and_a_clip_have_no_sides_of_their_own() -> None:
    picture = seen_picture(np.zeros((8, 6, 3), np.float32))
    assert not knows_sides(picture)
    found = ground_of_image(picture, "skin:1.0.0", (4, 4), lambda boxes: boxes)
    assert (found.has_sides, found.uid) == (False, "1.3")
    clip = ground_of_clip(seen_clip(np.zeros((2, 8, 6), np.uint8)), "echo:1.0.0", (2, 4, 4))
    box = np.array([[[1.0, 2.0], [3.0, 4.0]]])
    assert (clip.has_sides, clip.sides) == (False, (2, 4, 4))
    np.testing.assert_array_equal(clip.to_source(box), box)
    assert clip.region(box[0]) == BoxRegion(frame=0, left=2.0, top=1.0, right=4.0, bottom=3.0)
