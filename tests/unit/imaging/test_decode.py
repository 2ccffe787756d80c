"""Frames in every transfer syntax that is read, and streams that lie."""

from __future__ import annotations

import pickle
import tracemalloc
import zlib
from collections.abc import Callable
from functools import partial
from typing import Any

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.encaps import generate_frames
from pydicom.pixels.processing import convert_color_space
from rle.utils import encode_array

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.decode import FrameFormat, decode_frame, is_in_order, is_native, is_read, is_stream
from support.archives import stream
from support.pictures import DEFLATED_FRAMES, colours
from support.radiographs import pattern, real

EXPLICIT, BIG = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"
DEFLATED = "1.2.840.10008.1.2.1.99"  # inflated when it comes here


def form(transfer_syntax: str = EXPLICIT, **changes: Any) -> FrameFormat:
    facts: dict[str, Any] = {
        "uid": "1.2.3",
        "transfer_syntax": transfer_syntax,
        "rows": 48,
        "columns": 40,
        "bits_allocated": 16,
        "bits_stored": 12,
        "signed": False,
    }
    return FrameFormat(**(facts | changes))


def refusal(form: FrameFormat, data: bytes) -> str:
    with pytest.raises(InputRefused) as refused:
        decode_frame(form, data)
    return refused.value.code


def rle(values: NDArray[Any]) -> bytes:
    rows, columns = values.shape
    facts = {"rows": rows, "columns": columns, "samples_per_pixel": 1, "bits_allocated": 16, "number_of_frames": 1}
    return bytes(next(iter(encode_array(values, **facts))))


ENCODERS: dict[str, Callable[[NDArray[Any]], bytes]] = {
    "1.2.840.10008.1.2.4.70": lambda values: imagecodecs.ljpeg_encode(values, bitspersample=16),
    "1.2.840.10008.1.2.4.80": imagecodecs.jpegls_encode,
    "1.2.840.10008.1.2.4.90": lambda values: imagecodecs.jpeg2k_encode(values, codecformat="J2K", reversible=True),
    "1.2.840.10008.1.2.4.201": imagecodecs.htj2k_encode,
}


@pytest.mark.parametrize("transfer_syntax", ENCODERS)
@pytest.mark.parametrize("bits", [9, 12, 16])
def test_lossless_streams_come_back_bit_for_bit(transfer_syntax: str, bits: int) -> None:
    values = pattern(bits=bits)
    decoded = decode_frame(form(transfer_syntax, bits_stored=bits), ENCODERS[transfer_syntax](values))
    assert decoded.dtype == np.uint16
    np.testing.assert_array_equal(decoded, values)


@pytest.mark.parametrize("transfer_syntax", ENCODERS)
def test_cut_streams_are_corrupt(transfer_syntax: str) -> None:
    data = ENCODERS[transfer_syntax](pattern())
    assert refusal(form(transfer_syntax), data[:60]) == ReasonCode.PIXEL_DATA_CORRUPT


@pytest.mark.parametrize("transfer_syntax", ENCODERS)
def test_a_stream_of_another_size_contradicts_the_header(transfer_syntax: str) -> None:
    data = ENCODERS[transfer_syntax](pattern())
    assert refusal(form(transfer_syntax, rows=10), data) == ReasonCode.PIXEL_DESCRIPTION_INVALID


def test_a_stream_deeper_than_bits_allocated_contradicts_the_header() -> None:
    data = imagecodecs.jpegls_encode(pattern(bits=12))
    eight = form("1.2.840.10008.1.2.4.80", bits_allocated=8, bits_stored=8)
    assert refusal(eight, data) == ReasonCode.PIXEL_DESCRIPTION_INVALID


@pytest.mark.parametrize("transfer_syntax", ENCODERS)
def test_no_bit_of_a_stream_is_dropped(transfer_syntax: str) -> None:
    """A stream of 16 bits may hold what 12 Bits Stored hold, and not a step more."""
    values = pattern(bits=12)
    np.testing.assert_array_equal(decode_frame(form(transfer_syntax), ENCODERS[transfer_syntax](values)), values)
    values[0, 0] = 4096
    assert refusal(form(transfer_syntax), ENCODERS[transfer_syntax](values)) == ReasonCode.PIXEL_DESCRIPTION_INVALID


@pytest.mark.parametrize("transfer_syntax", ["1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.201"])
def test_the_sign_of_a_stream_is_that_of_the_header(transfer_syntax: str) -> None:
    values = pattern(bits=12).astype(np.int16) - 2048
    data = ENCODERS[transfer_syntax](values)
    np.testing.assert_array_equal(decode_frame(form(transfer_syntax, signed=True), data), values)
    assert refusal(form(transfer_syntax, signed=True, bits_stored=11), data) == ReasonCode.PIXEL_DESCRIPTION_INVALID
    assert refusal(form(transfer_syntax), data) == ReasonCode.PIXEL_DESCRIPTION_INVALID
    unsigned = ENCODERS[transfer_syntax](pattern(bits=12))
    assert refusal(form(transfer_syntax, signed=True), unsigned) == ReasonCode.PIXEL_DESCRIPTION_INVALID


SIGNED = pattern(bits=12).astype(np.int16) - np.int16(2048)
SMALL = pattern(bits=11).astype(np.int16)


@pytest.mark.parametrize(
    ("words", "precision", "values"),
    [
        (SIGNED & 0xFFF, 12, SIGNED),  # patterns of Bits Stored in samples of the same width
        (SIGNED & 0xFFF, 16, SIGNED),  # the same in wider samples
        (SIGNED, 16, SIGNED),  # words with their sign extended
        (SIGNED & 0x3FFF, 14, SIGNED),
        (SMALL, 16, SMALL),
        (SIGNED - 1, 16, None),  # -2049 has no room
        (SMALL + 1, 14, SMALL + 1 - 4096 * (SMALL == 2047)),  # no word is wider than Bits Stored: patterns
        (SMALL | 0x4000, 16, None),  # neither patterns nor numbers of 12 bits
        (SMALL >> 3, 8, None),  # narrower samples that may be negative
        (SMALL >> 4, 8, SMALL >> 4),  # narrower samples that cannot be
    ],
)
def test_signed_values_in_jpeg_lossless(words: Any, precision: int, values: Any) -> None:
    samples = words.view(np.uint16)
    data = imagecodecs.ljpeg_encode(samples.astype(np.uint8) if precision == 8 else samples, bitspersample=precision)
    lossless = form("1.2.840.10008.1.2.4.70", signed=True)
    if values is None:
        assert refusal(lossless, data) == ReasonCode.PIXEL_DESCRIPTION_INVALID
    else:
        np.testing.assert_array_equal(decode_frame(lossless, data), values)


READ = [
    "emri_small_jpeg_2k_lossless.dcm",  # 16 bits declared, 12 stored, all values fit
    "emri_small_jpeg_ls_lossless.dcm",
    "bad_sequence.dcm",  # JPEG Lossless, 16 bits declared, 12 stored
    "JPEG-LL.dcm",  # signed words in JPEG Lossless
    "MR_small_jpeg_ls_lossless.dcm",  # signed words in JPEG-LS
    "MR_small_jp2klossless.dcm",  # a signed stream
    "693_J2KR.dcm",  # signed, 14 bits declared, 16 stored
    "693_J2KI.dcm",  # signed, 16 bits declared, 14 stored, lossy
    "JPGExtended.dcm",  # 12 bits, lossy
    "JPEGLSNearLossless_16.dcm",
]


def of_file(name: str) -> tuple[FrameFormat, bytes]:
    """Format and first frame of a file that others made."""
    dataset = dcmread(get_testdata_file(name))
    whole = form(
        str(dataset.file_meta.TransferSyntaxUID),
        rows=dataset.Rows,
        columns=dataset.Columns,
        bits_allocated=dataset.BitsAllocated,
        bits_stored=dataset.BitsStored,
        signed=dataset.PixelRepresentation == 1,
    )
    return whole, next(generate_frames(dataset.PixelData, number_of_frames=int(dataset.get("NumberOfFrames", 1))))


@pytest.mark.parametrize("name", READ)
def test_real_files_are_read(name: str) -> None:
    whole, data = of_file(name)
    assert decode_frame(whole, data).shape == (whole.rows, whole.columns)


def test_a_real_stream_without_the_sign_of_its_header() -> None:
    assert refusal(*of_file("J2K_pixelrep_mismatch.dcm")) == ReasonCode.PIXEL_DESCRIPTION_INVALID


def test_a_stream_in_colour_contradicts_the_header() -> None:
    colour = imagecodecs.jpeg8_encode(np.zeros((48, 40, 3), np.uint8))
    eight = form("1.2.840.10008.1.2.4.50", bits_allocated=8, bits_stored=8)
    assert refusal(eight, colour) == ReasonCode.PIXEL_DESCRIPTION_INVALID


def test_lossy_jpeg_is_close() -> None:
    values = pattern(bits=8).astype(np.uint8)
    eight = form("1.2.840.10008.1.2.4.50", bits_allocated=8, bits_stored=8)
    decoded = decode_frame(eight, imagecodecs.jpeg8_encode(values, level=95))
    assert np.abs(decoded.astype(int) - values).mean() < 3


@pytest.mark.parametrize("bits_allocated", [8, 16, 32])
@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("transfer_syntax", [EXPLICIT, DEFLATED, BIG])
def test_native_values_of_every_depth(bits_allocated: int, signed: bool, transfer_syntax: str) -> None:
    native = form(
        transfer_syntax, bits_allocated=bits_allocated, bits_stored=bits_allocated, signed=signed, rows=3, columns=5
    )
    limits = np.iinfo(native.dtype)
    values = np.linspace(limits.min, limits.max, 15).astype(native.dtype).reshape(3, 5)
    order = ">" if transfer_syntax == BIG else "<"
    decoded = decode_frame(native, values.astype(native.dtype.newbyteorder(order)).tobytes())
    np.testing.assert_array_equal(decoded, values)


def test_bits_above_bits_stored_are_no_part_of_the_value() -> None:
    values = pattern(bits=12)
    np.testing.assert_array_equal(decode_frame(form(), (values | 0xF000).tobytes()), values)


def test_the_sign_is_extended_from_the_highest_stored_bit() -> None:
    signed = form(rows=1, columns=2, signed=True)
    stored = np.array([0x0FFF, 0x07FF], "<u2").tobytes()
    assert decode_frame(signed, stored).tolist() == [[-1, 2047]]


@pytest.mark.parametrize("signed", [False, True])
def test_run_lengths(signed: bool) -> None:
    values = pattern(bits=12).astype(np.int16 if signed else np.uint16)
    run_lengths = form("1.2.840.10008.1.2.5", bits_stored=16, signed=signed)
    np.testing.assert_array_equal(decode_frame(run_lengths, rle(values)), values)
    assert refusal(run_lengths, rle(values)[:80]) == ReasonCode.PIXEL_DATA_CORRUPT


@pytest.mark.parametrize(
    ("changes", "data", "code"),
    [
        ({}, b"\x00" * 10, ReasonCode.PIXEL_DATA_CORRUPT),  # shorter than Rows x Columns
        ({"rows": 2**16, "columns": 2**16}, b"", ReasonCode.IMAGE_TOO_LARGE),  # a bomb in the header
        ({"transfer_syntax": "1.2.840.10008.1.2.4.100"}, b"", ReasonCode.TRANSFER_SYNTAX_UNSUPPORTED),  # MPEG-2
        ({"transfer_syntax": "1.2.840.10008.1.2.4.90"}, b"no stream", ReasonCode.PIXEL_DATA_CORRUPT),
        ({"transfer_syntax": "1.2.840.10008.1.2.4.90"}, b"\xff\x4f\xff\x51", ReasonCode.PIXEL_DATA_CORRUPT),
    ],
)
def test_refusals(changes: dict[str, Any], data: bytes, code: ReasonCode) -> None:
    assert refusal(form(**changes), data) == code


def test_a_real_radiograph_decodes_from_jpeg_2000_as_it_was_before() -> None:
    compressed, plain = dcmread(real("RG1_J2KR.dcm")), dcmread(real("RG1_UNCR.dcm"))
    whole = form(
        compressed.file_meta.TransferSyntaxUID, rows=compressed.Rows, columns=compressed.Columns, bits_stored=15
    )
    decoded = decode_frame(whole, next(generate_frames(compressed.PixelData, number_of_frames=1)))
    np.testing.assert_array_equal(decoded, np.frombuffer(plain.PixelData, "<u2").reshape(decoded.shape))


def test_a_format_travels_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(form())) == form()
    assert is_native(EXPLICIT)


COLOUR_ENCODERS: dict[str, Callable[[NDArray[Any]], bytes]] = {
    "1.2.840.10008.1.2.4.57": lambda values: imagecodecs.jpeg8_encode(values, lossless=True),
    "1.2.840.10008.1.2.4.70": lambda values: imagecodecs.jpeg8_encode(values, lossless=True),
    "1.2.840.10008.1.2.4.80": imagecodecs.jpegls_encode,
    "1.2.840.10008.1.2.4.90": lambda values: imagecodecs.jpeg2k_encode(values, codecformat="J2K", reversible=True),
    "1.2.840.10008.1.2.4.201": imagecodecs.htj2k_encode,
}


def coloured(transfer_syntax: str = EXPLICIT, **changes: Any) -> FrameFormat:
    facts: dict[str, Any] = {"rows": 24, "columns": 20, "bits_allocated": 8, "bits_stored": 8, "samples": 3}
    return form(transfer_syntax, **(facts | changes))


@pytest.mark.parametrize("transfer_syntax", COLOUR_ENCODERS)
@pytest.mark.parametrize("bits", [8, 16])
def test_colours_come_back_bit_for_bit(transfer_syntax: str, bits: int) -> None:
    values = colours().astype(f"uint{bits}")
    if bits == 16:
        values = values * np.uint16(257)
    wanted = coloured(transfer_syntax, bits_allocated=bits, bits_stored=bits)
    np.testing.assert_array_equal(decode_frame(wanted, COLOUR_ENCODERS[transfer_syntax](values)), values)


@pytest.mark.parametrize("transfer_syntax", COLOUR_ENCODERS)
def test_a_grey_stream_contradicts_a_header_in_colour(transfer_syntax: str) -> None:
    data = ENCODERS[transfer_syntax.replace(".57", ".70")](colours()[..., 0].astype(np.uint16))
    wanted = coloured(transfer_syntax, bits_allocated=16, bits_stored=16)
    assert refusal(wanted, data) == ReasonCode.PIXEL_DESCRIPTION_INVALID


def test_jpeg_keeps_the_colours_that_it_holds() -> None:
    """A stream in luminance and differences, and one in RGB: neither is converted, whatever its markers say."""
    values = np.kron(colours()[::8, ::5], np.ones((8, 5, 1), np.uint8))
    wanted = coloured("1.2.840.10008.1.2.4.50")
    kept = decode_frame(wanted, imagecodecs.jpeg8_encode(values, level=100, colorspace="RGB", outcolorspace="RGB"))
    assert np.abs(kept.astype(int) - values).max() <= 2
    converted = decode_frame(wanted, imagecodecs.jpeg8_encode(values, level=100, subsampling="444"))
    assert np.abs(convert_color_space(converted, "YBR_FULL", "RGB").astype(int) - values).max() <= 4


@pytest.mark.parametrize("bits_allocated", [8, 16, 32])
@pytest.mark.parametrize("planar", [False, True])
@pytest.mark.parametrize("transfer_syntax", [EXPLICIT, BIG])
def test_native_colours(bits_allocated: int, planar: bool, transfer_syntax: str) -> None:
    wanted = coloured(transfer_syntax, bits_allocated=bits_allocated, bits_stored=bits_allocated, planar=planar)
    values = colours().astype(wanted.dtype) * wanted.dtype.type(2 ** (bits_allocated - 8))
    stored = np.moveaxis(values, -1, 0) if planar else values
    data = stored.astype(wanted.dtype.newbyteorder(">" if transfer_syntax == BIG else "<")).tobytes()
    np.testing.assert_array_equal(decode_frame(wanted, data), values)
    assert refusal(wanted, data[:-1]) == ReasonCode.PIXEL_DATA_CORRUPT


def test_two_pixels_share_their_colour() -> None:
    wanted = coloured(rows=1, columns=4, halved=True)
    found = decode_frame(wanted, bytes([1, 2, 100, 200, 3, 4, 110, 210]))
    assert found.tolist() == [[[1, 100, 200], [2, 100, 200], [3, 110, 210], [4, 110, 210]]]


@pytest.mark.parametrize("bits_allocated", [8, 16, 32])
@pytest.mark.parametrize("planar", [False, True])
def test_deflated_frames_hold_native_ones(bits_allocated: int, planar: bool) -> None:
    wanted = coloured(DEFLATED_FRAMES, bits_allocated=bits_allocated, bits_stored=bits_allocated, planar=planar)
    values = colours().astype(wanted.dtype) * wanted.dtype.type(2 ** (bits_allocated - 8))
    stored = (np.moveaxis(values, -1, 0) if planar else values).tobytes()
    np.testing.assert_array_equal(decode_frame(wanted, stream(stored)), values)
    np.testing.assert_array_equal(decode_frame(wanted, stream(stored) + b"\0"), values)
    grey = form(DEFLATED_FRAMES, rows=1, columns=3, signed=True)
    assert decode_frame(grey, stream(np.array([0x0FFF, 0x07FF, 0xF800], "<u2").tobytes())).tolist() == [
        [-1, 2047, -2048]
    ]


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"junk", zlib.compress(bytes(3840))),
        *(stream(bytes(3839)), stream(bytes(3841)), stream(bytes(1 << 26), 9), stream(bytes(3840), 0)[:-10]),
    ],
    ids=["none", "junk", "zlib", "short", "long", "bomb", "cut"],
)
def test_deflated_frames_of_another_length_are_corrupt(data: bytes) -> None:
    assert refusal(form(DEFLATED_FRAMES), data) == ReasonCode.PIXEL_DATA_CORRUPT


def test_no_more_of_a_deflated_frame_is_inflated_than_it_has() -> None:
    data = stream(bytes(1 << 26), 9)
    tracemalloc.start()
    assert refusal(form(DEFLATED_FRAMES), data) == ReasonCode.PIXEL_DATA_CORRUPT
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20


def test_run_lengths_in_colour() -> None:
    values = colours()
    facts = {"rows": 24, "columns": 20, "samples_per_pixel": 3, "bits_allocated": 8, "number_of_frames": 1}
    data = bytes(next(iter(encode_array(values, **facts))))
    wanted = coloured("1.2.840.10008.1.2.5")
    np.testing.assert_array_equal(decode_frame(wanted, data), values)
    assert refusal(form("1.2.840.10008.1.2.5", rows=24, columns=20, bits_allocated=8, bits_stored=8), data) in {
        ReasonCode.PIXEL_DATA_CORRUPT,
        ReasonCode.PIXEL_DESCRIPTION_INVALID,
    }


def test_streams_say_their_size_and_others_do_not() -> None:
    assert is_stream("1.2.840.10008.1.2.4.90")
    others = (EXPLICIT, BIG, DEFLATED, DEFLATED_FRAMES, "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.100")
    assert not any(map(is_stream, others))


def test_who_keeps_the_order_of_samples() -> None:
    assert all(map(is_in_order, (EXPLICIT, BIG, DEFLATED, DEFLATED_FRAMES)))
    assert not is_in_order("1.2.840.10008.1.2.5")
    assert is_read(DEFLATED_FRAMES)
    assert not is_native(DEFLATED_FRAMES), "what inflates them is a process with limits"


@pytest.mark.parametrize(
    ("transfer_syntax", "photometric", "encode"),
    [
        ("1.2.840.10008.1.2.4.50", "RGB", imagecodecs.jpeg8_encode),
        (
            "1.2.840.10008.1.2.4.50",
            "YBR_FULL",
            lambda values: imagecodecs.jpeg8_encode(values, colorspace="RGB", outcolorspace="RGB"),
        ),
        (
            "1.2.840.10008.1.2.4.90",
            "YBR_FULL",
            partial(imagecodecs.jpeg2k_encode, codecformat="J2K", mct=True),
        ),
        (
            "1.2.840.10008.1.2.4.90",
            "YBR_RCT",
            partial(imagecodecs.jpeg2k_encode, codecformat="J2K", mct=False),
        ),
    ],
)
def test_a_stream_of_other_colours_contradicts_the_header(
    transfer_syntax: str, photometric: str, encode: Callable[[NDArray[Any]], bytes]
) -> None:
    data = encode(colours())
    assert refusal(coloured(transfer_syntax, photometric=photometric), data) == ReasonCode.PIXEL_DESCRIPTION_INVALID
    assert decode_frame(coloured(transfer_syntax), data).shape == (24, 20, 3)


def test_a_stream_in_the_boxes_of_a_file_is_read() -> None:
    data = imagecodecs.jpeg2k_encode(pattern(), codecformat="JP2", reversible=True)
    np.testing.assert_array_equal(decode_frame(form("1.2.840.10008.1.2.4.90"), data), pattern())
