"""`mr-brain` on ch2 in many orientations finds what the original deepbet finds, on the same voxels of the patient."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import FileDataset

from support.brain import Analysed, points_of_frames, points_of_nrrd, voxels_at
from support.judging import complaints
from support.lane import DONE
from support.noise import read_noise, without_noise
from support.nrrd import read_nrrd
from support.reading import groups, overlap
from support.validators import segimage2itkimage, tid1500reader

VOLUME = "118565006"  # SCT
DICE = 0.999
VOLUME_SHARE = 0.001
OWN_NOISE = Path(__file__).with_name("noise.toml")


def test_it_finds_a_brain(analysed: Analysed) -> None:
    done = analysed.run
    assert done.ended.code == DONE, done.ended.stderr
    assert done.result["verdict"] == "analysed"
    assert set(done.paths()) == {"segmentation", "report", "capture"}
    (group,) = groups(done.dataset("report"))
    assert group.presence == "present"


def test_the_mask_is_that_of_the_original(analysed: Analysed, record_property: pytest.RecordProperty) -> None:
    """Voxel by voxel, by the planes that the SEG states."""
    mask, original = _mask(analysed), analysed.original.mask
    dice, more = overlap(mask, original), mask.sum() / original.sum() - 1
    apart = int((mask != original).sum())
    record_property(
        "figures",
        f"{analysed.case.name}: {mask.sum()} voxels, Dice {dice:.7f}, volume {100 * more:+.4f} %, {apart} voxels apart",
    )
    assert original.shape == analysed.case.source.values.shape
    assert original.sum() > 10**5
    assert dice >= DICE
    assert abs(more) <= VOLUME_SHARE


def test_dcmqi_reads_it_on_the_voxels_of_the_images(analysed: Analysed, tmp_path: Path) -> None:
    (file,) = segimage2itkimage(analysed.run.paths()["segmentation"], tmp_path / "nrrd")
    by_dcmqi = voxels_at(points_of_nrrd(read_nrrd(file)), analysed.case.source)
    np.testing.assert_array_equal(by_dcmqi, _mask(analysed))
    assert overlap(by_dcmqi, analysed.original.mask) >= DICE


def test_each_frame_lies_on_the_slice_that_it_names(analysed: Analysed) -> None:
    slices = {item.SOPInstanceUID: item for item in map(_header, analysed.images)}
    found = analysed.run.dataset("segmentation")
    shared = found.SharedFunctionalGroupsSequence[0]
    named = []
    for frame in found.PerFrameFunctionalGroupsSequence:
        (source,) = frame.DerivationImageSequence[0].SourceImageSequence
        image = slices[source.ReferencedSOPInstanceUID]
        named.append(image.SOPInstanceUID)
        assert frame.PlanePositionSequence[0].ImagePositionPatient == image.ImagePositionPatient
        assert shared.PlaneOrientationSequence[0].ImageOrientationPatient == image.ImageOrientationPatient
        assert found.FrameOfReferenceUID == image.FrameOfReferenceUID
    assert len(named) == len(set(named)) > len(slices) / 2


def test_the_volume_is_that_of_the_voxels(analysed: Analysed) -> None:
    """Number times the volume of one, in the SR as pydicom and as dcmqi read it, and in the JSON."""
    voxel_ml = abs(np.linalg.det(analysed.case.source.affine[:3, :3])) / 1000
    expected = pytest.approx(_mask(analysed).sum() * voxel_ml, rel=1e-6)
    (group,) = groups(analysed.run.dataset("report"))
    (stated,) = (item for item in group.quantities if item.concept == VOLUME)
    assert (stated.value, stated.unit) == (expected, "mL")
    (read,) = tid1500reader(analysed.run.paths()["report"]).content["Measurements"]
    (by_dcmqi,) = (item for item in read["measurementItems"] if item["quantity"]["CodeValue"] == VOLUME)
    assert (float(by_dcmqi["value"]), by_dcmqi["units"]["CodeValue"]) == (expected, "mL")
    (finding,) = analysed.run.result["findings"]
    assert [item["value"] for item in finding["measurements"]] == [expected]
    assert analysed.original.figures["ml"] == pytest.approx(stated.value, rel=VOLUME_SHARE)


def test_the_judges_complain_of_noise_only(analysed: Analysed) -> None:
    own = read_noise(OWN_NOISE)
    said = complaints(analysed.images, analysed.run.paths())
    noise = (*read_noise(), *own)
    left = [item for item in said if without_noise(item[0], [item[2]], noise)]
    assert not left, "\n".join(" | ".join(item) for item in left)
    assert all(any(entry.covers(tool, line) for tool, _, line in said) for entry in own)


def _mask(analysed: Analysed) -> NDArray[np.bool_]:
    """The SEG's voxels, by ch2's own axes."""
    return voxels_at(points_of_frames(analysed.run.dataset("segmentation")), analysed.case.source)


def _header(path: Path) -> FileDataset:
    return dcmread(path, stop_before_pixels=True)
