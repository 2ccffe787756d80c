"""The picture a viewer would show."""

from __future__ import annotations

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from radlane.domain.cine import Cine
from radlane.domain.image import Image, LinearWindow, Picture
from radlane.domain.refs import InstanceRef
from radlane.imaging.display import render, render_frame, render_picture, shown_values, to_png

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")


def shown(*, monochrome1: bool = False, window: bool = True, padded: bool = False) -> list[int]:
    values = np.array([[0, 1, 2, 4]], np.float32)
    image = Image(
        ref=REF,
        values=values,
        padding=values > 3 if padded else None,
        monochrome1=monochrome1,
        voi=LinearWindow(center=2, width=4, function="LINEAR_EXACT") if window else None,
        orientation=None,
        spacing=None,
    )
    return [int(value) for value in render(image)[0]]


def test_by_window_polarity_and_padding() -> None:
    assert shown() == [0, 64, 128, 255]
    assert shown(monochrome1=True) == [255, 191, 128, 0]
    assert shown(monochrome1=True, padded=True) == [255, 191, 128, 0]


def test_what_is_shown_has_no_steps() -> None:
    values = np.array([[0, 0.001, 4]], np.float32)
    window = LinearWindow(center=2, width=4, function="LINEAR_EXACT")
    np.testing.assert_allclose(shown_values(values, None, window, dark=False), [[0, 0.00025, 1]], atol=1e-7)
    np.testing.assert_allclose(shown_values(values, values > 3, window, dark=True), [[1, 0.99975, 0]], atol=1e-7)


def test_without_a_window_by_percentiles() -> None:
    picture = shown(window=False)
    assert picture[0] == 0
    assert picture[3] == 255


def test_pictures_and_frames_in_colour_are_shown_as_they_are() -> None:
    values = np.array([[[0, 0.5, 1]]], np.float32)
    assert render_picture(Picture(ref=REF, values=values, spacing=None, laterality=None)).tolist() == [[[0, 128, 255]]]
    assert render_frame(_cine(np.array([[[[1, 2, 3]]]], np.uint8)), 0).tolist() == [[[1, 2, 3]]]


def test_grey_frames_are_shown_between_percentiles_with_their_polarity() -> None:
    frame = np.array([[[0, 50, 100]], [[0, 0, 1]]], np.int16)
    assert render_frame(_cine(frame), 0).tolist() == [[0, 128, 255]]
    assert render_frame(_cine(frame, monochrome1=True), 0).tolist() == [[255, 128, 0]]
    assert render_frame(_cine(frame, slope=-1e300), 0).tolist() == [[255, 128, 0]]
    assert render_frame(_cine(frame, slope=-1.0, monochrome1=True), 0).tolist() == [[0, 128, 255]]


def test_a_png_holds_what_was_rendered() -> None:
    for shape in ((3, 4), (3, 4, 3)):
        pixels = np.arange(np.prod(shape), dtype=np.uint8).reshape(shape)
        np.testing.assert_array_equal(imagecodecs.png_decode(to_png(pixels[:, ::-1])), pixels[:, ::-1])


def _cine(values: NDArray[np.integer], *, slope: float = 1.0, monochrome1: bool = False) -> Cine:
    return Cine(
        ref=REF,
        numbers=tuple(range(1, len(values) + 1)),
        values=values,
        bits=8,
        slope=slope,
        intercept=0.0,
        monochrome1=monochrome1,
        times_s=None,
        spacing=None,
        laterality=None,
    )
