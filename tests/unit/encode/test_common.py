from dataclasses import replace

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import KeyObjectSelectionDocumentStorage

from radlane.encode.common import (
    put_body_part,
    put_instance,
    put_patient_orientation,
    put_times,
    with_common_modules,
)
from radlane.encode.series import CAPTURE, REJECTION
from support.encoding import MODEL, STATEMENT, context
from support.headers import put_raw
from support.radiographs import radiograph


def test_every_object_says_where_it_comes_from() -> None:
    run = context(radiograph(TimezoneOffsetFromUTC="-0400"))
    dataset = with_common_modules(Dataset(), run, CAPTURE)
    assert dataset.SpecificCharacterSet == "ISO_IR 192"
    assert dataset.ContentQualification == "RESEARCH"
    assert dataset.TimezoneOffsetFromUTC == "-0400"
    assert dataset.DeviceSerialNumber == MODEL.digest.removeprefix("sha256:")
    assert dataset.SoftwareVersions == "0.1.0"
    assert "CodingSchemeIdentificationSequence" not in dataset
    item = dataset.ContributingEquipmentSequence[0]
    assert (item.Manufacturer, item.ManufacturerModelName) == ("The radlane developers", "cxr-lungs")
    assert (item.SoftwareVersions, item.DeviceUID) == ("1.0.0", run.device_uid)
    assert item.ContributionDateTime == "20240229173015.123456-0400"
    assert item.ContributionDescription == STATEMENT
    moments = {
        (dataset[f"{e}Date"].value, dataset[f"{e}Time"].value) for e in ("InstanceCreation", "Series", "Content")
    }
    assert moments == {("20240229", "173015.123456")}


def test_an_object_says_of_itself_what_sop_common_wants() -> None:
    dataset = Dataset()
    put_instance(dataset, REJECTION, "1.2.3")
    assert (dataset.SOPClassUID, dataset.SOPInstanceUID) == (KeyObjectSelectionDocumentStorage, "1.2.3")
    assert dataset.file_meta.MediaStorageSOPInstanceUID == "1.2.3"
    assert "CodingSchemeIdentificationSequence" not in dataset


def test_all_times_of_an_object_are_one() -> None:
    dataset = Dataset()
    put_times(dataset, context(radiograph()).clock)
    assert {dataset.InstanceCreationTime, dataset.SeriesTime, dataset.ContentTime} == {"233015.123456"}
    assert "TimezoneOffsetFromUTC" not in dataset


def test_a_device_identifier_of_the_model_stands_where_it_is_named() -> None:
    run = context(radiograph())
    assert "UDISequence" not in with_common_modules(Dataset(), run, CAPTURE).ContributingEquipmentSequence[0]
    udi = "(01)04250001234562(10)A1"
    regulatory = replace(run.manifest.regulatory, udi=udi)
    named = replace(run, manifest=replace(run.manifest, regulatory=regulatory))
    dataset = with_common_modules(Dataset(), named, CAPTURE)
    (identifier,) = dataset.ContributingEquipmentSequence[0].UDISequence
    assert identifier.UniqueDeviceIdentifier == udi
    assert "UDISequence" not in dataset  # radlane itself has none


def test_several_instances_of_a_series_have_numbers() -> None:
    run = context(radiograph())
    one, other = with_common_modules(Dataset(), run, CAPTURE), with_common_modules(Dataset(), run, CAPTURE, "x", 7)
    assert (one.InstanceNumber, other.InstanceNumber) == (1, 7)
    assert one.SeriesInstanceUID == other.SeriesInstanceUID
    assert one.SOPInstanceUID != other.SOPInstanceUID


def test_without_an_offset_no_offset_is_claimed() -> None:
    assert "TimezoneOffsetFromUTC" not in with_common_modules(Dataset(), context(radiograph()), CAPTURE)


def test_the_body_part_is_copied_where_there_is_one() -> None:
    known, unknown = Dataset(), Dataset()
    put_body_part(known, [radiograph()])
    put_body_part(unknown, [radiograph(BodyPartExamined=None)])
    assert known.BodyPartExamined == "CHEST"
    assert "BodyPartExamined" not in unknown


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"L\\F", ["L", "F"]),  # usable
        (b"L", None),  # one value only
        (b"left\\feet", None),  # no code strings
    ],
)
def test_patient_orientation_is_copied_where_it_is_usable(content: bytes, expected: list[str] | None) -> None:
    source, target = radiograph(), Dataset()
    put_raw(source, "PatientOrientation", "CS", content)
    put_patient_orientation(target, [source])
    assert target.PatientOrientation == expected


def test_patient_orientation_is_one_that_all_images_have() -> None:
    same, several = Dataset(), Dataset()
    put_patient_orientation(same, [radiograph(), radiograph()])
    put_patient_orientation(several, [radiograph(), radiograph(PatientOrientation=["P", "F"])])
    assert same.PatientOrientation == ["L", "F"]
    assert several.PatientOrientation is None


def test_a_body_part_is_one_that_all_images_have() -> None:
    one, several = Dataset(), Dataset()
    put_body_part(one, [radiograph(), radiograph()])
    put_body_part(several, [radiograph(), radiograph(BodyPartExamined="ABDOMEN")])
    assert one.BodyPartExamined == "CHEST"
    assert "BodyPartExamined" not in several


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([{"Laterality": "L"}], "L"),
        ([{"ImageLaterality": "L"}], "L"),  # a mammogram
        ([{"Laterality": "R"}, {"ImageLaterality": "R"}], "R"),
        ([{"Laterality": "R"}, {"Laterality": "L"}], None),  # images of both knees
        ([{}], None),
        ([{"Laterality": "B"}], None),  # no term of Laterality
    ],
)
def test_a_paired_body_part_has_a_side(stated: list[dict[str, str]], expected: str | None) -> None:
    """Type 2C: empty where it is not known, and not there where the image's own attribute says it."""
    dataset = Dataset()
    put_body_part(dataset, [radiograph(BodyPartExamined="KNEE", **attributes) for attributes in stated])
    assert dataset.get("ImageLaterality") == expected
    assert ("Laterality" in dataset) == (expected is None)
    assert not dataset.get("Laterality")


def test_an_unpaired_body_part_has_none() -> None:
    dataset = Dataset()
    put_body_part(dataset, [radiograph(Laterality="L")])
    assert "Laterality" not in dataset
    assert "ImageLaterality" not in dataset
