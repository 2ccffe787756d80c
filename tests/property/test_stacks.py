"""In whatever order and wherever, each voxel keeps its place; and whatever the headers hold ends in a reason."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom.dataset import FileDataset

from radlane.domain.volume import Volume
from radlane.errors import InputRefused
from radlane.imaging.slices import HEADER
from support.headers import put_raw
from support.volumes import ORDERS, Block, block, ref_of, rotation, series, volume_of

TILT = st.floats(-35, 35)
ANGLE = st.floats(-180, 180)
SPACING = st.floats(0.2, 12)
FAR = st.floats(-900, 900)
VRS = ("AE", "AT", "CS", "DS", "FD", "FL", "IS", "LO", "OB", "OW", "SQ", "SS", "UI", "UN", "US", "XX", None)
DATA = st.one_of(
    st.sampled_from(
        [b"", b"1 ", b"a\\b\\c\\d\\e\\f ", b"1e400 ", b"-1e300 ", b"nan ", b"\\", b"\0", b"1\\0\\0\\0\\1\\0"]
    ),
    st.sampled_from([b"0\\0\\0 ", b"1e9\\1e9\\1e9 ", b"0.5\\0.5 ", b"9" * 20, b"\xfe\xff\x00\xe0\xff\xff\xff\xff"]),
    st.binary(max_size=24),
    st.lists(st.floats(width=64), max_size=6).map(lambda values: np.array(values, "<f8").tobytes()),
)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A block somewhere, its files in some order, and how far its last slice is shifted against the first."""

    source: Block
    files: list[FileDataset]
    tilt: float
    shear_mm: float


@st.composite
def placed(draw: st.DrawFn) -> Placed:
    shape = draw(st.tuples(*[st.integers(3, 6)] * 3))
    straight = block(shape, draw(st.tuples(SPACING, SPACING, SPACING))).turned(*draw(st.sampled_from(ORDERS)))
    tilt = draw(st.one_of(st.just(0.0), TILT))
    affine = straight.affine.copy()
    aside = affine[:, 1] * np.cos(turn := draw(ANGLE)) + affine[:, 2] * np.sin(turn)
    aside *= np.tan(np.radians(tilt)) * np.linalg.norm(affine[:, 0]) / np.linalg.norm(aside)
    affine[:, 0] += aside
    shear = float(np.linalg.norm(aside)) * (len(straight.values) - 1)
    motion = rotation(draw(st.tuples(ANGLE, ANGLE, ANGLE)))
    motion[:3, 3] = draw(st.tuples(FAR, FAR, FAR))
    source = Block(values=straight.values, affine=motion @ affine)
    return Placed(source=source, files=draw(st.permutations(series(source))), tilt=abs(tilt), shear_mm=shear)


def places(grid: NDArray[np.float64], values: NDArray[np.int16]) -> NDArray[np.float64]:
    """Where each value lies, in the order of the values, which are all different."""
    index = np.indices(values.shape).reshape(3, -1)
    points = grid @ np.vstack([index, np.ones(values.size)])
    return points[:3, np.argsort(values, axis=None)]


@settings(max_examples=150)
@given(placed())
def test_every_voxel_keeps_its_place(case: Placed) -> None:
    volume = volume_of(case.files)
    assert np.array_equal(np.sort(volume.values, axis=None), np.sort(case.source.values, axis=None))
    found, true = places(volume.grid.affine, volume.values), places(case.source.affine, case.source.values)
    assert np.abs(found - true).max() < 1e-4
    assert np.linalg.det(np.fliplr(volume.grid.affine[:3, :3])) > 0  # x, y, z of the array are right-handed
    if not 0.009 < case.shear_mm < 0.011:  # what is less than 0.01 mm over the whole stack is no tilt
        assert volume.tilt_degrees == pytest.approx(case.tilt if case.shear_mm > 0.01 else 0, abs=1e-3)


@st.composite
def spoilings(draw: st.DrawFn) -> list[tuple[int, str, str | None, bytes]]:
    """Some attributes of the first slice or of all, replaced by anything."""
    keywords = draw(st.lists(st.sampled_from(HEADER), min_size=1, max_size=3))
    return [(draw(st.sampled_from([1, 4])), keyword, draw(st.sampled_from(VRS)), draw(DATA)) for keyword in keywords]


def read(spoiled: list[tuple[int, str, str | None, bytes]]) -> Volume | None:
    """A sound series of four slices with attributes replaced: the volume, or None where there is a reason."""
    files = series(block((4, 3, 3)))
    refs = [ref_of(item) for item in files]
    for count, keyword, vr, data in spoiled:
        for item in files[:count]:
            put_raw(item, keyword, vr, data)
    try:
        return volume_of(files, refs)
    except InputRefused:
        return None


@settings(max_examples=300)
@given(spoilings())
def test_any_header_gives_a_volume_or_a_reason(spoiled: list[tuple[int, str, str | None, bytes]]) -> None:
    volume = read(spoiled)
    if volume is not None:
        assert np.isfinite(volume.grid.affine).all()
        assert volume.grid.voxel_ml > 0
        assert volume.values.shape == volume.grid.shape == (4, 3, 3)


@pytest.mark.parametrize("keyword", HEADER)
@pytest.mark.parametrize(
    ("vr", "data"),
    [
        (None, b""),
        (None, b"1 "),
        (None, b"a\\b\\c\\d\\e\\f "),
        (None, b"\x01"),  # half a word
        ("DS", b"x "),
        ("IS", b"1.5 "),
        ("LO", b"text"),
        ("SQ", b"\xfe\xff\x00\xe0\xff\xff\xff\xff"),  # an item without an end
        ("FD", b"\x00\x00\x00\x00\x00\x00\xf8\x7f"),  # not a number
        ("XX", b"no such VR"),
    ],
)
def test_each_attribute_of_one_slice_may_be_anything(keyword: str, vr: str | None, data: bytes) -> None:
    volume = read([(1, keyword, vr, data)])
    if volume is not None:  # what was spoiled says nothing of the voxels
        sound = read([])
        assert sound is not None
        np.testing.assert_allclose(volume.grid.affine, sound.grid.affine, atol=1e-3)
        assert np.array_equal(real_values(volume), real_values(sound))


def real_values(volume: Volume) -> NDArray[np.float64]:
    """Values in the modality's units, in the order of the patient's frame."""
    return volume.values.astype(np.float64) * volume.slope + volume.intercept
