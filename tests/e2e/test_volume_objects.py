"""Results of volumes before tools that are not ours: only written noise is left, and all read the same voxels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import highdicom
import numpy as np
import pytest
from pydicom import dcmread

from radlane.encode.checker import check_objects
from support.noise import read_noise, without_noise
from support.nrrd import placed, read_nrrd
from support.validators import segimage2itkimage, tid1500reader
from support.volume_sources import volume
from support.volume_variants import VOLUME_VARIANTS, VolumeResult, VolumeVariant

VOLUME = "118565006"

each_variant = pytest.mark.parametrize("variant", VOLUME_VARIANTS, ids=lambda variant: variant.name)
each_with_pixels = pytest.mark.parametrize(
    "variant", [variant for variant in VOLUME_VARIANTS if variant.present], ids=lambda variant: variant.name
)


@each_variant
def test_the_objects_that_there_are(volume_results: dict[str, VolumeResult], variant: VolumeVariant) -> None:
    made = volume_results[variant.name]
    assert set(made.objects) == {"capture", "report"} | ({"segmentation", "display"} if variant.present else set())
    objects = [made.dataset(role) for role in made.objects]
    assert check_objects(objects, [dcmread(path, stop_before_pixels=True) for path in made.slices]) == ()


@each_variant
def test_the_judges_complain_of_noise_only(judged: Any, variant: VolumeVariant) -> None:
    noise = read_noise()
    mine = [said for said in judged.of_results if said[1].split()[0] == variant.name]
    left = [said for said in mine if without_noise(said[0], [said[2]], noise)]
    assert not left, "\n".join(" | ".join(said) for said in left)


@each_with_pixels
def test_highdicom_reads_the_mask_of_each_slice(
    volume_results: dict[str, VolumeResult], variant: VolumeVariant
) -> None:
    made = volume_results[variant.name]
    read = highdicom.seg.segread(made.objects["segmentation"]).get_pixels_by_source_instance(
        made.instances, assert_missing_frames_are_empty=True
    )
    for number in range(1, variant.segments + 1):
        np.testing.assert_array_equal(read[..., number - 1].astype(bool), variant.labels == number)


@each_with_pixels
def test_dcmqi_reads_the_mask_where_the_voxels_are(
    volume_results: dict[str, VolumeResult], variant: VolumeVariant, tmp_path: Path
) -> None:
    """Every voxel has its place in the patient; dcmqi has no image for a sheared stack, and then makes none at all."""
    files = segimage2itkimage(volume_results[variant.name].objects["segmentation"], tmp_path / "nrrd")
    if variant.name == "ct-tilted":
        assert files == ()
        return
    affine = volume(variant.stack).grid.affine
    assert len(files) == variant.segments
    for number, file in enumerate(files, start=1):
        read, expected = read_nrrd(file).positions(), placed(variant.labels == number, affine)
        assert len(read) == len(expected) == int((variant.labels == number).sum())
        np.testing.assert_allclose(read, expected, atol=2e-3)


@each_variant
def test_dcmqi_reads_the_volumes(volume_results: dict[str, VolumeResult], variant: VolumeVariant) -> None:
    """In mL, of the voxels that there are, under the tracking UIDs of the segments."""
    made = volume_results[variant.name]
    read = tid1500reader(made.objects["report"]).content.get("Measurements", [])
    stated = {
        group["TrackingUniqueIdentifier"]: (float(item["value"]), item["units"]["CodeValue"], group)
        for group in read
        for item in group["measurementItems"]
        if item["quantity"]["CodeValue"] == VOLUME
    }
    if not variant.present:
        assert stated == {}
        return
    for segment in made.dataset("segmentation").SegmentSequence:
        voxels = int((variant.labels == segment.SegmentNumber).sum())
        if voxels:
            value, unit, group = stated.pop(segment.TrackingUID)
            assert value == pytest.approx(voxels * variant.stack.voxel_ml, rel=1e-6)
            assert (unit, group["ReferencedSegment"]) == ("mL", segment.SegmentNumber)
    assert stated == {}


def test_a_sheared_stack_is_not_called_a_regular_one(volume_results: dict[str, VolumeResult]) -> None:
    """Each frame lies where its slice does; nothing says that the frames make a box."""
    made = volume_results["ct-tilted"]
    found = made.dataset("segmentation")
    assert "DimensionOrganizationType" not in found
    assert highdicom.seg.segread(made.objects["segmentation"]).get_volume_geometry() is None
    positions = {path.SOPInstanceUID: path.ImagePositionPatient for path in map(dcmread, made.slices)}
    for frame in found.PerFrameFunctionalGroupsSequence:
        source = frame.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID
        assert frame.PlanePositionSequence[0].ImagePositionPatient == positions[source]


def test_an_empty_segment_is_described_and_absent(volume_results: dict[str, VolumeResult]) -> None:
    found = volume_results["ct-one-empty"].dataset("segmentation")
    assert [segment.SegmentNumber for segment in found.SegmentSequence] == [1, 2, 3]
    frames = found.PerFrameFunctionalGroupsSequence
    assert {frame.SegmentIdentificationSequence[0].ReferencedSegmentNumber for frame in frames} == {1, 3}
