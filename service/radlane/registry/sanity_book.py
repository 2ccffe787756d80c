"""Which methods of explanation passed their sanity check for which package, on record.

In: a package's digest and what was found. Out: a file for each method of a package, written whole, so that all
processes of an installation look once.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from threading import Lock

from radlane.domain.explanation import Method, Sanity


class SanityBook:
    """What was found.

    Parameters
    ----------
    folder : Path or None
        Where it is kept; None: in this process only.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._lock = Lock()
        self._known: dict[tuple[str, Method], Sanity] = {}

    def read(self, digest: str, method: Method) -> Sanity | None:
        """Return what was found of a method; None where nobody has looked, or what was kept cannot be read."""
        with self._lock:
            if (digest, method) not in self._known and (kept := self._load(digest, method)) is not None:
                self._known[digest, method] = kept
            return self._known.get((digest, method))

    def keep(self, digest: str, found: Sanity) -> None:
        """Put what was found on record; where the folder cannot be written, it is looked at again next time."""
        with self._lock:
            self._known[digest, found.method] = found
            if self._folder is not None:
                self._save(self._path(self._folder, digest, found.method), found)

    def list(self, digest: str) -> tuple[Sanity, ...]:
        """Return what is known of a package's methods, in their order."""
        found = (self.read(digest, method) for method in Method)
        return tuple(one for one in found if one is not None)

    def _load(self, digest: str, method: Method) -> Sanity | None:
        if self._folder is None:
            return None
        try:
            said = json.loads(self._path(self._folder, digest, method).read_bytes())
            return Sanity(method=Method(said["method"]), correlation=float(said["correlation"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _save(self, path: Path, found: Sanity) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            made = path.with_suffix(f".{os.getpid()}")  # the lock is this process's
            made.write_text(json.dumps(asdict(found)))
            made.replace(path)
        except OSError:
            return

    @staticmethod
    def _path(folder: Path, digest: str, method: Method) -> Path:
        return folder / digest.rpartition(":")[2] / f"{method}.json"
