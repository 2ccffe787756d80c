"""`radlane check`: the checker on files. What is no result object among them is taken for an analysed image."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel
from pydicom import FileDataset

from radlane.app.site import build_limits
from radlane.cli.beginning import begin
from radlane.cli.console import DONE, FAILED, Answer
from radlane.cli.inspect import files_of
from radlane.dicomweb.part10 import Limits, digest, read_dataset
from radlane.dicomweb.scan import read_entry
from radlane.domain.reason import ReasonCode
from radlane.encode.checker import check_objects
from radlane.encode.iod.table import result_classes
from radlane.errors import ArchiveUnavailable, InputRefused

NOTHING = "no-object"


class ProblemDocument(BaseModel):
    """A broken rule: which attribute of which object breaks it, and what mends it; of what cannot be read, the file."""

    code: str
    instance: str
    text: str
    attribute: str = ""
    mend: str = ""


class CheckDocument(BaseModel):
    """What was checked against what, every rule that is broken, and files that are no DICOM instances."""

    objects: int
    images: int
    others: int
    problems: list[ProblemDocument]


class _Reader:
    """Reads files, each instance once: an archive and a folder beside it may hold copies of one."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.found: dict[tuple[str, str | None], FileDataset] = {}
        self.problems: list[ProblemDocument] = []
        self.others = 0

    def read(self, path: Path, *, named: bool) -> None:
        """Read one file; one that the caller names, or that begins like an instance, has to be one."""
        try:
            entry = read_entry(path, self._limits)
            if entry is not None:
                key = entry.ref.sop_instance_uid, digest(path)
                self.found[key] = read_dataset(path, entry.ref, self._limits)
            elif named:
                self._add(path, "this is no DICOM instance that can be read")
            else:
                self.others += 1
        except (ArchiveUnavailable, InputRefused) as error:
            self._add(path, error.what)

    def _add(self, path: Path, text: str) -> None:
        self.problems.append(ProblemDocument(code=ReasonCode.FILE_UNREADABLE, instance="", text=f"{path}: {text}"))


def check(files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Result objects and images.")]) -> Answer:
    """Check SEG, SR, Secondary Capture and other results, and compare them with their images."""
    reader = _Reader(build_limits(begin()))
    for path in files_of(files):
        reader.read(path, named=path in files)
    results = result_classes()
    objects = [dataset for dataset in reader.found.values() if dataset.SOPClassUID in results]
    images = [dataset for dataset in reader.found.values() if dataset.SOPClassUID not in results]
    document = CheckDocument(
        objects=len(objects),
        images=len(images),
        others=reader.others,
        problems=[*reader.problems, *_broken_rules(objects, images)],
    )
    return Answer(document=document, lines=_lines(document), code=FAILED if document.problems else DONE)


def _broken_rules(objects: Sequence[FileDataset], images: Sequence[FileDataset]) -> list[ProblemDocument]:
    if not objects:
        text = "there is no SEG, SR, Secondary Capture or other result to check"
        return [ProblemDocument(code=NOTHING, instance="", text=text)]
    return [
        ProblemDocument(
            code=problem.code,
            instance=problem.sop_instance_uid,
            text=problem.text,
            attribute=problem.attribute,
            mend=problem.mend,
        )
        for problem in check_objects(objects, images)
    ]


def _lines(document: CheckDocument) -> list[str]:
    problems = [_line(problem) for problem in document.problems]
    summary = f"{document.objects} objects, {document.images} images, {len(problems)} problems"
    if document.others:
        summary += f"; {document.others} other files"
    if document.objects and not document.images:
        summary += "; nothing was compared with the images, there are none"
    return [*problems, summary]


def _line(problem: ProblemDocument) -> str:
    parts = (problem.code, problem.text, problem.attribute, problem.mend and f"-> {problem.mend}", problem.instance)
    return "  ".join(part for part in parts if part)
