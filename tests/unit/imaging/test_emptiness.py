"""How much of an image shows nothing."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.imaging.emptiness import empty_share
from support.shown import image, real_image, volume
from support.volumes import cranium, series, volume_of


def test_one_value_and_padding_are_counted_together() -> None:
    values = np.array([[0, 0, 0, 7], [7, 1, 2, 3]])
    assert empty_share(image(values)) == 3 / 8
    assert empty_share(image(values, padding=values == 7)) == 5 / 8
    assert empty_share(image(values, padding=values < 8)) == 1.0
    assert empty_share(volume(values[np.newaxis].astype(np.int16), padding=(7.0, 7.0))) == 5 / 8


def test_real_images() -> None:
    assert empty_share(real_image("RG1_UNCR.dcm")) < 0.01
    assert empty_share(real_image("RG3_UNCR.dcm")) == pytest.approx(0.41, abs=0.01)  # the plate beside the leg
    assert empty_share(volume_of(series(cranium()))) == pytest.approx(0.047, abs=0.01)
