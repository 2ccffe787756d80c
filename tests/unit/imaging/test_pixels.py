"""What the header says of the pixels, believed only as far as it holds together."""

from __future__ import annotations

import struct
from typing import Any

import imagecodecs
import numpy as np
import pytest
from pydicom import Dataset
from pydicom.encaps import encapsulate, encapsulate_extended
from pydicom.uid import JPEGLSLossless

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.pixels import any_format, count_frames, frame_format, is_colour, split_frames, stored_values
from support.pictures import clip, colours, frames, in_deflated_frames, picture
from support.radiographs import pattern, radiograph, with_meta


def test_native_pixels_of_an_odd_length_lose_their_pad_byte() -> None:
    pixels = pattern(7, 5, bits=8).astype(np.uint8)
    dataset = radiograph(pixels, bits=8)
    assert len(dataset.PixelData) == 36
    np.testing.assert_array_equal(stored_values(dataset, "1.2", decode_frame), pixels)


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
        ({"PixelPresentation": "COLOR"}, ReasonCode.PHOTOMETRIC_UNSUPPORTED),
        ({"PixelPresentation": "MIXED"}, ReasonCode.PHOTOMETRIC_UNSUPPORTED),
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


J2K = "1.2.840.10008.1.2.4.90"


def compressed(count: int, *, offsets: list[int] | None = None, fragments: int = 1) -> Dataset:
    """A clip in JPEG 2000, with a table of offsets that may be wrong."""
    streams = [imagecodecs.jpeg2k_encode(frame, codecformat="J2K", reversible=True) for frame in frames(count)]
    data = encapsulate(streams, fragments_per_frame=fragments, has_bot=offsets is not None)
    if offsets is not None:
        data = data[:8] + struct.pack(f"<{count}I", *offsets) + data[8 + 4 * count :]
    return with_meta(clip(frames(count), PixelData=data), J2K)


def read_all(dataset: Dataset) -> list[Any]:
    form, count = any_format(dataset, "1.2"), count_frames(dataset, "1.2")
    return [decode_frame(form, data) for data in split_frames(dataset, form, count)]


@pytest.mark.parametrize("offsets", [None, [0, 0, 0], [0, 5, 9], [0, 2**31, 2**32 - 1], [8, 4, 0]])
def test_frames_are_found_whatever_the_table_of_offsets_says(offsets: list[int] | None) -> None:
    np.testing.assert_array_equal(read_all(compressed(3, offsets=offsets)), frames(3))


def test_only_a_table_of_offsets_says_where_frames_begin_that_end_in_padding() -> None:
    streams = [imagecodecs.jpeg2k_encode(frame, codecformat="J2K", reversible=True) + bytes(64) for frame in frames(3)]
    for has_table in (True, False):
        data = encapsulate(streams, fragments_per_frame=2, has_bot=has_table)
        dataset = with_meta(clip(frames(3), PixelData=data), J2K)
        if has_table:
            np.testing.assert_array_equal(read_all(dataset), frames(3))
        else:
            with pytest.raises(InputRefused):
                read_all(dataset)


def test_what_no_decoder_reads_is_said_before_its_fragments_are_looked_at() -> None:
    dataset = with_meta(clip(frames(3), PixelData=encapsulate([b"one for all"])), "1.2.840.10008.1.2.4.102")
    with pytest.raises(InputRefused) as refused:
        read_all(dataset)
    assert refused.value.code == ReasonCode.TRANSFER_SYNTAX_UNSUPPORTED


def test_frames_of_several_fragments_are_put_together() -> None:
    np.testing.assert_array_equal(read_all(compressed(3, fragments=2)), frames(3))
    np.testing.assert_array_equal(read_all(compressed(1, fragments=3)), frames(1))


def test_no_extended_table_of_offsets_is_believed() -> None:
    streams = [imagecodecs.jpeg2k_encode(frame, codecformat="J2K", reversible=True) for frame in frames(3)]
    data, offsets, lengths = encapsulate_extended(streams)
    for table in (offsets, bytes(len(offsets))):
        dataset = with_meta(clip(frames(3), PixelData=data), J2K)
        dataset.ExtendedOffsetTable, dataset.ExtendedOffsetTableLengths = table, lengths
        np.testing.assert_array_equal(read_all(dataset), frames(3))


@pytest.mark.parametrize(
    "data", [b"junk", bytes(64), encapsulate([b"junk"] * 3), encapsulate([b"\xff\x4f\xff\x51"] * 2)]
)
def test_what_holds_other_than_the_frames_is_corrupt(data: bytes) -> None:
    dataset = with_meta(clip(frames(3), PixelData=data), J2K)
    with pytest.raises(InputRefused) as refused:
        read_all(dataset)
    assert refused.value.code == ReasonCode.PIXEL_DATA_CORRUPT


def test_native_frames_follow_each_other() -> None:
    held = frames(3, rows=3, columns=5)
    np.testing.assert_array_equal(read_all(clip(held)), held)
    for data in (held.tobytes()[:-1], held.tobytes() + bytes(2)):
        with pytest.raises(InputRefused) as refused:
            read_all(clip(held, PixelData=data))
        assert refused.value.code == ReasonCode.PIXEL_DATA_CORRUPT


def test_deflated_frames_are_those_that_were_deflated() -> None:
    held = frames(3, rows=3, columns=5)
    np.testing.assert_array_equal(read_all(in_deflated_frames(clip(held))), held)
    halved = picture(PhotometricInterpretation="YBR_FULL_422", PixelData=bytes(range(240)) * 4)
    planar = picture(PlanarConfiguration=1, PixelData=np.moveaxis(colours(), -1, 0).tobytes())
    for image in (radiograph(), picture(), halved, planar):
        np.testing.assert_array_equal(read_all(in_deflated_frames(image)), read_all(image))


@pytest.mark.parametrize("columns", [5, 6])
def test_words_of_two_samples_are_swapped_where_their_highest_byte_comes_first(columns: int) -> None:
    held = frames(1, rows=3, columns=columns)
    data = held.tobytes() + bytes(held.nbytes % 2)
    swapped = np.frombuffer(data, np.uint16).byteswap().tobytes()
    for kind, stored in (("OB", data), ("OW", swapped)):
        dataset = with_meta(clip(held, PixelData=stored), "1.2.840.10008.1.2.2")
        dataset["PixelData"].VR = kind
        np.testing.assert_array_equal(read_all(dataset), held)


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({"PhotometricInterpretation": "MONOCHROME2"}, "photometric-unsupported"),
        ({"PhotometricInterpretation": "PALETTE COLOR"}, "photometric-unsupported"),
        ({"PhotometricInterpretation": "CMYK", "SamplesPerPixel": 4}, "photometric-unsupported"),
        ({"PhotometricInterpretation": "HSV"}, "photometric-unsupported"),
        ({"PixelRepresentation": 1}, "pixel-description-invalid"),
        ({"PlanarConfiguration": None}, "pixel-description-invalid"),
        ({"PhotometricInterpretation": "YBR_FULL_422", "PlanarConfiguration": 1}, "pixel-description-invalid"),
        ({"PhotometricInterpretation": "YBR_FULL_422", "Columns": 19}, "pixel-description-invalid"),
        ({"NumberOfFrames": -1}, "pixel-description-invalid"),
        ({"PhotometricInterpretation": "YBR_RCT"}, "photometric-unsupported"),
        ({"Rows": 20000, "Columns": 20000}, "image-too-large"),
    ],
)
def test_descriptions_of_colour_that_contradict_themselves(attributes: dict[str, Any], code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_all(picture(**attributes))
    assert refused.value.code == code


def test_what_is_in_colour() -> None:
    assert is_colour(picture())
    assert not is_colour(radiograph())


def test_native_frames_are_a_sequence() -> None:
    dataset = clip()
    frames = split_frames(dataset, any_format(dataset, "1.2"), 5)
    length = len(dataset.PixelData) // 5
    assert (len(frames), list(frames)) == (5, [dataset.PixelData[n * length : (n + 1) * length] for n in range(5)])
    assert frames[1:3] == [frames[1], frames[2]]
    assert frames[-1] == frames[4]
    with pytest.raises(IndexError):
        frames[5]
