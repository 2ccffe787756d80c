"""Where a SEG lies: what all frames share, what each has of its own."""

from io import BytesIO

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset

from radlane.encode.places import read_places
from radlane.encode.source_frame import every_frame
from radlane.encode.space import describe_space, put_space
from support.frame_sources import CORONAL, enhanced_ct, slide, stack_planes, uneven
from support.radiographs import radiograph
from support.volume_sources import FRAME_OF_REFERENCE, slices


def described(*images: Dataset) -> tuple[Dataset, list[Dataset], Dataset]:
    """The shared group, each frame's own macros, and the attributes of the SEG."""
    frames = every_frame(images)
    places = read_places(frames)
    space, draft = describe_space(frames, places), Dataset()
    put_space(draft, frames, places)
    own = [read_dataset(BytesIO(data), is_implicit_VR=False, is_little_endian=True) for data in space.own]
    return space.shared, own, draft


def test_slices_share_direction_and_measures() -> None:
    shared, own, draft = described(*slices())
    assert list(shared.dir()) == ["PixelMeasuresSequence", "PlaneOrientationSequence"]
    assert list(shared.PlaneOrientationSequence[0].ImageOrientationPatient) == [1, 0, 0, 0, 1, 0]
    measures = shared.PixelMeasuresSequence[0]
    assert (list(measures.PixelSpacing), measures.SpacingBetweenSlices, measures.SliceThickness) == ([0.7, 0.9], 2.5, 2)
    assert [set(group.dir()) for group in own] == [{"PlanePositionSequence"}] * 6
    assert (draft.FrameOfReferenceUID, draft.PositionReferenceIndicator) == (FRAME_OF_REFERENCE, "")


@pytest.mark.parametrize(("indicators", "expected"), [(("XIPHOID", "XIPHOID"), "XIPHOID"), (("XIPHOID", ""), None)])
def test_the_indicator_is_that_of_all_images(indicators: tuple[str, str], expected: str | None) -> None:
    sources = slices()[:2]
    for source, indicator in zip(sources, indicators, strict=True):
        source.PositionReferenceIndicator = indicator
    assert described(*sources)[2].PositionReferenceIndicator == expected


def test_one_slice_without_a_thickness_has_no_place() -> None:
    shared, _, _ = described(*slices(SliceThickness=None)[:1])
    assert shared == Dataset()


def test_uneven_slices_without_a_thickness_are_as_thick_as_the_nearest_are_apart() -> None:
    images = uneven()
    for image in images:
        image.SliceThickness = None
    shared, _, _ = described(*images)
    along = np.sort([float(image.ImagePositionPatient[2]) for image in images])
    assert shared.PixelMeasuresSequence[0].SliceThickness == pytest.approx(np.diff(along).min())
    assert "SpacingBetweenSlices" not in shared.PixelMeasuresSequence[0]


def test_stacks_of_several_directions_state_them_frame_by_frame() -> None:
    shared, own, _ = described(enhanced_ct([*stack_planes(2), *stack_planes(2, 4.0, CORONAL)]))
    assert shared == Dataset()
    directions = [tuple(group.PlaneOrientationSequence[0].ImageOrientationPatient) for group in own]
    assert directions == [(1, 0, 0, 0, 1, 0)] * 2 + [CORONAL] * 2
    distances = [group.PixelMeasuresSequence[0].SpacingBetweenSlices for group in own]
    assert distances == [2.5, 2.5, 4, 4]


def test_frames_of_several_spacings_state_them_frame_by_frame() -> None:
    shared, own, _ = described(enhanced_ct(stack_planes(2), spacings=(0.7, 0.9)))
    assert shared == Dataset()
    measures = [group.PixelMeasuresSequence[0] for group in own]
    assert [(one.PixelSpacing[0], one.SliceThickness, "SpacingBetweenSlices" in one) for one in measures] == [
        (0.7, 2, False),
        (0.9, 2, False),
    ]


@pytest.mark.parametrize("planes", [1, 2])
def test_a_slide_has_its_matrix_and_specimen(planes: int) -> None:
    image = slide(planes=planes)
    shared, own, draft = described(image)
    assert list(shared.PixelMeasuresSequence[0].PixelSpacing) == [0.0005, 0.0004]
    assert [set(group.dir()) for group in own] == [{"PlanePositionSlideSequence"}] * len(own)
    for keyword in ("ImageOrientationSlide", "TotalPixelMatrixRows", "TotalPixelMatrixColumns", "ContainerIdentifier"):
        assert draft[keyword] == image[keyword]
    assert draft.TotalPixelMatrixOriginSequence == image.TotalPixelMatrixOriginSequence
    assert draft.SpecimenDescriptionSequence[0].SpecimenUID == image.SpecimenDescriptionSequence[0].SpecimenUID
    assert draft.TotalPixelMatrixFocalPlanes == planes
    assert (draft.DimensionOrganizationType, draft.PositionReferenceIndicator) == ("TILED_SPARSE", "SLIDE_CORNER")
    assert draft.PatientOrientation is None  # whatever the slide says: Image Orientation (Slide) counts


def test_what_lies_nowhere_says_nothing() -> None:
    shared, own, draft = described(radiograph(PixelSpacing=[0.2, 0.2], FrameOfReferenceUID="1.2.3"))
    assert (shared, own, draft) == (Dataset(), [Dataset()], Dataset())
