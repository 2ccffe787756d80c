"""A poll whose process is killed between an announcement and its note of it, and an archive that is away: nothing that
was found is lost, and no more is announced twice than the study that was under way.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from radlane.dicomweb.orthanc import Changes
from radlane.domain.job import Job
from radlane.domain.sighting import Sighting
from radlane.errors import ArchiveUnavailable
from radlane.jobs.database import migrate, open_database
from radlane.jobs.poll_book import PollBook
from radlane.triggers.announcement import Announcement
from radlane.triggers.orthanc_changes import OrthancChanges
from radlane.triggers.polling import Poll, Poller
from support.postgres import cluster

STUDIES = [f"1.2.{number}" for number in range(6)]
_PATIENCE_S = 60.0


class Orthanc:
    """One whose studies all became stable; every third question is not answered."""

    def __init__(self) -> None:
        self.asked = 0

    def newest(self) -> int:
        return len(STUDIES)

    def changes(self, since: int, _limit: int) -> Changes:
        self._be_away()
        last = min(since + 4, len(STUDIES))
        return Changes(stable=tuple(STUDIES[since:last]), last=last, done=last == len(STUDIES))

    def study(self, orthanc_id: str) -> Sighting:
        self._be_away()
        return Sighting(name=orthanc_id, series=1, instances=1)

    def _be_away(self) -> None:
        self.asked += 1
        if self.asked % 3 == 0:
            raise ArchiveUnavailable("It is away")


def poll(url: str, told: Path, me: str, dies_at: str | None) -> None:
    """A process that polls; it dies after a study was announced, before that is on record."""

    def announce(announcement: Announcement) -> tuple[Job, ...]:
        uid = announcement.study_instance_uid
        with told.open("a") as file:
            file.write(f"{me} {uid}\n")
        if uid == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return ()

    speed = 50  # its clock: back-off and silence take a fiftieth
    poller = Poller(
        Poll(
            name="night",
            archive="pacs",
            every_s=1.0,
            source=OrthancChanges(orthanc=Orthanc(), since=0, record=lambda _: None),
            book=PollBook(open_database(url), "night", "an Orthanc", me, lambda: datetime.now(UTC)),
            announce=announce,
            clock=lambda: time.monotonic() * speed,
        )
    )
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        time.sleep(poller.turn() / speed)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'radlane.sqlite'}"
        return
    with cluster() as server:
        yield server.database()


def test_kill_9_between_an_announcement_and_its_note_repeats_it_and_loses_nothing(url: str, tmp_path: Path) -> None:
    engine, told = open_database(url), tmp_path / "told"
    migrate(engine)
    told.touch()
    spawn = multiprocessing.get_context("spawn")
    begun = []
    for me, dies_at in (("first", STUDIES[1]), ("second", STUDIES[3]), ("third", None)):
        process = spawn.Process(target=poll, args=(url, told, me, dies_at))
        process.start()
        begun.append(process)
        if dies_at is not None:
            process.join(_PATIENCE_S)
            assert process.exitcode == -signal.SIGKILL
    deadline = time.monotonic() + _PATIENCE_S
    book = PollBook(engine, "night", "an Orthanc", "nobody", lambda: datetime.now(UTC))
    while book.owed() or book.mark().place != len(STUDIES):
        assert time.monotonic() < deadline, told.read_text()
        time.sleep(0.1)
    begun[-1].kill()
    begun[-1].join()
    lines = [line.split() for line in told.read_text().splitlines()]
    announced = [uid for _, uid in lines]
    assert set(announced) == set(STUDIES)
    assert sorted(uid for uid in STUDIES if announced.count(uid) > 1) == [STUDIES[1], STUDIES[3]]
    assert [me for me, uid in lines if uid == STUDIES[1]] == ["first", "second"]
    assert [me for me, uid in lines if uid == STUDIES[3]] == ["second", "third"]
    engine.dispose()
