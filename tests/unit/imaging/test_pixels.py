"""What the header says of the pixels, believed only as far as it holds together."""

from __future__ import annotations

from typing import Any

import imagecodecs
import numpy as np
import pytest
from pydicom.encaps import encapsulate
from pydicom.uid import JPEGLSLossless

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.pixels import frame_format, stored_values
from support.radiographs import pattern, radiograph


def test_native_pixels_of_an_odd_length_lose_their_pad_byte() -> None:
    picture = pattern(7, 5, bits=8).astype(np.uint8)
    dataset = radiograph(picture, bits=8)
    assert len(dataset.PixelData) == 36
    np.testing.assert_array_equal(stored_values(dataset, "1.2", decode_frame), picture)


def test_one_frame_in_several_fragments() -> None:
    dataset = radiograph()
    data = imagecodecs.jpegls_encode(pattern())
    dataset.PixelData = encapsulate([data], fragments_per_frame=3)
    dataset.file_meta.TransferSyntaxUID = JPEGLSLossless
    np.testing.assert_array_equal(stored_values(dataset, "1.2", decode_frame), pattern())


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({"PhotometricInterpretation": "RGB"}, ReasonCode.PHOTOMETRIC_UNSUPPORTED),
        ({"PhotometricInterpretation": ["MONOCHROME1", "MONOCHROME2"]}, ReasonCode.PHOTOMETRIC_UNSUPPORTED),
        ({"PixelRepresentation": 2}, ReasonCode.PIXEL_DESCRIPTION_INVALID),
        ({"SamplesPerPixel": 3}, ReasonCode.PHOTOMETRIC_UNSUPPORTED),
        ({"NumberOfFrames": 2}, ReasonCode.MULTI_FRAME_UNSUPPORTED),
        ({"Rows": None}, ReasonCode.PIXEL_DESCRIPTION_INVALID),
        ({"Rows": 0}, ReasonCode.PIXEL_DESCRIPTION_INVALID),
        ({"Columns": 0}, ReasonCode.PIXEL_DESCRIPTION_INVALID),
        ({"BitsAllocated": 12}, ReasonCode.PIXEL_DESCRIPTION_INVALID),
        ({"BitsStored": 17}, ReasonCode.PIXEL_DESCRIPTION_INVALID),
        ({"HighBit": 15}, ReasonCode.PIXEL_DESCRIPTION_INVALID),
        ({"Rows": 47}, ReasonCode.PIXEL_DATA_CORRUPT),  # Rows lie
        ({"PixelData": None}, ReasonCode.PIXEL_DATA_MISSING),
    ],
)
def test_refusals(attributes: dict[str, Any], code: ReasonCode) -> None:
    with pytest.raises(InputRefused) as refused:
        stored_values(radiograph(**attributes), "1.2", decode_frame)
    assert refused.value.code == code


def test_fragments_without_an_item_tag_are_corrupt() -> None:
    dataset = radiograph(PixelData=b"\x00" * 32)
    dataset.file_meta.TransferSyntaxUID = JPEGLSLossless
    with pytest.raises(InputRefused) as refused:
        stored_values(dataset, "1.2", decode_frame)
    assert refused.value.code == ReasonCode.PIXEL_DATA_CORRUPT


def test_one_frame_may_be_said() -> None:
    assert frame_format(radiograph(NumberOfFrames=1), "1.2").rows == 48
