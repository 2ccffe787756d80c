"""Headers that hospitals have: a result is made of such images, and the checker has nothing to say.

Each was found to end a job once: the encoder wrote what the checker refuses, or broke.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import ParametricMapStorage, SecondaryCaptureImageStorage

from radlane.domain.finding import Conclusion
from radlane.domain.output import SegmentationType
from radlane.domain.status import ResultStatus, Shortfall
from radlane.encode.checker import check_objects
from radlane.encode.checks import content
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import ref_of
from radlane.encode.places import read_places
from radlane.encode.result import encode_result
from radlane.encode.source_frame import SourceFrame, every_frame
from radlane.encode.status_report import build_status_report
from radlane.inference.outlines import trace_outlines
from support import encoding, shapes, volume_encoding
from support.encoding import reread
from support.findings import explained
from support.frame_sources import enhanced_ct, photograph, random_labels, slide, stack_planes, uneven
from support.headers import put_raw
from support.radiographs import radiograph
from support.shape_results import shape_named
from support.variants_of_regions import with_fractions
from support.volume_sources import slices

Change = Callable[[Any], object]
BROKEN = Shortfall(status=ResultStatus.FAILED, code="inference-failed", text="The network broke.")


def item(**values: object) -> Dataset:
    made = Dataset()
    for keyword, value in values.items():
        setattr(made, keyword, value)
    return made


def code(scheme: str) -> Dataset:
    return item(CodeValue="CXR2", CodingSchemeDesignator=scheme, CodeMeaning="Chest")


def require_no_problem(run: EncodeContext, said: Conclusion) -> list[Dataset]:
    """The objects of a run, its report of a failure too, and what the checker says of them."""
    objects = reread(encode_result(run, said, None, outlines=trace_outlines(said)))
    assert check_objects(objects, run.sources, said, run.frames) == ()
    assert check_objects(objects, run.sources) == ()
    failed = reread([build_status_report(run, BROKEN, [ref_of(image) for image in run.sources])])
    assert check_objects(failed, run.sources) == ()
    return objects


def require_whole_result(frames: Sequence[SourceFrame]) -> list[Dataset]:
    """The objects of a run with heat maps and outlines on frames: each kind is there, without a problem."""
    grid = int(frames[0].image.Rows), int(frames[0].image.Columns)
    found = random_labels(np.random.default_rng(7), len(frames), grid, segments=3)
    said = explained(shapes.concluded(found), (len(frames), *grid))
    shown = np.zeros(grid, np.uint8)
    run = shapes.run(frames)
    objects = reread(encode_result(run, said, None, [shown, shown], outlines=trace_outlines(said)))
    assert check_objects(objects, run.sources, said, run.frames) == ()
    maps = 0 if read_places(frames) is None else 2
    kinds = [str(one.SOPClassUID) for one in objects]
    assert (kinds.count(ParametricMapStorage), kinds.count(SecondaryCaptureImageStorage)) == (maps, 2)
    assert [one.Modality for one in objects].count("SR") == 2
    return objects


def _text_of_another_vr(keyword: str, vr: str, text: bytes) -> Change:
    return lambda image: put_raw(image, keyword, vr, text)


@pytest.mark.parametrize(
    "change",
    [
        lambda image: setattr(image, "NumberOfFrames", 1),
        lambda image: setattr(image, "ProcedureCodeSequence", [code("99STMARYS_RADIOLOGY")]),
        lambda image: setattr(image, "ProcedureCodeSequence", [code("99A\\99B")]),
        lambda image: setattr(
            image, "RequestAttributesSequence", [item(RequestedProcedureCodeSequence=[code("99STMARYS_RADIOLOGY")])]
        ),
        lambda image: setattr(
            image, "ReferencedPatientPhotoSequence", [item(ReferencedSOPInstanceUID=image.StudyInstanceUID)]
        ),
        lambda image: put_raw(image, "IssuerOfAccessionNumberSequence", "UN", b"\x01\x02"),
        lambda image: put_raw(image, "ReferencedStudySequence", "UN", b"\x01\x02"),
        lambda image: setattr(image, "FrameOfReferenceUID", "1.2.03"),
        lambda image: setattr(image, "FrameOfReferenceUID", ["1.2.3", "1.2.4"]),
        _text_of_another_vr("AccessionNumber", "LO", b"A-1 "),
        _text_of_another_vr("PatientID", "SH", b"T-1 "),
        _text_of_another_vr("PatientName", "LO", b"Test^Tess"),
        _text_of_another_vr("StudyDate", "LO", b"20240229"),
        _text_of_another_vr("PatientSex", "LO", b"O "),
    ],
)
def test_a_radiograph(change: Change) -> None:
    image = radiograph()
    change(image)
    require_no_problem(encoding.context(image), encoding.conclusion(48, 40))


def test_an_accession_number_of_another_vr_is_not_lost() -> None:
    image = radiograph()
    put_raw(image, "AccessionNumber", "LO", b"A-17")
    (*_, report) = require_no_problem(encoding.context(image), encoding.conclusion(48, 40))
    assert report.AccessionNumber == report.ReferencedRequestSequence[0].AccessionNumber == "A-17"


@pytest.mark.parametrize(
    "change",
    [
        lambda images: [setattr(image, "NumberOfFrames", 1) for image in images],
        lambda images: setattr(
            images[2], "IssuerOfAccessionNumberSequence", [item(LocalNamespaceEntityID="another RIS")]
        ),
        lambda images: setattr(
            images[2],
            "IssuerOfPatientIDQualifiersSequence",
            [item(UniversalEntityID="1.2.3", UniversalEntityIDType="ISO")],
        ),
        lambda images: setattr(images[2], "PatientID", f" {images[2].PatientID}"),
        lambda images: [setattr(image, "SliceThickness", None) for image in images],
        lambda images: [delattr(image, "SliceThickness") for image in images],
    ],
)
def test_a_volume(change: Change) -> None:
    images = slices()
    change(images)
    objects = require_no_problem(volume_encoding.context(images), volume_encoding.conclusion())
    assert objects[0].FrameOfReferenceUID == images[0].FrameOfReferenceUID


@pytest.mark.parametrize("name", [shape.name for shape in shapes.SHAPES], ids=lambda name: name)
def test_outlines_and_heat_maps_on_frames_of_every_shape(name: str) -> None:
    require_whole_result(shape_named(name).frames())


def _first(images: Sequence[Dataset]) -> Any:
    return images[0]


@pytest.mark.parametrize(
    ("images", "change"),
    [
        (lambda: slices()[:1], lambda images: setattr(_first(images), "SliceThickness", None)),
        (lambda: slices()[:1], lambda images: delattr(_first(images), "FrameOfReferenceUID")),
        (lambda: [enhanced_ct(stack_planes())], lambda images: delattr(_first(images), "FrameOfReferenceUID")),
        (
            lambda: [enhanced_ct(stack_planes())],
            lambda images: delattr(_first(images).PerFrameFunctionalGroupsSequence[2], "PlanePositionSequence"),
        ),
        (lambda: [enhanced_ct(stack_planes())], lambda images: _first(images).PerFrameFunctionalGroupsSequence.pop()),
        (lambda: [slide()], lambda images: delattr(_first(images), "FrameOfReferenceUID")),
        (lambda: [slide()], lambda images: delattr(_first(images), "TotalPixelMatrixOriginSequence")),
        (lambda: [slide(full=False)], lambda images: delattr(_first(images), "TotalPixelMatrixRows")),
        (lambda: [slide()], lambda images: delattr(_first(images), "DimensionOrganizationType")),
        (
            lambda: [slide()],
            lambda images: delattr(
                _first(images).SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0], "SliceThickness"
            ),
        ),
    ],
)
def test_frames_of_which_the_place_is_not_known_have_none(
    images: Callable[[], Sequence[Dataset]], change: Change
) -> None:
    made = images()
    change(made)
    frames = every_frame(made)
    assert read_places(frames) is None
    assert "FrameOfReferenceUID" not in require_whole_result(frames)[0]


@pytest.mark.parametrize(
    ("images", "change"),
    [
        (uneven, lambda images: [setattr(image, "SliceThickness", None) for image in images]),
        (
            lambda: [slide()],
            lambda images: setattr(
                _first(images).SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0],
                "PixelSpacing",
                [0.00025000000000000001, 0.0003333333333333333],
            ),
        ),
        (
            lambda: [slide()],
            lambda images: _first(images).SpecimenDescriptionSequence[0].pop("SpecimenUID", None),
        ),
        (
            lambda: [slide()],
            lambda images: setattr(
                _first(images).SpecimenDescriptionSequence[0], "SpecimenUID", _first(images).SeriesInstanceUID
            ),
        ),
        (lambda: [slide()], lambda images: put_raw(_first(images), "ContainerIdentifier", "SH", b"C-1 ")),
    ],
)
def test_frames_that_say_little_else_have_their_place(images: Callable[[], Sequence[Dataset]], change: Change) -> None:
    made = images()
    change(made)
    assert "FrameOfReferenceUID" in require_whole_result(every_frame(made))[0]


def test_a_region_whose_code_cannot_be_written_is_not_named() -> None:
    image = enhanced_ct(stack_planes())
    region = item(CodeValue="1\\2", CodingSchemeDesignator="99X", CodeMeaning="Chest")
    anatomy = item(AnatomicRegionSequence=[region], FrameLaterality="U")
    image.SharedFunctionalGroupsSequence[0].FrameAnatomySequence = [anatomy]
    (made, *_) = (one for one in require_whole_result(every_frame([image])) if one.SOPClassUID == ParametricMapStorage)
    (stated,) = made.SharedFunctionalGroupsSequence[0].FrameAnatomySequence[0].AnatomicRegionSequence
    assert stated.CodeMeaning == "Body structure"


def test_a_photograph_with_one_frame_has_outlines_in_pixels() -> None:
    frames = every_frame([replace_frames(photograph())])
    said = encoding.conclusion(int(frames[0].image.Rows), int(frames[0].image.Columns), lateral=False)
    *_, display, _ = require_no_problem(replace(encoding.context(frames[0].image), frames=frames), said)
    (area,) = {number.unit for group in content.groups(display) for number in content.stated_numbers(group)}
    assert area == ("UCUM", "{pixels}")


def replace_frames(image: Dataset) -> Dataset:
    image.NumberOfFrames = 1
    return image


@pytest.mark.parametrize("kind", list(SegmentationType))
def test_masks_of_one_slice(kind: SegmentationType) -> None:
    """A slice that is analysed as one image: it lies in space, and what is found is drawn on it."""
    (image,) = slices()[:1]
    image.PatientOrientation = ["L", "P"]
    said = encoding.conclusion(int(image.Rows), int(image.Columns), lateral=False)
    said = with_fractions(said) if kind is SegmentationType.FRACTIONAL else said
    run = replace(encoding.context(image), chosen_type=kind)
    objects = require_no_problem(run, said)
    assert objects[0].FrameOfReferenceUID == image.FrameOfReferenceUID
    (group, *_) = content.groups(objects[-1])
    (line,) = [one for one in group.ContentSequence if one.ValueType == "SCOORD"]
    line.GraphicData = [float(number) / 2 for number in line.GraphicData]
    assert {found.code for found in check_objects(objects, [image])} >= {"contour-mismatch"} or (
        kind is SegmentationType.FRACTIONAL
    )
