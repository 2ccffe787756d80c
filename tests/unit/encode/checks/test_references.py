from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.encode.checker import check_objects
from radlane.encode.checks.references import part_references
from radlane.encode.result import encode_result
from support.encoding import codes_of, conclusion, context, encoded, picture
from support.radiographs import radiograph

CT = "1.2.840.10008.5.1.4.1.1.2"


def evidence(report: Dataset) -> Any:
    return report.CurrentRequestedProcedureEvidenceSequence[0]


def drop_segmentation(objects: list[Dataset]) -> None:
    series = evidence(objects[2]).ReferencedSeriesSequence
    del series[1]


def drop_capture(objects: list[Dataset]) -> None:
    del objects[2].PertinentOtherEvidenceSequence


def other_class(objects: list[Dataset]) -> None:
    objects[1].SourceImageSequence[0].ReferencedSOPClassUID = CT


def other_instance(objects: list[Dataset]) -> None:
    objects[1].SourceImageSequence[0].ReferencedSOPInstanceUID = "1.2.3"


def drop_referenced_series(objects: list[Dataset]) -> None:
    del objects[0].ReferencedSeriesSequence


def other_referenced_series(objects: list[Dataset]) -> None:
    reference = objects[0].ReferencedSeriesSequence[0].ReferencedInstanceSequence[0]
    reference.ReferencedSOPInstanceUID = objects[1].SOPInstanceUID
    reference.ReferencedSOPClassUID = objects[1].SOPClassUID


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (drop_segmentation, ["evidence-missing", "leaf-unlisted"]),  # in the content, not in the evidence
        (drop_capture, ["leaf-unlisted"]),  # made, but not reachable
        (other_class, ["reference-class"]),
        (other_instance, ["reference-unresolved"]),
        (drop_referenced_series, ["referenced-series-missing"]),
        (other_referenced_series, ["referenced-series-missing", "seg-grid"]),  # it names an image of another grid
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], None], codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects)
    assert codes_of(objects, [source]) == codes


def two_results(source: Dataset) -> list[Dataset]:
    """The objects of two runs on one image, as they lie in one study."""
    first = context(source)
    second = replace(first, identity=replace(first.identity, run=2))
    found = conclusion(source.Rows, source.Columns)
    return [item for run in (first, second) for item in encode_result(run, found, picture(source))]


def test_each_of_several_results_in_a_study_has_its_own_root() -> None:
    source = radiograph()
    assert codes_of(two_results(source), [source]) == []


def test_what_none_of_several_reports_lists_is_unlisted() -> None:
    source = radiograph()
    objects = two_results(source)
    drop_capture(objects[3:])
    problems = check_objects(objects, [source])
    assert [(problem.code, problem.sop_instance_uid) for problem in problems] == [
        ("leaf-unlisted", objects[4].SOPInstanceUID)
    ]


def test_without_a_report_nothing_is_unlisted() -> None:
    source = radiograph()
    assert codes_of(two_results(source)[:2], [source]) == []


def test_references_of_the_patients_other_studies_are_not_ours() -> None:
    item = Dataset()
    item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = CT, "1.2.3.4"
    source = radiograph()
    objects = encoded(source)
    objects[1].ReferencedStudySequence = [item]
    assert codes_of(objects, [source]) == []


def test_the_parts_that_a_report_refers_to() -> None:
    reference, item, report = Dataset(), Dataset(), Dataset()
    reference.ReferencedSOPInstanceUID, reference.ReferencedSegmentNumber = "1.2", [1, 3]
    item.ReferencedSOPSequence = [reference]
    report.ContentSequence = [item]
    assert list(part_references(report, "ReferencedSegmentNumber")) == [("1.2", 1), ("1.2", 3)]
    assert list(part_references(report, "ReferencedFrameNumber")) == []
