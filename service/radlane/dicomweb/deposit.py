"""The objects of one result go into a folder: all of them, or none.

In: objects, and what the folder holds. Out: where each of them lies, or why it was refused. The caller has the folder
locked, so that nobody counts on a file which is taken back.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from radlane.dicomweb.journal import journal
from radlane.dicomweb.part10 import Limits, digest
from radlane.dicomweb.publish import publish, sync_folder
from radlane.dicomweb.scan import Entry, read_entry, require_one_patient
from radlane.domain.refs import InstanceRef, require_uid
from radlane.domain.result import EncodedObject
from radlane.errors import ArchiveUnavailable, StorageFull, is_no_room

TAKEN = "the archive has another object with this SOP Instance UID"
CHANGED = "its file is not what was encoded"
LEFT_OUT = "another object of the result was refused"


@dataclass(frozen=True, kw_only=True)
class Deposit:
    """SOP Instance UID -> where an object lies now; where one is refused, nothing lies, and why.

    Attributes
    ----------
    paths : mapping
        Empty if an object was refused.
    refused : mapping
        The objects that were refused themselves, with the reason in plain words.
    lying : frozenset of str or None
        Where an object is refused, the UIDs of those under which something lies; None: nobody looked.
    """

    paths: Mapping[str, Path]
    refused: Mapping[str, str]
    lying: frozenset[str] | None = None


def deposit_all(objects: Sequence[EncodedObject], entries: Sequence[Entry], root: Path, limits: Limits) -> Deposit:
    """Put objects into the places that `target_of` names, unless they lie somewhere else already.

    Raises
    ------
    UidInvalid
        If an object has a UID that is none.
    StudyMismatch
        If the study there is another patient's.
    StorageFull, ArchiveUnavailable
        If it cannot be written; nothing of these objects was kept.
    """
    targets = {item.ref.sop_instance_uid: target_of(item.ref, root) for item in objects}
    own = [entry for item in objects if (entry := own_entry(item, limits))]
    intact = {entry.ref.sop_instance_uid for entry in own}
    changed = {uid: CHANGED for uid in targets if uid not in intact}
    if changed:
        return Deposit(paths={}, refused=changed)
    for study in sorted({entry.ref.study_instance_uid for entry in own}):
        require_one_patient(entry for entry in (*own, *entries) if entry.ref.study_instance_uid == study)
    lying, taken = _compare(objects, entries)
    if taken:
        return Deposit(paths={}, refused=taken, lying=frozenset({*lying, *taken}))
    missing = [item for item in objects if item.ref.sop_instance_uid not in lying]
    return _publish_all(missing, {**targets, **lying}, root, frozenset(lying))


def target_of(ref: InstanceRef, root: Path) -> Path:
    """Return where an instance goes: `<study>/<series>/<instance>.dcm`.

    Raises
    ------
    UidInvalid
        If a UID is none; it could be a path that leads out of the root.
    """
    study = require_uid(ref.study_instance_uid, "Study Instance UID")
    series = require_uid(ref.series_instance_uid, "Series Instance UID")
    return root / study / series / f"{require_uid(ref.sop_instance_uid, 'SOP Instance UID')}.dcm"


def own_entry(item: EncodedObject, limits: Limits) -> Entry | None:
    """Return what the file of an object says; None where it is not the file that was encoded."""
    entry = read_entry(item.path, limits) if digest(item.path) == item.sha256 else None
    return entry if entry and entry.ref == item.ref else None


def _compare(objects: Sequence[EncodedObject], entries: Iterable[Entry]) -> tuple[dict[str, Path], dict[str, str]]:
    """Where objects lie already, and which UIDs are taken by other ones, anywhere in the folder."""
    sent = {item.ref.sop_instance_uid: item.sha256 for item in objects}
    lying: dict[str, Path] = {}
    taken: dict[str, str] = {}
    for entry in (entry for entry in entries if entry.ref.sop_instance_uid in sent):
        uid = entry.ref.sop_instance_uid
        there = digest(entry.path)
        if there == sent[uid]:
            lying[uid] = entry.path
        elif there is not None:
            taken[uid] = TAKEN
    return lying, taken


def _publish_all(
    objects: Sequence[EncodedObject], paths: Mapping[str, Path], root: Path, lying: frozenset[str]
) -> Deposit:
    """Publish in order; whatever goes wrong, take back what this call has put there, the last first."""
    uid = objects[0].ref.sop_instance_uid if objects else None
    targets = {paths[item.ref.sop_instance_uid]: item.sha256 for item in objects}
    try:
        with journal(root, targets), ExitStack() as undo:
            for item in objects:
                uid = item.ref.sop_instance_uid
                _make_folders(paths[uid].parent, undo)
                published = publish(item.path.read_bytes(), paths[uid], root, undo)
                if not published and digest(paths[uid]) != item.sha256:  # junk, or a file of another machine
                    return Deposit(paths={}, refused={uid: TAKEN}, lying=lying | {uid})
            _sync_names(paths.values(), root)
            undo.pop_all()
    except OSError as error:
        raise not_stored(error, uid) from error
    return Deposit(paths=paths, refused={})


def _make_folders(folder: Path, undo: ExitStack) -> None:
    """Make the folders of study and series; a link could lead out of the root."""
    for part in (folder.parent, folder):
        try:
            part.mkdir()
            undo.callback(_remove_empty, part)
        except FileExistsError:
            if part.is_symlink():
                raise NotADirectoryError(errno.ENOTDIR, "a folder of the study is a link") from None


def _sync_names(paths: Iterable[Path], root: Path) -> None:
    """Put the whole way to each file on the disk; who left a file there earlier may have been killed before that."""
    folders = {folder for path in paths for folder in path.parents if folder.is_relative_to(root)}
    for folder in sorted(folders):
        sync_folder(folder)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def not_stored(error: OSError, uid: str | None) -> StorageFull | ArchiveUnavailable:
    """Return what an error of the file system means for whoever wanted to store."""
    if is_no_room(error):
        return StorageFull(
            "The archive has no room for the result; nothing of it was kept",
            uid=uid,
            remedy="Free space, then run again",
        )
    return ArchiveUnavailable(
        "The archive cannot be written; nothing of the result was kept",
        uid=uid,
        why=error.strerror,
        remedy="Look at its path and its permissions",
    )
