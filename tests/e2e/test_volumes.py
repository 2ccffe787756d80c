"""Real heads written out as classic series come back where they were, and broken series come back as reasons.

Where a voxel of ch2 lies says its NIfTI header, where one of Cranium lies its plist; SimpleITK reads the same files.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import SimpleITK
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.uid import JPEG2000Lossless, JPEGLosslessSV1, RLELossless

from radlane.dicomweb.part10 import Limits, read_dataset, read_header, ref_of
from radlane.domain.refs import InstanceRef
from radlane.domain.volume import Volume
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.frames import slices_of
from radlane.imaging.image_type import leave_out
from radlane.imaging.slices import HEADER, Slice
from radlane.imaging.stack import order_slices
from radlane.imaging.volume import read_volume
from support.broken_series import BROKEN, Broken
from support.volumes import ORDERS, Block, ch2, cranium, encoded, enhanced, rotation, saved, series, tilted

LIMITS = Limits()
HERE = np.eye(4)
OBLIQUE = rotation((17, -31, 64))
STRETCHED = np.diag([0.7, 1.1, 1.2, 1])  # unequal spacing; no slices more than 25 mm apart
SHEARED = np.array([[1, 0, 0, 0], [0, 1, np.tan(np.radians(20)), 0], [0, 0, 1, 0], [0, 0, 0, 1]])  # y grows with z
EVERYWHERE = (slice(None), slice(None), slice(None))


@pytest.fixture(params=["ch2", "cranium"])
def head(request: pytest.FixtureRequest) -> Block:
    """A whole head, as its own file says."""
    return ch2() if request.param == "ch2" else cranium()


def coarse(head: Block) -> Block:
    """Some voxels of a head, unequal numbers of them along the axes."""
    z, y, x = (size // count for size, count in zip(head.values.shape, (9, 12, 10), strict=True))
    return head.part(slice(1, None, z), slice(2, None, y), slice(3, None, x))


def read(folder: Path, threads: int = 2) -> Volume:
    """The series in a folder as the lane reads it: headers first, then the files, some at a time."""
    headers = {path: read_header(path, HEADER, LIMITS) for path in folder.iterdir()}
    paths = {ref_of(header): path for path, header in headers.items()}
    slices, left_out = leave_out([Slice(ref=ref_of(header), header=header) for header in headers.values()])
    assert left_out == ()
    with ThreadPoolExecutor(threads) as pool:
        volume, _ = read_volume(
            order_slices(slices), lambda ref: read_dataset(paths[ref], ref, LIMITS), decode_frame, pool.map
        )
    return volume


def require_voxels(
    volume: Volume, head: Block, motion: NDArray[np.float64], line: tuple[float, float] = (1, 0)
) -> None:
    """Every voxel (of a whole head: a sample) is where one of the head's lies, to 1e-4 mm, and has its value."""
    flat = np.random.default_rng(0).choice(volume.values.size, min(volume.values.size, 100_000), replace=False)
    index = np.array(np.unravel_index(flat, volume.values.shape))
    points = volume.grid.affine @ np.vstack([index, np.ones(len(flat))])
    true_affine = motion @ head.affine
    nearest = np.rint(np.linalg.solve(true_affine, points))
    assert np.abs(true_affine @ nearest - points).max() < 1e-4
    z, y, x = nearest[:3].astype(int)
    assert len(np.unique(np.ravel_multi_index((z, y, x), head.values.shape))) == len(flat)
    values = volume.values[tuple(index)] * volume.slope + volume.intercept
    assert np.array_equal(values, head.values[z, y, x].astype(float) * line[0] + line[1])


def require_simpleitk(volume: Volume, folder: Path, *, straight: bool = True) -> None:
    """SimpleITK, which knows no shear, reads the same grid and the same values."""
    reader = SimpleITK.ImageSeriesReader()
    reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder)))
    image = reader.Execute()
    affine = np.eye(4)
    affine[:3, :3] = (np.array(image.GetDirection()).reshape(3, 3) * image.GetSpacing())[:, ::-1]
    affine[:3, 3] = image.GetOrigin()
    columns = slice(0 if straight else 1, 4)
    assert np.abs(affine - volume.grid.affine)[:, columns].max() < 1e-4
    assert np.array_equal(SimpleITK.GetArrayViewFromImage(image), volume.values * volume.slope + volume.intercept)


@pytest.mark.parametrize("motion", [HERE, OBLIQUE @ STRETCHED], ids=["straight", "oblique and stretched"])
def test_all_orders_and_flips_of_the_axes(head: Block, motion: NDArray[np.float64], tmp_path: Path) -> None:
    for number, (order, flips) in enumerate(ORDERS):
        source = coarse(head).turned(order, flips).moved(motion)
        folder = saved(series(source, name=f"turned {number}"), tmp_path / str(number))
        volume = read(folder)
        require_voxels(volume, head, motion)
        require_simpleitk(volume, folder)
        assert volume.values.size == source.values.size
        assert volume.tilt_degrees == 0


@pytest.mark.parametrize("motion", [SHEARED, OBLIQUE @ SHEARED])
def test_a_tilted_gantry(head: Block, motion: NDArray[np.float64], tmp_path: Path) -> None:
    upright = coarse(head)
    along_z = int(np.abs(upright.affine[2, :3]).argmax())
    orders = [(order, flips) for order, flips in ORDERS if order[0] == along_z]
    assert len(orders) == 16
    for number, (order, flips) in enumerate(orders):
        folder = saved(
            series(upright.turned(order, flips).moved(motion), name=f"tilted {number}"), tmp_path / str(number)
        )
        volume = read(folder)
        require_voxels(volume, head, motion)
        require_simpleitk(volume, folder, straight=False)
        assert volume.tilt_degrees == pytest.approx(20, abs=1e-6)


def test_the_two_ways_to_tilt_agree() -> None:
    """The generator's tilt, which the lane's own tests use, is a shear of the patient."""
    straight = cranium()  # its columns run to the front, so the shear towards the back goes up them
    assert np.allclose(tilted(straight, -20).affine[:, :3], (SHEARED @ straight.affine)[:, :3])


def test_a_whole_head(head: Block, tmp_path: Path) -> None:
    folder = saved(series(head, name="whole", RescaleSlope="0.5", RescaleIntercept=-10), tmp_path)
    volume = read(folder)
    require_voxels(volume, head, HERE, (0.5, -10))
    require_simpleitk(volume, folder)
    assert volume.values.dtype == np.int16
    assert volume.values.shape == head.values.shape


@pytest.mark.parametrize("modality", ["CT", "MR", "PT"])
def test_a_whole_head_in_one_enhanced_image(head: Block, modality: str, tmp_path: Path) -> None:
    dataset = enhanced(series(head, name="whole", modality=modality, RescaleSlope="0.5", RescaleIntercept=-10))
    folder = saved([dataset], tmp_path)
    (path,) = folder.iterdir()
    header = read_dataset(path, ref_of(dataset), LIMITS, pixels=False)
    loads = []

    def load(ref: InstanceRef) -> Dataset:
        loads.append(ref)
        return read_dataset(path, ref, LIMITS)

    with ThreadPoolExecutor(2) as pool:
        volume, _ = read_volume(order_slices(slices_of(ref_of(header), header)), load, decode_frame, pool.map)
    assert len(loads) == 1
    require_voxels(volume, head, HERE, (0.5, -10))
    assert volume.values.dtype == np.int16
    assert volume.values.shape == head.values.shape


@pytest.mark.parametrize("syntax", [JPEGLosslessSV1, JPEG2000Lossless, RLELossless])
def test_compressed_slices(syntax: str, tmp_path: Path) -> None:
    head = cranium().part(slice(20, 30), *EVERYWHERE[1:])
    stored = Block(values=(head.values + 1024).astype(np.uint16), affine=head.affine)
    made = [
        encoded(item, syntax)
        for item in series(stored, name="packed", BitsStored=13, HighBit=12, RescaleIntercept=-1024)
    ]
    folder = saved(made, tmp_path)
    volume = read(folder)
    require_voxels(volume, cranium(), HERE)
    require_simpleitk(volume, folder)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_series_is_refused(broken: Broken, tmp_path: Path) -> None:
    folder = saved(broken.make(), tmp_path)
    with pytest.raises(InputRefused) as refused:
        read(folder)
    assert refused.value.code == broken.code
    assert str(refused.value).count("(") >= 1  # the UID of what is wrong
