"""Whatever the size and the orientation, a mask comes to the right place on the grid, and back to where it was."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import ndimage

from radlane.domain.image import Direction, Image, Orientation
from radlane.domain.input import Channel, Input, ProjectionGeometry
from radlane.domain.refs import InstanceRef
from radlane.domain.select import Select
from radlane.imaging.tensor import to_source, to_tensor

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")
NOTHING = Select(modalities=(), sop_classes=(), body_parts=(), regions=(), views=(), view_codes=())
INPUT = Input(
    name="image",
    layout="NCHW",
    dtype="float32",
    channels=(Channel(id="a", select=NOTHING),),
    geometry=ProjectionGeometry(kind="projection", orientation=(Direction.L, Direction.F), size=(8, 8), pad=0.0),
    intensity=(),
)
FRONTAL = [*("LF", "RF", "LH", "RH", "FL", "FR", "HL", "HR")]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A box in an image, the image's orientation, and a network's grid [rows, columns]."""

    mask: NDArray[np.bool_]
    orientation: str | None
    grid: tuple[int, int]

    @property
    def image(self) -> Image:
        known = self.orientation and Orientation(
            row=Direction(self.orientation[0]), column=Direction(self.orientation[1])
        )
        return Image(
            ref=REF,
            values=self.mask.astype(np.float32),
            padding=None,
            monochrome1=False,
            voi=None,
            orientation=known or None,
            spacing=None,
        )

    @property
    def input(self) -> Input:
        return replace(INPUT, geometry=replace(INPUT.geometry, size=self.grid))

    @property
    def centre(self) -> tuple[float, float]:
        """Where the middle of the box is, as shares of the image: towards the feet, towards the left."""
        y, x = (
            (part.min() + part.max() + 1) / 2 / side
            for part, side in zip(self.mask.nonzero(), self.mask.shape, strict=True)
        )
        if self.orientation is None:
            return y, x
        along = {self.orientation[0]: x, self.orientation[1]: y}
        return along.get("F", 1 - along.get("H", 1)), along.get("L", 1 - along.get("R", 1))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    mask = np.zeros((draw(st.integers(1, 90)), draw(st.integers(1, 90))), np.bool_)
    top, left = (draw(st.integers(0, side - 1)) for side in mask.shape)
    mask[top : draw(st.integers(top + 1, mask.shape[0])), left : draw(st.integers(left + 1, mask.shape[1]))] = True
    grid = draw(st.integers(4, 64)), draw(st.integers(4, 64))
    return Case(mask=mask, orientation=draw(st.sampled_from([*FRONTAL, None])), grid=grid)


@settings(max_examples=150)
@given(cases())
def test_a_mask_comes_to_where_the_orientation_says(case: Case) -> None:
    tensor = to_tensor(case.image, case.input)
    found = ndimage.center_of_mass(tensor.values[0, 0])
    placement = tensor.placement
    for share, at, scaled, offset in zip(case.centre, found, placement.scaled, placement.offset, strict=True):
        assert abs(offset + share * scaled - (at + 0.5)) <= 1


@settings(max_examples=150)
@given(cases())
def test_a_mask_comes_back_within_a_pixel_of_the_coarser_grid(case: Case) -> None:
    tensor = to_tensor(case.image, case.input)
    back = to_source(tensor.values[0, 0], tensor.placement) >= 0.5
    turned = case.mask.shape[::-1] if tensor.placement.transpose else case.mask.shape
    pixel = math.ceil(max(1, *(side / scaled for side, scaled in zip(turned, tensor.placement.scaled, strict=True))))
    near = np.ones((2 * pixel + 1, 2 * pixel + 1), np.bool_)
    inside = ndimage.binary_erosion(case.mask, near, border_value=1)
    around = ndimage.binary_dilation(case.mask, near)
    assert back.shape == case.mask.shape
    assert not (inside & ~back).any()
    assert not (back & ~around).any()
