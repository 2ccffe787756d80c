from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.utils import pixel_array

from radlane.domain.finding import (
    BoxRegion,
    Conclusion,
    Finding,
    JointMeasurement,
    Measurement,
    Presence,
    Probability,
    VolumeBoxRegion,
)
from radlane.domain.units import NO_UNITS
from radlane.encode.capture import build_capture
from radlane.imaging.cuts import render_cuts
from support import volume_encoding
from support.encoding import STATEMENT, conclusion, context, encoded, finding, picture
from support.findings import NODULE, detection, with_frames
from support.radiographs import radiograph
from support.volume_sources import CT, slices, volume


def capture(source: Dataset, found: Conclusion | None = None) -> Dataset:
    return build_capture(context(source), found or conclusion(48, 40), picture(source))


def test_the_picture_is_a_secondary_capture_of_its_image() -> None:
    source = radiograph()
    dataset = encoded(source)[1]
    assert (dataset.Modality, dataset.ConversionType) == ("OT", "WSD")
    assert pixel_array(dataset).shape == (dataset.Rows, dataset.Columns, 3)
    assert dataset.SourceImageSequence[0].ReferencedSOPInstanceUID == source.SOPInstanceUID
    assert list(dataset.PatientOrientation) == ["L", "F"]
    assert STATEMENT in dataset.ImageComments
    assert "not for diagnosis" in dataset.ImageComments


def test_a_box_is_drawn_in_the_frame_that_is_shown_and_named_with_any_other() -> None:
    """On a black image nothing but the boxes has a colour: two of them, each its own."""
    run = context(with_frames(radiograph(), 3))
    black = np.zeros((480, 400), np.uint8)
    wide = with_boxes(detection(), frame=0)
    here = pixel_array(build_capture(run, wide, black))
    elsewhere = pixel_array(build_capture(run, with_boxes(detection(), frame=2), black))
    half = here.shape[0] // 2
    assert has_colour(here[:half], (255, 214, 10))
    assert has_colour(here[:half], (64, 200, 255))
    assert not has_colour(elsewhere[:half], (255, 214, 10))
    assert "DerivationCodeSequence" not in build_capture(run, wide, black)  # nothing was segmented


def classes(*presences: Presence) -> Conclusion:
    """One class of the whole image for each, in the order of a manifest; `class-0` is the first."""
    scores = {Presence.PRESENT: 0.875, Presence.INDETERMINATE: 0.375, Presence.ABSENT: 0.125}
    return Conclusion(
        findings=tuple(
            Finding(
                id=f"class-{number}",
                concept=replace(NODULE, meaning=f"Class {number}"),
                presence=presence,
                probability=Probability(value=scores[presence], threshold=0.5, indeterminate_from=0.25),
            )
            for number, presence in enumerate(presences)
        )
    )


def test_of_fourteen_classes_the_last_one_shows_when_it_is_there() -> None:
    """The band holds twelve lines: what is there is in the first."""
    absent = [Presence.ABSENT] * 13
    alone, first, doubtful, none = (
        capture(radiograph(), classes(*said)).PixelData
        for said in (
            (*absent, Presence.PRESENT),
            (Presence.PRESENT, *absent),
            (*absent, Presence.INDETERMINATE),
            (*absent, Presence.ABSENT),
        )
    )
    assert len({alone, first, doubtful, none}) == 4


def test_what_is_there_is_named_first_in_the_order_of_the_manifest() -> None:
    """Two orders of a manifest that agree on what is there, and on what is not, have the same picture."""
    one = classes(Presence.ABSENT, Presence.PRESENT, Presence.INDETERMINATE, Presence.PRESENT)
    one = replace(one, findings=tuple(replace(found, probability=None) for found in one.findings))  # no note names them
    ordered = replace(one, findings=tuple(one.findings[number] for number in (1, 3, 2, 0)))
    turned = replace(one, findings=tuple(one.findings[number] for number in (3, 1, 2, 0)))
    drawn = capture(radiograph(), one).PixelData
    assert drawn == capture(radiograph(), ordered).PixelData
    assert drawn != capture(radiograph(), turned).PixelData


def test_a_ratio_is_named_before_what_is_absent() -> None:
    ratio = Measurement(concept=replace(NODULE, meaning="Ratio"), value=0.5, unit=NO_UNITS)
    joint = (JointMeasurement(id="ratio", measurement=ratio, of=("a", "b")),)
    said = classes(*[Presence.ABSENT] * 14)
    assert capture(radiograph(), replace(said, joint=joint)).PixelData != capture(radiograph(), said).PixelData


def has_colour(pixels: NDArray[np.uint8], colour: tuple[int, int, int]) -> bool:
    """Whether a line of about this colour is drawn: lines are smoothed."""
    return bool((np.abs(pixels.astype(int) - colour).max(axis=2) < 40).any())


def with_boxes(said: Conclusion, *, frame: int) -> Conclusion:
    """The same in an image ten times as large, in another frame."""
    return replace(said, findings=tuple(_grown(found, frame) for found in said.findings))


def _grown(found: Finding, frame: int) -> Finding:
    box = found.region
    if not isinstance(box, BoxRegion):
        return found
    edges = {name: 10 * getattr(box, name) for name in ("left", "top", "right", "bottom")}
    return replace(found, region=BoxRegion(frame=frame, **edges))


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("YES", "YES"),  # what is burned in stays burned in
        ("NO", "NO"),  # our band names no patient
        (None, None),  # nobody knows (PS3.3 section C.7.6.1, Type 3)
        ("", None),
        ("MAYBE", None),
    ],
)
def test_burned_in_annotation(stated: str | None, expected: str | None) -> None:
    source = radiograph() if stated is None else radiograph(BurnedInAnnotation=stated)
    assert capture(source).get("BurnedInAnnotation") == expected


def test_pixel_data_has_an_even_length() -> None:
    assert len(capture(radiograph(np.zeros((31, 33), np.uint16))).PixelData) % 2 == 0


def test_findings_without_a_region_are_named_only() -> None:
    named = replace(finding(0, np.ones((48, 40), np.bool_)), id="opacity", region=None)
    assert capture(radiograph(), Conclusion(findings=(named,))).Rows > 0


def test_without_a_body_part_the_side_is_stated_as_unknown() -> None:
    assert "Laterality" not in capture(radiograph())
    assert capture(radiograph(BodyPartExamined=None)).Laterality is None


def test_the_picture_of_a_volume_names_all_slices_and_lies_in_no_one_way() -> None:
    sources = slices(values=volume_encoding.values())
    dataset = volume_encoding.encoded(sources=sources)[1]
    named = [item.ReferencedSOPInstanceUID for item in dataset.SourceImageSequence]
    assert named == [source.SOPInstanceUID for source in sources]
    assert not dataset.PatientOrientation
    assert pixel_array(dataset).shape == (dataset.Rows, 1024, 3)
    assert "FrameOfReferenceUID" not in dataset


def test_boxes_of_a_volume_are_drawn_in_their_own_colours() -> None:
    """The first box is the caption's first swatch too; nothing was segmented."""
    made = volume(values=np.zeros(CT.shape, np.int16))
    first, second = (np.diag([3.0, 6.0, 8.0, 1.0]) for _ in range(2))
    first[:3, 3], second[:3, 3] = (1, 2, 3), (1, 9, 3)
    nodules = [
        replace(found, region=VolumeBoxRegion(affine=made.grid.affine @ unit))
        for found, unit in zip(detection().findings[:2], (first, second), strict=True)
    ]
    said = Conclusion(findings=(*nodules, detection().findings[2]))
    run = volume_encoding.context(slices(values=volume_encoding.values()))
    cuts = render_cuts(made, None, window=(0, 1), boxes=said.boxes)
    dataset = build_capture(run, said, cuts)
    pixels = pixel_array(dataset)
    for colour in ((255, 214, 10), (64, 200, 255)):
        assert has_colour(pixels[: pixels.shape[0] // 2], colour)
    assert "DerivationCodeSequence" not in dataset
