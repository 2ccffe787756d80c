"""Which studies a command means: words, or a list of UIDs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from radlane.app.site import open_archive, open_folder
from radlane.cli.console import is_folder
from radlane.dicomweb.archive import Archive
from radlane.domain.arrival import RECEIVED
from radlane.domain.refs import is_uid, require_uid
from radlane.errors import UsageError
from radlane.pipeline.plan import only_study
from radlane.settings.tree import Settings

STANDARD_INPUT = Path("-")
_MOST = 64 << 20  # characters of a list
_MARK = "\ufeff"  # that some editors put before a text


@dataclass(frozen=True, kw_only=True)
class Study:
    """A study, and where it lies."""

    archive: Archive
    uid: str


def find_studies(settings: Settings, targets: Sequence[str], archive: str | None) -> tuple[Study, ...]:
    """Return what words mean, in their order; each archive is opened once. None is asked of a PACS yet.

    Raises
    ------
    UsageError
        If a word means no study, or two mean the same.
    UidInvalid
        If a word has to be a UID, and is none.
    """
    named = cache(lambda: _archive(settings, archive))
    found = []
    for target in targets:
        if archive is None and is_folder(target):
            folder = open_folder(settings, "folder", Path(target))
            found.append(Study(archive=folder, uid=only_study(folder)))
            continue
        if archive is None and not is_uid(target):
            raise UsageError("This is neither a folder nor a Study Instance UID")
        found.append(Study(archive=named(), uid=require_uid(target, "Study Instance UID")))
    if len({study.uid for study in found}) < len(found):
        raise UsageError("A study is named twice", remedy="Name each study once")
    return tuple(found)


def read_list(path: Path) -> tuple[str, ...]:
    """Return the words of a list, one a line, from a file or standard input; empty lines mean nothing.

    Raises
    ------
    UsageError
        If it cannot be read, is too long, or is empty.
    """
    try:
        if path == STANDARD_INPUT:
            text = sys.stdin.read(_MOST + 1).removeprefix(_MARK)
        else:
            with path.open(encoding="utf-8") as file:
                text = file.read(_MOST + 1).removeprefix(_MARK)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise UsageError("The list of studies cannot be read", why=why) from error
    if len(text) > _MOST:  # where it was cut may stand a part of a UID, which is one too
        raise UsageError("The list of studies is too long", remedy="Name fewer studies at once")
    words = tuple(line.strip() for line in text.splitlines() if line.strip())
    if not words:
        raise UsageError("The list of studies is empty")
    return words


def _archive(settings: Settings, name: str | None) -> Archive:
    if name is None or name == RECEIVED or name in settings.archives or not is_folder(name):
        return open_archive(settings, name)
    return open_folder(settings, "folder", Path(name))
