"""Which of the retrieved images a model reads, or why none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from radlane.domain.choice import Choice, SeriesChoice
from radlane.domain.reason import ReasonCode
from radlane.domain.select import Condition, Preference
from radlane.domain.study import RetrievedInstance
from radlane.errors import InputRefused
from radlane.pipeline.choosing import (
    Candidate,
    choose_image,
    choose_slices,
    header_keywords,
    require_slice,
    unseen_reasons,
)
from support.choices import IMAGES, VOLUMES, candidate, coded, selecting, slices_of
from support.volumes import block, enhanced, ref_of, series


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([candidate(1)], 1),  # what is absent decides nothing
        ([candidate(1, ViewPosition="LL"), candidate(2, ViewPosition="PA")], 2),  # the usual pair
        ([candidate(1, ViewPosition="AP", BodyPartExamined="CHEST")], 1),
        ([candidate(1, BodyPartExamined="HAND"), candidate(2, BodyPartExamined="CHEST ")], 2),
        ([candidate(1, AnatomicRegionSequence=coded(("SCT", "816094009")))], 1),
        ([candidate(1, AnatomicRegionSequence=coded(("SCT", "51185008")))], 1),  # its former code
        ([candidate(1, AnatomicRegionSequence=coded(("SNM3", "T-D3000")))], 1),  # SNOMED RT under its first name
        ([candidate(1, AnatomicRegionSequence=[], ViewCodeSequence=coded(("", "x")))], 1),  # say nothing
        ([candidate(1, ViewCodeSequence=coded(("SRT", "R-10206")))], 1),
        ([candidate(1, ViewCodeSequence=coded(("SCT", "399067008"))), candidate(2)], 2),  # lateral, and silent
    ],
)
def test_the_chosen_image(found: list[Candidate], expected: int) -> None:
    assert choose_image(found, IMAGES.reference, "1.2").item.path == Path(f"{expected}.dcm")


def test_a_picture_of_a_screen_beside_the_image_is_left_out() -> None:
    screen = candidate(2, ImageType="DERIVED\\SECONDARY\\OTHER\\DOSE_INFO")
    chosen = choose_image([screen, candidate(1)], IMAGES.reference, "1.2")
    assert chosen.item == candidate(1).instance
    assert [(found.code, found.text) for found in chosen.choices if found.code] == [
        ("no-matching-series", "A picture of a screen is no image of a patient")
    ]


def test_a_picture_of_a_screen_may_be_what_is_read() -> None:
    screen = candidate(2, ImageType="DERIVED\\SECONDARY\\OTHER\\DOSE_INFO", BodyPartExamined="TAIL")
    reference = IMAGES.reference
    asked = replace(reference.select, screens="read", body_parts=None)
    assert choose_image([screen], replace(reference, select=asked), "1.2").item == screen.instance


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ([candidate(1, BodyPartExamined="HAND")], "body-part-mismatch"),  # the archive did not know
        ([candidate(1, ViewPosition="LL")], "view-mismatch"),
        ([candidate(1, AnatomicRegionSequence=coded(("SCT", "85562004")))], "body-part-mismatch"),  # a hand
        (
            [candidate(1, BodyPartExamined="CHEST", AnatomicRegionSequence=coded(("SCT", "85562004")))],
            "body-part-mismatch",  # words and code contradict each other
        ),
        (
            [candidate(1, AnatomicRegionSequence=coded(("SCT", "816094009"), ("SCT", "818981001")))],
            "body-part-mismatch",  # the chest and the abdomen
        ),
        ([candidate(1, AnatomicRegionSequence=coded(("99X", "816094009")))], "body-part-mismatch"),  # another scheme
        ([candidate(1, ViewCodeSequence=coded(("SCT", "399173006")))], "view-mismatch"),  # left lateral
        ([candidate(1, ViewPosition="PA", ViewCodeSequence=coded(("SRT", "R-10236")))], "view-mismatch"),
        ([candidate(1, ViewPosition="PA"), candidate(2, ViewPosition="PA")], "ambiguous-input"),
        ([candidate(1), candidate(2)], "ambiguous-input"),  # never the first, never the last
        ([candidate(1, ImageType="DERIVED\\SECONDARY\\SCREEN SAVE")], "no-matching-series"),  # a report of doses
    ],
)
def test_why_none_is_chosen(found: list[Candidate], code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        choose_image(found, IMAGES.reference, "1.2")
    assert refused.value.code == code


SCOUT = {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}


@pytest.mark.parametrize(
    "others",
    [
        [],
        slices_of(2, 2, **SCOUT),
        slices_of(2, 1),  # one image is no stack
        slices_of(2, 3, BodyPartExamined="HAND"),
        slices_of(2, 3, ViewPosition="LL"),
    ],
    ids=["alone", "localiser", "single image", "another region", "another view"],
)
def test_the_one_series_that_fits_is_chosen(others: list[Candidate]) -> None:
    chosen = choose_slices([*others, *slices_of(1)], VOLUMES.reference, "1.2").item
    assert [item.ref for item in chosen] == [item.instance.ref for item in slices_of(1)]


@pytest.mark.parametrize(
    ("candidates", "code"),
    [
        (slices_of(1) + slices_of(2), "ambiguous-input"),
        (slices_of(1, 2), "slices-too-few"),
        (slices_of(1, 3, **SCOUT), "no-matching-series"),
        (slices_of(1, 1), "slices-too-few"),
        (slices_of(1, 3, BodyPartExamined="HAND"), "body-part-mismatch"),
        (slices_of(1, 3, ViewPosition="LL"), "view-mismatch"),
    ],
)
def test_where_no_series_or_several_fit_there_is_a_reason(candidates: list[Candidate], code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        choose_slices(candidates, VOLUMES.reference, "1.2")
    assert refused.value.code == code


FLAT = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0]


def mixed(**last: Any) -> list[Candidate]:
    """A series whose last image says something else."""
    made = slices_of(1, 5, ImageOrientationPatient=FLAT)
    for keyword, value in last.items():
        setattr(made[-1].header, keyword, value)
    return made


@pytest.mark.parametrize(
    ("candidates", "code"),
    [
        (mixed(BodyPartExamined="SHOULDER"), "slices-mixed"),
        (mixed(ViewPosition="LL"), "slices-mixed"),
        (mixed(ImageType=["DERIVED", "SECONDARY", "MPR"]), "slices-mixed"),  # it lies among the others
        (mixed(PatientID="another"), "slices-foreign"),
        (mixed(PatientID="another", ImageType=["DERIVED", "SECONDARY", "MIP"]), "slices-foreign"),
    ],
    ids=["region", "view", "reformat", "patient", "another patient's projection"],
)
def test_a_series_is_chosen_whole_or_not_at_all(candidates: list[Candidate], code: str) -> None:
    """Without its last slices a stack would be a smaller one, and its volume a wrong one."""
    with pytest.raises(InputRefused) as refused:
        choose_slices(candidates, VOLUMES.reference, "1.2")
    assert refused.value.code == code


def test_a_localiser_may_lie_beside_the_stack() -> None:
    upright = mixed(ImageOrientationPatient=[1.0, 0.0, 0.0, 0.0, 0.0, -1.0], **SCOUT)
    assert len(choose_slices(upright, VOLUMES.reference, "1.2").item) == 4


def test_a_series_of_several_regions_does_not_hide_one_that_fits() -> None:
    other = slices_of(2, 3)
    other[-1].header.BodyPartExamined = "SHOULDER"
    assert {
        item.ref.series_instance_uid for item in choose_slices(other + slices_of(1), VOLUMES.reference, "1.2").item
    } == {"1.2.1"}


def thin(**more: Any) -> Condition:
    return Condition(attribute="SliceThickness", most=2.0, **more)


LOWEST = Preference(by="SliceThickness", order="lowest")


def test_conditions_decide_and_each_series_is_told_of() -> None:
    model = selecting(VOLUMES, where=(thin(), Condition(attribute="ConvolutionKernel", unlike=("*B70*",))))
    candidates = [
        *slices_of(1, SliceThickness=5),
        *slices_of(2, SliceThickness=1, ConvolutionKernel=["B70f", "3"]),
        *slices_of(3, SliceThickness=1, ConvolutionKernel="B30f"),
        *slices_of(4, 2, SliceThickness=1),
        *slices_of(5, BodyPartExamined="HAND"),
        *slices_of(6, **SCOUT),
    ]
    chosen = choose_slices(candidates, model.reference, "1.2")
    assert {item.ref.series_instance_uid for item in chosen.item} == {"1.2.3"}
    assert [(found.series_instance_uid, found.choice, found.code, found.images) for found in chosen.choices] == [
        ("1.2.1", Choice.REFUSED, "series-unfit", 3),
        ("1.2.2", Choice.REFUSED, "series-unfit", 3),
        ("1.2.3", Choice.CHOSEN, None, 3),
        ("1.2.4", Choice.REFUSED, "slices-too-few", 2),
        ("1.2.5", Choice.REFUSED, "body-part-mismatch", 3),
        ("1.2.6", Choice.REFUSED, "no-matching-series", 3),
    ]
    assert chosen.choices[0].text == "The model asks for SliceThickness at most 2"
    assert chosen.choices[1].text == "The model asks for ConvolutionKernel unlike *B70*"


def test_preferences_decide_in_their_order() -> None:
    candidates = [
        *slices_of(1, SliceThickness=5, ConvolutionKernel="B30f"),
        *slices_of(2, 5, SliceThickness=1),
        *slices_of(3, 4, SliceThickness=1),
    ]
    model = selecting(VOLUMES, prefer=(LOWEST, Preference(by="slices", order="highest")))
    chosen = choose_slices(candidates, model.reference, "1.2")
    assert len(chosen.item) == 5
    assert [found.choice for found in chosen.choices] == [Choice.OUTDONE, Choice.CHOSEN, Choice.OUTDONE]
    with pytest.raises(InputRefused, match="2 series, or stacks of one, fit") as refused:
        choose_slices(candidates, selecting(VOLUMES, prefer=(LOWEST,)).reference, "1.2")
    assert refused.value.code == "ambiguous-input"


def test_the_reason_of_the_series_that_came_the_furthest_is_told() -> None:
    candidates = [*slices_of(1, SliceThickness=5), *slices_of(2, SliceThickness=6), *slices_of(3, ViewPosition="LL")]
    with pytest.raises(InputRefused) as refused:
        choose_slices(candidates, selecting(VOLUMES, where=(thin(),)).reference, "1.2")
    assert (refused.value.code, refused.value.uid) == ("series-unfit", "1.2")
    assert refused.value.what == "The model asks for SliceThickness at most 2 (2 times)"


def echoes(*times: float) -> list[Candidate]:
    """A series of three slices for each echo."""
    made = slices_of(1, 3 * len(times))
    for place, item in enumerate(made):
        item.header.ImagePositionPatient = [0, 0, place % 3]
        item.header.EchoTime = times[place // 3]
    return made


def test_a_stack_of_a_series_is_chosen() -> None:
    of_echo = selecting(VOLUMES, where=(Condition(attribute="EchoTime", least=15, most=25),))
    chosen = choose_slices(echoes(10, 20, 30), of_echo.reference, "1.2")
    assert [float(item.header.EchoTime) for item in chosen.item] == [20, 20, 20]
    assert [(found.series_instance_uid, found.choice) for found in chosen.choices] == [
        ("1.2.1", Choice.REFUSED),
        ("1.2.1", Choice.CHOSEN),
        ("1.2.1", Choice.REFUSED),
    ]
    with pytest.raises(InputRefused, match="3 series, or stacks of one"):
        choose_slices(echoes(10, 20, 30), VOLUMES.reference, "1.2")
    first = selecting(VOLUMES, prefer=(Preference(by="EchoTime", order="lowest"),))
    assert float(choose_slices(echoes(30, 10, 20), first.reference, "1.2").item[0].header.EchoTime) == 10


def test_an_image_is_chosen_by_conditions_and_preferences() -> None:
    right = selecting(IMAGES, where=(Condition(attribute="ImageLaterality", like=("R",), absent="fits"),))
    pair = [candidate(1, ImageLaterality="L"), candidate(2, ImageLaterality="R")]
    chosen = choose_image(pair, right.reference, "1.2")
    assert chosen.item.path.name == "2.dcm"
    assert [found.choice for found in chosen.choices] == [Choice.REFUSED, Choice.CHOSEN]
    with pytest.raises(InputRefused) as refused:
        choose_image(pair[:1], right.reference, "1.2")
    assert refused.value.code == "series-unfit"
    later = selecting(IMAGES, prefer=(Preference(by="AcquisitionNumber", order="highest"),))
    retakes = [candidate(1, AcquisitionNumber="1"), candidate(2, AcquisitionNumber="2"), candidate(3)]
    assert choose_image(retakes, later.reference, "1.2").item.path.name == "2.dcm"
    assert {"ImageLaterality", "AcquisitionNumber"} <= {
        *header_keywords(right.reference),
        *header_keywords(later.reference),
    }
    assert "slices" not in header_keywords(
        selecting(IMAGES, prefer=(Preference(by="slices", order="lowest"),)).reference
    )


@pytest.mark.parametrize(
    ("said", "code"),
    [({"SliceThickness": 3}, "series-unfit"), ({"ViewPosition": "LL"}, "view-mismatch"), (SCOUT, "no-matching-series")],
)
def test_one_slice_may_be_of_a_stack_that_is_read(said: dict[str, Any], code: str) -> None:
    model = selecting(VOLUMES, where=(thin(),), slices=(20, 100))
    require_slice(slices_of(1, SliceThickness=1)[0], model.reference, "1.2")
    with pytest.raises(InputRefused) as refused:
        require_slice(slices_of(1, **said)[0], model.reference, "1.2")
    assert refused.value.code == code


def test_too_many_frames_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("radlane.pipeline.choosing.MOST_FRAMES", 5)
    assert len(choose_slices(slices_of(1, 6), VOLUMES.reference, "1.2").item) == 6  # their headers are there already
    dataset = enhanced(series(block((6, 7, 6))))
    found = Candidate(instance=RetrievedInstance(ref=ref_of(dataset), path=Path("x")), header=dataset)
    with pytest.raises(InputRefused) as refused:
        choose_slices([found], VOLUMES.reference, "1.2")
    assert refused.value.code == "image-too-large"


def test_what_is_no_slice_is_told_by_what_it_is() -> None:
    mosaic, scout = ({"ImageType": f"ORIGINAL\\PRIMARY\\{kind}"} for kind in ("MOSAIC", "LOCALIZER"))
    with pytest.raises(InputRefused) as refused:
        choose_slices([*slices_of(1, 4, **mosaic), *slices_of(2, 3, **scout)], VOLUMES.reference, "1.2")
    assert refused.value.code == "no-matching-series"
    assert "A mosaic has many slices side by side in one image" in str(refused.value)
    assert "A localiser is no slice of a stack" in str(refused.value)


def test_images_that_fit_as_well_are_said_to_be_unseen() -> None:
    def one(choice: Choice, images: int, study: str | None = None) -> SeriesChoice:
        facts: dict[str, Any] = {"code": None, "text": "", "channel": "image", "study_instance_uid": study}
        return SeriesChoice(series_instance_uid="1.2", images=images, choice=choice, **facts)

    assert unseen_reasons([one(Choice.CHOSEN, 3), one(Choice.REFUSED, 5), one(Choice.OUTDONE, 9, "1.5")]) == ()
    (few,) = unseen_reasons([one(Choice.CHOSEN, 1), one(Choice.OUTDONE, 1)])
    (many,) = unseen_reasons([one(Choice.OUTDONE, 1), one(Choice.OUTDONE, 2)])
    assert (few.code, few.text.split(" fit")[0]) == (ReasonCode.PART_UNSEEN, "Another image of the study")
    assert many.text.startswith("3 other images of the study fit as well")
