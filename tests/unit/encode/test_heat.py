import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from radlane.encode.heat import heat_colours, heat_limits, paint_heat, painted_limits

GREY = np.full((2, 3), 100, np.uint8)


def test_the_hotter_a_pixel_the_less_of_the_picture_shows_through() -> None:
    heat = np.array([[-1.0, 0.0, 1.0], [0.5, 2.0, -5.0]], np.float32)
    painted = paint_heat(GREY, heat, (-1.0, 1.0)).astype(int)
    np.testing.assert_array_equal(painted[0, 0], [100, 100, 100])  # the coldest: as it was
    np.testing.assert_array_equal(painted[1, 2], [100, 100, 100])  # below it too
    np.testing.assert_array_equal(painted[0, 2], np.rint(0.35 * 100 + 0.65 * heat_colours()[-1].astype(float)))
    np.testing.assert_array_equal(painted[1, 1], painted[0, 2])  # above the hottest
    assert painted.shape == (2, 3, 3)


def test_one_number_everywhere_is_cold() -> None:
    flat = np.full((2, 3), 7.0, np.float32)
    assert heat_limits(flat) == (7.0, 7.0)
    np.testing.assert_array_equal(paint_heat(GREY, flat, heat_limits(flat)), np.repeat(GREY[..., None], 3, axis=2))


def test_colours_grow_brighter_all_the_way() -> None:
    brightness = heat_colours().astype(float) @ [0.299, 0.587, 0.114]
    assert heat_colours().shape == (256, 3)
    assert (np.diff(brightness) > -1e-9).all()


@given(st.floats(-1e6, 1e6, width=32), st.floats(0.0009765625, 1e3, width=32))
def test_where_the_numbers_lie_makes_no_difference(low: float, size: float) -> None:
    share = np.linspace(0, 1, 6).reshape(2, 3)
    plain = paint_heat(GREY, share.astype(np.float32), (0.0, 1.0)).astype(int)
    moved = paint_heat(GREY, (low + share * size), (low, low + size)).astype(int)  # type: ignore[arg-type]
    assert np.abs(plain - moved).max() <= 1


def test_what_speaks_against_is_not_painted() -> None:
    assert painted_limits(np.array([-3, 0, 2], np.float32)) == (0.0, 2.0)
    assert painted_limits(np.array([-3, -1], np.float32)) == (-3.0, -1.0)
    assert painted_limits(np.array([1, 2], np.float32)) == (1.0, 2.0)
    signed = np.array([[-3, 0], [1, 2]], np.float32)
    painted = paint_heat(np.full((2, 2), 100, np.uint8), signed, painted_limits(signed))
    assert (painted[0] == 100).all()
    assert not (painted[1] == 100).all()
