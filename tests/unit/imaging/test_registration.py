"""What a Spatial Registration object maps, and that everything else maps nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

from radlane.imaging.registration import is_of_patient, map_between, move_volume, read_registration
from support.grids import volume
from support.priors import OTHER_SPACE, now, registration
from support.several import SPACE
from support.volumes import rotation

MAP = rotation((10, -20, 30))
MAP[:3, 3] = (12.5, -7.25, 33)
THIRD = "1.2.3.4"


def made(maps: dict[str, Any], **attributes: Any) -> Dataset:
    return registration("one", maps, like=now()[0], **attributes)


def test_each_space_is_mapped_on_the_registered_one() -> None:
    found = read_registration(made({OTHER_SPACE: MAP}))
    assert found.keys() == {SPACE, OTHER_SPACE}
    np.testing.assert_array_equal(found[SPACE], np.eye(4))
    np.testing.assert_allclose(found[OTHER_SPACE], MAP, atol=1e-12)
    assert read_registration(made({SPACE: np.eye(4), OTHER_SPACE: MAP})).keys() == {SPACE, OTHER_SPACE}


def test_points_are_taken_through_the_registered_space() -> None:
    second = rotation((-5, 4, 3))
    second[:3, 3] = (1, 2, 3)
    spaces = read_registration(made({OTHER_SPACE: MAP, THIRD: second}))
    point = np.array([1.5, -40, 88, 1])
    found = map_between(spaces, OTHER_SPACE, THIRD)
    assert found is not None
    np.testing.assert_allclose(second @ found @ point, MAP @ point, atol=1e-9)
    back = map_between(spaces, THIRD, OTHER_SPACE)
    assert back is not None
    np.testing.assert_allclose(back @ found, np.eye(4), atol=1e-9)
    assert map_between(spaces, "1.2.9", SPACE) is None
    assert map_between(spaces, SPACE, "1.2.9") is None


def turned(change: Any) -> Any:
    matrix = MAP.copy()
    change(matrix)
    return matrix


@pytest.mark.parametrize(
    "matrix",
    [
        MAP @ np.diag([1, 1, -1, 1]),  # a mirror
        MAP @ np.diag([1.01, 1, 1, 1]),  # a scale
        turned(lambda m: m.__setitem__((3, 0), 0.5)),  # a perspective
        turned(lambda m: m.__setitem__((0, 3), 1e7)),  # out of the world
        np.zeros((4, 4)),
        MAP[:3],  # twelve numbers
    ],
)
def test_what_is_not_rigid_is_no_map(matrix: Any) -> None:
    assert read_registration(made({OTHER_SPACE: matrix})).keys() == {SPACE}


def test_what_is_not_plainly_one_map_is_none() -> None:
    twice = made({OTHER_SPACE: MAP})
    twice.RegistrationSequence.append(made({OTHER_SPACE: MAP}).RegistrationSequence[0])
    several = made({OTHER_SPACE: MAP})
    matrices = several.RegistrationSequence[0].MatrixRegistrationSequence[0].MatrixSequence
    matrices.append(matrices[0])
    scaled = made({OTHER_SPACE: MAP})
    item = scaled.RegistrationSequence[0].MatrixRegistrationSequence[0].MatrixSequence[0]
    item.FrameOfReferenceTransformationMatrixType = "RIGID_SCALE"
    unnamed = made({OTHER_SPACE: MAP})
    del unnamed.RegistrationSequence[0].FrameOfReferenceUID
    empty = made({OTHER_SPACE: MAP})
    empty.RegistrationSequence[0].MatrixRegistrationSequence = []
    unread = made({OTHER_SPACE: MAP})
    unread.RegistrationSequence[0].MatrixRegistrationSequence[0].MatrixSequence[0].pop(
        "FrameOfReferenceTransformationMatrix"
    )
    for header in (twice, several, scaled, unnamed, empty, unread):
        assert read_registration(header).keys() == {SPACE}


def test_without_a_registered_space_or_where_that_is_moved_there_is_nothing() -> None:
    assert read_registration(made({OTHER_SPACE: MAP}, FrameOfReferenceUID="")) == {}
    assert read_registration(made({SPACE: MAP, OTHER_SPACE: MAP})) == {}
    assert read_registration(made({SPACE: MAP @ np.diag([1, 1, 2, 1]), OTHER_SPACE: MAP})) == {}
    assert read_registration(Dataset()) == {}


@pytest.mark.parametrize("space", ["1.2.840.10008.1.4.1.1", "1.2.840.10008.1.4.3.1", "", "1.02"])
def test_a_space_of_an_atlas_or_a_device_is_no_patients(space: str) -> None:
    assert not is_of_patient(space)
    assert read_registration(made({OTHER_SPACE: MAP}, FrameOfReferenceUID=space)) == {}
    assert read_registration(made({OTHER_SPACE: MAP, space: MAP})).keys() == {SPACE, OTHER_SPACE}
    assert is_of_patient(SPACE)


def test_a_volume_lies_where_the_map_takes_it() -> None:
    source = volume(np.zeros((3, 4, 5), np.int16), rotation((3, 4, 5)))
    moved = move_volume(source, MAP, SPACE)
    assert moved.frame_of_reference_uid == SPACE
    assert moved.values is source.values
    at = np.array([1, 2, 3, 1])
    np.testing.assert_allclose(moved.grid.affine @ at, MAP @ (source.grid.affine @ at))
