"""The frames of an enhanced multi-frame image as slices."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from pydicom import Dataset
from pydicom.dataset import FileDataset
from pydicom.uid import JPEG2000Lossless, RLELossless

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.decode import decode_frame
from radlane.imaging.frames import claimed_frames, slices_of
from radlane.imaging.slices import Slice
from radlane.imaging.stack import order_slices
from radlane.imaging.volume import read_volume
from support.frame_sources import enhanced_ct, stack_planes
from support.headers import put_raw
from support.volumes import block, encoded_frames, enhanced, ref_of, rotation, series

GROUPS = ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence")


def frames_of(dataset: FileDataset, *also: str) -> tuple[Slice, ...]:
    return slices_of(ref_of(dataset), dataset, also)


def code_of(dataset: FileDataset) -> str:
    with pytest.raises(InputRefused) as refused:
        order_slices(frames_of(dataset))
    return refused.value.code


def first_group(dataset: FileDataset) -> Dataset:
    found: Dataset = dataset.PerFrameFunctionalGroupsSequence[0]
    return found


@pytest.mark.parametrize("modality", ["CT", "MR", "PT"])
@pytest.mark.parametrize("shared", [True, False])
def test_frames_make_the_same_volume_as_slices(modality: str, shared: bool) -> None:
    source = block().moved(rotation((10, 20, 30)))
    dataset = enhanced(series(source, modality=modality), shared)
    stack = order_slices(frames_of(dataset))
    volume, reasons = read_volume(stack, lambda _: dataset, decode_frame, map)
    assert np.array_equal(volume.values, source.values)
    assert volume.grid.affine == pytest.approx(source.affine)
    assert set(volume.refs) == {ref_of(dataset)}
    assert reasons == ()
    assert sorted(item.number or 0 for item in stack.slices) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("syntax", [RLELossless, JPEG2000Lossless])
def test_frames_may_be_compressed(syntax: str) -> None:
    source = block()
    dataset = encoded_frames(enhanced(series(source)), syntax)
    volume, _ = read_volume(order_slices(frames_of(dataset)), lambda _: dataset, decode_frame, map)
    assert np.array_equal(volume.values, source.values)


def test_several_instances_make_one_volume() -> None:
    source, made = block((8, 7, 6)), series(block((8, 7, 6)))
    parts = [enhanced(made[:3]), enhanced(made[3:6]), *made[6:]]
    for place, part in enumerate(parts):
        part.SOPInstanceUID, part.SeriesInstanceUID = f"1.2.{place}", "1.3"
        part.SOPClassUID = parts[0].SOPClassUID
    whole = {part.SOPInstanceUID: part for part in parts}
    found = [item for part in parts for item in frames_of(part)]
    random.Random(5).shuffle(found)
    volume, _ = read_volume(order_slices(found), lambda ref: whole[ref.sop_instance_uid], decode_frame, map)
    assert np.array_equal(volume.values, source.values)


def test_an_image_that_has_fewer_frames_by_now_is_refused() -> None:
    dataset = enhanced(series(block()))
    stack = order_slices(frames_of(dataset))
    length = len(dataset.PixelData) // 5
    dataset.NumberOfFrames, dataset.PixelData = 3, dataset.PixelData[: 3 * length]
    with pytest.raises(InputRefused) as refused:
        read_volume(stack, lambda _: dataset, decode_frame, map)
    assert refused.value.code == ReasonCode.PIXEL_DESCRIPTION_INVALID


def test_a_classic_image_is_its_own_slice() -> None:
    (dataset, *_) = series(block())
    (item,) = frames_of(dataset)
    assert (item.header, item.number) == (dataset, None)


def test_an_enhanced_image_without_groups_is_one_slice_of_too_many_frames() -> None:
    dataset = enhanced(series(block()))
    for keyword in GROUPS:
        del dataset[keyword]
    assert len(frames_of(dataset)) == 1
    assert code_of(dataset) == ReasonCode.MULTI_FRAME_UNSUPPORTED


def test_a_frame_says_more_than_all_share() -> None:
    dataset = enhanced_ct(stack_planes(4))
    other = Dataset()
    other.RescaleSlope, other.RescaleIntercept, other.RescaleType = 2, -5, "HU"
    first_group(dataset).PixelValueTransformationSequence = [other]
    first, second, *_ = frames_of(dataset)
    assert (first.header.RescaleSlope, first.header.RescaleIntercept) == (2, -5)
    assert (
        second.header.RescaleSlope
        == dataset.SharedFunctionalGroupsSequence[0]["PixelValueTransformationSequence"][0].RescaleSlope
    )
    with pytest.raises(InputRefused) as refused:  # CT has one slope
        read_volume(order_slices(frames_of(dataset)), lambda _: dataset, decode_frame, map)
    assert refused.value.code == ReasonCode.RESCALE_MIXED
    assert first.header.ImageType == ["DERIVED", "PRIMARY", "VOLUME", "NONE"]


def test_a_frame_may_be_in_colour_beside_others_that_are_grey() -> None:
    """PS3.3 section C.8.16.2.1.1: MIXED of the image, what it is of each frame."""
    dataset = enhanced_ct(stack_planes(4))
    dataset.PixelPresentation = "MIXED"
    assert read_volume(order_slices(frames_of(dataset)), lambda _: dataset, decode_frame, map)
    kind = deepcopy(dataset.SharedFunctionalGroupsSequence[0].CTImageFrameTypeSequence)
    kind[0].PixelPresentation = "COLOR"
    first_group(dataset).CTImageFrameTypeSequence = kind
    with pytest.raises(InputRefused) as refused:
        order_slices(frames_of(dataset))
    assert refused.value.code == ReasonCode.PHOTOMETRIC_UNSUPPORTED


def test_what_is_asked_for_is_there_too() -> None:
    dataset = enhanced(series(block()))
    assert all("BodyPartExamined" not in item.header for item in frames_of(dataset))
    dataset.BodyPartExamined = "HEAD"
    assert all(item.header.BodyPartExamined == "HEAD" for item in frames_of(dataset, "BodyPartExamined"))


def _without(keyword: str) -> Any:
    def spoil(dataset: FileDataset) -> None:
        for group in (*dataset.SharedFunctionalGroupsSequence, *dataset.PerFrameFunctionalGroupsSequence):
            group.pop(keyword, None)

    return spoil


def _one_group_less(dataset: FileDataset) -> None:
    dataset.PerFrameFunctionalGroupsSequence = dataset.PerFrameFunctionalGroupsSequence[1:]


def _no_groups(keyword: str) -> Any:
    def spoil(dataset: FileDataset) -> None:
        put_raw(dataset, keyword, "SQ", b"\x01\x02\x03")

    return spoil


def _one_more_frame(dataset: FileDataset) -> None:
    dataset.NumberOfFrames = 2**17


def _unreadable(dataset: FileDataset) -> None:
    put_raw(first_group(dataset)["PlanePositionSequence"][0], "ImagePositionPatient", "DS", b"x\\y\\z")


def _twice(dataset: FileDataset) -> None:
    groups = dataset.PerFrameFunctionalGroupsSequence
    groups[1].PlanePositionSequence = groups[0].PlanePositionSequence


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_one_group_less, ReasonCode.PIXEL_DESCRIPTION_INVALID),
        (_no_groups(GROUPS[0]), ReasonCode.PIXEL_DESCRIPTION_INVALID),
        (_no_groups(GROUPS[1]), ReasonCode.PIXEL_DESCRIPTION_INVALID),
        (_one_more_frame, ReasonCode.IMAGE_TOO_LARGE),
        (_without("PlanePositionSequence"), ReasonCode.GEOMETRY_INVALID),
        (_without("PixelMeasuresSequence"), ReasonCode.GEOMETRY_INVALID),
        (_unreadable, ReasonCode.GEOMETRY_INVALID),
        (_twice, ReasonCode.SLICES_DUPLICATE),
    ],
)
def test_what_frames_do_not_say_is_refused(spoil: Any, code: str) -> None:
    dataset = enhanced(series(block()))
    spoil(dataset)
    assert code_of(dataset) == code


def test_what_is_private_or_unreadable_is_left_out() -> None:
    dataset = enhanced(series(block()))
    item = Dataset()
    item.add_new(0x00091001, "LO", "private")
    item.EchoTime = "5"
    put_raw(item, "EchoTrainLength", "US", b"xyz")
    first_group(dataset).UnassignedPerFrameConvertedAttributesSequence = [item]
    header = frames_of(dataset, "EchoTime", "EchoTrainLength")[0].header
    assert header.EchoTime == 5
    assert "EchoTime" not in frames_of(dataset)[0].header  # nobody asks for it
    assert "EchoTrainLength" not in header
    assert not any(tag.is_private for tag in header.keys())  # noqa: SIM118 - a data set


def test_what_frames_say_of_their_acquisition_is_said_as_by_classic_images() -> None:
    dataset = enhanced(series(block()))
    direction, diffusion, echo, content = Dataset(), Dataset(), Dataset(), Dataset()
    direction.DiffusionGradientOrientation = [0.0, 1.0, 0.0]
    diffusion.DiffusionBValue, diffusion.DiffusionGradientDirectionSequence = 1000.0, [direction]
    echo.EffectiveEchoTime, content.StackID, content.TemporalPositionIndex = 80.0, "2", 3
    group = first_group(dataset)
    group.MRDiffusionSequence, group.MREchoSequence, group.FrameContentSequence = [diffusion], [echo], [content]
    header = frames_of(dataset)[0].header
    assert (header.DiffusionBValue, header.DiffusionGradientOrientation) == (1000, [0, 1, 0])
    assert (header.EchoTime, header.StackID, header.TemporalPositionIdentifier) == (80, "2", 3)
    assert "DiffusionBValue" not in frames_of(dataset)[1].header


def test_what_was_converted_says_less_than_groups_and_nothing_of_patient_and_pixels() -> None:
    dataset = enhanced(series(block()))
    plain = frames_of(dataset, "EchoTime")[0].header
    item = Dataset()
    item.PatientID, item.RescaleSlope, item.PixelSpacing, item.PixelPaddingValue = "OTHER", 2, [3, 3], 0
    item.BitsStored, item.EchoTime, item.PatientWeight, item.Rows = 12, 5, "7", 1
    first_group(dataset).UnassignedPerFrameConvertedAttributesSequence = [item]
    dataset.PatientWeight = "70"
    header = frames_of(dataset, "EchoTime", "PatientWeight", "Rows")[0].header
    assert (header.PatientWeight, header.Rows) == (70, 7)
    assert header.EchoTime == 5
    for keyword in ("PatientID", "RescaleSlope", "PixelSpacing", "BitsStored"):
        assert header[keyword].value == plain[keyword].value
    assert "PixelPaddingValue" not in header


def agent(meaning: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = "1", "99X", meaning
    return item


def test_frames_say_whether_contrast_was_given_and_which_side_they_show() -> None:
    dataset = enhanced(series(block()))
    assert frames_of(dataset, "ContrastBolusAgent")[0].header.ContrastBolusAgent is None  # as the image itself says
    dataset.ContrastBolusAgentSequence = [agent("Gadolinium"), agent("Saline")]
    none, given = Dataset(), Dataset()
    none.ContrastBolusAgentAdministered, given.ContrastBolusAgentAdministered = "NO", "YES"
    first_group(dataset).ContrastBolusUsageSequence = [none]
    dataset.PerFrameFunctionalGroupsSequence[1].ContrastBolusUsageSequence = [none, given]
    first_group(dataset).FrameAnatomySequence = [Dataset()]
    first_group(dataset).FrameAnatomySequence[0].FrameLaterality = "L"
    first, second, third, *_ = frames_of(dataset, "ContrastBolusAgent", "ImageLaterality")
    assert "ContrastBolusAgent" not in first.header
    assert second.header.ContrastBolusAgent == third.header.ContrastBolusAgent == "Gadolinium, Saline"
    assert first.header.ImageLaterality == "L"
    dataset.SharedFunctionalGroupsSequence[0].ContrastBolusUsageSequence = [none]
    first, second, third, *_ = frames_of(dataset, "ContrastBolusAgent")
    assert "ContrastBolusAgent" not in third.header  # all frames share it
    assert second.header.ContrastBolusAgent == "Gadolinium, Saline"  # but one says more
    del dataset.SharedFunctionalGroupsSequence[0].ContrastBolusUsageSequence
    dataset.ContrastBolusAgentSequence = [Dataset()]
    assert frames_of(dataset)[2].header.ContrastBolusAgent == "unknown"


def test_frames_are_counted_before_they_are_read() -> None:
    dataset = enhanced(series(block()))
    assert claimed_frames(ref_of(dataset), dataset) == 5
    (classic, *_) = series(block())
    assert claimed_frames(ref_of(classic), classic) == 0
