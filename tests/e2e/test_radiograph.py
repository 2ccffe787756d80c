"""A real chest radiograph through the lane: what the objects say, and what they say of an image that is none.

The image is RG1 of pydicom-data (CR, MONOCHROME1, Patient Orientation L\\F, Pixel Spacing of zero); RG3 is a tibia.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset

from support.lane import DONE, NOT_ANALYSED, Run, analyse, content, run
from support.radiographs import real
from support.reading import Group, Segment, groups, overlap, segments, side_in_image, words
from support.variants import PIXELS, give_uids, put_pixels

LUNG = "39607008"  # SCT
OTHER = {"left": "right", "right": "left"}


def rg1(name: str) -> FileDataset:
    """RG1 with UIDs of its own."""
    dataset = dcmread(real("RG1_UNCI.dcm"))
    give_uids(dataset, name)
    return dataset


def pixels() -> NDArray[np.uint16]:
    """RG1's pixels, uint16 [y, x]."""
    picture: NDArray[np.uint16] = dcmread(real("RG1_UNCI.dcm")).pixel_array
    return picture


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """RG1, byte for byte."""
    archive = tmp_path_factory.mktemp("rg1") / "archive"
    archive.mkdir()
    shutil.copyfile(real("RG1_UNCI.dcm"), archive / "RG1")
    return run(archive)


def lungs(report_of: Run) -> list[Group]:
    """The groups of a report that are about a lung."""
    return [group for group in groups(report_of.dataset("report")) if group.finding == LUNG]


def by_side(of: Run) -> dict[str | None, Segment]:
    """Side of the patient -> segment."""
    return {segment.side: segment for segment in segments(of.dataset("segmentation"))}


def test_it_ends_analysed_with_three_objects(whole: Run) -> None:
    assert whole.ended.code == DONE, whole.ended.stderr
    assert whole.result["verdict"] == "analysed"
    assert {item["role"]: item["modality"] for item in whole.result["objects"]} == {
        "report": "SR",
        "segmentation": "SEG",
        "capture": "OT",
    }


def test_the_objects_are_stored_as_they_were_written(whole: Run) -> None:
    stored = content(whole.archive)
    written = {path.name: path for path in whole.paths().values()}
    assert len(stored) == 1 + len(written)
    assert set(content(whole.out).values()) <= set(stored.values())
    states = [delivery["state"] for item in whole.result["objects"] for delivery in item["deliveries"]]
    assert states == ["stored"] * len(written)


def test_areas_in_the_report_are_the_pixels_of_the_segmentation(whole: Run) -> None:
    counted = {segment.tracking_uid: int(segment.mask.sum()) for segment in segments(whole.dataset("segmentation"))}
    stated = {group.tracking_uid: group.area for group in lungs(whole)}
    assert len(counted) == 2
    assert {uid: area.value for uid, area in stated.items() if area} == counted
    assert {area.unit for area in stated.values() if area} == {PIXELS}


def test_the_areas_are_those_of_lungs(whole: Run) -> None:
    """Each lung fills between a twentieth and a third of a chest radiograph, and neither is twice the other."""
    parts = sorted(segment.mask.mean() for segment in segments(whole.dataset("segmentation")))
    assert 1 / 20 < parts[0] <= parts[1] < 1 / 3
    assert parts[1] < 2 * parts[0]


def test_the_ratio_is_that_of_the_areas(whole: Run) -> None:
    areas = {group.side: group.area.value for group in lungs(whole) if group.area}
    ratios = [quantity.value for group in groups(whole.dataset("report")) for quantity in group.quantities]
    assert pytest.approx(areas["right"] / areas["left"], rel=1e-6) in ratios


def test_a_spacing_of_zero_is_no_spacing(whole: Run) -> None:
    segmentation = whole.dataset("segmentation")
    assert "PixelMeasuresSequence" not in segmentation.SharedFunctionalGroupsSequence[0]
    assert not [item for item in segmentation.PerFrameFunctionalGroupsSequence if "PixelMeasuresSequence" in item]
    assert "spacing-unknown" in whole.reasons


def test_report_segmentation_and_json_say_the_same(whole: Run) -> None:
    sides = {group.tracking_uid: group.side for group in lungs(whole)}
    assert sides == {segment.tracking_uid: segment.side for segment in segments(whole.dataset("segmentation"))}
    assert {group.presence for group in lungs(whole)} == {"present"}
    in_json = {finding["laterality"]: finding["measurements"][0]["value"] for finding in whole.result["findings"]}
    assert in_json == {group.side: group.area.value for group in lungs(whole) if group.area}


def test_a_chest_that_is_cut_says_so(whole: Run, tmp_path: Path) -> None:
    """RG1 without a seventh of it: no ratio of a whole lung and a part; the whole image has no such reason."""
    dataset = rg1("cut")
    put_pixels(dataset, np.ascontiguousarray(pixels()[:, : pixels().shape[1] * 6 // 7]), 15)
    cut = analyse(dataset, tmp_path)
    assert cut.ended.code == DONE
    assert "segment-at-border" in cut.reasons
    assert "segment-at-border" not in whole.reasons
    assert {group.finding for group in groups(cut.dataset("report"))} == {LUNG}
    assert "may be cut off" in words(cut.dataset("report"))


# Laterality: it follows Patient Orientation, and only that.


def test_under_l_f_the_lung_at_the_left_of_the_image_is_the_right_one(whole: Run) -> None:
    assert {side: side_in_image(segment.mask) for side, segment in by_side(whole).items()} == OTHER


def test_mirrored_pixels_under_unchanged_tags_swap_the_lungs(whole: Run, tmp_path: Path) -> None:
    """The lung at the left of the image is still the right one: it now has the other lung's shape."""
    dataset = rg1("mirrored pixels")
    put_pixels(dataset, np.ascontiguousarray(pixels()[:, ::-1]), 15)
    mirrored = by_side(analyse(dataset, tmp_path))
    assert {side: side_in_image(segment.mask) for side, segment in mirrored.items()} == OTHER
    for side, segment in by_side(whole).items():
        assert overlap(mirrored[OTHER[str(side)]].mask, segment.mask[:, ::-1]) > 0.85


def test_changed_tags_over_unchanged_pixels_change_the_sides(whole: Run, tmp_path: Path) -> None:
    dataset = rg1("changed tags")
    dataset.PatientOrientation = ["R", "F"]
    changed = by_side(analyse(dataset, tmp_path))
    assert {side: side_in_image(segment.mask) for side, segment in changed.items()} == {
        "left": "left",
        "right": "right",
    }
    for side, segment in by_side(whole).items():
        assert overlap(changed[OTHER[str(side)]].mask, segment.mask) > 0.85


def test_mirrored_pixels_with_mirrored_tags_are_the_same_patient(whole: Run, tmp_path: Path) -> None:
    dataset = rg1("mirrored both")
    put_pixels(dataset, np.ascontiguousarray(pixels()[:, ::-1]), 15)
    dataset.PatientOrientation = ["R", "F"]
    mirrored = by_side(analyse(dataset, tmp_path))
    for side, segment in by_side(whole).items():
        np.testing.assert_array_equal(mirrored[side].mask, segment.mask[:, ::-1])


@pytest.mark.parametrize(
    "orientation",
    [
        None,  # absent
        "",  # empty: the sender did not know
        ["X", "Y"],  # no directions
    ],
)
def test_without_an_orientation_no_side_is_stated(tmp_path: Path, orientation: object) -> None:
    dataset = rg1(f"orientation {orientation}")
    if orientation is None:
        del dataset.PatientOrientation
    else:
        dataset.PatientOrientation = orientation
    unknown = analyse(dataset, tmp_path)
    assert unknown.ended.code == DONE
    assert "laterality-unknown" in unknown.reasons
    assert {group.side for group in lungs(unknown)} == {None}
    assert {segment.side for segment in segments(unknown.dataset("segmentation"))} == {None}
    assert {finding["laterality"] for finding in unknown.result["findings"]} == {None}
    labels = [str(item.SegmentLabel).lower() for item in unknown.dataset("segmentation").SegmentSequence]
    assert not [label for label in labels if "left" in label or "right" in label]


# Images that are no chest radiograph.


def test_a_blank_image_is_not_analysed(tmp_path: Path) -> None:
    dataset = rg1("blank")
    put_pixels(dataset, np.full_like(pixels(), 12000), 15)
    _nothing_stored(analyse(dataset, tmp_path), {"pixels-blank"})


def test_noise_has_no_lungs(tmp_path: Path) -> None:
    dataset = rg1("noise")
    put_pixels(dataset, np.random.default_rng(0).integers(0, 2**15, pixels().shape, dtype=np.uint16), 15)
    ended = analyse(dataset, tmp_path)
    if ended.ended.code == NOT_ANALYSED:
        _nothing_stored(ended, ended.reasons)
    else:
        assert {group.presence for group in lungs(ended)} == {"absent"}


@pytest.mark.parametrize(
    ("body_part", "reason"),
    [
        ("EXTREMITY", "body-part-mismatch"),  # as it is: the header says so
        ("CHEST", "input-not-acceptable"),  # retagged: the model's own gate says so
        (None, "input-not-acceptable"),  # without the tag
    ],
)
def test_a_tibia_is_not_analysed(tmp_path: Path, body_part: str | None, reason: str) -> None:
    dataset = dcmread(real("RG3_UNCI.dcm"))
    give_uids(dataset, f"tibia {body_part}")
    if body_part is None:
        del dataset.BodyPartExamined
    else:
        dataset.BodyPartExamined = body_part
    _nothing_stored(analyse(dataset, tmp_path), {reason})


@pytest.mark.parametrize(
    ("keyword", "code", "reason"),
    [
        ("AnatomicRegionSequence", ("SCT", "85562004", "Hand"), "body-part-mismatch"),
        ("ViewCodeSequence", ("SCT", "399173006", "left lateral"), "view-mismatch"),
        ("ViewCodeSequence", ("SRT", "R-10236", "left lateral"), "view-mismatch"),
    ],
)
def test_what_a_code_says_counts_as_a_word_does(
    tmp_path: Path, keyword: str, code: tuple[str, str, str], reason: str
) -> None:
    dataset, item = rg1(f"coded {keyword} {code}"), Dataset()
    item.CodingSchemeDesignator, item.CodeValue, item.CodeMeaning = code
    setattr(dataset, keyword, [item])
    _nothing_stored(analyse(dataset, tmp_path), {reason})


def _nothing_stored(ended: Run, reasons: set[str]) -> None:
    assert ended.ended.code == NOT_ANALYSED, ended.ended.stderr
    assert ended.result["verdict"] == "not-analysed"
    assert ended.reasons == reasons
    assert ended.result["objects"] == []
    assert ended.stored_nothing
