"""`burned-in-text` finds what people see on real images, and nothing on images without text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from radlane.domain.finding import Presence
from radlane.domain.result import Verdict
from support.burned_in import analysed, boxes_of, image, mapped, run_original, seen_texts
from support.burned_in_table import Row, table_of, written
from support.judging import complaints
from support.noise import read_noise, without_noise
from support.pictures import picture
from support.planar import angiogram, dressed
from support.sources import ROOT
from support.volumes import ch2, cranium, series

DENIED = "JPGLosslessP14SV1_1s_1f_8b.dcm"
SHARE_FOUND = 0.9  # of the texts of all ultrasound images
MOST_FALSE = 3  # boxes on no text, of all ultrasound images
HEADS = {
    "MR": (ch2, {}, 0.05),
    "CT, soft tissue": (cranium, {"WindowCenter": 40, "WindowWidth": 400}, 0.2),
    "CT, bone": (cranium, {"WindowCenter": 500, "WindowWidth": 2000}, 0.4),
}
EVERY = 9  # slice
EDGES_APART = 4.0  # pixels of the network's grid: OpenCV's rectangles end at the centres of pixels
SCORES_APART = 0.15
NOISE = ROOT / "tests" / "e2e" / "noise_pictures.toml"


def of_modality(rows: tuple[Row, ...], *modalities: str) -> list[Row]:
    return [row for row in rows if row.modality in modalities]


def test_texts_of_ultrasound_are_found(rows: tuple[Row, ...], record_property: pytest.RecordProperty) -> None:
    texts = [row for row in of_modality(rows, "US") if row.seen.texts]
    found, seen = sum(row.found for row in texts), sum(len(row.seen.texts) for row in texts)
    record_property("figures", f"ultrasound: {found} of {seen} texts, {sum(len(row.false) for row in texts)} false")
    assert len(texts) == 8
    assert found / seen >= SHARE_FOUND
    assert all(row.found / len(row.seen.texts) >= 0.75 for row in texts)
    assert sum(len(row.false) for row in of_modality(rows, "US")) <= MOST_FALSE


def test_images_without_text_have_no_box(rows: tuple[Row, ...]) -> None:
    silent = [row for row in rows if not row.seen.texts]
    assert {"CT", "MR", "NM", "CR", "US", "OT"} <= {row.modality for row in silent}
    assert {row.seen.file: len(row.boxes) for row in silent if row.boxes} == {}


def test_a_chest_has_none_and_a_marker_of_lead_is_one(rows: tuple[Row, ...]) -> None:
    boxes = {row.seen.file: len(row.boxes) for row in of_modality(rows, "CR")}
    assert boxes["RG1_UNCI.dcm"] <= 1
    assert boxes["RG3_UNCI.dcm"] == 1  # a mirrored R


def test_an_angiogram_has_none(tmp_path: Path) -> None:
    """Drawn: there is no real one in any package at hand."""
    result = analysed(tmp_path, angiogram())
    assert (result.verdict, boxes_of(result)) == (Verdict.ANALYSED, ())
    assert [finding.presence for finding in result.findings] == [Presence.ABSENT]


def test_words_that_are_higher_than_letters_are_left_out(rows: tuple[Row, ...]) -> None:
    """What the card says that it misses; it would else be bones and organs."""
    (large,) = (row for row in rows if row.seen.file == "GDCMJ2K_TextGBR.dcm")
    assert large.missed == ("red", "green", "blue")


def test_only_a_header_that_denies_text_is_contradicted(rows: tuple[Row, ...]) -> None:
    assert [row.seen.file for row in rows if row.denied] == [DENIED]
    assert [row.stated for row in rows if row.seen.file == DENIED] == ["NO"]


@pytest.mark.parametrize("head", HEADS)
def test_heads_have_few(head: str, tmp_path: Path, record_property: pytest.RecordProperty) -> None:
    """Slices that nothing was chosen by: the tip of an ear, a jaw and cells of bone look like a letter."""
    block, window, most = HEADS[head]
    slices = sorted(series(block(), modality=head[:2], **window), key=lambda one: float(one.ImagePositionPatient[2]))
    looked_at = slices[::EVERY]
    with_boxes = 0
    for number, held in enumerate(looked_at):
        folder = tmp_path / str(number)
        folder.mkdir()
        with_boxes += bool(boxes_of(analysed(folder, held)))
    record_property("figures", f"head, {head}: boxes in {with_boxes} of {len(looked_at)} slices")
    assert with_boxes <= most * len(looked_at)


def test_boxes_are_those_of_the_original(tmp_path: Path, record_property: pytest.RecordProperty) -> None:
    """rapidocr's own code, with OpenCV and pyclipper, on the same maps: as many, at the same places."""
    files = [seen.file for seen in seen_texts() if seen.texts]
    ours = [mapped(image(file)) for file in files]
    originals = run_original([one.likely for one in ours], tmp_path, 0.5)
    edges_apart, scores_apart, compared = 0.0, 0.0, 0
    for own, other in zip(ours, originals, strict=True):
        stated = own.scores >= 0.5
        assert stated.sum() == len(other.boxes)
        for box, score in zip(own.boxes[stated], own.scores[stated], strict=True):
            apart = np.abs(other.boxes - box).max(axis=(1, 2))
            edges_apart, compared = max(edges_apart, float(apart.min())), compared + 1
            scores_apart = max(scores_apart, abs(float(score - other.scores[apart.argmin()])))
    record_property(
        "figures", f"{compared} boxes: edges at most {edges_apart:.2f} pixels apart, scores {scores_apart:.3f}"
    )
    assert compared > 150
    assert edges_apart <= EDGES_APART
    assert scores_apart <= SCORES_APART


def test_of_a_series_the_first_image_is_looked_at(tmp_path: Path) -> None:
    first, second = image("color-pl.dcm"), image("examples_rgb_color.dcm")
    for number, held in enumerate((first, second), start=1):
        held.StudyInstanceUID, held.SeriesInstanceUID = "1.2.3", "1.2.3.1"
        held.SOPInstanceUID = held.file_meta.MediaStorageSOPInstanceUID = f"1.2.3.1.{number}"
        held.SeriesNumber, held.InstanceNumber, held.PatientID = 1, number, "T-1"
    result = analysed(tmp_path, second, first)
    assert [ref.sop_instance_uid for ref in result.provenance.inputs] == ["1.2.3.1.1"]
    assert boxes_of(result) == ()


@pytest.mark.timeout(600)
def test_the_judges_complain_of_noise_only(tools: None, tmp_path: Path) -> None:
    """Pixels of a real scanner below a header of ours: of real headers the judges have much to say."""
    held = dressed(picture(image("examples_rgb_color.dcm").pixel_array), Modality="XC", BurnedInAnnotation="NO")
    result = analysed(tmp_path, held)
    assert len(boxes_of(result)) >= 17
    objects = {str(item.role): item.path for item in result.objects if item.path is not None}
    said = complaints([tmp_path / "archive" / f"{held.SOPInstanceUID}.dcm"], objects)
    noise = (*read_noise(), *read_noise(NOISE))
    left = [one for one in said if without_noise(one[0], [one[2]], noise)]
    assert not left, "\n".join(" | ".join(one) for one in left)


def test_the_card_says_what_is_found(rows: tuple[Row, ...]) -> None:
    assert written() == table_of(rows)
