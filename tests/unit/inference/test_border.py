import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.inference.border import at_border


def box(top: int, bottom: int, left: int, right: int) -> NDArray[np.bool_]:
    """A box in an image of 300 x 400."""
    mask = np.zeros((300, 400), np.bool_)
    mask[top:bottom, left:right] = True
    return mask


@pytest.mark.parametrize(
    ("mask", "cut"),
    [
        (box(0, 0, 0, 0), False),  # nothing there
        (box(50, 250, 50, 150), False),  # well inside
        (box(50, 250, 3, 150), False),  # three pixels away: a hundredth of the shorter side
        (box(50, 250, 2, 150), True),  # a network stops short of the border that cuts
        (box(50, 250, 0, 150), True),  # left
        (box(50, 250, 300, 400), True),  # right
        (box(0, 200, 50, 150), True),  # above
        (box(100, 300, 50, 150), True),  # below
        (box(0, 300, 0, 400), True),  # everything
    ],
)
def test_a_box_at_the_border(mask: NDArray[np.bool_], cut: bool) -> None:
    assert at_border(mask, None) == cut


@pytest.mark.parametrize(("width", "cut"), [(7, False), (8, True)])
def test_a_tip_that_touches_is_not_cut_off(width: int, cut: bool) -> None:
    mask = box(50, 250, 50, 150)  # 600 edges, and 2 x 50 of the tip: 700
    mask[:50, 100 : 100 + width] = True
    assert at_border(mask, None) is cut


def test_padding_lies_outside_the_image() -> None:
    padding = ~box(0, 300, 40, 400)
    assert at_border(box(50, 250, 40, 150), padding)
    assert not at_border(box(50, 250, 50, 150), padding)
    assert not at_border(box(50, 250, 0, 30), padding)  # none of it is in the image
