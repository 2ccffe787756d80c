"""No value of the patient's header is said: not on standard output, not on standard error, not in a log.

Every text attribute of the image, in sequences too, is a canary; the run's own objects may carry them, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset

from support.lane import DONE, FAILED, NOT_ANALYSED, Run, radlane, run
from support.radiographs import real
from support.spoiled import TRAVERSAL, part10
from support.variants import give_uids

CANARY = "CANARYZQ7"
BIRTH = "19010203"
SAID = (CANARY.lower(), BIRTH, "1901-02-03", "zq7")
TEXT = {"PN", "LO", "SH", "LT", "ST", "UT", "UC", "AE"}
# patient attributes that RG1 does not have by itself
MORE = (
    "PatientComments", "PatientAddress", "OtherPatientNames", "PatientMotherBirthName", "PatientTelephoneNumbers",
    "IssuerOfPatientID", "EthnicGroup", "Occupation", "AdditionalPatientHistory", "InstitutionAddress",
    "PerformingPhysicianName", "OperatorsName", "NameOfPhysiciansReadingStudy", "RequestingPhysician",
    "SeriesDescription", "ProtocolName", "PerformedProcedureStepDescription", "RequestedProcedureDescription",
    "AcquisitionDeviceProcessingDescription",
)  # fmt: skip
LEFT_ALONE = {"TimezoneOffsetFromUTC"}


def canaries(name: str) -> FileDataset:
    """RG1 with a canary in every text attribute."""
    dataset = dcmread(real("RG1_UNCI.dcm"))
    give_uids(dataset, f"canary {name}")
    for keyword in MORE:
        setattr(dataset, keyword, CANARY)
    dataset.PatientBirthDate = BIRTH
    _fill(dataset)
    return dataset


def _fill(dataset: Dataset) -> None:
    for element in dataset:
        if element.VR == "SQ":
            for item in element.value:
                _fill(item)
        elif element.VR in TEXT and element.keyword not in LEFT_ALONE:
            element.value = f"{CANARY}^ZQ7" if element.VR == "PN" else CANARY


def _nothing(dataset: FileDataset) -> None:
    """Leave it: a run that comes to its end."""


def _no_orientation(dataset: FileDataset) -> None:
    del dataset.PatientOrientation


def _canary_orientation(dataset: FileDataset) -> None:
    dataset.PatientOrientation = [CANARY, CANARY]


def _canary_body_part(dataset: FileDataset) -> None:
    dataset.BodyPartExamined = CANARY


def _canary_photometric(dataset: FileDataset) -> None:
    dataset.PhotometricInterpretation = CANARY


def _canary_character_set(dataset: FileDataset) -> None:
    dataset.SpecificCharacterSet = CANARY


def _canary_uid(dataset: FileDataset) -> None:
    dataset.StudyInstanceUID = f"{TRAVERSAL}/{CANARY}"


def _rows(dataset: FileDataset) -> None:
    dataset.Rows = 60000


def _no_pixels(dataset: FileDataset) -> None:
    del dataset.PixelData


def _bad_numbers(dataset: FileDataset) -> None:
    """Texts where numbers belong: what conversion errors like to repeat."""
    for keyword in ("WindowCenter", "PixelSpacing", "InstanceNumber"):
        dataset[keyword]._value = CANARY


CHANGES = (
    _nothing, _no_orientation, _canary_orientation, _canary_body_part, _canary_photometric, _canary_character_set,
    _canary_uid, _rows, _no_pixels, _bad_numbers,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_nothing_of_the_header_is_said(tmp_path: Path, change: Callable[[FileDataset], None]) -> None:
    dataset = canaries(change.__name__)
    change(dataset)
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "image").write_bytes(part10(dataset))
    outcome = run(archive)
    assert outcome.ended.code in {DONE, FAILED, NOT_ANALYSED}, outcome.ended.stderr
    _assert_silent(outcome, tmp_path)


def test_nothing_of_the_header_is_said_of_a_cut_file(tmp_path: Path) -> None:
    data = part10(canaries("cut"))
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "image").write_bytes(data[: len(data) // 2])
    _assert_silent(run(archive), tmp_path)


def test_the_canaries_are_in_the_objects(tmp_path: Path) -> None:
    """The test is not blind: the patient's name did go through the lane."""
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "image").write_bytes(part10(canaries("objects")))
    assert CANARY in str(run(archive).dataset("report").PatientName)


def test_no_library_keeps_notes_of_its_own(tmp_path: Path) -> None:
    """onnxruntime would: an identifier of the machine and a file of events, below the user's cache."""
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "image").write_bytes(part10(canaries("notes")))
    assert run(archive).ended.code == DONE
    left = {path.name for path in (tmp_path / "home").rglob("*") if path.is_file()}
    assert left == {"jobs.sqlite", "audit.key", "audit.heads"}  # the audit trail


@pytest.mark.parametrize("command", ["inspect", "check"])
def test_other_commands_say_nothing_of_the_header(tmp_path: Path, command: str) -> None:
    path = tmp_path / "image"
    path.write_bytes(part10(canaries(command)))
    ended = radlane(command, path, "--json", home=tmp_path / "home")
    assert ended.stdout
    assert not [word for word in SAID if word in (ended.stdout + ended.stderr).lower()]


def _assert_silent(outcome: Run, workspace: Path) -> None:
    said = (outcome.ended.stdout + outcome.ended.stderr).lower()
    assert not [word for word in SAID if word in said]
    for path in (workspace / "home").rglob("*"):
        if path.is_file() and not _is_dicom(path):
            data = path.read_bytes().lower()
            assert not [word for word in SAID if word.encode() in data], path.name


def _is_dicom(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(132)[128:] == b"DICM"
