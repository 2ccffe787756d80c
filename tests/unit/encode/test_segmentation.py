import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import highdicom
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Region
from radlane.domain.output import SegmentationType
from radlane.encode.codes import SIDES
from radlane.encode.common import with_common_modules
from radlane.encode.context import EncodeContext
from radlane.encode.part10 import to_bytes
from radlane.encode.reading import numbers
from radlane.encode.segmentation import build_segmentation, segmentation_type
from radlane.encode.series import SEGMENTATION
from radlane.encode.source_frame import every_frame
from support import volume_encoding
from support.encoding import conclusion, context, encoded, lungs
from support.highdicom_seg import differences, reference
from support.radiographs import radiograph, real
from support.shapes import OF_LABELS, SHAPES, TYPES, Shape, concluded, labels, read_back, run
from support.variants_of_regions import overlapping, with_fractions
from support.volume_sources import CT, FRAME_OF_REFERENCE, HARDLY_TILTED, MR, TILTED, Stack, slices

# What highdicom takes: one place a frame, one direction and spacing for all, and no loops.
HIGHDICOMS = {
    *("ct", "mr-oblique", "ct-tilted", "ct-hardly-tilted", "ct-uneven", "ct-one-slice", "ct-backwards"),
    *("enhanced-ct", "enhanced-mr", "enhanced-pet", "photograph", "slide-full", "slide-sparse"),
}
CALLED_3D = {"ct", "ct-hardly-tilted", "ct-backwards", "enhanced-mr", "enhanced-pet"}


def build(source: Dataset, found: Conclusion, segments: int = 2) -> Dataset:
    built = build_segmentation(context(source, segments=segments), found)
    assert built is not None
    return built


def sides(segmentation: Dataset) -> list[str | None]:
    kinds = [segment.SegmentedPropertyTypeCodeSequence[0] for segment in segmentation.SegmentSequence]
    modifiers = [kind.get("SegmentedPropertyTypeModifierCodeSequence") for kind in kinds]
    return [modifier[0].CodeMeaning if modifier else None for modifier in modifiers]


def test_the_pixels_come_back_as_they_were() -> None:
    source = dcmread(real("RG1_UNCI.dcm"))
    found = conclusion(source.Rows, source.Columns)
    segmentation = highdicom.seg.Segmentation.from_dataset(encoded(source, found)[0])
    pixels = segmentation.get_pixels_by_source_instance([source.SOPInstanceUID])
    for index, mask in enumerate(lungs(source.Rows, source.Columns)):
        np.testing.assert_array_equal(pixels[0, :, :, index].astype(bool), mask)


def test_segments_are_described_in_the_manifests_order() -> None:
    segmentation = build(radiograph(), conclusion(48, 40))
    assert [segment.SegmentNumber for segment in segmentation.SegmentSequence] == [1, 2]
    assert [segment.SegmentLabel for segment in segmentation.SegmentSequence] == ["Right lung", "Left lung"]
    assert sides(segmentation) == [code.meaning for code in SIDES.values()]
    first = segmentation.SegmentSequence[0]
    assert first.SegmentAlgorithmType == "AUTOMATIC"
    assert first.SegmentationAlgorithmIdentificationSequence[0].AlgorithmParameters.startswith("lungs threshold=0.5,")
    assert len({segment.TrackingUID for segment in segmentation.SegmentSequence}) == 2


def test_findings_may_come_in_any_order() -> None:
    mirrored = Conclusion(findings=conclusion(48, 40).findings[::-1])
    segmentation = build(radiograph(), mirrored)
    assert [segment.SegmentNumber for segment in segmentation.SegmentSequence] == [1, 2]


def test_an_unknown_side_is_not_stated() -> None:
    segmentation = build(radiograph(PatientOrientation=None), conclusion(48, 40, lateral=False))
    assert sides(segmentation) == [None, None]
    assert {segment.SegmentLabel for segment in segmentation.SegmentSequence} == {"Lung, side unknown"}
    assert segmentation.PatientOrientation is None


def test_an_empty_segment_is_described_without_a_frame() -> None:
    segmentation = build(radiograph(), conclusion(48, 40, present=(False, True)))
    assert len(segmentation.SegmentSequence) == 2
    assert segmentation.NumberOfFrames == 1
    frame = segmentation.PerFrameFunctionalGroupsSequence[0]
    assert frame.SegmentIdentificationSequence[0].ReferencedSegmentNumber == 2


def test_a_single_segment() -> None:
    single = Conclusion(findings=conclusion(48, 40).findings[:1])
    segmentation = build(radiograph(), single, segments=1)
    assert segmentation.NumberOfFrames == 1


def test_without_any_pixel_there_is_no_segmentation() -> None:
    assert build_segmentation(context(radiograph()), conclusion(48, 40, present=(False, False))) is None


def test_findings_without_a_region_are_no_segments() -> None:
    assert build_segmentation(context(radiograph()), Conclusion(findings=())) is None


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"PixelSpacing": ["0.143", "0.143"]},
        {"PixelSpacing": ["0.000", "0.000"]},  # as in the real RG1
        {"ImagerPixelSpacing": ["0.2", "0.2"]},
        {"PixelSpacing": ["0.143", "0.143"], "FrameOfReferenceUID": "1.2.3"},
    ],
)
def test_whatever_the_image_knows_of_space_highdicom_reads_the_pixels(tmp_path: Path, facts: dict[str, Any]) -> None:
    source = radiograph(**facts)
    path = tmp_path / "seg.dcm"
    path.write_bytes(to_bytes(build(source, conclusion(48, 40))))
    segmentation = highdicom.seg.segread(path)
    groups = (*segmentation.SharedFunctionalGroupsSequence, *segmentation.PerFrameFunctionalGroupsSequence)
    assert not [group for group in groups if "PixelMeasuresSequence" in group]
    assert "FrameOfReferenceUID" not in segmentation
    pixels = segmentation.get_pixels_by_source_instance([source.SOPInstanceUID])
    for index, mask in enumerate(lungs(48, 40)):
        np.testing.assert_array_equal(pixels[0, :, :, index].astype(bool), mask)


def test_the_dimension_organization_is_the_runs() -> None:
    first, second = (build(radiograph(), conclusion(48, 40)) for _ in range(2))
    organization = first.DimensionOrganizationSequence[0].DimensionOrganizationUID
    assert organization == first.DimensionIndexSequence[0].DimensionOrganizationUID
    assert organization == second.DimensionOrganizationSequence[0].DimensionOrganizationUID


def test_an_unpaired_segment_has_no_side() -> None:
    segmentation = build(radiograph(), overlapping(48, 40), segments=3)
    assert sides(segmentation) == ["Right", "Left", None]
    assert segmentation.SegmentsOverlap == "YES"


def of_volume(stack: Stack, labels: NDArray[np.uint8], *, segments: int = 3, **attributes: Any) -> Dataset:
    said = volume_encoding.conclusion(stack, labels, segments=segments)
    return build_in(volume_encoding.context(slices(stack, **attributes), segments=segments), said)


def build_in(run: EncodeContext, said: Conclusion) -> Dataset:
    built = build_segmentation(run, said)
    assert built is not None
    return built


@pytest.mark.parametrize("stack", [CT, MR, TILTED, HARDLY_TILTED, Stack(shape=(5, 19, 23))])
@pytest.mark.parametrize("segments", [1, 3])
def test_each_voxel_comes_back_on_its_slice(stack: Stack, segments: int) -> None:
    labels = volume_encoding.labels(stack, range(1, segments + 1))
    built = highdicom.seg.Segmentation.from_dataset(of_volume(stack, labels, segments=segments))
    read = built.get_pixels_by_source_instance(
        [source.SOPInstanceUID for source in slices(stack)], assert_missing_frames_are_empty=True
    )
    for number in range(1, segments + 1):
        np.testing.assert_array_equal(read[..., number - 1].astype(bool), labels == number)
    assert "DimensionOrganizationType" not in built
    assert "PatientOrientation" not in built


def test_a_volume_has_frames_where_its_segments_are_and_names_every_slice() -> None:
    labels = volume_encoding.labels(CT, (1, 3))
    built = of_volume(CT, labels)
    assert [segment.SegmentNumber for segment in built.SegmentSequence] == [1, 2, 3]
    assert built.NumberOfFrames == 4 + 3
    named = built.ReferencedSeriesSequence[0].ReferencedInstanceSequence
    assert [one.ReferencedSOPInstanceUID for one in named] == [source.SOPInstanceUID for source in slices(CT)]
    assert (built.FrameOfReferenceUID, built.SegmentsOverlap) == (FRAME_OF_REFERENCE, "NO")


def test_a_volume_without_any_voxel_has_no_segmentation() -> None:
    empty = np.zeros(CT.shape, np.uint8)
    said = volume_encoding.conclusion(CT, empty)
    assert build_segmentation(volume_encoding.context(slices(CT)), said) is None


def test_slices_whose_last_digits_differ_are_one_stack() -> None:
    sources = slices(CT)
    sources[2].ImageOrientationPatient = [1, 0.0000001, 0, 0, 1, 0]
    sources[3].PixelSpacing = [0.7000001, 0.9]
    built = build_in(volume_encoding.context(sources), volume_encoding.conclusion(CT))
    plane = built.SharedFunctionalGroupsSequence[0].PlaneOrientationSequence[0]
    assert list(plane.ImageOrientationPatient) == [1, 0, 0, 0, 1, 0]


@pytest.mark.parametrize("kind", OF_LABELS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_labels_on_frames_of_every_shape_come_back_on_their_frames(shape: Shape, kind: SegmentationType) -> None:
    frames, found = shape.frames(), labels(shape)
    built = built_from_bytes(build_in(run(frames, kind=kind), concluded(found)))
    np.testing.assert_array_equal(read_back(built, frames), found[..., np.newaxis] == np.arange(1, 4))
    assert ("FrameOfReferenceUID" in built) == shape.placed
    if shape.placed:
        assert built.FrameOfReferenceUID == frames[0].image.FrameOfReferenceUID
    indices = [numbers(group.FrameContentSequence[0], "DimensionIndexValues") for group in per_frame(built)]
    assert indices == sorted(set(indices))


@pytest.mark.parametrize("kind", OF_LABELS)
@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape.name in HIGHDICOMS], ids=lambda shape: shape.name)
def test_every_attribute_is_what_highdicom_writes(shape: Shape, kind: SegmentationType) -> None:
    """But for what is listed, with its reason."""
    context, said = run(shape.frames(), kind=kind), concluded(labels(shape))
    differ = compared(context, said)
    expected = {
        "DimensionOrganizationUID",  # highdicom draws it at random
        *({"BodyPartExamined"} if shape.name.startswith(("ct", "mr", "enhanced-ct", "photo")) else ()),  # it has none
        # highdicom says 3D where frames are even, also where they are sheared by up to 2.5 degrees
        *({"DimensionOrganizationType"} if kind == "LABELMAP" and shape.name in CALLED_3D else ()),
        # along the normal, which highdicom does not state of a tilted stack; of one slice it states 1
        *({"SpacingBetweenSlices"} if shape.name in ("ct-tilted", "ct-one-slice") else ()),
        # Type 2C: required of images without planes in the patient (PS3.3 section C.7.6.1)
        *({"PatientOrientation"} if shape.name.startswith(("slide", "photo")) else ()),
        # highdicom's Z of a full slide begins at 0, not at its origin
        *({"ZOffsetInSlideCoordinateSystem"} if shape.name == "slide-full" else ()),
        *({"FrameLabel"} if kind == "LABELMAP" and shape.name == "photograph" else ()),  # "1" instead of "Frame"
    }
    assert differ == expected


@pytest.mark.parametrize("facts", [{}, {"PixelSpacing": [0.2, 0.2], "FrameOfReferenceUID": "1.2.3"}])
@pytest.mark.parametrize("kind", TYPES)
def test_of_a_radiograph_too_every_attribute_is_what_highdicom_writes(
    facts: dict[str, Any], kind: SegmentationType
) -> None:
    run_on_it = replace(context(radiograph(**facts)), chosen_type=kind)
    said = with_fractions(conclusion(48, 40)) if kind == "FRACTIONAL" else conclusion(48, 40)
    expected = {"DimensionOrganizationUID", "BodyPartExamined", "PatientOrientation"}
    if kind == "LABELMAP":
        expected.add("FrameLabel")
    if facts:  # a projection has no place (PS3.3 section A.51.5.1)
        expected |= {"FrameOfReferenceUID", "PositionReferenceIndicator", "PixelMeasuresSequence"}
    assert compared(run_on_it, said) == expected


def test_an_empty_segment_has_no_index_value() -> None:
    """They count without gaps (PS3.3 section C.7.6.17.1); highdicom's are the Segment Numbers."""
    found = volume_encoding.labels(CT, (1, 3))
    run_on_it = volume_encoding.context(slices(CT))
    built = build_in(run_on_it, concluded(found))
    assert {group.FrameContentSequence[0].DimensionIndexValues[0] for group in per_frame(built)} == {1, 2}
    assert {"DimensionIndexValues"} == compared(run_on_it, concluded(found)) - {
        "DimensionOrganizationUID",
        "BodyPartExamined",
    }


def test_probabilities_come_back_as_they_were() -> None:
    said = with_fractions(conclusion(48, 40, present=(True, False)))
    built = built_from_bytes(build_in(replace(context(radiograph()), chosen_type=SegmentationType.FRACTIONAL), said))
    read = highdicom.seg.Segmentation.from_dataset(built).get_pixels_by_source_instance(
        [radiograph().SOPInstanceUID], rescale_fractional=False, assert_missing_frames_are_empty=True
    )
    region = said.findings[0].region
    assert isinstance(region, Region)
    np.testing.assert_array_equal(read[0, ..., 0], region.fractions)
    assert not read[..., 1].any()
    assert (built.SegmentationFractionalType, built.MaximumFractionalValue) == ("PROBABILITY", 255)
    assert (built.SegmentsOverlap, built.NumberOfFrames) == ("UNDEFINED", 1)


def test_a_single_probability_overlaps_nothing() -> None:
    single = with_fractions(Conclusion(findings=conclusion(48, 40).findings[:1]))
    kind = SegmentationType.FRACTIONAL
    assert build_in(replace(context(radiograph(), segments=1), chosen_type=kind), single).SegmentsOverlap == "NO"


def test_a_label_map_is_another_class_with_other_uids() -> None:
    run_on_it, said = volume_encoding.context(slices(CT)), volume_encoding.conclusion(CT)
    plain = build_in(run_on_it, said)
    mapped = build_in(replace(run_on_it, chosen_type=SegmentationType.LABELMAP), said)
    assert mapped.SOPClassUID == mapped.file_meta.MediaStorageSOPClassUID == "1.2.840.10008.5.1.4.1.1.66.7"
    for keyword in ("SOPInstanceUID", "SeriesInstanceUID"):
        assert plain[keyword].value != mapped[keyword].value
    assert [segment.SegmentNumber for segment in mapped.SegmentSequence] == [0, 1, 2, 3]
    assert not any("SegmentIdentificationSequence" in group for group in per_frame(mapped))
    assert mapped.NumberOfFrames == 4


def test_an_image_may_be_a_label_map() -> None:
    run_on_it = replace(context(radiograph()), chosen_type=SegmentationType.LABELMAP)
    built = built_from_bytes(build_in(run_on_it, conclusion(48, 40)))
    np.testing.assert_array_equal(
        read_back(built, run_on_it.frames, segments=2), np.stack(lungs(48, 40), axis=-1)[np.newaxis]
    )


def test_segments_that_overlap_are_no_label_map() -> None:
    run_on_it = replace(context(radiograph(), segments=3), chosen_type=SegmentationType.LABELMAP)
    said = overlapping(48, 40)
    assert segmentation_type(run_on_it, said) is SegmentationType.BINARY
    built = build_in(run_on_it, said)
    assert (built.SegmentationType, built.SegmentsOverlap) == ("BINARY", "YES")
    assert built.SOPClassUID == "1.2.840.10008.5.1.4.1.1.66.4"


def test_the_site_chooses_before_the_manifest() -> None:
    base = context(radiograph())
    (output,) = base.manifest.outputs
    asked = replace(output, segmentation_type=SegmentationType.LABELMAP)  # type: ignore[type-var]
    by_manifest = replace(base, manifest=replace(base.manifest, outputs=(asked,)))
    assert build_in(by_manifest, conclusion(48, 40)).SegmentationType == "LABELMAP"
    by_site = replace(by_manifest, chosen_type=SegmentationType.BINARY)
    assert build_in(by_site, conclusion(48, 40)).SegmentationType == "BINARY"


def test_what_does_not_lie_on_the_frames_is_refused() -> None:
    run_on_it, said = volume_encoding.context(slices(CT)), volume_encoding.conclusion(CT)
    assert said.labels is not None
    with pytest.raises(ValueError, match="analysed frames"):
        build_segmentation(replace(run_on_it, frames=run_on_it.frames[:-1]), said)
    with pytest.raises(ValueError, match="analysed frames"):
        build_segmentation(run_on_it, replace(said, labels=said.labels[:, :, 1:]))
    with pytest.raises(ValueError, match="analysed frames"):
        build_segmentation(run_on_it, conclusion(*CT.shape[1:]))  # masks of which slice


def test_segments_that_are_not_counted_are_refused() -> None:
    run_on_it, said = volume_encoding.context(slices(CT)), volume_encoding.conclusion(CT)
    assert said.labels is not None
    with pytest.raises(ValueError, match="count up from 1"):
        build_segmentation(run_on_it, replace(said, findings=said.findings[1:]))
    with pytest.raises(ValueError, match="count up from 1"):
        build_segmentation(run_on_it, replace(said, labels=np.where(said.labels == 3, 4, said.labels)))


@pytest.mark.parametrize("kind", OF_LABELS)
def test_the_same_volume_gives_the_same_bytes(kind: SegmentationType) -> None:
    run_on_it, said = run(every_frame(slices(TILTED)), kind=kind), volume_encoding.conclusion(TILTED)
    first, second = (to_bytes(build_in(run_on_it, said)) for _ in range(2))
    assert first == second
    looked_at = build_in(run_on_it, said)
    assert len(per_frame(looked_at)) == looked_at.NumberOfFrames
    assert to_bytes(looked_at) == first


def test_nothing_of_highdicoms_tables_is_loaded() -> None:
    """22 MB of JSON, which no job should wait for."""
    program = (
        "from support.volume_sources import CT, slices; from support import volume_encoding;"
        "from radlane.encode.segmentation import build_segmentation; import highdicom._standard_utils as utils;"
        "assert build_segmentation(volume_encoding.context(slices(CT)), volume_encoding.conclusion(CT));"
        "print(utils.get_module_attribute_map.cache_info().misses)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == "0"


def built_from_bytes(dataset: Dataset) -> Dataset:
    return dcmread(BytesIO(to_bytes(dataset)))


def per_frame(dataset: Dataset) -> Any:
    return dataset.PerFrameFunctionalGroupsSequence


def compared(run_on_it: EncodeContext, said: Conclusion) -> set[str]:
    """The keywords in which the SEG differs from highdicom's, but for the common modules; both as they are read.

    highdicom pads pixels of an odd length with the letter 0 (PS3.5 section 8.2 says a null byte).
    """
    common = set(with_common_modules(Dataset(), run_on_it, SEGMENTATION).dir())
    ours, theirs = map(built_from_bytes, (build_in(run_on_it, said), reference(run_on_it, said)))
    used = (ours.NumberOfFrames * ours.Rows * ours.Columns * ours.BitsAllocated + 7) // 8
    assert ours.PixelData[:used] == theirs.PixelData[:used]
    assert ours.PixelData[used:] in (b"", b"\0")
    theirs.PixelData = ours.PixelData
    paths = [path for path in differences(ours, theirs) if path.split(".")[0] not in common]
    return {path.rpartition(".")[2] for path in paths}
