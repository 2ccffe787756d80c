from __future__ import annotations

from pydicom.dataset import Dataset

from radlane.encode.checks.attributes import check_attributes
from radlane.encode.checks.problem import ObjectSet, Problem
from support import volume_encoding
from support.encoding import encoded
from support.radiographs import radiograph
from support.volume_sources import slices


def problems(objects: list[Dataset], sources: list[Dataset]) -> list[Problem]:
    return list(check_attributes(ObjectSet(objects=tuple(objects), sources=tuple(sources))))


def faults(objects: list[Dataset], sources: list[Dataset]) -> list[tuple[str, str]]:
    return [(problem.code, problem.attribute) for problem in problems(objects, sources)]


def test_a_defect_is_told_once_with_its_number() -> None:
    segmentation = volume_encoding.encoded(picture=False)[0]
    frames = segmentation.PerFrameFunctionalGroupsSequence
    for frame in frames:
        del frame.FrameContentSequence[0].DimensionIndexValues
    (problem,) = problems([segmentation], slices())
    assert problem.code == "attribute-missing"
    assert problem.attribute == "PerFrameFunctionalGroupsSequence[1]/FrameContentSequence[1]/DimensionIndexValues"
    assert problem.text == f"DimensionIndexValues is missing (Type 1C), there and {len(frames) - 1} times more"
    assert problem.mend
    assert problem.sop_instance_uid == segmentation.SOPInstanceUID


def test_a_single_defect_has_no_number() -> None:
    objects = encoded(radiograph())
    del objects[0].SegmentSequence[0].SegmentLabel
    (problem,) = problems(objects, [])
    assert problem.text == "SegmentLabel is missing (Type 1)"


def test_what_patient_and_study_have_of_the_image_is_the_image_s() -> None:
    """An image with an age that is none, and a code without its meaning: results carry both."""
    image = radiograph()
    image.PatientAge = "45"
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator = "1", "99X"
    image.ProcedureCodeSequence = [code]
    objects = encoded(image)
    assert faults(objects, [image]) == []
    assert faults(objects[:1], []) == [
        ("value-invalid", "PatientAge"),
        ("attribute-missing", "ProcedureCodeSequence[1]/CodeMeaning"),
    ]


def test_a_report_has_its_patient_from_the_segmentation_that_it_refers_to() -> None:
    """Without the image, a value that no patient can have is told once: of the segmentation, and of the picture."""
    image = radiograph()
    image.PatientAge = "45"
    segmentation, capture, report = encoded(image)
    assert faults([segmentation, report], []) == [("value-invalid", "PatientAge")]
    assert faults([capture, report], []) == [("value-invalid", "PatientAge")]
    assert faults([report], []) == [("value-invalid", "PatientAge")]
    segmentation.PatientAge = "045Y"
    assert faults([segmentation, report], []) == [("value-invalid", "PatientAge")]


def test_what_has_to_be_there_has_to_whatever_the_image_has() -> None:
    image = radiograph()
    del image.AccessionNumber
    objects = encoded(image)
    del objects[0].AccessionNumber
    objects[1].PatientSex = "Q"  # which is compared with the image's
    assert faults(objects, [image]) == [("attribute-missing", "AccessionNumber")]


def test_one_uid_names_one_thing() -> None:
    image = radiograph()
    objects = encoded(image)
    objects[0].SegmentSequence[0].TrackingUID = objects[2].SeriesInstanceUID
    assert faults(objects, [image]) == [
        ("uid-reused", "SegmentSequence[1]/TrackingUID"),
        ("uid-reused", "SeriesInstanceUID"),
    ]
    objects = encoded(image)
    objects[1].SeriesInstanceUID = image.SOPInstanceUID
    assert [code for code, _ in faults(objects, [image])] == ["uid-reused"] * 3
    assert faults([objects[1]], []) == [("uid-reused", "SeriesInstanceUID")]


def test_uids_that_a_scanner_has_used_twice_are_its_own() -> None:
    """Its series is named like its study, and the reference to the study is to the study as if it were an instance."""
    image = radiograph()
    image.SeriesInstanceUID = image.StudyInstanceUID
    reference = Dataset()
    reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = "1.2.3.4", image.StudyInstanceUID
    image.ReferencedStudySequence = [reference]
    assert faults(encoded(image), [image]) == []
