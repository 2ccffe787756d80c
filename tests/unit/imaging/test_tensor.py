"""Onto the network's grid and back."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.domain.image import Direction, Image, Orientation
from radlane.domain.input import Channel, Input, MinMax, ProjectionGeometry
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.select import Select
from radlane.errors import InputRefused
from radlane.imaging.tensor import place, to_source, to_tensor, turn, unturn

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")
GEOMETRY = ProjectionGeometry(kind="projection", orientation=(Direction.L, Direction.F), size=(32, 32), pad=-1.0)
NOTHING = Select(modalities=(), sop_classes=(), body_parts=(), regions=(), views=(), view_codes=())
INPUT = Input(
    name="image",
    layout="NCHW",
    dtype="float32",
    channels=(Channel(id="a", select=NOTHING),),
    geometry=GEOMETRY,
    intensity=(MinMax(op="minmax"),),
)


def image(rows: int, columns: int, orientation: str | None = "LF", dot: tuple[int, int] = (0, 0)) -> Image:
    values = np.zeros((rows, columns), np.float32)
    values[dot] = 1
    directions = None
    if orientation is not None:
        directions = Orientation(row=Direction(orientation[0]), column=Direction(orientation[1]))
    return Image(
        ref=REF,
        values=values,
        padding=None,
        monochrome1=False,
        voi=None,
        orientation=directions,
        spacing=None,
    )


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [  # where the stored first pixel comes to lie
        ("LF", (0, 0)),
        ("RF", (0, 31)),
        ("LH", (31, 0)),
        ("RH", (31, 31)),
        ("FL", (0, 0)),
        ("FR", (0, 31)),
        ("HL", (31, 0)),
        ("HR", (31, 31)),
        (None, (0, 0)),
    ],
)
def test_the_patients_right_upper_corner(orientation: str | None, corner: tuple[int, int]) -> None:
    tensor = to_tensor(image(32, 32, orientation), INPUT)
    assert tensor.values.shape == (1, 1, 32, 32)
    assert np.unravel_index(tensor.values[0, 0].argmax(), (32, 32)) == corner


@pytest.mark.parametrize("orientation", ["LF", "RF", "LH", "RH", "FL", "FR", "HL", "HR"])
def test_turn_and_unturn_are_each_others_inverse(orientation: str) -> None:
    source = image(5, 9, orientation)
    values = np.arange(45, dtype=np.float32).reshape(5, 9)
    placement = place(source, GEOMETRY)
    np.testing.assert_array_equal(unturn(turn(values, placement), placement), values)


@pytest.mark.parametrize("orientation", ["LF", "HR", "FL"])
def test_a_map_comes_back_to_where_it_was(orientation: str) -> None:
    source = image(64, 40, orientation)
    values = np.zeros((64, 40), np.float32)
    values[40:60, 4:14] = 1
    tensor = to_tensor(Image(**{**vars(source), "values": values}), INPUT)
    back = to_source(tensor.values[0, 0], tensor.placement)
    assert back.shape == (64, 40)
    assert ((back > 0.5) == (values > 0.5)).mean() > 0.97


@pytest.mark.parametrize(("rows", "columns"), [(1, 50), (50, 1), (7, 3), (2000, 3)])
def test_any_size_fits_the_grid(rows: int, columns: int) -> None:
    tensor = to_tensor(image(rows, columns), INPUT)
    assert max(tensor.placement.scaled) == 32
    assert to_source(tensor.values[0, 0], tensor.placement).shape == (rows, columns)


def test_what_the_image_does_not_fill_has_the_pad_value() -> None:
    tensor = to_tensor(image(64, 32), INPUT)
    assert tensor.placement.offset == (0, 8)
    assert set(tensor.values[0, 0, :, :8].ravel()) == {-1.0}


def test_a_lateral_radiograph_is_another_view() -> None:
    with pytest.raises(InputRefused) as refused:
        to_tensor(image(8, 8, "AF"), INPUT)
    assert refused.value.code == ReasonCode.VIEW_MISMATCH
