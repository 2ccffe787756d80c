from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from radlane.dicomweb.deposit import CHANGED
from radlane.dicomweb.dimse import UNPROVEN, DimseArchive, Node, outcome_of
from radlane.dicomweb.part10 import Limits
from radlane.domain.refs import InstanceRef
from radlane.domain.result import Answer, DeliveryState, EncodedObject, Role
from radlane.domain.study import Accession, PatientIdentity, StudyIndex
from radlane.errors import ArchiveError, UidInvalid

ITEM = EncodedObject(
    role=Role.SEGMENTATION,
    ref=InstanceRef(study_instance_uid="1.2", series_instance_uid="1.3", sop_instance_uid="1.4", sop_class_uid="1.5"),
    modality="SEG",
    path=Path("none"),
    size=1,
    sha256="",
)


def _archive() -> DimseArchive:
    return DimseArchive("node", Node(host="127.0.0.1", port=1, called="NODE", calling="RADLANE"), Limits())


@pytest.mark.parametrize(
    ("status", "state", "answer", "says"),
    [
        (0x0000, DeliveryState.STORED, None, UNPROVEN),
        (0xB000, DeliveryState.STORED, None, "B000"),
        (0xB006, DeliveryState.STORED, None, "B006"),
        (0xB007, DeliveryState.STORED, None, "B007"),
        (0xB123, DeliveryState.STORED, None, "B123"),
        (0x0111, DeliveryState.STORED, None, "already"),
        (0xA700, DeliveryState.PENDING, None, "A700"),
        (0x0110, DeliveryState.PENDING, None, "0110"),
        (0x0213, DeliveryState.PENDING, None, "0213"),
        (0xA900, DeliveryState.REFUSED, None, "A900"),
        (0xC000, DeliveryState.REFUSED, None, "C000"),
        (0x0124, DeliveryState.REFUSED, None, "0124"),
        (0x0122, DeliveryState.REFUSED, Answer.NO_SUCH_CLASS, "0122"),
    ],
)
def test_each_status_of_c_store_has_its_meaning(
    status: int, state: DeliveryState, answer: Answer | None, says: str
) -> None:
    outcome = outcome_of(ITEM, status)
    assert (outcome.state, outcome.answer) == (state, answer)
    assert says in outcome.detail
    assert outcome.may_be_there is (state is not DeliveryState.REFUSED)


def test_it_is_asked_nothing(tmp_path: Path) -> None:
    archive = _archive()
    assert (archive.name, archive.can_be_asked) == ("node", False)
    index = StudyIndex(study_instance_uid="1.2", patient=PatientIdentity(patient_id="", issuer=""), series=())
    for ask in (
        archive.study_uids,
        lambda: archive.studies_of(Accession(number="A1")),
        lambda: archive.studies_of_patient("T-1", date(2024, 1, 1), date(2024, 2, 1)),
        lambda: archive.find_study("1.2"),
        lambda: archive.retrieve(index, (), tmp_path),
    ):
        with pytest.raises(ArchiveError):
            ask()


def test_an_object_whose_file_is_another_one_is_not_sent(tmp_path: Path) -> None:
    path = tmp_path / "changed"
    path.write_bytes(b"changed")
    changed = EncodedObject(role=Role.REPORT, ref=ITEM.ref, modality="SR", path=path, size=7, sha256="0" * 64)
    (outcome,) = _archive().store([changed]).outcomes
    assert (outcome.state, outcome.detail, outcome.may_be_there) == (DeliveryState.REFUSED, CHANGED, None)


def test_an_object_with_a_uid_that_is_none_is_not_sent() -> None:
    ref = InstanceRef(study_instance_uid="..", series_instance_uid="1.3", sop_instance_uid="1", sop_class_uid="1.5")
    item = EncodedObject(role=Role.REPORT, ref=ref, modality="SR", path=Path("none"), size=1, sha256="")
    with pytest.raises(UidInvalid):
        _archive().store([item])
