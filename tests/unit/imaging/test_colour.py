"""Colours of every photometric interpretation that is read, beside what pydicom makes of them."""

from __future__ import annotations

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.pixels import pixel_array
from pydicom.pixels.processing import apply_color_lut

from radlane.errors import InputRefused
from radlane.imaging.colour import colour_converter
from radlane.imaging.decode import decode_frame
from radlane.imaging.pixels import any_format, count_frames, split_frames
from support.pictures import colours, picture

FILES = [
    "SC_rgb_small_odd.dcm",
    "SC_rgb_rle_16bit_2frame.dcm",
    "SC_rgb_expb_32bit_2frame.dcm",
    "SC_ybr_full_422_uncompressed.dcm",
    "SC_ybr_full_uncompressed.dcm",
    "SC_rgb_jpeg.dcm",  # JPEG in RGB
    "SC_rgb_dcmtk_+eb+cy+np.dcm",  # JPEG in YBR_FULL_422
    "SC_rgb_dcmtk_+eb+cy+s4.dcm",  # JPEG in YBR_FULL, halved both ways
    "SC_rgb_jls_lossy_sample.dcm",
    "examples_jpeg2k.dcm",  # YBR_RCT
    "US1_J2KI.dcm",  # YBR_ICT
    "color-pl.dcm",  # one colour after the other
    "SC_rgb_small_odd_big_endian.dcm",  # words of two samples, swapped
    "gdcm-US-ALOKA-16_big.dcm",
    "examples_palette.dcm",
    "OBXXXX1A_rle_2frame.dcm",
]


@pytest.mark.parametrize("name", FILES)
def test_real_files_have_the_colours_that_pydicom_sees(name: str) -> None:
    dataset = dcmread(str(get_testdata_file(name)))
    form, count = any_format(dataset, "1.2"), count_frames(dataset, "1.2")
    convert = colour_converter(dataset, form)
    found = [convert(decode_frame(form, data)) for data in split_frames(dataset, form, count)]
    if dataset.PhotometricInterpretation == "PALETTE COLOR":
        looked_up = apply_color_lut(pixel_array(dataset), dataset)
        expected = looked_up / np.iinfo(looked_up.dtype).max
    else:
        expected = pixel_array(dataset) / (2**dataset.BitsStored - 1)
    np.testing.assert_allclose(np.squeeze(found), np.squeeze(expected), atol=1e-7)


def test_grey_in_luminance_and_differences_is_grey() -> None:
    grey = np.stack([colours()[..., 0], np.full((24, 20), 128, np.uint8), np.full((24, 20), 128, np.uint8)], axis=-1)
    dataset = picture(grey, PhotometricInterpretation="YBR_FULL")
    form = any_format(dataset, "1.2")
    found = colour_converter(dataset, form)(decode_frame(form, split_frames(dataset, form, 1)[0]))
    np.testing.assert_allclose(found, np.repeat(grey[..., :1], 3, axis=2) / 255, atol=1e-7)


def test_luminance_of_other_than_8_bits_is_refused() -> None:
    wide = {"BitsAllocated": 16, "BitsStored": 12, "HighBit": 11}
    dataset = picture(colours().astype(np.uint16), PhotometricInterpretation="YBR_FULL", **wide)
    form = any_format(dataset, "1.2")
    with pytest.raises(InputRefused) as refused:
        colour_converter(dataset, form)
    assert refused.value.code == "photometric-unsupported"


def test_indices_without_a_palette_are_refused() -> None:
    dataset = picture(colours()[..., 0], PhotometricInterpretation="PALETTE COLOR", SamplesPerPixel=1)
    form = any_format(dataset, "1.2")
    with pytest.raises(InputRefused) as refused:
        colour_converter(dataset, form)
    assert refused.value.code == "pixel-description-invalid"
