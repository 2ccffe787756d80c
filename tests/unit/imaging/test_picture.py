from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.decode import FrameFormat, decode_frame
from radlane.imaging.display import render, render_picture
from radlane.imaging.picture import frame_read, read_picture
from radlane.imaging.radiograph import read_radiograph
from support.pictures import clip, colours, frames, picture
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


@pytest.mark.parametrize(("frame", "place"), [("first", 0), ("middle", 2)])
def test_a_frame_of_a_clip_is_a_picture_and_no_other_is_decoded(frame: Any, place: int) -> None:
    decoded: list[bytes] = []

    def decode(form: FrameFormat, data: bytes) -> Any:
        decoded.append(data)
        return decode_frame(form, data)

    found, _ = read_picture(clip(), REF, decode, frame=frame)
    np.testing.assert_allclose(found.values[..., 0], frames()[place] / 255, atol=1e-6)
    assert len(decoded) == 1


def test_of_an_even_number_of_frames_the_later_one_is_the_middle() -> None:
    assert [frame_read("middle", count) for count in (1, 2, 3, 4)] == [0, 1, 1, 2]
    assert frame_read("first", 4) == frame_read("only", 1) == 0


@pytest.mark.parametrize(
    "attributes",
    [
        {"PhotometricInterpretation": "MONOCHROME1"},
        {"WindowCenter": 1000, "WindowWidth": 600},
        {"RescaleSlope": 2, "RescaleIntercept": -1000, "WindowCenter": 500, "WindowWidth": 900},
        {"PixelPaddingValue": 0, "PixelPaddingRangeLimit": 300},
    ],
)
def test_a_grey_picture_may_be_what_a_viewer_shows(attributes: dict[str, Any]) -> None:
    """The same as of a radiograph, to a step of what a screen tells apart."""
    held = radiograph(**attributes)
    found, _ = read_picture(held, REF, decode_frame, grey="windowed")
    shown = render(read_radiograph(held, REF, decode_frame)[0])
    np.testing.assert_allclose(found.values[..., 0] * 255, shown, atol=0.51)
    assert np.ptp(shown) > 100


def test_colours_have_no_window() -> None:
    found, _ = read_picture(picture(WindowCenter=10, WindowWidth=10), REF, decode_frame, grey="windowed")
    np.testing.assert_allclose(found.values, colours() / 255, atol=1e-7)


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({"PixelPaddingValue": 0, "PixelPaddingRangeLimit": 65535}, "pixels-blank"),
        ({"PresentationLUTShape": "INVERSE"}, "pixel-description-invalid"),
    ],
)
def test_what_cannot_be_shown_is_refused(attributes: dict[str, Any], code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_picture(radiograph(**attributes), REF, decode_frame, grey="windowed")
    assert refused.value.code == code
