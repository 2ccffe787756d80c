"""An archive whose use is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.refs import InstanceRef
from radlane.domain.result import StoreReceipt
from radlane.domain.study import Accession, PatientIdentity
from radlane.errors import ArchiveUnavailable, AuditUnavailable
from radlane.pipeline.audited import MOST_NAMED, AuditedArchive, counted
from radlane.security.audit_record import Action, Entry, Outcome
from support.jobs import Front
from support.radiographs import STUDY, radiograph, save

WHO = Entry(action=Action.STUDY_QUERIED, caller="key", job="j", facts={"given": 1})


class Book:
    """Keeps entries; full, it takes no more."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.full = False

    def record(self, entry: Entry) -> None:
        if self.full:
            raise AuditUnavailable("There is no room")
        self.entries.append(entry)

    def pseudonym(self, patient: PatientIdentity) -> str:
        return f"of {len(patient.patient_id)}"

    @property
    def said(self) -> list[tuple[Action, Outcome]]:
        return [(entry.action, entry.outcome) for entry in self.entries]


@pytest.fixture
def front(tmp_path: Path) -> Front:
    save(radiograph(), tmp_path / "a", "IM1")
    return Front(FolderArchive("a", tmp_path / "a", Limits()))


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def archive(front: Front, book: Book) -> AuditedArchive:
    return AuditedArchive(front, book, WHO)


def test_what_is_asked_is_on_record_before_it_is(archive: AuditedArchive, front: Front, book: Book) -> None:
    archive.find_study(STUDY)
    archive.studies_of(Accession(number="SECRET"))
    archive.study_uids()
    archive.studies_of_patient("SECRET", date(2024, 1, 1), date(2024, 2, 1))
    assert [(entry.study, entry.facts["by"]) for entry in book.entries] == [
        (STUDY, "study"),
        (None, "accession"),
        (None, "all"),
        (None, "patient"),
    ]
    assert {(entry.caller, entry.job, entry.facts["archive"], entry.facts["given"]) for entry in book.entries} == {
        ("key", "j", "a", 1)
    }
    assert "SECRET" not in str(book.entries)
    assert {entry.outcome for entry in book.entries} == {Outcome.BEGUN}
    front.down = True
    with pytest.raises(ArchiveUnavailable):
        archive.find_study(STUDY)
    assert book.said[4:] == [(Action.STUDY_QUERIED, Outcome.BEGUN), (Action.STUDY_QUERIED, Outcome.FAILED)]
    assert book.entries[-1].facts["code"] == "archive-unavailable"


def test_what_is_asked_of_nobody_is_not_on_record(archive: AuditedArchive, book: Book) -> None:
    assert (archive.name, archive.check(), archive.check_store()) != ("", "", "")
    assert book.entries == []


def test_a_transfer_is_on_record_before_and_after(archive: AuditedArchive, book: Book, tmp_path: Path) -> None:
    index = archive.find_study(STUDY)
    (ref,) = index.series[0].instances
    archive.retrieve(index, [ref], tmp_path / "spool")
    assert book.said[1:] == [(Action.INSTANCES_RETRIEVED, Outcome.BEGUN), (Action.INSTANCES_RETRIEVED, Outcome.DONE)]
    for entry in book.entries[1:]:
        assert entry.facts["classes"] == {ref.sop_class_uid: {"count": 1, "instances": [ref.sop_instance_uid]}}
        assert entry.facts["patient"] == f"of {len(index.patient.patient_id)}"
    assert archive.store([]).outcomes == ()
    assert archive.store_in(index, []).outcomes == ()
    assert book.said[3:] == [(Action.INSTANCES_STORED, Outcome.BEGUN), (Action.INSTANCES_STORED, Outcome.DONE)] * 2


def test_a_transfer_that_fails_says_so(archive: AuditedArchive, front: Front, book: Book, tmp_path: Path) -> None:
    index = archive.find_study(STUDY)
    front.down = True
    with pytest.raises(ArchiveUnavailable):
        archive.retrieve(index, index.series[0].instances, tmp_path / "spool")
    assert book.said[-1] == (Action.INSTANCES_RETRIEVED, Outcome.FAILED)
    assert book.entries[-1].facts["code"] == "archive-unavailable"


class Full(Front):
    """Has no memory left."""

    def store(self, *_: object) -> StoreReceipt:
        raise MemoryError


def test_what_nobody_thought_of_is_an_end_too(front: Front, book: Book) -> None:
    with pytest.raises(MemoryError):
        AuditedArchive(Full(front), book, WHO).store([])
    assert book.said == [(Action.INSTANCES_STORED, Outcome.BEGUN), (Action.INSTANCES_STORED, Outcome.FAILED)]
    assert book.entries[-1].facts["code"] == "internal-error"


def test_what_cannot_be_put_on_record_does_not_happen(
    archive: AuditedArchive, front: Front, book: Book, tmp_path: Path
) -> None:
    index = archive.find_study(STUDY)
    book.full, before = True, front.calls
    for call in (
        lambda: archive.find_study(STUDY),
        lambda: archive.study_uids(),
        lambda: archive.studies_of(Accession(number="1")),
        lambda: archive.studies_of_patient("1", date(2024, 1, 1), date(2024, 2, 1)),
        lambda: archive.retrieve(index, index.series[0].instances, tmp_path / "spool"),
        lambda: archive.store([]),
    ):
        with pytest.raises(AuditUnavailable):
            call()
    assert front.calls == before


def test_of_many_instances_only_their_number_is_named() -> None:
    refs = [
        InstanceRef(
            study_instance_uid="1",
            series_instance_uid=f"1.{number % 2}",
            sop_instance_uid=f"2.{number}",
            sop_class_uid="3",
        )
        for number in range(MOST_NAMED + 1)
    ]
    assert counted(refs) == {"classes": {"3": {"count": MOST_NAMED + 1}}, "series": ["1.0", "1.1"]}
    scattered = [replace(ref, series_instance_uid=f"1.{number}") for number, ref in enumerate(refs)]
    assert counted(scattered) == {"classes": {"3": {"count": MOST_NAMED + 1}}, "series_count": MOST_NAMED + 1}
    assert counted(refs[:-1])["classes"]["3"]["instances"] == [f"2.{number}" for number in range(MOST_NAMED)]
