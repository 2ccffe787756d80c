"""Reconstructed slices of nuclear medicine lie where their image says; of each gate they are a volume."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom.dataset import FileDataset

from radlane.domain.volume import Volume
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.frames import holds_slices, slices_of
from radlane.imaging.image_type import leave_out
from radlane.imaging.nuclear import add_groups
from radlane.imaging.stack import order_slices
from radlane.imaging.stacks import PARTING, split_stacks
from radlane.imaging.volume import read_volume
from support.headers import header
from support.nuclear import spect
from support.radiographs import radiograph
from support.volumes import block, ref_of, rotation, series, volume_of


def volumes_of(dataset: FileDataset) -> list[Volume]:
    add_groups(dataset)
    kept, _ = leave_out(slices_of(ref_of(dataset), dataset, PARTING))
    stacks = [order_slices(stack) for stack in split_stacks(kept)]
    return [read_volume(stack, lambda _: dataset, decode_frame, map)[0] for stack in stacks]


def code_of(dataset: FileDataset) -> str:
    with pytest.raises(InputRefused) as refused:
        volumes_of(dataset)
    return refused.value.code


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("turn", [(0, 0, 0), (20, -35, 110)])
def test_slices_make_the_volume_that_classic_ones_make(turn: tuple[float, ...], backwards: bool) -> None:
    """Spacing Between Slices says by its sign in which direction they follow each other."""
    source = block().moved(rotation(turn))
    (found,) = volumes_of(spect(source, backwards=backwards))
    expected = volume_of(series(source, modality="MR"))
    np.testing.assert_array_equal(found.values, expected.values)
    np.testing.assert_allclose(found.grid.affine, expected.grid.affine, atol=1e-3)
    assert found.tilt_degrees == 0


def test_each_gate_is_a_stack() -> None:
    found = volumes_of(spect(gates=3))
    assert len(found) == 3
    for gate, volume in enumerate(found):
        np.testing.assert_array_equal(volume.values, block().values + 1000 * gate)


def test_energy_windows_are_stacks() -> None:
    count = len(block().values)
    dataset = spect(gates=2, TimeSlotVector=None, EnergyWindowVector=[1] * count + [2] * count)
    assert [int(volume.values.min()) for volume in volumes_of(dataset)] == [-50, 950]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"SliceVector": None}, "pixel-description-invalid"),
        ({"SliceVector": [1, 2, 3]}, "pixel-description-invalid"),
        ({"SliceVector": [0, 1, 2, 3, 4]}, "pixel-description-invalid"),
        ({"SliceVector": [5, 4, 3, 2, 1]}, "pixel-description-invalid"),  # is the position that of the fifth?
        ({"SliceVector": [3, 4, 5, 6, 7]}, "pixel-description-invalid"),
        ({"EnergyWindowVector": [1]}, "pixel-description-invalid"),
        ({"SliceVector": [1, 2, 3, 4, 4]}, "slices-duplicate"),
        ({"SliceVector": [1, 2, 3, 4, 6]}, "slices-missing"),
        ({"NumberOfFrames": 20000}, "image-too-large"),
        ({"SpacingBetweenSlices": None}, "geometry-invalid"),
        ({"SpacingBetweenSlices": 0}, "slices-duplicate"),
        ({"SpacingBetweenSlices": 1e300, "SliceVector": [1, 2, 3, 4, 65535]}, "geometry-invalid"),
        ({"DetectorInformationSequence": None}, "geometry-invalid"),
        ({"DetectorInformationSequence": [header(), header()]}, "geometry-invalid"),  # which one's is it?
        ({"FrameOfReferenceUID": None}, "geometry-invalid"),
        ({"PixelSpacing": None}, "geometry-invalid"),
    ],
)
def test_what_does_not_say_where_its_slices_lie_is_refused(changes: dict[str, Any], code: str) -> None:
    assert code_of(spect(**changes)) == code


@pytest.mark.parametrize("kind", ["TOMO", "GATED TOMO", "STATIC", "WHOLE BODY", "DYNAMIC"])
def test_projections_are_left_out_with_a_reason(kind: str) -> None:
    dataset = spect(ImageType=["ORIGINAL", "PRIMARY", kind, "EMISSION"])
    add_groups(dataset)
    ref = ref_of(dataset)
    assert not holds_slices(ref, dataset)
    kept, left = leave_out(slices_of(ref, dataset))
    assert kept == ()
    assert [reason.code for _, reason in left] == ["no-matching-series"]


def test_images_of_other_classes_stay_as_they_are() -> None:
    dataset = radiograph(ImageType=["ORIGINAL", "PRIMARY", "RECON TOMO"])
    add_groups(dataset)
    assert "PerFrameFunctionalGroupsSequence" not in dataset
