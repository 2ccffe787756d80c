"""The picture a viewer would show."""

from __future__ import annotations

import numpy as np

from radlane.domain.image import Image, LinearWindow
from radlane.domain.refs import InstanceRef
from radlane.imaging.display import render

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


def test_without_a_window_by_percentiles() -> None:
    picture = shown(window=False)
    assert picture[0] == 0
    assert picture[3] == 255
