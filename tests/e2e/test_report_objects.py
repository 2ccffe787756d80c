"""Classes, boxes, numbers, heat maps and reports without a result before tools that are not ours."""

from __future__ import annotations

from typing import Any

import highdicom
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from scipy.spatial import ConvexHull

from radlane.encode.checker import check_objects
from radlane.encode.labels import exact
from support.findings import classification, detection
from support.noise import read_noise, without_noise
from support.reading import groups, words
from support.report_variants import REPORT_VARIANTS, ReportVariant
from support.validators import tid1500reader
from support.volume_variants import VolumeResult

Results = dict[str, VolumeResult]
_PROBABILITY, _PURPOSE = "122157", "130400"

each_variant = pytest.mark.parametrize("variant", REPORT_VARIANTS, ids=lambda variant: variant.name)


@each_variant
def test_the_objects_that_there_are(report_results: Results, variant: ReportVariant) -> None:
    made = report_results[variant.name]
    assert sorted(made.objects) == sorted(variant.expected)
    objects = [made.dataset(role) for role in made.objects]
    assert check_objects(objects, [dcmread(path, stop_before_pixels=True) for path in made.slices]) == ()


@each_variant
def test_the_judges_complain_of_noise_only(judged: Any, variant: ReportVariant) -> None:
    noise = read_noise()
    mine = [said for said in judged.of_results if said[1].split()[0] == variant.name]
    left = [said for said in mine if without_noise(said[0], [said[2]], noise)]
    assert not left, "\n".join(" | ".join(said) for said in left)


def test_dcmqi_reads_the_probabilities_and_what_they_are_worth(report_results: Results) -> None:
    measured = measured_by_dcmqi(report_results["cr-classes"])
    said = {finding.concept.meaning: finding.probability for finding in classification().findings}
    assert {group["Finding"]["CodeMeaning"] for group in measured} == set(said)
    for group in measured:
        (item,) = (item for item in group["measurementItems"] if item["quantity"]["CodeValue"] == _PROBABILITY)
        likely = said[group["Finding"]["CodeMeaning"]]
        assert likely is not None
        assert (float(item["value"]), item["units"]["CodeValue"]) == (likely.value, "1")
        parameters = item["measurementAlgorithmIdentification"]["AlgorithmParameters"]
        assert f"probability threshold={exact(likely.threshold)}" in parameters
        worth = f"calibrated on {likely.calibration}" if likely.calibration else "raw network output, not calibrated"
        assert any(worth in words for words in parameters)


def test_dcmqi_reads_diameters_and_intensities_with_their_units(report_results: Results) -> None:
    made = report_results["ct-measured"]
    (group,) = measured_by_dcmqi(made)
    read = [
        (
            *(item["quantity"]["CodeValue"], item["units"]["CodeValue"]),
            *(item.get("derivationModifier", {}).get("CodeMeaning"), float(item["value"])),
        )
        for item in group["measurementItems"]
    ]
    # a box of 4 x 6 x 10 voxels of 2.5 x 0.7 x 0.9 mm, whose outline cuts the corners of the outer voxels
    long = float(np.hypot(5 * 0.7, 10 * 0.9))
    short = 6 * 0.7 * long / (10 * 0.9)
    z, y, x = np.mgrid[1:5, 3:9, 2:12]
    values = 40 * z + 7 * y + 3 * x + (x > 5) * 90
    assert [one[:3] for one in read] == [
        ("118565006", "mL", None),
        ("103339001", "mm", None),
        ("103340004", "mm", None),
        ("112031", "[hnsf'U]", "Mean"),
        ("112031", "[hnsf'U]", "Standard Deviation"),
        ("112031", "[hnsf'U]", "Minimum"),
        ("112031", "[hnsf'U]", "Maximum"),
    ]
    volume = 4 * 6 * 10 * 2.5 * 0.7 * 0.9 / 1000
    expected = [volume, long, short, values.mean(), values.std(), values.min(), values.max()]
    assert [one[3] for one in read] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(("name", "frame"), [("cr-boxes", None), ("us-boxes", 10)])
def test_highdicom_reads_the_boxes_on_their_frame(report_results: Results, name: str, frame: int | None) -> None:
    made = report_results[name]
    content = highdicom.sr.Comprehensive3DSR.from_dataset(made.dataset("report")).content
    read = []
    for group in content.get_planar_roi_measurement_groups():
        (source,) = group.roi.ContentSequence
        (referenced,) = source.ReferencedSOPSequence
        assert referenced.ReferencedSOPInstanceUID == made.instances[0]
        assert referenced.get("ReferencedFrameNumber") == frame
        left_top, _, right_bottom, _, again = group.roi.value
        np.testing.assert_array_equal(left_top, again)
        read.append((*left_top, *right_bottom))
    boxes = [finding.region for finding in detection().findings if finding.region is not None]
    assert read == [(box.left, box.top, box.right, box.bottom) for box in boxes]  # type: ignore[union-attr]


def test_highdicom_reads_the_box_of_a_volume(report_results: Results) -> None:
    made = report_results["ct-box"]
    content = highdicom.sr.Comprehensive3DSR.from_dataset(made.dataset("report")).content
    (group,) = content.get_volumetric_roi_measurement_groups()
    surface = group.roi
    assert surface.graphic_type == highdicom.sr.GraphicTypeValues3D.POLYGON
    assert surface.frame_of_reference_uid == dcmread(made.slices[0]).FrameOfReferenceUID
    points = np.concatenate([item.value for item in surface if item.ValueType == "SCOORD3D"])
    assert ConvexHull(points).volume == pytest.approx(12.5 * 8.25 * 10.0, rel=1e-5)


def test_no_class_and_no_box_is_stated_absent(report_results: Results) -> None:
    for name in ("cr-no-class", "cr-no-box"):
        report = report_results[name].dataset("report")
        content = highdicom.sr.Comprehensive3DSR.from_dataset(report).content
        assert not content.get_planar_roi_measurement_groups()
        assert len(content.get_image_measurement_groups()) == (3 if name == "cr-no-class" else 2)
        assert {group.presence for group in groups(report)} == {"absent"}


@pytest.mark.parametrize(("name", "status"), [("ct-not-analysed", "Not Attempted"), ("ct-failed", "Failed")])
def test_a_report_without_a_result_has_nothing_but_its_reason(report_results: Results, name: str, status: str) -> None:
    made = report_results[name]
    report = made.dataset("status-report")
    assert status in meanings(report)
    assert "gap of 5 mm" in words(report)
    assert "Imaging Measurements" not in meanings(report)
    (study,) = report.CurrentRequestedProcedureEvidenceSequence
    (series,) = study.ReferencedSeriesSequence
    assert [item.ReferencedSOPInstanceUID for item in series.ReferencedSOPSequence] == made.instances


def measured_by_dcmqi(made: VolumeResult) -> list[dict[str, Any]]:
    """The measurement groups as tid1500reader writes them."""
    measured: list[dict[str, Any]] = tid1500reader(made.objects["report"]).content["Measurements"]
    return measured


def meanings(item: Dataset) -> str:
    """All code meanings of a content tree."""
    return " | ".join(str(element.value) for element in item.iterall() if element.keyword == "CodeMeaning")
