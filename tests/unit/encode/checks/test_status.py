from collections.abc import Callable

import pytest
from pydicom.dataset import Dataset

from radlane.domain.status import ResultStatus, Shortfall
from radlane.encode.codes import FAILED, REASON, SUMMARY_OF_ANALYSES
from radlane.encode.content_items import code_item
from radlane.encode.evidence import hierarchical_references, ref_of
from radlane.encode.status_report import build_status_report
from support.encoding import codes_of, context, encoded, reread
from support.radiographs import radiograph
from support.report import named, without

BROKEN = Shortfall(status=ResultStatus.FAILED, code="inference-failed", text="The network broke.")
EVALUATIONS = "C0034375"


def status_report(image: Dataset) -> Dataset:
    (report,) = reread([build_status_report(context(image), BROKEN, [ref_of(image)])])
    return report


def evaluations(report: Dataset) -> Dataset:
    found: Dataset = named(report, EVALUATIONS)
    return found


def other_status(report: Dataset) -> None:
    named(evaluations(report), "111065").ConceptCodeSequence[0].CodeValue = "111222"  # Succeeded


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (other_status, ["status-unknown"]),
        (lambda report: without(evaluations(report), "111065"), ["status-or-findings"]),
        (lambda report: without(evaluations(report), "reason"), ["status-reason"]),
        (
            lambda report: setattr(named(evaluations(report), "111065"), "RelationshipType", "HAS CONCEPT MOD"),
            ["status-related"],
        ),
        (
            lambda report: evaluations(report).ContentSequence.append(code_item(REASON, FAILED)),
            ["status-reason"],
        ),
        (
            lambda report: evaluations(report).ContentSequence.append(code_item(SUMMARY_OF_ANALYSES, FAILED)),
            ["status-unknown"],
        ),
    ],
)
def test_a_report_without_findings_says_one_status_and_its_reason(
    change: Callable[[Dataset], object], codes: list[str]
) -> None:
    image = radiograph()
    report = status_report(image)
    assert codes_of([report], [image]) == []
    change(report)
    assert codes_of([report], [image]) == codes


def test_a_report_of_findings_has_no_status() -> None:
    image = radiograph()
    objects = encoded(image)
    evaluations(objects[-1]).ContentSequence.append(code_item(SUMMARY_OF_ANALYSES, FAILED))
    assert set(codes_of(objects, [image])) >= {"status-or-findings", "status-reason", "status-object"}


def test_where_there_is_no_result_there_is_no_other_object() -> None:
    image = radiograph()
    report, picture = status_report(image), encoded(image)[1]
    refs = [ref_of(image), ref_of(picture)]
    report.CurrentRequestedProcedureEvidenceSequence = hierarchical_references(refs)
    assert "status-object" in codes_of([picture, report], [image])
