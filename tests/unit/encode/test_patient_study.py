from io import BytesIO

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.filewriter import dcmwrite

from radlane.encode.patient_study import copy_attributes, copy_patient_and_study
from support.encoding import encoded
from support.headers import put_raw
from support.radiographs import radiograph, real


def copied(source: Dataset) -> Dataset:
    target = Dataset()
    copy_patient_and_study(source, target)
    return target


def reread(source: Dataset) -> Dataset:
    """The data set as it comes from a file, its text still in the bytes of its character set."""
    buffer = BytesIO()
    dcmwrite(buffer, source, enforce_file_format=True)
    return dcmread(BytesIO(buffer.getvalue()))


@pytest.mark.parametrize(
    ("character_set", "name", "patient_id"),
    [
        ("ISO_IR 100", "Müller^Jürgen", "Ü-1"),  # Latin 1
        ("ISO_IR 144", "Жанна^Ёлка", "Я-1"),  # Cyrillic
        ("ISO_IR 126", "Διονυσιος^Δ", "Ω-1"),  # Greek
        ("GB18030", "Wang^XiaoDong=王^小东=", "王-1"),  # Chinese
        ("ISO_IR 192", "Łukasz^Żaneta=山田^太郎", "Ł-1"),  # UTF-8
        (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎=やまだ^たろう", "山-1"),  # Japanese, with escapes
        (["", "ISO 2022 IR 149"], "Hong^Gildong=洪^吉洞=홍^길동", "홍-1"),  # Korean, with escapes
        (["ISO 2022 IR 13", "ISO 2022 IR 87"], "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", "ﾔ-1"),  # Japanese, half width
    ],
)
def test_names_are_equal_in_unicode(character_set: str | list[str], name: str, patient_id: str) -> None:
    source = reread(radiograph(SpecificCharacterSet=character_set, PatientName=name, PatientID=patient_id))
    for dataset in encoded(source):
        assert dataset.SpecificCharacterSet == "ISO_IR 192"
        assert str(dataset.PatientName) == str(source.PatientName)
        assert str(dataset.PatientName).rstrip("=") == name.rstrip("=")
        assert dataset.PatientID == patient_id


def test_a_real_header_goes_over_as_it_is() -> None:
    source = dcmread(real("RG1_UNCI.dcm"))
    target = copied(source)
    assert {element.keyword for element in target} == {
        *("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyInstanceUID", "StudyDate", "StudyTime"),
        *("AccessionNumber", "StudyID", "StudyDescription", "ReferringPhysicianName"),
    }
    assert all(str(element.value) == str(source[element.tag].value) for element in target)


def test_issuers_go_over_with_their_qualifiers() -> None:
    qualifier, accession = Dataset(), Dataset()
    qualifier.UniversalEntityID, qualifier.UniversalEntityIDType = "1.2.3", "ISO"
    accession.LocalNamespaceEntityID = "RIS"
    source = radiograph(
        IssuerOfPatientIDQualifiersSequence=[qualifier], IssuerOfAccessionNumberSequence=[accession], PatientWeight="70"
    )
    target = copied(reread(source))
    assert target.IssuerOfPatientID == "radlane tests"
    assert target.IssuerOfPatientIDQualifiersSequence[0].UniversalEntityID == "1.2.3"
    assert target.IssuerOfAccessionNumberSequence[0].LocalNamespaceEntityID == "RIS"
    assert str(target.PatientWeight) == "70"


def test_what_is_sent_seldom_goes_over_too() -> None:
    reference, code = Dataset(), Dataset()
    reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = "1.2.840.10008.3.1.2.3.1", "1.2.3.4"
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = "386661006", "SCT", "Fever"
    stated = {
        "ReferencedStudySequence": [reference],
        "ReasonForVisit": "fever",
        "ReasonForVisitCodeSequence": [code],
        "RequestingService": "ER",
        "PatientBodyMassIndex": "21.5",
        "StrainDescription": "none",
        "PatientBirthDateInAlternativeCalendar": "S45",
    }
    source = reread(radiograph(**stated))
    for dataset in encoded(source):
        assert {keyword: dataset[keyword].value for keyword in stated} == {
            keyword: source[keyword].value for keyword in stated
        }


def test_several_names_stay_several() -> None:
    source = reread(radiograph(SpecificCharacterSet="ISO_IR 100", OtherPatientNames=["Müller^J", "Mueller^J"]))
    assert [str(name) for name in encoded(source)[0].OtherPatientNames] == ["Müller^J", "Mueller^J"]


def test_what_has_to_be_there_is_there_empty() -> None:
    target = copied(radiograph(PatientSex=None, StudyID=None, ReferringPhysicianName=None))
    assert target.PatientSex is None
    assert target.StudyID is None
    assert not target.ReferringPhysicianName


def test_an_invalid_value_goes_over_as_it_is() -> None:
    source = radiograph()
    for keyword, vr, content in (
        ("PatientBirthDate", "DA", b"1940.03.05"),  # the old form
        ("PatientID", "LO", b"x" * 80),  # too long
        ("PatientSex", "CS", b"female"),  # no defined term
    ):
        put_raw(source, keyword, vr, content)
    for dataset in encoded(source):
        assert (dataset.PatientBirthDate, dataset.PatientID, dataset.PatientSex) == ("1940.03.05", "x" * 80, "female")


def test_what_cannot_be_read_is_left_out() -> None:
    source = radiograph()
    for keyword, vr, content in (
        ("PatientWeight", "DS", b"heavy"),  # no number
        ("PatientID", "OB", b"\x00\x01"),  # another VR than the dictionary's
    ):
        put_raw(source, keyword, vr, content)
    target = copied(source)
    assert "PatientWeight" not in target
    assert target.PatientID is None


def test_text_goes_over_whatever_kind_of_text_it_is_said_to_be() -> None:
    """A wrong VR is no reason to lose whose image it is."""
    source = radiograph()
    put_raw(source, "PatientID", "SH", b"A-1 ")
    put_raw(source, "OtherPatientNames", "LO", b"One^Name\\Other^Name")
    target = copied(source)
    assert (target.PatientID, target["PatientID"].VR) == ("A-1", "LO")
    assert [str(name) for name in target.OtherPatientNames] == ["One^Name", "Other^Name"]


def test_items_go_over_without_private_bulk_or_endless_content() -> None:
    item = Dataset()
    item.SpecificCharacterSet = "ISO_IR 100"
    item.PatientID = "P"
    item.add_new(0x00091010, "LO", "private")
    item.PixelData = b"\x00\x00"
    item["PixelData"].VR = "OW"
    nested = item
    for _ in range(6):
        parent = Dataset()
        parent.OtherPatientIDsSequence = [nested]
        nested = parent
    target = copied(radiograph(OtherPatientIDsSequence=[item, nested]))
    assert [element.keyword for element in target.OtherPatientIDsSequence[0]] == ["PatientID"]
    depth, level = 0, target.OtherPatientIDsSequence[1]
    while "OtherPatientIDsSequence" in level:
        depth, level = depth + 1, level.OtherPatientIDsSequence[0]
    assert depth == 3


def test_attributes_that_are_there_and_can_be_read_are_copied() -> None:
    source, target = radiograph(BodyPartExamined="CHEST"), Dataset()
    put_raw(source, "ExposureTime", "IS", b"many")
    copy_attributes(source, target, ("BodyPartExamined", "ExposureTime", "ContainerIdentifier"))
    assert [element.keyword for element in target] == ["BodyPartExamined"]
    assert target.BodyPartExamined == "CHEST"
