"""VOI LUT and windows, with the values of PS3.3 C.11.2.1."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom import Dataset

from radlane.domain.image import LinearWindow, VoiLut
from radlane.imaging.voi import apply_voi, read_voi


def header(**attributes: Any) -> Dataset:
    dataset = Dataset()
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    return dataset


def table() -> Dataset:
    return header(LUTDescriptor=[3, 10, 8], LUTData=[0, 51, 255])


def window(center: float, width: float, function: str = "LINEAR") -> LinearWindow:
    return LinearWindow(center=center, width=width, function=function)


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        (header(), None),
        (header(WindowCenter=40), None),
        (header(WindowCenter=40, WindowWidth=400), window(40, 400)),
        (header(WindowCenter=[40, 50], WindowWidth=[400, 1]), window(40, 400)),
        (header(WindowCenter=40, WindowWidth=0.5), None),  # LINEAR needs at least 1
        (
            header(WindowCenter=0, WindowWidth=0.5, VOILUTFunction="SIGMOID"),
            LinearWindow(center=0, width=0.5, function="SIGMOID"),
        ),
        (header(WindowCenter=0, WindowWidth=0, VOILUTFunction="LINEAR_EXACT"), None),
        (header(WindowCenter=0, WindowWidth=9, VOILUTFunction="CURVE"), None),
        (header(WindowCenter=float("nan"), WindowWidth=9), None),
        (
            header(VOILUTSequence=[header()], WindowCenter=1, WindowWidth=2),
            LinearWindow(center=1, width=2, function="LINEAR"),
        ),
    ],
)
def test_windows(dataset: Dataset, expected: LinearWindow | None) -> None:
    assert read_voi(dataset, signed=False) == expected


def test_a_table_goes_before_a_window() -> None:
    lut = read_voi(header(VOILUTSequence=[table()], WindowCenter=1, WindowWidth=2), signed=False)
    assert isinstance(lut, VoiLut)
    shown = apply_voi(np.array([[0, 10, 11, 12, 99]], np.float32), lut)
    np.testing.assert_allclose(shown, [[0, 0, 0.2, 1, 1]], atol=1e-6)


@pytest.mark.parametrize(
    ("function", "width", "values", "shown"),
    [
        ("LINEAR", 5, [7, 7.5, 9.5, 11.5, 12], [0, 0, 0.5, 1, 1]),
        ("LINEAR", 1, [9.5, 9.6], [0, 1]),
        ("LINEAR_EXACT", 4, [8, 10, 12], [0, 0.5, 1]),
        ("SIGMOID", 4, [10, 1e9, -1e9], [0.5, 1, 0]),
    ],
)
def test_shown_values(function: str, width: float, values: list[float], shown: list[float]) -> None:
    applied = apply_voi(np.array([values], np.float32), window(10, width, function))
    np.testing.assert_allclose(applied, [shown], atol=1e-6)


@pytest.mark.parametrize(
    ("center", "width", "shown"),
    [
        (1e300, 1.0, 0),  # far above every value
        (-1e300, 2.0, 1),
        (0, 1e-300, 1),
    ],
)
def test_windows_far_away(center: float, width: float, shown: float) -> None:
    values = np.array([[5]], np.float32)
    assert apply_voi(values, window(center, width, "LINEAR_EXACT")).tolist() == [[shown]]
