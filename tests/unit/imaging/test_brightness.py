from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom import Dataset

from radlane.errors import InputRefused
from radlane.imaging.brightness import brightness, is_dark, read_darkness, require_no_table
from support.pictures import clip


@pytest.mark.parametrize(
    ("stored", "bits", "expected"),
    [
        (np.array([0, 51, 255], np.uint8), 8, [0, 0.2, 1]),
        (np.array([0, 1023], np.uint16), 10, [0, 1]),
        (np.array([-128, 127], np.int8), 8, [0, 1]),
        (np.array([0, 2**32 - 1], np.uint32), 32, [0, 1]),
    ],
)
def test_stored_values_are_shares_of_what_bits_stored_holds(stored: Any, bits: int, expected: list[float]) -> None:
    np.testing.assert_allclose(brightness(stored, bits, dark=False), expected, atol=1e-6)
    np.testing.assert_allclose(brightness(stored, bits, dark=True), 1 - np.array(expected), atol=1e-6)


def test_a_negative_slope_turns_monochrome1_over() -> None:
    assert [is_dark(slope, monochrome1=mono) for slope in (1, -1) for mono in (False, True)] == [
        *(False, True),
        *(True, False),
    ]
    assert read_darkness(clip(PhotometricInterpretation="MONOCHROME1"), "1.3")
    assert not read_darkness(clip(), "1.3")


def test_two_polarities_are_refused() -> None:
    read_darkness(clip(PresentationLUTShape="IDENTITY"), "1.3")
    with pytest.raises(InputRefused) as refused:
        read_darkness(clip(PresentationLUTShape="INVERSE"), "1.3")
    assert refused.value.code == "pixel-description-invalid"


def test_values_of_a_table_are_refused() -> None:
    image = clip()
    require_no_table(image, "1.3")
    image.ModalityLUTSequence = [Dataset()]
    with pytest.raises(InputRefused) as refused:
        read_darkness(image, "1.3")
    assert refused.value.code == "rescale-unsupported"
