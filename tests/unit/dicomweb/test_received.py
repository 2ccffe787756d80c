from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.received import NO_PLACE, ReceivedArchive, remove_study, size_of
from radlane.domain.result import DeliveryState, EncodedObject, Role
from radlane.domain.study import Accession
from radlane.errors import ArchiveError, ArchiveUnavailable, StudyNotFound, UidInvalid
from support.radiographs import INSTANCE, SERIES, STUDY
from support.reception import desk, image

OTHER = f"{STUDY}.2"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two studies; in one of them two instances."""
    made = desk(tmp_path)
    made.send(image(1, AccessionNumber="A1"), image(2, AccessionNumber="A1"))
    made.send(image(3, study=OTHER, series=f"{SERIES}.2", AccessionNumber="A2", PatientID="OTHER"))
    return made.root


def test_it_lists_and_gives_out_what_was_received(root: Path, tmp_path: Path) -> None:
    archive = ReceivedArchive(root, Limits())
    assert archive.name == "received"
    assert archive.study_uids() == (STUDY, OTHER)
    assert archive.check() == "2 studies"
    assert archive.studies_of(Accession(number="A2")) == (OTHER,)
    for patient_id, study in (("T-1", STUDY), ("OTHER", OTHER)):
        (listed,) = archive.studies_of_patient(patient_id, date(2000, 1, 1), date(2026, 1, 1))
        assert listed.study_instance_uid == study
    index = archive.find_study(STUDY)
    (series,) = index.series
    assert [ref.sop_instance_uid for ref in series.instances] == [f"{INSTANCE}.1", f"{INSTANCE}.2"]
    study = archive.retrieve(index, series.instances[:1], tmp_path)
    assert study.instances[0].path == root / STUDY / SERIES / f"{INSTANCE}.1.dcm"


def test_what_is_on_its_way_or_no_study_is_not_listed(root: Path) -> None:
    (root / ".radlane-coming").mkdir()
    (root / "lost+found").mkdir()
    assert ReceivedArchive(root, Limits()).study_uids() == (STUDY, OTHER)


def test_a_study_that_is_not_there_is_said(root: Path) -> None:
    archive = ReceivedArchive(root, Limits())
    with pytest.raises(StudyNotFound):
        archive.find_study(f"{STUDY}.3")
    with pytest.raises(UidInvalid):
        archive.find_study("../..")


def test_a_study_that_is_removed_while_those_of_a_patient_are_looked_for_is_none(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = ReceivedArchive(root, Limits())
    monkeypatch.setattr(archive, "study_uids", lambda: (STUDY, f"{STUDY}.3", OTHER))
    (listed,) = archive.studies_of_patient("OTHER", date(2000, 1, 1), date(2026, 1, 1))
    assert listed.study_instance_uid == OTHER


def test_without_its_folder_it_is_empty(tmp_path: Path) -> None:
    assert ReceivedArchive(tmp_path / "none", Limits()).study_uids() == ()


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveUnavailable):
        ReceivedArchive(tmp_path / "file", Limits()).study_uids()


def test_it_takes_no_results(root: Path) -> None:
    archive = ReceivedArchive(root, Limits())
    ref = archive.find_study(STUDY).series[0].instances[0]
    item = EncodedObject(role=Role.REPORT, ref=ref, modality="SR", path=root / "x", size=1, sha256="")
    (outcome,) = archive.store([item]).outcomes
    assert (outcome.state, outcome.detail, outcome.may_be_there) == (DeliveryState.REFUSED, NO_PLACE, False)
    with pytest.raises(ArchiveError):
        archive.check_store()


def test_the_size_of_a_study_is_counted(root: Path) -> None:
    count, size = size_of(root, STUDY)
    assert count == 2
    assert size == sum(path.stat().st_size for path in (root / STUDY).rglob("*.dcm"))
    assert size_of(root, f"{STUDY}.3") == (0, 0)


def test_a_study_is_removed_whole(root: Path) -> None:
    assert remove_study(root, STUDY, lambda: False, lambda: "gone")
    assert [path.name for path in root.iterdir()] == [OTHER]
    assert remove_study(root, STUDY, lambda: False, lambda: "gone"), "it is gone already"


def test_a_study_that_turns_out_to_be_needed_stays(root: Path) -> None:
    assert not remove_study(root, STUDY, lambda: True, lambda: "gone")
    assert size_of(root, STUDY)[0] == 2
