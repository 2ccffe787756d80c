from pydicom.dataset import Dataset

from radlane.encode.codes import coded
from radlane.encode.requested_procedure import performed_procedures, referenced_requests
from support.encoding import PROCEDURE
from support.radiographs import STUDY, radiograph


def request(**attributes: object) -> Dataset:
    item = Dataset()
    for keyword, value in attributes.items():
        setattr(item, keyword, value)
    return item


def test_each_request_of_the_image_is_an_item_with_all_that_has_to_be_there() -> None:
    first = request(
        RequestedProcedureID="RP-1",
        RequestedProcedureDescription="Chest",
        ReasonForTheRequestedProcedure="cough",
        StudyInstanceUID="1.2.3.9",
        AccessionNumber="A-7",
        RequestedProcedureCodeSequence=[coded(PROCEDURE)],
    )
    found = referenced_requests(radiograph(RequestAttributesSequence=[first, request(RequestedProcedureID="RP-2")]))
    one, other = found
    assert (one.StudyInstanceUID, one.AccessionNumber, one.RequestedProcedureID) == ("1.2.3.9", "A-7", "RP-1")
    assert one.RequestedProcedureCodeSequence[0].CodeValue == PROCEDURE.value
    assert one.ReasonForTheRequestedProcedure == "cough"
    assert (other.StudyInstanceUID, other.AccessionNumber, other.RequestedProcedureID) == (STUDY, "A-1", "RP-2")
    for item in found:
        assert item["PlacerOrderNumberImagingServiceRequest"].is_empty
        assert item["FillerOrderNumberImagingServiceRequest"].is_empty
        assert list(item.ReferencedStudySequence) == []
    assert other["RequestedProcedureDescription"].is_empty
    assert "ReasonForTheRequestedProcedure" not in other


def test_an_accession_alone_is_a_request_and_without_one_there_is_none() -> None:
    issuer = request(LocalNamespaceEntityID="Klinik")
    (item,) = referenced_requests(radiograph(IssuerOfAccessionNumberSequence=[issuer]))
    assert (item.StudyInstanceUID, item.AccessionNumber) == (STUDY, "A-1")
    assert item["RequestedProcedureID"].is_empty
    assert item.IssuerOfAccessionNumberSequence[0].LocalNamespaceEntityID == "Klinik"
    assert list(referenced_requests(radiograph(AccessionNumber=""))) == []


def test_a_study_of_a_request_that_is_no_uid_is_the_image_s() -> None:
    wrong = request(RequestedProcedureID="RP-1")
    wrong.add_new("StudyInstanceUID", "UI", "../x")
    (item,) = referenced_requests(radiograph(RequestAttributesSequence=[wrong]))
    assert item.StudyInstanceUID == STUDY


def test_what_was_performed_is_the_study_s_procedure() -> None:
    (code,) = performed_procedures(radiograph(ProcedureCodeSequence=[coded(PROCEDURE)]))
    assert (code.CodeValue, code.CodingSchemeDesignator) == (PROCEDURE.value, PROCEDURE.scheme)
    assert list(performed_procedures(radiograph())) == []
