"""An outbox in an object store, with copies here: what is written goes there, what is read comes from there.

In: files of a folder of copies, and the store as a file system of fsspec. Out: the same files there, each whole or not
at all (a store puts an object in one go), and here again where a copy is gone; whatever comes is compared with its
digest. Copies that nobody used for a while are removed.
Reference: docs/adr/0006.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from radlane.dicomweb.part10 import digest
from radlane.errors import ArchiveUnavailable, SettingsError
from radlane.jobs.outbox import MARK, away, remove_folders, require_own, require_same
from radlane.security.files import make_private

UNUSED = timedelta(hours=6)  # a copy is read within minutes after it was looked at
_MOST_RETRIES = 3
_SECONDS = "60s"


@dataclass(frozen=True, kw_only=True)
class Store:
    """An object store.

    Attributes
    ----------
    files : AbstractFileSystem
        Of fsspec.
    root : str
        Bucket and prefix.
    errors : tuple of exception types
        What it raises beside OSError.
    """

    files: Any
    root: str
    errors: tuple[type[Exception], ...] = ()


class ObjectOutbox:
    """An outbox in an object store.

    Parameters
    ----------
    folder : Path
        For copies; of this machine.
    now : callable
        The time, aware.
    """

    def __init__(self, store: Store, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._files = store.files
        self._root = store.root.rstrip("/")
        self._errors: tuple[type[Exception], ...] = (OSError, *store.errors)
        self._now = now
        self._tidied = now()
        make_private(folder)

    def begin(self, folder: Path) -> None:
        """Make a folder among the copies."""
        folder.mkdir(mode=0o700, parents=True)

    def publish(self, folder: Path) -> None:
        """Put what was written into a folder into the store."""
        with self._asking():
            for path in sorted(folder.iterdir()):
                self._files.put_file(str(path), self._key(path))
        self._tidy()

    def bring(self, path: Path, sha256: str) -> bool:
        """Have a file here: the copy, or what the store has."""
        if digest(path) == sha256:
            with suppress(FileNotFoundError):
                os.utime(path)
            return True
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._fetched(path, path.parent) as partial:
            if partial is None or digest(partial) != sha256:
                return False
            partial.replace(path)
        return True

    def stored(self, path: Path) -> str | None:
        """Return the SHA-256 of what the store has."""
        with self._fetched(path, self.folder) as partial:
            return None if partial is None else digest(partial)

    def discard(self, path: Path) -> None:
        """Remove a file or a folder, here and there; what the store keeps then is removed with its run."""
        keys = [self._key(file) for file in sorted(path.iterdir())] if path.is_dir() else [self._key(path)]
        with suppress(ArchiveUnavailable):
            self._delete(keys)
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)

    def remove(self, before: datetime, is_free: Callable[[str], bool]) -> int:
        """Remove old runs that nobody needs, by what is on record of them, and by when each file was put there."""
        with self._asking():
            runs = [entry["name"] for entry in listed(self._files, self._root) if entry["type"] == "directory"]
        removed = 0
        for key in sorted(runs):
            if is_free(_name_of(key)):
                with self._asking():
                    inside = list(files_below(self._files, key))
                    is_old = all(self._put_at(file) < before for file in inside)
                if is_old:
                    self._delete(inside)
                    removed += bool(inside)  # what is a disk below keeps empty folders
        remove_folders(self.folder, before, is_free)
        return removed

    def tie(self, mark: str, made: Path | None) -> None:
        """See whether this is the site's own."""
        try:
            with self._asking():
                key = f"{self._root}/{MARK}"
                if require_same(self._mark(), mark, lambda: None if made is None else self._has(made)):
                    there = (_name_of(entry["name"]) for entry in listed(self._files, self._root))
                    require_own(name for name in there if name != _name_of(self._root))  # a console's empty "folder"
                    self._files.pipe_file(key, mark.encode())
        except ArchiveUnavailable as error:
            raise SettingsError("The outbox cannot be used", why=error.why, remedy="See docs/operations.md") from error

    def _put_at(self, key: str) -> datetime:
        facts = self._files.info(key)
        moment: datetime = facts["last_modified"] if "last_modified" in facts else self._files.modified(key)
        return moment

    def _has(self, path: Path) -> bool:
        return bool(self._files.exists(self._key(path)))

    def _mark(self) -> str | None:
        try:
            return bytes(self._files.cat_file(f"{self._root}/{MARK}")).decode("ascii", "replace")
        except FileNotFoundError:
            return None

    def _require_mark(self) -> None:
        """A bucket that is not there answers as an object does that is not there: nothing is lost for that."""
        if self._mark() is None:
            raise away("it has no mark")

    @contextmanager
    def _fetched(self, path: Path, folder: Path) -> Iterator[Path | None]:
        """What the store has of a file, in another one while it is looked at; None where it has nothing."""
        descriptor, name = tempfile.mkstemp(suffix=".part", dir=folder)
        os.close(descriptor)
        partial = Path(name)
        try:
            yield partial if self._fetch(path, partial) else None
        finally:
            partial.unlink(missing_ok=True)

    def _fetch(self, path: Path, to: Path) -> bool:
        with self._asking():
            try:
                self._files.get_file(self._key(path), str(to))
            except FileNotFoundError:
                self._require_mark()
                return False
        return True

    def _delete(self, keys: list[str]) -> None:
        with self._asking():
            for key in keys:
                with suppress(FileNotFoundError):
                    self._files.rm_file(key)

    def _key(self, path: Path) -> str:
        return f"{self._root}/{path.relative_to(self.folder).as_posix()}"

    def _tidy(self) -> None:
        """Remove copies that nobody used for a while; now and then."""
        now = self._now()
        if now - self._tidied < UNUSED:
            return
        self._tidied = now
        limit = (now - UNUSED).timestamp()
        for path in self.folder.glob("*/*/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < limit:
                    path.unlink()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except ArchiveUnavailable:
            raise
        except self._errors as error:  # its text may hold the address
            raise away(type(error).__name__) from error


def _name_of(key: str) -> str:
    return key.rstrip("/").rpartition("/")[2]


def files_below(files: Any, key: str) -> Iterator[str]:  # noqa: ANN401 - a file system of fsspec
    """Yield all files of a folder of a store; `find` is not the same thing in all file systems of fsspec."""
    for entry in listed(files, key):
        if entry["type"] == "directory":
            yield from files_below(files, entry["name"])
        else:
            yield entry["name"]


def listed(files: Any, key: str) -> list[dict[str, Any]]:  # noqa: ANN401 - a file system of fsspec
    """List what is directly in a folder of a store; nothing where there is none."""
    try:
        return list(files.ls(key, detail=True))
    except FileNotFoundError:
        return []


@dataclass(frozen=True, kw_only=True)
class S3:
    """How to reach an S3-compatible store; what is not said comes from the environment, as of any client of S3.

    Attributes
    ----------
    url : str
        `s3://bucket/prefix`.
    """

    url: str
    endpoint_url: str | None = None
    region: str | None = None
    access_key: str | None = None
    secret_key: str | None = None


def open_s3(said: S3) -> Store:
    """Open an S3-compatible store; nothing is asked yet.

    Raises
    ------
    SettingsError
        If what speaks S3 is not installed.
    """
    try:
        from obstore.exceptions import BaseError
        from obstore.fsspec import FsspecStore
    except ImportError:
        raise SettingsError("An outbox in S3 needs more packages", remedy="Install radlane[s3]") from None
    config = {
        "endpoint": said.endpoint_url,
        "region": said.region,
        "access_key_id": said.access_key,
        "secret_access_key": said.secret_key,
    }
    files = FsspecStore(  # type: ignore[call-overload]  # `skip_instance_cache` is fsspec's own, of every file system
        "s3",
        config={key: value for key, value in config.items() if value is not None},
        client_options={"allow_http": (said.endpoint_url or "").startswith("http://"), "timeout": _SECONDS},
        retry_config={"max_retries": _MOST_RETRIES},
        skip_instance_cache=True,
    )
    found = urlsplit(said.url)
    return Store(files=files, root=f"{found.netloc}{found.path}", errors=(BaseError,))
