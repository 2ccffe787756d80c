"""An archive whose calls are told is the same archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.observed import ObservedArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.sighting import Sighting
from radlane.domain.study import Accession
from radlane.errors import StudyNotFound
from support.radiographs import STUDY, radiograph, save


class Told:
    """What was told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str, str]] = []
        self.states: list[str] = []

    def count_call(self, archive: str, kind: str, outcome: str, seconds: float) -> None:
        assert seconds >= 0
        self.calls.append((archive, kind, outcome))

    def count_objects(self, archive: str, states: list[str]) -> None:
        self.states += [f"{archive} {state}" for state in states]


def test_every_call_is_passed_on_and_told(tmp_path: Path) -> None:
    save(radiograph(AccessionNumber="A1"), tmp_path / "ward")
    told = Told()
    plain = FolderArchive("ward", tmp_path / "ward", Limits())
    archive = ObservedArchive(plain, told)
    assert archive.name == "ward"
    assert (archive.check(), archive.check_store()) == (plain.check(), plain.check_store())
    assert archive.study_uids() == archive.studies_of(Accession(number="A1", issuers=frozenset())) == (STUDY,)
    asked = ("T-1", date(2000, 1, 1), date(2026, 1, 1))
    assert archive.studies_of_patient(*asked) == plain.studies_of_patient(*asked) != ()
    index = archive.find_study(STUDY)
    refs = [ref for series in index.series for ref in series.instances]
    assert archive.retrieve(index, refs, tmp_path) == plain.retrieve(index, refs, tmp_path)
    assert archive.store([]) == archive.store_in(index, []) == plain.store([])
    kinds = ["check", "check", "query", "query", "query", "query", "retrieve", "store", "store"]
    assert told.calls == [("ward", kind, "done") for kind in kinds]


def test_an_error_is_told_by_its_code(tmp_path: Path) -> None:
    (tmp_path / "ward").mkdir()
    told = Told()
    archive = ObservedArchive(FolderArchive("ward", tmp_path / "ward", Limits()), told)
    with pytest.raises(StudyNotFound):
        archive.find_study(STUDY)
    assert told.calls == [("ward", "query", "study-not-found")]


def test_what_nobody_foresaw_is_told_too() -> None:
    told = Told()

    class Broken(FolderArchive):
        def check(self) -> str:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ObservedArchive(Broken("ward", Path(), Limits()), told).check()
    assert told.calls == [("ward", "check", "internal-error")]


def test_a_list_of_studies_is_told_too() -> None:
    class Pacs:
        name = "pacs"

        def studies_from(self, first: date, last: date | None = None) -> tuple[Sighting, ...]:
            return (Sighting(name=f"{first} {last}"),)

    told = Told()
    archive = ObservedArchive(Pacs(), told)  # type: ignore[arg-type]
    assert archive.studies_from(date(2026, 3, 1), date(2026, 3, 2)) == (Sighting(name="2026-03-01 2026-03-02"),)
    assert told.calls == [("pacs", "query", "done")]
