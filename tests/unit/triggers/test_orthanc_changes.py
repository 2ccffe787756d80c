"""The list of changes of an Orthanc, written by hand; a real one: tests/e2e/test_polling.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from radlane.dicomweb.orthanc import Changes
from radlane.domain.sighting import Sighting
from radlane.errors import ArchiveUnavailable
from radlane.jobs.database import migrate, open_database
from radlane.jobs.poll_book import PollBook
from radlane.triggers.orthanc_changes import OrthancChanges
from support.jobs import Clock
from support.polls import book_of, never


class Written:
    """An Orthanc: place -> the study that became stable there, or none."""

    def __init__(self) -> None:
        self.places: dict[int, str | None] = {}
        self.asked: list[int] = []
        self.breaks_at: int | None = None

    def newest(self) -> int:
        return max(self.places, default=0)

    def changes(self, since: int, limit: int) -> Changes:
        self.asked.append(since)
        if self.breaks_at == since:
            raise ArchiveUnavailable("It is away")
        page = [place for place in sorted(self.places) if place > since][: min(limit, 2)]
        stable = tuple(study for place in page if (study := self.places[place]))
        last = page[-1] if page else since
        return Changes(stable=stable, last=last, done=last == self.newest())

    def study(self, orthanc_id: str) -> Sighting | None:
        return None if orthanc_id == "gone" else Sighting(name=f"1.{orthanc_id}", series=1, instances=1)


class Changing:
    """A source on that Orthanc, and its book."""

    def __init__(self, book: PollBook, since: int | None = None) -> None:
        self.book, self.orthanc = book, Written()
        self.recorded: list[Sequence[Sighting]] = []
        self.source = OrthancChanges(orthanc=self.orthanc, since=since, record=self.recorded.append)

    def look(self) -> list[str]:
        """What one look found."""
        self.source.look(self.book, lambda: None)
        found = self.book.due(100)
        for due in found:
            self.book.done(due, keep=False)
        return sorted(due.study.name for due in found)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[PollBook]:
    engine = open_database(f"sqlite:///{tmp_path / 'radlane.sqlite'}")
    migrate(engine)
    made = book_of(engine, "me", Clock())
    made.hold(never)
    yield made
    engine.dispose()


def test_the_first_look_begins_at_the_end(book: PollBook) -> None:
    changing = Changing(book)
    changing.orthanc.places = {1: "a", 2: "b"}
    assert changing.look() == []
    changing.orthanc.places |= {5: None, 6: "c", 9: "a", 12: "c"}
    assert changing.look() == ["a", "c"]
    assert (changing.orthanc.asked, changing.book.mark().place) == ([2, 6], 12)
    assert changing.look() == []
    assert changing.orthanc.asked == [2, 6]  # nothing is new: no page is asked for


def test_the_settings_may_say_where_to_begin(book: PollBook) -> None:
    changing = Changing(book, since=1)
    changing.orthanc.places = {1: "a", 2: "b"}
    assert changing.look() == ["b"]


def test_an_orthanc_that_breaks_off_is_asked_from_the_same_place(book: PollBook) -> None:
    changing = Changing(book, since=0)
    changing.orthanc.places = {1: "a", 2: "b", 3: "c"}
    changing.orthanc.breaks_at = 2
    with pytest.raises(ArchiveUnavailable):
        changing.look()
    changing.orthanc.breaks_at = None
    assert (book.mark().place, changing.look()) == (2, ["a", "b", "c"])


def test_an_orthanc_that_begins_anew_is_looked_through_from_its_beginning(book: PollBook) -> None:
    changing = Changing(book, since=0)
    changing.orthanc.places = {50: "a"}
    assert changing.look() == ["a"]
    changing.orthanc.places = {}  # its list was emptied: nobody knows yet
    assert (changing.look(), book.mark().place) == ([], 50)
    changing.orthanc.places = {1: "b"}
    assert (changing.look(), book.mark().place) == (["b"], 1)


def test_with_many_to_be_announced_no_more_are_looked_for(book: PollBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("radlane.triggers.orthanc_changes.MOST_OWED", 2)
    changing = Changing(book, since=0)
    changing.orthanc.places = {place: str(place) for place in range(1, 7)}
    assert [changing.look() for _ in range(4)] == [["1", "2"], ["3", "4"], ["5", "6"], []]


def test_a_study_is_asked_for_when_it_is_announced(book: PollBook) -> None:
    changing = Changing(book)
    found = changing.source.resolve(Sighting(name="5"))
    assert found == Sighting(name="1.5", series=1, instances=1)
    assert changing.source.resolve(Sighting(name="gone")) is None
    assert changing.recorded == [[found]]
    assert not changing.source.is_idle(book)
