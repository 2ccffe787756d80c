from dataclasses import replace

import pytest
from pydicom.dataset import Dataset

from radlane.domain.refs import InstanceRef
from radlane.encode.codes import COMMENT, QUALITATIVE_EVALUATIONS
from radlane.encode.content_items import container_item, text_item
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import ref_of
from radlane.encode.series import DISPLAY, REPORT
from radlane.encode.sr_document import build_document
from support.encoding import PROCEDURE, context
from support.radiographs import radiograph

BEFORE = InstanceRef(
    study_instance_uid="1.2", series_instance_uid="1.2.3", sop_instance_uid="1.2.3.4", sop_class_uid="1.9"
)


def content() -> list[Dataset]:
    return [container_item(QUALITATIVE_EVALUATIONS, [text_item(COMMENT, "words")])]


def test_the_root_is_a_measurement_report_that_nobody_has_seen() -> None:
    run = context(radiograph())
    report = build_document(run, REPORT, content(), [ref_of(run.source)])
    assert report.ContentTemplateSequence[0].TemplateIdentifier == "1500"
    assert (report.CompletionFlag, report.VerificationFlag, report.PreliminaryFlag) == (
        *("COMPLETE", "UNVERIFIED", "PRELIMINARY"),
    )
    assert "RelationshipType" not in report
    names = [item.ConceptNameCodeSequence[0].CodeMeaning for item in report.ContentSequence]
    assert names[:2] == ["Language of Content Item and Descendants", "Observer Type"]
    assert names[-2:] == ["Procedure reported", "Qualitative Evaluations"]
    assert report.ContentSequence[-2].ConceptCodeSequence[0].CodeValue == PROCEDURE.value


def test_a_step_that_did_not_make_the_report_is_not_named() -> None:
    """PS3.3 table C.17-1: the step during which the document is generated, not that of the images."""
    step = radiograph(ReferencedPerformedProcedureStepSequence=[radiograph()])
    report = build_document(context(step), REPORT, content(), [])
    assert list(report.ReferencedPerformedProcedureStepSequence) == []
    assert list(report.PerformedProcedureCodeSequence) == []


def test_what_there_is_none_of_is_no_empty_sequence() -> None:
    report = build_document(context(radiograph(AccessionNumber="")), REPORT, content(), [])
    for keyword in ("CurrentRequestedProcedureEvidence", "ReferencedRequest", "PredecessorDocuments"):
        assert f"{keyword}Sequence" not in report


def amended(amendment: int, *predecessors: InstanceRef) -> EncodeContext:
    run = context(radiograph())
    return replace(run, identity=replace(run.identity, amendment=amendment), predecessors=predecessors)


def test_an_amendment_names_the_report_whose_content_it_repeats() -> None:
    first = build_document(context(radiograph()), REPORT, content(), [])
    report = build_document(amended(1, BEFORE), REPORT, content(), [])
    (study,) = report.PredecessorDocumentsSequence
    reference = study.ReferencedSeriesSequence[0].ReferencedSOPSequence[0]
    assert (study.StudyInstanceUID, reference.ReferencedSOPInstanceUID) == ("1.2", "1.2.3.4")
    assert report.SOPInstanceUID != first.SOPInstanceUID


def test_an_amendment_says_of_what() -> None:
    with pytest.raises(ValueError, match="predecessor"):
        amended(1)


def test_a_run_of_more_images_names_the_report_of_fewer_and_only_its_root_does() -> None:
    assert amended(0, BEFORE).has_grown
    assert not amended(1, BEFORE).has_grown
    assert "PredecessorDocumentsSequence" in build_document(amended(0, BEFORE), REPORT, content(), [])
    assert "PredecessorDocumentsSequence" not in build_document(amended(0, BEFORE), DISPLAY, content(), [])


def test_a_request_of_the_image_is_carried() -> None:
    report = build_document(context(radiograph()), REPORT, content(), [])
    assert [item.AccessionNumber for item in report.ReferencedRequestSequence] == ["A-1"]
