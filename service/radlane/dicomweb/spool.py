"""Instances that arrive go into a folder, whole or not at all.

In: the parts of an answer, as they come. Out: `<spool>/<study>/<series>/<instance>.dcm`. A part lies under a hidden
name until it is whole and has proven to be an instance that was asked for: what its own bytes say decides its name,
never a header of the answer. Nothing is forced to the disk, which takes longer than asking again: when the machine has
stopped, what lies here is not looked at (`of_this_start`), and what a job goes on with is put on the disk once it is
chosen (`pipeline.handover`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from radlane.dicomweb.deposit import target_of
from radlane.dicomweb.part10 import UNREADABLE, Head, Limits, digest, read_header, read_new, ref_of
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.errors import ArchiveError, ArchiveUnavailable, InputRefused, StorageFull, is_no_room

_UIDS = ("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID")
_DICOM = "application/dicom"
BOOT = Path("/proc/sys/kernel/random/boot_id")
"""Another one each time the machine starts."""


class Intake:
    """Takes the parts of one answer; what is not whole at the end is removed.

    Parameters
    ----------
    root : Path
        The spool.
    wanted : iterable of InstanceRef
        What was asked for; at least one.
    limits : Limits
        Bytes of an instance at most.

    Attributes
    ----------
    heads : dict of InstanceRef to Head
        What was read of the instances that came, where their files are plain: who goes on with them need not read it
        once more.
    """

    def __init__(self, root: Path, wanted: Iterable[InstanceRef], limits: Limits) -> None:
        self.heads: dict[InstanceRef, Head] = {}
        self._root = root
        self._wanted = frozenset(wanted)
        self._limits = limits
        self._part: _Incoming | None = None
        self._folders: set[Path] = set()

    def __enter__(self) -> Intake:
        return self

    def __exit__(self, *_: object) -> None:
        if self._part:
            self._part.discard()

    def open_part(self, headers: Mapping[str, str]) -> _Incoming:
        """Begin a part (`multipart.OpenPart`).

        Raises
        ------
        ArchiveError
            If it is no DICOM instance by its header.
        StorageFull, ArchiveUnavailable
            If it cannot be written.
        """
        if headers.get("content-type", _DICOM).partition(";")[0].strip().lower() != _DICOM:
            raise ArchiveError("The archive sends something else than DICOM instances")
        with writing():
            self._make(self._root)
            self._part = _Incoming(self._root / f".{secrets.token_hex(8)}.part", self._limits.file_bytes, self._name)
        return self._part

    def _name(self, partial: Path, file: FileIO) -> None:
        """Give a whole part its place."""
        with writing():
            new = read_new(file, self._limits)
            file.close()
        ref, head = new or (ref_in(partial, self._limits), None)
        if ref is None or ref not in self._wanted:
            raise self._unexpected(ref)
        target = target_of(ref, self._root)
        if target.exists():
            return _require_same(partial, target, ref.sop_instance_uid)
        with writing():
            self._make(target.parent)
            partial.rename(target)
        if head:
            self.heads[ref] = head
        return None

    def _make(self, folder: Path) -> None:
        if folder not in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)

    def _unexpected(self, ref: InstanceRef | None) -> ArchiveError:
        known = min(self._wanted)
        uids = {wanted.sop_instance_uid for wanted in self._wanted}
        same_series = ref and (ref.study_instance_uid, ref.series_instance_uid) == (
            known.study_instance_uid,
            known.series_instance_uid,
        )
        if ref and same_series and len(uids) > 1 and ref.sop_instance_uid not in uids:
            return ArchiveUnavailable(
                "The series has grown since it was queried", uid=known.series_instance_uid, remedy="Query it again"
            )
        return ArchiveError(
            "The archive sends another instance than was asked for",
            uid=known.sop_instance_uid if len(uids) == 1 else known.series_instance_uid,
            remedy="Nothing of it was kept. Read the archive's own log",
        )


class _Incoming:
    """A part on its way (`multipart.Part`)."""

    def __init__(self, path: Path, most_bytes: int, on_whole: Callable[[Path, FileIO], object]) -> None:
        self._path = path
        self._most = most_bytes
        self._on_whole = on_whole
        self._size = 0
        self._file = FileIO(path, "x+")

    def write(self, data: bytes | memoryview) -> None:
        self._size += len(data)
        if self._size > self._most:
            raise InputRefused(ReasonCode.FILE_UNREADABLE, f"An instance has more than {self._most} bytes")
        with writing(), memoryview(data) as left:
            done = 0
            while done < len(left):  # the system may take less, where it has no room for all
                done += self._file.write(left[done:])

    def close(self) -> None:
        self._on_whole(self._path, self._file)
        self.discard()

    def discard(self) -> None:
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def of_this_start(root: Path, boot: Path = BOOT) -> Path:
    """Return the folder of a spool for what arrives before the machine starts anew.

    Of files whose bytes were not on the disk when it stopped there may be names and lengths, and other bytes: whoever
    asks after that, or on another machine, does not find them. Where nothing says when the machine has started, nobody
    finds anything.
    """
    try:
        started = boot.read_text().strip()
    except OSError:
        started = ""
    return root / (started or secrets.token_hex(8))


def find_spooled(root: Path, ref: InstanceRef, limits: Limits) -> Path | None:
    """Return the file of an instance that has arrived already."""
    path = target_of(ref, root)
    return path if path.is_file() and ref_in(path, limits) == ref else None


def ref_in(path: Path, limits: Limits) -> InstanceRef | None:
    """Return which instance a file is, by its own bytes; None where it does not say so.

    Raises
    ------
    InputRefused
        `file-unreadable` where it is no DICOM instance.
    """
    header = read_header(path, _UIDS, limits)
    try:
        return ref_of(header)
    except UNREADABLE:
        return None


def _require_same(partial: Path, target: Path, uid: str) -> None:
    """An archive may send an instance twice, as long as both are the same."""
    if digest(partial) != digest(target):
        raise InputRefused(
            ReasonCode.AMBIGUOUS_INPUT, "The archive has this instance twice, with different content", uid=uid
        )


@contextmanager
def writing() -> Iterator[None]:
    """Say what it means that a file of radlane's own cannot be written.

    Raises
    ------
    StorageFull
        If there is no room.
    ArchiveUnavailable
        Otherwise.
    """
    try:
        yield
    except OSError as error:
        if is_no_room(error):
            raise StorageFull(
                "There is no room for the images", remedy="Free space where radlane works, then run again"
            ) from error
        raise ArchiveUnavailable(
            "The images cannot be written where radlane works", why=error.strerror, remedy="Look at its permissions"
        ) from error
