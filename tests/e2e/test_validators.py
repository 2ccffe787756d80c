"""Results of ten varied inputs before tools that are not ours: only written noise is left, and all read the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import highdicom
import numpy as np
import pytest
from pydicom import dcmread

from support.lane import DONE, Run
from support.mutants import MUTANTS
from support.noise import NOISE_LISTS, read_noise, without_noise
from support.reading import AREA, groups, overlap, segments, words
from support.validators import TOOLS, tid1500reader
from support.variants import SQUARE_MM, VARIANTS, Variant

ROLES = ("segmentation", "report", "capture", "display")
SPEAKERS = {*TOOLS, "pixelmed"} - {"java", "pixelmed.jar", "segimage2itkimage", "paramap2itkimage"}

# Attributes of the patient and the study that all objects share with the image (PS3.3 C.7.1.1, C.7.2.1).
SHARED = (
    "PatientName",
    "PatientID",
    "PatientBirthDate",
    "PatientSex",
    "StudyInstanceUID",
    "StudyDate",
    "StudyTime",
    "StudyID",
    "AccessionNumber",
    "ReferringPhysicianName",
    "StudyDescription",
)

each_variant = pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)


@each_variant
def test_the_lungs_are_found(variant_runs: dict[str, Run], variant: Variant) -> None:
    run = variant_runs[variant.name]
    assert run.ended.code == DONE, run.ended.stderr
    assert {group.presence for group in groups(run.dataset("report"))} - {None} == {"present"}
    assert set(run.paths()) == set(ROLES)


@each_variant
def test_the_judges_complain_of_noise_only(judged: Any, variant: Variant) -> None:
    noise = read_noise()
    mine = [said for said in judged.of_results if said[1].split()[0] == variant.name]
    left = [said for said in mine if without_noise(said[0], [said[2]], noise)]
    assert not left, "\n".join(" | ".join(said) for said in left)


def test_every_entry_of_the_noise_list_is_needed(judged: Any) -> None:
    idle = [entry for entry in read_noise() if not any(entry.covers(tool, line) for tool, _, line in judged.of_results)]
    assert not idle, "nothing of this is said any more:\n" + "\n".join(f"{e.tool}: {e.complaint}" for e in idle)


@pytest.mark.parametrize("path", NOISE_LISTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_entry_of_a_noise_list_has_its_clause_and_a_defect_that_the_tool_still_sees(path: Path) -> None:
    """That it sees it is tested with the defects themselves (test_judges.py)."""
    seen_by = {mutant.name: mutant.seen_by for mutant in MUTANTS}
    for entry in read_noise(path):
        assert entry.clause.startswith("PS3.")
        assert entry.why
        assert entry.tool in SPEAKERS & seen_by[entry.caught].keys()


@each_variant
def test_dcmqi_reads_the_measurements(variant_runs: dict[str, Run], variant: Variant) -> None:
    """tid1500reader's JSON states each group's area as pydicom reads it, under the same tracking UID."""
    run = variant_runs[variant.name]
    read = tid1500reader(run.paths()["report"]).content["Measurements"]
    by_dcmqi = {
        group["TrackingUniqueIdentifier"]: (float(item["value"]), item["units"]["CodeValue"])
        for group in read
        for item in group["measurementItems"]
        if item["quantity"]["CodeValue"] == AREA
    }
    by_pydicom = {
        group.tracking_uid: (group.area.value, group.area.unit)
        for group in groups(run.dataset("report"))
        if group.area is not None
    }
    assert by_dcmqi == by_pydicom
    assert {unit for _, unit in by_dcmqi.values()} == {variant.unit}


@each_variant
def test_areas_are_the_pixels_of_the_segmentation(variant_runs: dict[str, Run], variant: Variant) -> None:
    """In pixels, or times 0.2 mm x 0.2 mm where the variant has a spacing."""
    run = variant_runs[variant.name]
    pixel = 0.2 * 0.2 if variant.unit == SQUARE_MM else 1
    counted = {segment.tracking_uid: pixel * segment.mask.sum() for segment in segments(run.dataset("segmentation"))}
    stated = {group.tracking_uid: group.area.value for group in groups(run.dataset("report")) if group.area}
    assert stated == pytest.approx(counted, rel=1e-6)


@each_variant
def test_highdicom_and_pydicom_read_the_same_pixels(variant_runs: dict[str, Run], variant: Variant) -> None:
    run = variant_runs[variant.name]
    image = str(dcmread(run.archive / f"{variant.name}.dcm", stop_before_pixels=True).SOPInstanceUID)
    by_highdicom = highdicom.seg.segread(run.paths()["segmentation"]).get_pixels_by_source_instance([image])[0]
    for segment in segments(run.dataset("segmentation")):
        np.testing.assert_array_equal(by_highdicom[..., segment.number - 1].astype(bool), segment.mask)


@each_variant
def test_the_same_picture_gives_the_same_lungs(variant_runs: dict[str, Run], variant: Variant) -> None:
    """Lossless compression and another header change no pixel of a mask; another depth changes its rim at most."""
    original = segments(variant_runs["as-is"].dataset("segmentation"))
    for one, other in zip(original, segments(variant_runs[variant.name].dataset("segmentation")), strict=True):
        assert one.side == other.side
        if variant.same_pixels:
            np.testing.assert_array_equal(one.mask, other.mask)
        else:
            assert overlap(one.mask, other.mask) > 0.99


@each_variant
def test_identity_of_patient_and_study(variant_runs: dict[str, Run], variant: Variant) -> None:
    """Character sets may differ, the values read with them may not."""
    run = variant_runs[variant.name]
    image = dcmread(run.archive / f"{variant.name}.dcm", stop_before_pixels=True)
    for role in ROLES:
        result = run.dataset(role)
        assert str(result.PatientName) == variant.patient
        assert {keyword: result[keyword].value for keyword in SHARED} == {
            keyword: image[keyword].value for keyword in SHARED
        }


@each_variant
def test_times_are_in_the_offset_of_the_image(variant_runs: dict[str, Run], variant: Variant) -> None:
    for role in ROLES:
        assert variant_runs[variant.name].dataset(role).get("TimezoneOffsetFromUTC") == variant.timezone


def test_a_spacing_of_the_detector_is_named_as_such(variant_runs: dict[str, Run]) -> None:
    run = variant_runs["dx-imager-pixel-spacing"]
    assert "detector plane, magnification uncorrected" in words(run.dataset("report"))
    assert "spacing-detector" in run.reasons
    assert "PixelMeasuresSequence" not in run.dataset("segmentation").SharedFunctionalGroupsSequence[0]


def test_a_spacing_that_stands_alone_is_used_with_a_word_of_care_and_not_repeated(
    variant_runs: dict[str, Run],
) -> None:
    """The SEG of a projection has no Pixel Measures (PS3.3 A.51.5.1); every frame refers to the image, which has."""
    run = variant_runs["pixel-spacing"]
    assert "PixelMeasuresSequence" not in run.dataset("segmentation").SharedFunctionalGroupsSequence[0]
    assert "does not say whether its pixel spacing is corrected" in words(run.dataset("report"))
    assert "spacing-uncalibrated" in run.reasons
    assert not {"spacing-unknown", "spacing-detector"} & run.reasons


def test_no_two_objects_share_an_instance_uid(variant_runs: dict[str, Run]) -> None:
    uids = [run.dataset(role).SOPInstanceUID for run in variant_runs.values() for role in ROLES]
    assert len(uids) == len(set(uids))


@each_variant
def test_each_modality_has_its_own_series(variant_runs: dict[str, Run], variant: Variant) -> None:
    run = variant_runs[variant.name]
    image = dcmread(run.archive / f"{variant.name}.dcm", stop_before_pixels=True)
    series = {image.SeriesInstanceUID, *(run.dataset(role).SeriesInstanceUID for role in ROLES)}
    assert len(series) == 1 + len(ROLES)
