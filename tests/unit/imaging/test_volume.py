"""Values of a stack: exact, in the narrowest type, in the order of positions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import FileDataset

from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.volume import Volume
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.stack import order_slices
from radlane.imaging.volume import read_volume
from support.broken_series import in_order
from support.volumes import Block, block, series, slices_of, tilted, volume_of

_R = ReasonCode


def of_type(dtype: str, *values: int) -> Block:
    """Five slices of a type; each holds the values, and its own number below them."""
    planes = np.zeros((5, 7, 6), dtype)
    planes[:, 0, : len(values)] = values
    planes[:, 1] = np.arange(5)[:, np.newaxis]
    return Block(values=planes, affine=block().affine)


def code_of(datasets: list[FileDataset]) -> str:
    with pytest.raises(InputRefused) as refused:
        volume_of(datasets)
    return refused.value.code


def test_a_volume() -> None:
    made = series(block(), RescaleSlope="0.5", RescaleIntercept=-3)
    volume = volume_of(made)
    assert np.array_equal(volume.values, block().values)
    assert volume.values.dtype == np.int16
    assert (volume.slope, volume.intercept, volume.padding, volume.tilt_degrees) == (0.5, -3, None, 0)
    assert volume.frame_of_reference_uid == made[0].FrameOfReferenceUID
    by_height = sorted(made, key=lambda item: float(item.ImagePositionPatient[2]))
    assert [ref.sop_instance_uid for ref in volume.refs] == [item.SOPInstanceUID for item in by_height]


def test_slices_may_be_read_at_the_same_time() -> None:
    made = {item.SOPInstanceUID: item for item in series(block())}
    with ThreadPoolExecutor(3) as pool:
        stack = order_slices(slices_of(list(made.values())))
        volume, reasons = read_volume(stack, lambda ref: made[ref.sop_instance_uid], decode_frame, pool.map)
    assert np.array_equal(volume.values, block().values)
    assert reasons == ()


@pytest.mark.parametrize(("dtype", "bits"), [("i2", 16), ("i2", 12), ("u2", 12), ("u1", 8), ("u1", 7), ("u2", 16)])
def test_words_that_are_copied_are_what_is_loaded(dtype: str, bits: int) -> None:
    """Bits above Bits Stored, which are no part of a value, are dropped in the volume as they are beside it."""
    made = {item.SOPInstanceUID: item for item in series(of_type(dtype, 1, 2, 3), BitsStored=bits, HighBit=bits - 1)}
    for item in made.values():
        words = np.frombuffer(item.PixelData, f"u{np.dtype(dtype).itemsize}").copy()
        words |= (1 << (8 * words.itemsize - 1)) * (bits % 8 > 0)
        item.PixelData = words.tobytes()
    stack, copied = order_slices(slices_of(list(made.values()))), []

    def copy(ref: InstanceRef, values: NDArray[Any]) -> bool:
        copied.append(ref)
        data = made[ref.sop_instance_uid].PixelData
        values[:] = np.frombuffer(data, values.dtype)[: values.size].reshape(values.shape)
        return len(copied) != 2  # one of them has to be loaded

    def load(ref: InstanceRef) -> FileDataset:
        return made[ref.sop_instance_uid]

    expected, _ = read_volume(stack, load, decode_frame, map)
    found, _ = read_volume(stack, load, decode_frame, map, copy=copy)
    assert np.array_equal(found.values, expected.values)
    assert found.values.dtype == expected.values.dtype
    assert (len(copied) > 0) is (np.dtype(dtype) == expected.values.dtype)


@pytest.mark.parametrize(
    ("dtype", "bits", "expected"),
    [
        ("uint8", 8, "int16"),
        ("uint16", 12, "int16"),
        ("uint16", 15, "int16"),
        ("uint16", 16, "uint16"),
        ("int16", 16, "int16"),
        ("int32", 32, "int32"),
        ("uint32", 31, "int32"),
        ("uint32", 32, "uint32"),
    ],
)
def test_the_narrowest_type_is_taken(dtype: str, bits: int, expected: str) -> None:
    highest = min(2 ** (bits - (dtype[0] == "i")) - 1, 2**24 - 1)
    source = of_type(dtype, highest, -9 if dtype[0] == "i" else 9)
    volume = volume_of(series(source, BitsStored=bits, HighBit=bits - 1))
    assert volume.values.dtype == expected
    assert np.array_equal(volume.values, source.values)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("int16", 16, -5), ("uint16", 12, 4000), "int16"),
        (("int16", 16, -5), ("uint16", 16, 65535), "int32"),
        (("uint16", 12, 4000), ("uint16", 16, 65535), "uint16"),
        (("int16", 12, -5), ("int32", 20, 2**18), "int32"),
    ],
)
def test_slices_of_several_types_share_one_that_holds_all(
    one: tuple[str, int, int], other: tuple[str, int, int], expected: str
) -> None:
    made = mixed(one, other)
    volume = volume_of(made)
    assert volume.values.dtype == expected
    assert volume.values[:, 0, 0].tolist() == [one[2], other[2]] * 2
    assert volume.values[:, 1, 0].tolist() == [0, 1, 2, 3]


def mixed(*kinds: tuple[str, int, int]) -> list[FileDataset]:
    """Four slices, each type's value in every second one."""
    made = []
    for number, (dtype, bits, value) in enumerate(kinds):
        slices = series(of_type(dtype, value), BitsStored=bits, HighBit=bits - 1)
        slices.sort(key=lambda item: float(item.ImagePositionPatient[2]))
        made += slices[number:4:2]
    return made


def test_what_no_type_holds_is_refused() -> None:
    assert code_of(mixed(("int32", 32, -5), ("uint32", 32, 5))) == _R.PIXEL_DEPTH_UNSUPPORTED


@pytest.mark.parametrize(
    ("source", "attributes", "code"),
    [
        (of_type("int32", 2**24 + 1), {}, _R.PIXEL_DEPTH_UNSUPPORTED),
        (block(), {"RescaleIntercept": "1e12"}, _R.PIXEL_DEPTH_UNSUPPORTED),
        (block(), {"RescaleSlope": "1e38"}, _R.PIXEL_DESCRIPTION_INVALID),
        (of_type("int16"), {"PixelData": bytes(84)}, _R.PIXELS_BLANK),
        (block(), {"PixelPaddingValue": -50, "PixelPaddingRangeLimit": 2000}, _R.PIXELS_BLANK),
        (block(), {"BitsStored": 12, "HighBit": 11, "PixelPaddingValue": -5000}, _R.PIXEL_DESCRIPTION_INVALID),
        (block(), {"PixelData": bytes(83)}, _R.PIXEL_DATA_CORRUPT),
        (block(), {"PixelData": None}, _R.PIXEL_DATA_MISSING),
    ],
)
def test_what_is_no_image(source: Block, attributes: dict[str, Any], code: ReasonCode) -> None:
    assert code_of(series(source, **attributes)) == code


def test_one_blank_slice_is_one_of_air() -> None:
    source = block()
    source.values[0] = 0
    assert np.array_equal(volume_of(series(source)).values, source.values)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"PixelPaddingValue": -2000}, (-2000, -2000)),
        ({"PixelPaddingValue": -2000, "PixelPaddingRangeLimit": -1990}, (-2000, -1990)),
        ({"PixelPaddingValue": -1990, "PixelPaddingRangeLimit": -2000}, (-2000, -1990)),
    ],
)
def test_padding_is_a_range_of_stored_values(attributes: dict[str, int], expected: tuple[float, float]) -> None:
    assert volume_of(series(block(), RescaleSlope=2, **attributes)).padding == expected


def test_what_pads_one_slice_pads_all_where_no_other_holds_it() -> None:
    made = series(block())
    made[0].PixelPaddingValue = -2000
    assert volume_of(made).padding == (-2000, -2000)
    slices = in_order()
    slices[0].PixelPaddingValue = int(np.frombuffer(slices[7].PixelData, np.int16)[3])
    assert code_of(slices) == _R.RESCALE_MIXED


def test_pet_slices_are_scaled_each_by_its_own_slope() -> None:
    made = series(block(), modality="PT")
    for number, item in enumerate(made):
        item.RescaleSlope, item.RescaleIntercept = f"{0.5 + number / 4}", "-1"
    volume = volume_of(made)
    slopes = {item.SOPInstanceUID: float(item.RescaleSlope) for item in made}
    expected = block().values * np.array([slopes[ref.sop_instance_uid] for ref in volume.refs])[:, None, None] - 1
    assert volume.values.dtype == np.float32
    assert np.array_equal(volume.values, expected.astype(np.float32))
    assert (volume.slope, volume.intercept) == (1, 0)


def test_pet_slices_of_one_slope_stay_as_they_are() -> None:
    assert volume_of(series(block(), modality="PT", RescaleSlope="0.5")).values.dtype == np.int16


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({"PixelPaddingValue": 0}, _R.RESCALE_MIXED),  # stored values no longer say what is padding
        ({"RescaleIntercept": "1e12"}, _R.PIXEL_DEPTH_UNSUPPORTED),
    ],
)
def test_pet_that_cannot_be_scaled(attributes: dict[str, Any], code: ReasonCode) -> None:
    made = series(block(), modality="PT", **attributes)
    made[0].RescaleSlope = "0.5"
    assert code_of(made) == code


def test_an_instance_that_changed_meanwhile_is_refused() -> None:
    made = {item.SOPInstanceUID: item for item in series(block())}
    stack = order_slices(slices_of([deepcopy(item) for item in made.values()]))
    next(iter(made.values())).BitsStored = 12
    next(iter(made.values())).HighBit = 11
    with pytest.raises(InputRefused) as refused:
        read_volume(stack, lambda ref: made[ref.sop_instance_uid], decode_frame, map)
    assert refused.value.code == _R.PIXEL_DESCRIPTION_INVALID


@pytest.mark.parametrize(
    ("degrees", "codes"),
    [
        (0, []),
        (1, []),  # 0.17 mm over the whole stack: less than half a pixel
        (-5, [_R.GANTRY_TILTED]),
    ],
)
def test_a_shear_that_can_be_seen_is_told(degrees: float, codes: list[ReasonCode]) -> None:
    made = {item.SOPInstanceUID: item for item in series(tilted(block(), degrees))}
    stack = order_slices(slices_of(list(made.values())))
    volume, reasons = read_volume(stack, lambda ref: made[ref.sop_instance_uid], decode_frame, map)
    assert isinstance(volume, Volume)
    assert volume.tilt_degrees == pytest.approx(abs(degrees))
    assert [reason.code for reason in reasons] == codes
