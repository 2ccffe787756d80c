"""A process that is killed around a record: what it did is told at least as begun, and the trail stays whole."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.jobs.database import open_database
from radlane.jobs.trail import Trail
from radlane.pipeline.audited import AuditedArchive
from radlane.security.audit_record import Action, Entry, Record
from radlane.security.chain import Head
from radlane.security.heads import HeadFile, Slot
from support.children import quick
from support.jobs import Front
from support.radiographs import STUDY, radiograph, save
from support.schemas import with_schema
from support.trail import HEADS, KEY

WHO = Entry(action=Action.STUDY_QUERIED, job="j")
QUERY, BEGUN, DONE = "study-queried begun", "instances-retrieved begun", "instances-retrieved done"
# Where the process dies -> which records are there, and how many of them are anchored.
POINTS = {
    "before record 2": ([QUERY], 1),
    "record 2, before its head has a place": ([QUERY], 1),
    "record 2, while its head takes its place": ([QUERY], 1),
    "record 2, before its commit": ([QUERY], 1),
    "record 2, after its commit": ([QUERY, BEGUN], 1),
    "record 2, in the middle of its head": ([QUERY, BEGUN], 1),
    "before the act": ([QUERY, BEGUN], 2),
    "after the act": ([QUERY, BEGUN], 2),
    "record 3, after its commit": ([QUERY, BEGUN, DONE], 2),
    "never": ([QUERY, BEGUN, DONE], 3),
}


def die(point: str, here: str) -> None:
    if point == here:
        os.kill(os.getpid(), signal.SIGKILL)


class DyingSlot(Slot):
    """Dies before its record counts, or when half of its MAC is written."""

    record = ""
    die: Callable[[str], None]

    def close(self) -> None:
        self.die(f"{self.record}, after its commit")
        if self.record == "record 2":
            whole, self._mac = self._mac, self._mac[:9]
            super().close()
            self.die("record 2, in the middle of its head")
            self._mac = whole
        super().close()


class DyingHeads(HeadFile):
    """Dies before a head has its place, or when half of it has."""

    def __init__(self, folder: Path, point: str) -> None:
        super().__init__(folder / HEADS, KEY)
        self._file = folder / HEADS
        self._die = partial(die, point)

    def add(self, head: Head) -> Slot:
        self._die(f"record {head.number}, before its head has a place")
        if head.number == 2:
            before = self._file.read_bytes()
            self._file.write_bytes(before + f"{head.number} {head.mac}".encode()[:40])
            self._die("record 2, while its head takes its place")
            self._file.write_bytes(before)
        plain = super().add(head)
        slot = DyingSlot(plain._descriptor, plain._offset, plain._mac)
        slot.record, slot.die = f"record {head.number}", self._die
        self._die(f"{slot.record}, before its commit")
        return slot


class DyingTrail(Trail):
    """Dies before a record is written."""

    begin: Callable[[str], None]
    count = 0

    def record(self, entry: Entry) -> Record:
        self.count += 1
        self.begin(f"before record {self.count}")
        return super().record(entry)


class DyingArchive(Front):
    """Dies before or after instances were fetched."""

    point = ""

    def retrieve(self, *arguments: object) -> object:  # type: ignore[override]
        die(self.point, "before the act")
        study = super().retrieve(*arguments)
        die(self.point, "after the act")
        return study


def fetch(folder: Path, point: str) -> None:
    """Fetch a study, in a process of its own."""
    engine = open_database(f"sqlite:///{folder / 'radlane.sqlite'}")
    trail = DyingTrail(engine, KEY, DyingHeads(folder, point), lambda: datetime.now(UTC))
    trail.begin = partial(die, point)
    front = DyingArchive(FolderArchive("a", folder / "a", Limits()))
    front.point = point
    archive = AuditedArchive(front, trail, WHO)
    index = archive.find_study(STUDY)
    archive.retrieve(index, index.series[0].instances, folder / "spool")
    engine.dispose()


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_process_leaves_a_whole_trail(tmp_path: Path, point: str) -> None:
    save(radiograph(), tmp_path / "a", "IM1")
    engine = with_schema(f"sqlite:///{tmp_path / 'radlane.sqlite'}")
    process = quick().Process(target=fetch, args=(tmp_path, point))
    process.start()
    process.join()
    assert process.exitcode == (0 if point == "never" else -signal.SIGKILL)
    trail = Trail(engine, KEY, HeadFile(tmp_path / HEADS, KEY), lambda: datetime.now(UTC))
    said, anchored = POINTS[point]
    assert [f"{record.entry.action} {record.entry.outcome}" for record in trail.walk()] == said
    verdict = trail.verify()
    assert (verdict.broken, verdict.anchored) == (None, anchored)
    trail.record(WHO)  # what comes next anchors what was not
    verdict = trail.verify()
    assert (verdict.broken, verdict.anchored) == (None, len(said) + 1)
    engine.dispose()
