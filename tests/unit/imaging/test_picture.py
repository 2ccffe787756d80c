from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.display import render_picture
from radlane.imaging.picture import read_picture
from support.pictures import colours, picture
from support.radiographs import radiograph

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")


def test_a_picture() -> None:
    found, reasons = read_picture(picture(PixelSpacing=[0.2, 0.3]), REF, decode_frame)
    assert found.ref == REF
    np.testing.assert_allclose(found.values, colours() / 255, atol=1e-7)
    assert found.spacing is not None
    assert (found.spacing.row_mm, found.spacing.column_mm) == (0.2, 0.3)
    assert [reason.code for reason in reasons] == ["spacing-uncalibrated"]


@pytest.mark.parametrize(
    ("dataset", "code"),
    [
        (picture(NumberOfFrames=2), "multi-frame-unsupported"),
        (picture(np.full((24, 20, 3), 7, np.uint8)), "pixels-blank"),
        (picture(PixelData=bytes(10)), "pixel-data-corrupt"),
    ],
)
def test_what_is_none_is_refused(dataset: Any, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_picture(dataset, REF, decode_frame)
    assert refused.value.code == code


def test_no_colour_is_padding() -> None:
    """Pixel Padding Value is of grey images alone (PS3.3 section C.7.5.1.1.2)."""
    found, _ = read_picture(picture(PixelPaddingValue=255, PixelPaddingRangeLimit=0), REF, decode_frame)
    np.testing.assert_allclose(found.values, colours() / 255, atol=1e-7)


def test_a_grey_picture_is_as_bright_as_it_is_shown() -> None:
    held = radiograph(PhotometricInterpretation="MONOCHROME1")
    found, _ = read_picture(held, REF, decode_frame)
    assert found.values.shape == (held.Rows, held.Columns, 1)
    share = held.pixel_array / (2**held.BitsStored - 1)
    np.testing.assert_allclose(found.values[..., 0], 1 - share, atol=1e-6)
    assert render_picture(found).shape == (held.Rows, held.Columns)


def test_a_picture_says_which_side_it_is_of() -> None:
    image = picture(ImageLaterality="L")
    assert read_picture(image, REF, decode_frame)[0].laterality == "left"
