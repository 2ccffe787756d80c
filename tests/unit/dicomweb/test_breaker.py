"""The circuit breaker: an archive that is away is left alone for a while, and one bad study is no outage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from radlane.dicomweb.breaker import Breaker, BreakingArchive
from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject, Role
from radlane.domain.study import Accession, PatientIdentity, StudyIndex
from radlane.errors import ArchiveDenied, ArchiveUnavailable, StudyNotFound


class Seconds:
    value = 0.0

    def __call__(self) -> float:
        return self.value


class Failing:
    """A folder archive that fails as it is told, and counts what it is asked."""

    def __init__(self, folder: Path) -> None:
        self._behind = FolderArchive("ward", folder, Limits())
        self.error: Exception | None = None
        self.asked: list[str] = []

    @property
    def name(self) -> str:
        return self._behind.name

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            self.asked.append(name)
            if self.error is not None:
                raise self.error
            return getattr(self._behind, name)(*arguments)

        return call


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def breaker(clock: Seconds) -> Breaker:
    return Breaker(clock, 3, 30.0)


@pytest.fixture
def failing(tmp_path: Path) -> Failing:
    return Failing(tmp_path)


@pytest.fixture
def archive(failing: Failing, breaker: Breaker) -> BreakingArchive:
    return BreakingArchive(failing, breaker)  # type: ignore[arg-type]


def ask(archive: BreakingArchive, *studies: str, error: type[Exception] = ArchiveUnavailable) -> None:
    for study in studies:
        with pytest.raises(error):
            archive.find_study(study)


def test_after_failures_in_a_row_nobody_asks_until_a_while_has_passed(
    archive: BreakingArchive, failing: Failing, breaker: Breaker, clock: Seconds
) -> None:
    failing.error = ArchiveUnavailable("away")
    ask(archive, "1.1", "1.2", "1.1")
    assert breaker.is_open
    failing.asked.clear()
    with pytest.raises(ArchiveUnavailable, match="not asked now") as caught:
        archive.find_study("1.3")
    assert (caught.value.retry_after_s, failing.asked) == (30.0, [])
    with pytest.raises(ArchiveUnavailable):
        breaker.require_closed()
    clock.value = 30.0
    ask(archive, "1.3", "1.4")
    assert failing.asked == ["find_study"], "one call goes through, and the others wait"
    clock.value = 60.0
    failing.error = None
    assert archive.study_uids() == ()
    assert failing.asked == ["find_study", "study_uids"]
    breaker.require_closed()


def _retrieve(archive: BreakingArchive, folder: Path, study: str) -> None:
    index = StudyIndex(study_instance_uid=study, patient=PatientIdentity(patient_id="A", issuer=""), series=())
    archive.retrieve(index, (), folder)


def _store(archive: BreakingArchive, folder: Path, study: str) -> None:
    ref = InstanceRef(study_instance_uid=study, series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")
    item = EncodedObject(ref=ref, path=folder / "file", modality="SR", role=Role.REPORT, size=1, sha256="0" * 64)
    archive.store([item])


@pytest.mark.parametrize(("name", "call"), [("retrieve", _retrieve), ("store", _store)])
def test_an_archive_that_answers_queries_and_nothing_else_is_asked_for_these_only(
    tmp_path: Path, failing: Failing, breaker: Breaker, clock: Seconds, name: str, call: Callable[..., None]
) -> None:
    archive = BreakingArchive(failing, breaker)  # type: ignore[arg-type]

    def away(study: str) -> None:
        failing.error = None
        assert archive.studies_of(Accession(number="1")) == ()
        assert archive.studies_of_patient("1", date(2024, 1, 1), date(2024, 2, 1)) == ()
        assert archive.check()
        failing.error = ArchiveUnavailable("away")
        with pytest.raises(ArchiveUnavailable):
            call(archive, tmp_path, study)

    for study in ("1.1", "1.2", "1.3"):
        away(study)
    assert breaker.is_open
    failing.asked.clear()
    away("1.4")
    assert failing.asked == ["studies_of", "studies_of_patient", "check"]
    clock.value = 30.0
    away("1.5")
    away("1.6")
    assert failing.asked.count(name) == 1, "one goes through"
    clock.value = 60.0
    failing.error = StudyNotFound("none")
    with pytest.raises(StudyNotFound):
        call(archive, tmp_path, "1.7")
    breaker.require_closed()


def test_one_bad_study_is_no_outage(archive: BreakingArchive, failing: Failing, breaker: Breaker) -> None:
    failing.error = ArchiveUnavailable("away")
    ask(archive, *["1.1"] * 20)
    assert not breaker.is_open


@pytest.mark.parametrize("error", [ArchiveDenied("no"), StudyNotFound("none")])
def test_only_unavailability_counts(
    archive: BreakingArchive, failing: Failing, breaker: Breaker, error: Exception
) -> None:
    failing.error = error
    ask(archive, "1.1", "1.2", "1.3", "1.4", error=type(error))
    assert not breaker.is_open


def test_an_answer_begins_the_count_anew(archive: BreakingArchive, failing: Failing, breaker: Breaker) -> None:
    failing.error = ArchiveUnavailable("away")
    ask(archive, "1.1", "1.2")
    failing.error = StudyNotFound("none")
    ask(archive, "1.3", error=StudyNotFound)
    failing.error = ArchiveUnavailable("away")
    ask(archive, "1.1", "1.2")
    assert not breaker.is_open
    failing.error = None
    assert archive.studies_of(Accession(number="1")) == ()
    assert archive.store([]) is not None
    assert archive.name == "ward"
    assert archive.check_store()
    failing.error = ArchiveUnavailable("away")
    ask(archive, "1.1", "1.2")
    assert not breaker.is_open


def test_what_asks_for_little_may_find_out_that_it_is_back(
    archive: BreakingArchive, failing: Failing, breaker: Breaker
) -> None:
    """The service's own look each minute."""
    failing.error = ArchiveUnavailable("away")
    ask(archive, "1.1", "1.2", "1.3")
    failing.error = None
    archive.check()
    assert not breaker.is_open


def test_after_its_pause_an_archive_that_nobody_calls_is_not_left_alone(
    archive: BreakingArchive, failing: Failing, breaker: Breaker, clock: Seconds
) -> None:
    """Nobody has anything to send for a day: no call would be held back."""
    failing.error = ArchiveUnavailable("away")
    ask(archive, "1.1", "1.2", "1.3")
    clock.value = 29.0
    assert breaker.is_open
    clock.value = 30.0
    assert not breaker.is_open
    breaker.require_closed()
    ask(archive, "1.4")
    assert breaker.is_open, "one was let through, and the others wait"
