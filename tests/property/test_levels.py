"""What operations make of an image's levels is what they would make of its pixels, to the last bit."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.domain.image import Image, LinearWindow, VoiLut
from radlane.domain.input import ApplyVoi, ClipPercentile, Intensity, InvertMonochrome1, MinMax, ZScore
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.intensity import apply_intensity
from radlane.imaging.levels import percentiles
from radlane.imaging.modality import to_modality
from radlane.imaging.padding import padding_mask
from radlane.imaging.radiograph import read_radiograph
from radlane.imaging.voi import apply_voi
from support.radiographs import radiograph

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")
WINDOWS = st.builds(
    LinearWindow,
    center=st.floats(-2000, 70000),
    width=st.floats(1, 70000),
    function=st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"]),
)
TABLES = st.builds(
    VoiLut,
    first=st.integers(-100, 100).map(float),
    table=st.lists(st.integers(0, 4095), min_size=2, max_size=50).map(lambda found: np.array(found, np.uint16)),
    bits=st.just(12),
)
OPERATIONS = st.lists(
    st.one_of(
        st.just(ApplyVoi(op="voi")),
        st.just(InvertMonochrome1(op="invert_monochrome1")),
        st.just(MinMax(op="minmax")),
        st.just(ZScore(op="zscore")),
        st.tuples(st.floats(0, 100), st.floats(0, 100)).map(
            lambda ends: ClipPercentile(op="clip_percentile", lower=min(ends), upper=max(ends))
        ),
    ),
    max_size=4,
)


@st.composite
def radiographs(draw: st.DrawFn) -> Dataset:
    """A radiograph of few or of many values, with and without padding and rescaling."""
    signed = draw(st.booleans())
    low, high = (-32768, 32767) if signed else (0, 65535)
    ends = sorted((draw(st.integers(low, high)), draw(st.integers(low, high))))
    shape = draw(st.integers(2, 40)), draw(st.integers(2, 40))
    pixels = np.random.default_rng(draw(st.integers(0, 999))).integers(*ends, shape, endpoint=True)
    facts: dict[str, Any] = {"PixelRepresentation": int(signed), "BitsStored": 16, "HighBit": 15}
    facts |= draw(st.sampled_from([{}, {"RescaleSlope": "2.5", "RescaleIntercept": "-1024"}, {"RescaleSlope": "-0.3"}]))
    facts["PhotometricInterpretation"] = draw(st.sampled_from(["MONOCHROME1", "MONOCHROME2"]))
    made = radiograph(pixels.astype(np.int16 if signed else np.uint16), **facts)
    if draw(st.booleans()):
        made.add_new("PixelPaddingValue", "SS" if signed else "US", int(pixels[0, 0]))
    return made


@given(dataset=radiographs(), voi=st.none() | WINDOWS | TABLES, operations=OPERATIONS)
def test_levels_are_pixels(dataset: Dataset, voi: Any, operations: list[Intensity]) -> None:
    try:
        image = read_radiograph(dataset, REF, decode_frame)[0]
    except InputRefused:
        return  # it is blank
    stored = np.frombuffer(dataset.PixelData, np.int16 if dataset.PixelRepresentation else np.uint16)
    stored = stored[: image.values.size].reshape(image.values.shape)
    padding = padding_mask(stored, dataset)
    np.testing.assert_array_equal(image.values, to_modality(stored, padding, dataset, "1.3"))
    assert (image.padding is None) == (padding is None)
    if padding is not None:
        np.testing.assert_array_equal(image.padding, padding)
    image = Image(**{**vars(image), "voi": voi})
    expected = pixel_by_pixel(image, operations, -3.0)
    np.testing.assert_array_equal(apply_intensity(image, operations, -3.0), expected)
    np.testing.assert_array_equal(apply_intensity(Image(**{**vars(image), "levels": None}), operations, -3.0), expected)


@given(
    values=st.lists(st.integers(-2000, 4000), min_size=1, max_size=60),
    slope=st.sampled_from([1.0, 2.5, -0.3, 0.1]),
    intercept=st.sampled_from([0.0, -1024.0, 0.7]),
    shares=st.tuples(st.floats(0, 100), st.sampled_from([0.5, 1.0, 99.0, 99.5])),
)
def test_percentiles_are_those_of_numpy(
    values: list[int], slope: float, intercept: float, shares: tuple[float, float]
) -> None:
    pixels = (np.array(values) * slope + intercept).astype(np.float32)
    found, counts = np.unique(pixels, return_counts=True)
    assert percentiles(found, counts, shares) == np.percentile(pixels, shares).tolist()


def pixel_by_pixel(image: Image, operations: list[Intensity], pad: float) -> NDArray[np.float32]:
    seen = np.ones(image.values.shape, bool) if image.padding is None else ~image.padding
    values = image.values
    for operation in operations:
        values = changed(operation, image, values, values[seen])
    return np.where(seen, values, np.float32(pad))


def changed(
    operation: Intensity, image: Image, values: NDArray[np.float32], inside: NDArray[np.float32]
) -> NDArray[np.float32]:
    if isinstance(operation, ApplyVoi):
        return values if image.voi is None else apply_voi(values, image.voi)
    if isinstance(operation, InvertMonochrome1):
        return -values if image.monochrome1 else values
    if isinstance(operation, ClipPercentile):
        low, high = np.percentile(inside, [operation.lower, operation.upper])
        return np.clip(values, np.float32(low), np.float32(high))
    if isinstance(operation, MinMax):
        origin, scale = float(inside.min()), float(inside.max() - inside.min())
    else:
        origin, scale = float(inside.mean(dtype=np.float64)), float(inside.std(dtype=np.float64))
    return np.zeros_like(values) if scale == 0 else (values - np.float32(origin)) / np.float32(scale)
