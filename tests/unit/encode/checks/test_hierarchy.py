from __future__ import annotations

import pytest
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset

from radlane.encode.checks.hierarchy import check_all_listed, check_hierarchy, listed_instances
from radlane.encode.checks.problem import ObjectSet
from support import volume_encoding
from support.encoding import encoded
from support.other_kinds import key_objects, parametric_map
from support.radiographs import radiograph
from support.small_objects import coded
from support.volume_sources import slices

CURRENT, PERTINENT = "CurrentRequestedProcedureEvidenceSequence", "PertinentOtherEvidenceSequence"


def faults(objects: list[Dataset], sources: list[Dataset]) -> list[tuple[str, str]]:
    checked = ObjectSet(objects=tuple(objects), sources=tuple(sources))
    return [(found.code, found.attribute) for rule in (check_hierarchy, check_all_listed) for found in rule(checked)]


def test_what_is_listed_is_there() -> None:
    image, volume = radiograph(), slices(values=volume_encoding.values())
    assert faults(encoded(image), [image]) == []
    assert faults(volume_encoding.encoded(sources=volume), list(volume)) == []
    assert faults([parametric_map(), key_objects()], list(slices())) == []


def evidence(report: Dataset, sequence: str) -> DataElement:
    """The evidence of a report, which is in a sequence."""
    listed = report[CURRENT].value
    del report[CURRENT]
    setattr(report, sequence, listed)
    return report[sequence]


@pytest.mark.parametrize("sequence", [CURRENT, PERTINENT])
@pytest.mark.parametrize("keyword", ["StudyInstanceUID", "SeriesInstanceUID"])
def test_an_instance_under_another_series_or_study(sequence: str, keyword: str) -> None:
    image = radiograph()
    objects = encoded(image)
    study = evidence(objects[-1], sequence).value[0]
    holder = study if keyword == "StudyInstanceUID" else study.ReferencedSeriesSequence[0]
    setattr(holder, keyword, "1.2.3.4")
    found = faults(objects, [image])
    assert set(found) == {("reference-hierarchy", sequence)}


def test_an_image_under_another_series_of_the_segmentation() -> None:
    image = radiograph()
    objects = encoded(image)
    objects[0].ReferencedSeriesSequence[0].SeriesInstanceUID = "1.2.3.4"
    assert faults(objects, [image]) == [("reference-hierarchy", "ReferencedSeriesSequence")]
    assert faults(objects[:1], []) == []  # nothing is known of it


def test_an_instance_is_listed_once() -> None:
    volume = slices(values=volume_encoding.values())
    objects = volume_encoding.encoded(sources=volume)
    listed = objects[0].ReferencedSeriesSequence[0].ReferencedInstanceSequence
    listed.append(listed[0])
    objects[1].SourceImageSequence[1].ReferencedSOPInstanceUID = volume[0].SOPInstanceUID
    assert faults(objects, list(volume)) == [
        ("reference-twice", "ReferencedSeriesSequence"),
        ("reference-twice", "SourceImageSequence"),
    ]


def test_several_frames_of_one_image_are_several_sources() -> None:
    image = radiograph()
    (_, capture, _) = encoded(image)
    source = capture.SourceImageSequence[0]
    other = Dataset()
    other.update(source)
    source.ReferencedFrameNumber, other.ReferencedFrameNumber = 1, 2
    capture.SourceImageSequence.append(other)
    assert faults([capture], [image]) == []
    other.ReferencedFrameNumber = 1
    other.PurposeOfReferenceCodeSequence = coded("121320")
    assert faults([capture], [image]) == []


def test_what_a_map_or_a_selection_refers_to_is_listed() -> None:
    mapped, selection = parametric_map(), key_objects()
    del mapped.ReferencedSeriesSequence
    del selection.CurrentRequestedProcedureEvidenceSequence
    assert faults([mapped, selection], []) == [
        ("referenced-series-missing", "ReferencedSeriesSequence"),
        ("evidence-missing", CURRENT),
    ]


def test_lists_with_their_hierarchy() -> None:
    (_, _, report) = encoded(radiograph())
    report.PertinentOtherEvidenceSequence = report.CurrentRequestedProcedureEvidenceSequence
    listed = list(listed_instances(report))
    assert {entry.sequence for entry in listed} == {CURRENT, PERTINENT}
    assert {entry.study for entry in listed} == {report.StudyInstanceUID}
