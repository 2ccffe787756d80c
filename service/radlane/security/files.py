"""Files with secrets: only their owner may read them, and they are there whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from radlane.errors import SettingsError

KEY_BYTES = 32
_SITE_KEY = "The site's key in data_dir"


def read_site_key(path: Path) -> bytes:
    """Read the site's secret, and make it where there is none: without it nobody can compute a result's UIDs.

    Raises
    ------
    SettingsError
        If it is damaged: another key would give other UIDs to the same results.
    """
    if not path.exists():
        _make_key(path)
    return _read_key(path, _SITE_KEY)


def see_site_key(path: Path) -> bytes:
    """Read the site's secret as it is: where there are results already, a new one is no help.

    Raises
    ------
    SettingsError
        If it is not there, damaged or cannot be read.
    """
    try:
        return _read_key(path, _SITE_KEY)
    except OSError as error:
        raise SettingsError(
            f"{_SITE_KEY} cannot be read", why=error.strerror, remedy="Look at data_dir, or restore it from a backup"
        ) from error


def read_audit_key(path: Path) -> bytes:
    """Read the key of the audit trail.

    Raises
    ------
    SettingsError
        If it is not there, damaged or cannot be read: without it nobody can say whether the trail is whole, and what
        another one writes breaks it.
    """
    try:
        return _read_key(path, "The key of the audit trail")
    except OSError as error:
        raise SettingsError(
            "The key of the audit trail cannot be read",
            why=error.strerror,
            remedy="Look at audit.key_file, or restore the key from a backup",
        ) from error


def make_audit_key(path: Path) -> None:
    """Make the key of a trail that has no record yet.

    Raises
    ------
    SettingsError
        If it cannot be written.
    """
    try:
        _make_key(path)
    except OSError as error:
        raise SettingsError(
            "The key of the audit trail cannot be made", why=error.strerror, remedy="Look at audit.key_file"
        ) from error


def _make_key(path: Path) -> None:
    partial = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    write_private(partial, secrets.token_bytes(KEY_BYTES))
    with suppress(FileExistsError):  # another process was faster: its key counts
        os.link(partial, path)
    partial.unlink()


def _read_key(path: Path, name: str) -> bytes:
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise SettingsError(f"{name} is damaged", remedy="Restore it from a backup")
    return key


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter, or close one that is there to all others.

    Raises
    ------
    SettingsError
        If that cannot be done.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise SettingsError(
            "data_dir cannot be used", why=error.strerror, remedy="Look at its path and its owner"
        ) from error


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, through to the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
