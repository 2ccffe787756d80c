from collections.abc import Callable
from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.encode.checks.problem import ObjectSet
from radlane.encode.checks.references import images_of, part_references
from support.encoding import codes_of, encoded
from support.radiographs import radiograph

CT = "1.2.840.10008.5.1.4.1.1.2"


def evidence(report: Dataset) -> Any:
    return report.CurrentRequestedProcedureEvidenceSequence[0]


def drop_segmentation(objects: list[Dataset]) -> None:
    series = evidence(objects[2]).ReferencedSeriesSequence
    del series[1]


def drop_capture(objects: list[Dataset]) -> None:
    del evidence(objects[2]).ReferencedSeriesSequence[-1]


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
        (
            drop_segmentation,  # in the content, not in the evidence: it is no part of the run any more
            ["evidence-missing", "leaf-unlisted", "group-unmatched", "ratio-mismatch"],
        ),
        (drop_capture, ["leaf-unlisted"]),  # made, but not reachable
        (other_class, ["reference-class"]),
        (other_instance, ["reference-unresolved", "capture-source"]),
        (drop_referenced_series, ["referenced-series-missing", "contour-image"]),
        (
            other_referenced_series,
            ["referenced-series-missing", "seg-grid", "image-set", "contour-image"],
        ),  # it names an image of another grid
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset]], None], codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects)
    assert codes_of(objects, [source]) == codes


def test_references_of_the_patients_other_studies_are_not_ours() -> None:
    item = Dataset()
    item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = CT, "1.2.3.4"
    source = radiograph(ReferencedStudySequence=[item])
    objects = encoded(source)
    assert objects[1].ReferencedStudySequence[0].ReferencedSOPInstanceUID == "1.2.3.4"
    assert codes_of(objects, [source]) == []


def test_the_parts_that_a_report_refers_to() -> None:
    reference, item, report = Dataset(), Dataset(), Dataset()
    reference.ReferencedSOPInstanceUID, reference.ReferencedSegmentNumber = "1.2", [1, 3]
    item.ReferencedSOPSequence = [reference]
    report.ContentSequence = [item]
    assert list(part_references(report, "ReferencedSegmentNumber")) == [("1.2", 1), ("1.2", 3)]
    assert list(part_references(report, "ReferencedFrameNumber")) == []


def test_an_object_is_of_the_images_that_it_refers_to() -> None:
    source, other = radiograph(), radiograph(SOPInstanceUID="1.2.3")
    checked = ObjectSet(objects=tuple(encoded(source)), sources=(other, source))
    assert all(images_of(dataset, checked) == (source,) for dataset in checked.objects)
    assert images_of(Dataset(), checked) == (other, source)  # it says nothing: any may be its own
