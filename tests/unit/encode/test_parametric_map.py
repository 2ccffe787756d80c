from dataclasses import replace
from io import BytesIO

import highdicom
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.domain.saliency import Heatmap, SaliencyQuantity
from radlane.encode.checker import check_conformance
from radlane.encode.common import with_common_modules
from radlane.encode.parametric_map import build_parametric_map
from radlane.encode.part10 import to_bytes
from radlane.encode.places import read_places
from radlane.encode.series import PARAMETRIC_MAP
from radlane.encode.source_frame import images_of
from support import volume_encoding
from support.encoding import context
from support.findings import heat
from support.highdicom_map import highdicom_map
from support.highdicom_seg import differences
from support.radiographs import radiograph
from support.shapes import SHAPES, Shape, run
from support.volume_sources import CT, FRAME_OF_REFERENCE, MR, TILTED, Stack, slices

HEAT = Heatmap(
    finding="liver",
    quantity=SaliencyQuantity.GRADIENT_WEIGHTED_CLASS_ACTIVATION,
    method="Grad-CAM, layer features.29",
    values=heat(CT.shape),
)


def said(*heatmaps: Heatmap) -> Conclusion:
    return replace(volume_encoding.conclusion(), heatmaps=heatmaps)


def built(stack: Stack = CT, heatmap: Heatmap | None = None) -> Dataset:
    found = heatmap or replace(HEAT, values=heat(stack.shape))
    made = build_parametric_map(volume_encoding.context(slices(stack)), said(found), 1)
    assert made is not None
    return dcmread(BytesIO(to_bytes(made)))


@pytest.mark.parametrize("stack", [CT, MR, TILTED], ids=["straight", "oblique", "tilted"])
def test_the_numbers_come_back_where_they_were(stack: Stack) -> None:
    made, expected = built(stack), heat(stack.shape)
    found = highdicom.pm.ParametricMap.from_dataset(made).get_frames(apply_real_world_transform=True)
    index = {source.SOPInstanceUID: z for z, source in enumerate(slices(stack))}
    reached = []
    for values, frame in zip(found, made.PerFrameFunctionalGroupsSequence, strict=True):
        (derived,) = frame.DerivationImageSequence
        z = index[derived.SourceImageSequence[0].ReferencedSOPInstanceUID]
        np.testing.assert_array_equal(values, expected[z])
        assert frame.PlanePositionSequence[0].ImagePositionPatient == slices(stack)[z].ImagePositionPatient
        reached.append(z)
    assert sorted(reached) == list(range(len(index)))
    assert made.FrameOfReferenceUID == FRAME_OF_REFERENCE
    assert "DimensionOrganizationType" not in made


@pytest.mark.parametrize(("low", "size"), [(0.0, 1.0), (-1e5, 3.0), (0.25, 0.0), (-2.0, 1e4), (1e-9, 1e-7)])
def test_every_number_is_kept_and_shown_from_the_lowest_to_the_highest(low: float, size: float) -> None:
    values = (low + np.linspace(0, size, int(np.prod(CT.shape[1:]))).reshape(1, *CT.shape[1:])).astype(np.float32)
    values = np.repeat(values, CT.shape[0], axis=0)  # the same in each frame, whatever their order
    made = built(heatmap=replace(HEAT, values=values))
    np.testing.assert_array_equal(made.pixel_array, values)
    groups = made.SharedFunctionalGroupsSequence[0]
    mapping, window = groups.RealWorldValueMappingSequence[0], groups.FrameVOILUTSequence[0]
    mapped = [mapping[f"DoubleFloatRealWorldValue{end}ValueMapped"].value for end in ("First", "Last")]
    assert mapped == [values.min(), values.max()]
    assert (mapping.RealWorldValueSlope, mapping.RealWorldValueIntercept) == (1, 0)
    width, spread = float(window.WindowWidth), float(np.ptp(values))
    assert width == pytest.approx(spread, rel=1e-5) if spread else width == 1
    assert float(window.WindowCenter) == pytest.approx((float(values.min()) + float(values.max())) / 2, rel=1e-5)
    assert window.VOILUTFunction == "LINEAR_EXACT"
    assert all(len(str(text)) <= 16 for text in (window.WindowCenter, window.WindowWidth))


def test_it_says_what_its_numbers_are() -> None:
    made = built()
    mapping = made.SharedFunctionalGroupsSequence[0].RealWorldValueMappingSequence[0]
    (quantity,) = mapping.QuantityDefinitionSequence
    assert (quantity.ConceptNameCodeSequence[0].CodeValue, quantity.ConceptCodeSequence[0].CodeValue) == (
        *("246205007", "130403"),
    )
    assert mapping.MeasurementUnitsCodeSequence[0].CodeValue == "1"
    assert mapping.LUTExplanation == HEAT.method
    assert made.ContentDescription == "Not a finding: explains Liver"
    assert (made.ContentCreatorName, made.ContentLabel) == ("radlane^", "AI_EXPLANATION")
    assert (made.BitsAllocated, made.ContentQualification, made.SeriesNumber) == (32, "RESEARCH", 99004)
    assert "not a finding" in made.ImageComments


def test_that_it_is_no_finding_is_never_cut() -> None:
    """Content Description has 64 characters."""
    (first, *others) = volume_encoding.conclusion().findings
    long = replace(
        first, concept=replace(first.concept, meaning="White matter hyperintensity of presumed vascular origin")
    )
    run = replace(volume_encoding.context(slices()), manifest=replace(volume_encoding.manifest(), outputs=()))
    made = build_parametric_map(run, replace(said(HEAT), findings=(long, *others)), 1)
    assert made is not None
    assert made.ContentDescription.startswith("Not a finding: explains White matter")
    assert len(made.ContentDescription) <= 64


def test_a_map_is_of_a_finding_that_is_there() -> None:
    with pytest.raises(ValueError, match="a finding that is there"):
        build_parametric_map(volume_encoding.context(slices()), said(replace(HEAT, finding="spleen")), 1)


def test_an_entropy_is_in_bits_and_explains_nothing() -> None:
    made = built(heatmap=replace(HEAT, finding=None, quantity=SaliencyQuantity.ENTROPY))
    mapping = made.SharedFunctionalGroupsSequence[0].RealWorldValueMappingSequence[0]
    (quantity,) = mapping.QuantityDefinitionSequence
    assert quantity.ConceptCodeSequence[0].CodeValue == "answer-entropy"
    assert mapping.MeasurementUnitsCodeSequence[0].CodeValue == "bit"
    assert made.ContentDescription == "Not a finding: Entropy of the model's answer"
    assert made.ContentLabel == "AI_UNCERTAINTY"
    assert made.ImageComments.startswith("AI uncertainty, not a finding")


def test_the_same_run_gives_the_same_bytes() -> None:
    run = volume_encoding.context(slices())
    one, other = (build_parametric_map(run, said(HEAT), 1) for _ in range(2))
    assert one is not None
    assert other is not None
    assert to_bytes(one) == to_bytes(other)
    second = build_parametric_map(run, said(HEAT, HEAT), 2)
    assert second is not None
    assert second.SOPInstanceUID != one.SOPInstanceUID


def test_what_has_no_place_in_space_has_no_map() -> None:
    """A radiograph may have a Frame of Reference; its pixels have no place in it."""
    image = radiograph(FrameOfReferenceUID=FRAME_OF_REFERENCE)
    assert build_parametric_map(context(image), said(replace(HEAT, values=heat((1, 48, 40)))), 1) is None


def test_a_map_has_numbers_for_each_frame() -> None:
    with pytest.raises(ValueError, match="each analysed frame"):
        build_parametric_map(volume_encoding.context(slices()), said(replace(HEAT, values=HEAT.values[1:])), 1)


def test_frames_say_which_part_of_the_body_they_show() -> None:
    made = built()
    (anatomy,) = made.SharedFunctionalGroupsSequence[0].FrameAnatomySequence
    (region,) = anatomy.AnatomicRegionSequence
    assert (region.CodeValue, region.CodeMeaning, anatomy.FrameLaterality) == ("816094009", "Chest", "U")
    assert (made.BodyPartExamined, "Laterality" in made) == ("CHEST", False)


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if read_places(shape.frames())], ids=lambda one: one.name)
def test_frames_of_every_shape_have_a_map(shape: Shape) -> None:
    """The numbers of each analysed frame come back in its place, and the checker has nothing to say."""
    frames = shape.frames()
    grid = int(frames[0].image.Rows), int(frames[0].image.Columns)
    values = heat((len(frames), *grid))
    made = build_parametric_map(run(frames), said(replace(HEAT, values=values)), 1)
    assert made is not None
    read = dcmread(BytesIO(to_bytes(made)))
    shown = highdicom.pm.ParametricMap.from_dataset(read).get_frames(apply_real_world_transform=True)
    places = {(str(frame.image.SOPInstanceUID), frame.number): place for place, frame in enumerate(frames)}
    reached = []
    for found, group in zip(shown, read.PerFrameFunctionalGroupsSequence, strict=True):
        source = group.DerivationImageSequence[0].SourceImageSequence[0]
        place = places[source.ReferencedSOPInstanceUID, source.get("ReferencedFrameNumber")]
        np.testing.assert_array_equal(found, values[place])
        reached.append(place)
    assert sorted(reached) == list(range(len(frames)))
    images = list(images_of(frames))
    assert [found.code for found in check_conformance([read], images)] == []


@pytest.mark.parametrize("stack", [CT, MR, TILTED], ids=["straight", "oblique", "tilted"])
def test_it_is_what_highdicom_writes(stack: Stack) -> None:
    """But for Frame Anatomy, which table A.75-2 wants and highdicom leaves out, and for what it leaves out besides.

    Dimension Organization Type is 3D in none of ours; how far slices are apart it says of none that are sheared.
    """
    run_on_it, heatmap = volume_encoding.context(slices(stack)), replace(HEAT, values=heat(stack.shape))
    common = set(with_common_modules(Dataset(), run_on_it, PARAMETRIC_MAP).dir())
    ours, theirs = built(stack), dcmread(BytesIO(to_bytes(highdicom_map(run_on_it, heatmap))))
    found = {path for path in differences(ours, theirs) if path.split(".")[0] not in common}
    found = {path.rpartition(".")[2] for path in found}
    assert found - {"DimensionOrganizationType", "SpacingBetweenSlices"} == {
        *("FrameAnatomySequence", "DimensionOrganizationUID", "ImageComments", "BodyPartExamined")
    }
