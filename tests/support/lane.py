"""The lane as a user drives it: `radlane run FOLDER --json`, always a process of its own (support/forked.py)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydicom import dcmread
from pydicom.dataset import FileDataset

from support.forked import start
from support.radiographs import save

MODEL = "cxr-lungs"
DONE, FAILED, USAGE, NOT_ANALYSED = 0, 1, 2, 3
_TIMEOUT_S = 120


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a call of the command line ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def error(self) -> str | None:
        """The code of the error on standard output, where it ended with one."""
        return self.answer["error"]["code"] if self.code in {FAILED, USAGE} else None

    @property
    def answer(self) -> dict[str, Any]:
        """The JSON on standard output."""
        answer: dict[str, Any] = json.loads(self.stdout)
        return answer


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run on a folder, the folders that it read and wrote, and what was in the archive before."""

    archive: Path
    out: Path
    before: dict[str, str]
    ended: Ended

    @property
    def result(self) -> dict[str, Any]:
        """The result JSON of a run that came to a verdict."""
        assert self.ended.code in {DONE, NOT_ANALYSED}, self.ended.stderr
        return self.ended.answer

    @property
    def reasons(self) -> set[str]:
        """The codes of the result's reasons."""
        return {reason["code"] for reason in self.result["reasons"]}

    @property
    def stored_nothing(self) -> bool:
        """Whether the archive is byte for byte what it was, and no object was written elsewhere."""
        return content(self.archive) == self.before and content(self.out) == {}

    def paths(self) -> dict[str, Path]:
        """Role -> Part 10 file of each object."""
        return {item["role"]: self.out / Path(item["path"]).name for item in self.result["objects"]}

    def dataset(self, role: str) -> FileDataset:
        """One object of the result: report, segmentation or capture."""
        return dcmread(self.paths()[role])


def radlane(*arguments: str | Path, home: Path, within: Sequence[str] = (), **environment: str) -> Ended:
    """Call the command line; `within` another command it starts from nothing.

    Settings, state and caches of the machine's user stay out of it.
    """
    home.mkdir(parents=True, exist_ok=True)
    words, environ = [*map(str, arguments)], _environment(home, environment)
    if not within:
        return _forked(words, home, environ)
    done = subprocess.run(
        [*within, sys.executable, "-m", "radlane", *words],
        cwd=home,
        env=environ,
        capture_output=True,
        text=True,
        timeout=_TIMEOUT_S,
        check=False,
    )
    return Ended(code=done.returncode, stdout=done.stdout, stderr=done.stderr)


def _forked(words: Sequence[str], home: Path, environment: Mapping[str, str]) -> Ended:
    with TemporaryDirectory() as streams:
        said = {name: Path(streams, name) for name in ("stdout", "stderr")}
        process = start("radlane", words, folder=home, environment=environment, **said)
        try:
            code = process.wait(_TIMEOUT_S)
        finally:
            process.kill()
        stdout, stderr = (said[name].read_text(encoding="utf-8") for name in ("stdout", "stderr"))
        return Ended(code=code, stdout=stdout, stderr=stderr)


def run(archive: Path, *, model: str = MODEL, **environment: str) -> Run:
    """Run the model on a folder archive; the objects also go to a folder beside it."""
    out, before = archive.parent / "out", content(archive)
    words = ("run", archive, "--model", model, "--json", "--out", out)
    ended = radlane(*words, home=archive.parent / "home", **environment)
    return Run(archive=archive, out=out, before=before, ended=ended)


def analyse(
    dataset: FileDataset, workspace: Path, name: str = "image.dcm", *, model: str = MODEL, **environment: str
) -> Run:
    """Put one image into a folder archive of its own and run the model on it."""
    archive = workspace / "archive"
    save(dataset, archive, name)
    return run(archive, model=model, **environment)


def content(folder: Path) -> dict[str, str]:
    """Path -> digest of every file in a folder: what must not change where nothing may be stored."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def _environment(home: Path, environment: Mapping[str, str]) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("RADLANE_", "XDG_"))}
    return {**clean, "HOME": str(home), "RADLANE_DATA_DIR": str(home / "data"), **environment}
