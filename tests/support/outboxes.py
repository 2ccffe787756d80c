"""What every outbox has to do, as a suite of tests; the module that runs it says which outboxes there are.

A `Place` is an outbox as one machine has it; `Made.elsewhere` is the same one as another machine has it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from radlane.errors import ArchiveUnavailable, SettingsError
from radlane.jobs.object_outbox import ObjectOutbox, Store, files_below
from radlane.jobs.outbox import MARK, FolderOutbox, Outbox
from support.jobs import Clock

MARKED = "m" * 64
RUN = "0c6a1f5e-7d0b-4b4e-9f6d-2f3a5b1c8d7e"
BYTES = b"an object" * 100_000
SHA256 = hashlib.sha256(BYTES).hexdigest()
ALL = datetime.max.replace(tzinfo=Clock().moment.tzinfo)


@dataclass(frozen=True, kw_only=True)
class Made:
    """An outbox under test.

    Attributes
    ----------
    elsewhere : callable
        Gives the same one, as a process on another machine has it.
    spoil : callable
        Changes the bytes of a file where all find it; None removes it.
    drop : callable
        Takes away all of it, as when a share is not mounted or a bucket is gone.
    """

    outbox: Outbox
    elsewhere: Callable[[], Outbox]
    spoil: Callable[[Path, bytes | None], None]
    drop: Callable[[], None]


def folder_outbox(folder: Path) -> Made:
    """A folder that two machines share."""

    def spoil(path: Path, content: bytes | None) -> None:
        path.unlink() if content is None else path.write_bytes(content)

    def drop() -> None:
        folder.rename(folder.with_name("gone"))

    made = FolderOutbox(folder, marked=True)
    return Made(outbox=made, elsewhere=lambda: FolderOutbox(folder, marked=True), spoil=spoil, drop=drop)


def object_outbox(store: Store, tmp_path: Path, clock: Clock) -> Made:
    """A store that two machines use, each with copies of its own."""
    outbox = ObjectOutbox(store, tmp_path / "here", clock)

    def key(path: Path) -> str:
        return f"{store.root}/{path.relative_to(outbox.folder).as_posix()}"

    def spoil(path: Path, content: bytes | None) -> None:
        store.files.rm_file(key(path)) if content is None else store.files.pipe_file(key(path), content)

    def drop() -> None:
        for found in list(files_below(store.files, store.root)):
            store.files.rm_file(found)

    return Made(outbox=outbox, elsewhere=lambda: ObjectOutbox(store, tmp_path / "there", clock), spoil=spoil, drop=drop)


def put(outbox: Outbox, run: str = RUN, content: bytes = BYTES) -> Path:
    """Write an object and what was concluded, as a job does."""
    folder = outbox.folder / run / "0a1b"
    outbox.begin(folder)
    (folder / "1.2.3.dcm").write_bytes(content)
    (folder / "conclusion.npz").write_bytes(b"concluded")
    outbox.publish(folder)
    return folder / "1.2.3.dcm"


def in_other(outbox: Outbox, other: Outbox, path: Path) -> Path:
    return other.folder / path.relative_to(outbox.folder)


class OutboxSuite:
    """The tests; `made` is a fixture of the module."""

    @pytest.fixture(autouse=True)
    def _tied(self, made: Made) -> None:
        made.outbox.tie(MARKED, None)

    def test_another_machine_gets_the_same_bytes(self, made: Made) -> None:
        path, other = put(made.outbox), made.elsewhere()
        theirs = in_other(made.outbox, other, path)
        assert made.outbox.bring(path, SHA256)
        assert made.outbox.stored(path) == other.stored(theirs) == SHA256
        assert other.bring(theirs, SHA256)
        assert theirs.read_bytes() == BYTES
        assert other.bring(theirs.with_name("conclusion.npz"), hashlib.sha256(b"concluded").hexdigest())
        assert sorted(file.name for file in theirs.parent.iterdir()) == ["1.2.3.dcm", "conclusion.npz"]

    def test_bytes_that_are_others_by_now(self, made: Made) -> None:
        path, other = put(made.outbox), made.elsewhere()
        made.spoil(path, b"other bytes")
        theirs = in_other(made.outbox, other, path)
        assert not other.bring(theirs, SHA256)
        assert other.stored(theirs) == hashlib.sha256(b"other bytes").hexdigest()

    def test_bytes_that_are_gone(self, made: Made) -> None:
        path, other = put(made.outbox), made.elsewhere()
        made.spoil(path, None)
        theirs = in_other(made.outbox, other, path)
        assert not other.bring(theirs, SHA256)
        assert other.stored(theirs) is None

    def test_an_outbox_that_is_away_has_lost_nothing(self, made: Made) -> None:
        """What is not mounted, or a bucket that is gone, is waited for: no result is made again for that."""
        path, other = put(made.outbox), made.elsewhere()
        made.drop()
        theirs = in_other(made.outbox, other, path)
        for look in (lambda: other.bring(theirs, SHA256), lambda: other.stored(theirs)):
            with pytest.raises(ArchiveUnavailable):
                look()

    def test_what_is_not_on_record_is_removed(self, made: Made) -> None:
        path, other = put(made.outbox), made.elsewhere()
        theirs = in_other(made.outbox, other, path)
        made.outbox.discard(path)
        assert not path.exists()
        assert other.stored(theirs) is None
        assert other.stored(theirs.with_name("conclusion.npz")) is not None
        made.outbox.discard(path.parent)
        made.outbox.discard(path.parent)
        assert not path.parent.exists()
        assert other.stored(theirs.with_name("conclusion.npz")) is None

    def test_runs_that_nobody_needs_are_removed(self, made: Made) -> None:
        kept, free = put(made.outbox, "kept"), put(made.outbox, "free")
        assert made.outbox.remove(ALL, lambda run: run == "free") == 1
        other = made.elsewhere()
        assert other.stored(in_other(made.outbox, other, free)) is None
        assert other.stored(in_other(made.outbox, other, kept)) == SHA256
        assert not free.exists()
        assert made.outbox.remove(ALL, lambda run: run == "free") == 0

    def test_what_is_young_stays_whatever_is_on_record(self, made: Made) -> None:
        path = put(made.outbox)
        assert made.outbox.remove(datetime.now(tz=ALL.tzinfo) - timedelta(days=1), lambda _: True) == 0
        assert made.outbox.stored(path) == SHA256

    def test_what_has_other_things_in_it_becomes_no_outbox(self, made: Made) -> None:
        path = put(made.outbox, "patients-2019")
        made.spoil(made.outbox.folder / MARK, None)
        with pytest.raises(SettingsError, match="other things"):
            made.elsewhere().tie(MARKED, None)
        made.spoil(made.outbox.folder / MARK, MARKED.encode())
        assert made.outbox.stored(path) == SHA256

    def test_it_is_one_site_s(self, made: Made) -> None:
        made.elsewhere().tie(MARKED, None)
        with pytest.raises(SettingsError, match="another site's"):
            made.elsewhere().tie("n" * 64, None)

    def test_an_empty_one_is_not_the_one_that_there_was(self, made: Made) -> None:
        path, other = put(made.outbox), made.elsewhere()
        made.drop()
        with pytest.raises(SettingsError, match="not the one"):
            other.tie(MARKED, in_other(made.outbox, other, path))

    def test_one_that_was_moved_with_all_that_lay_in_it(self, made: Made) -> None:
        path, other = put(made.outbox), made.elsewhere()
        made.spoil(made.outbox.folder / MARK, None)
        other.tie(MARKED, in_other(made.outbox, other, path))
        assert other.stored(in_other(made.outbox, other, path).with_name("none")) is None

    def test_many_at_once_get_the_same_file(self, made: Made) -> None:
        path, other = put(made.outbox), made.elsewhere()
        theirs, found = in_other(made.outbox, other, path), []
        threads = [Thread(target=lambda: found.append(other.bring(theirs, SHA256))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [True] * 4
        assert theirs.read_bytes() == BYTES
        assert "1.2.3.dcm" in [file.name for file in theirs.parent.iterdir()]


class CopiesSuite:
    """What an outbox with copies has to do beside that."""

    def test_a_copy_that_was_changed_is_brought_again(self, made: Made) -> None:
        made.outbox.tie(MARKED, None)
        path = put(made.outbox)
        path.write_bytes(b"a broken disk")
        assert made.outbox.bring(path, SHA256)
        assert path.read_bytes() == BYTES

    def test_copies_that_nobody_uses_go(self, made: Made, clock: Clock) -> None:
        made.outbox.tie(MARKED, None)
        path = put(made.outbox)
        clock.moment = datetime.now(tz=ALL.tzinfo) + timedelta(days=1)
        put(made.outbox, "later")
        assert not path.exists()
        assert made.outbox.bring(path, SHA256)
