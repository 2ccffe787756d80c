"""All judges on all files of the matrix: PixelMed in one JVM, the others file by file.

In: the matrix. Out: what each said of which object, and which objects each was asked about.
PixelMed takes a second for an SR: of those that differ by nothing but what the transfer syntax of the source changes
it gets the one on lossless images.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydicom import dcmread

from radlane.domain.form import LABEL_MAP
from radlane.domain.result import Role
from support.matrix import LOSSLESS, Held, Matrix, Study
from support.shape_files import as_segmentation
from support.validators import dcentvfy, dciodvfy, dsrdump, pixelmed, tid1500reader

_MEASURED = frozenset({Role.REPORT, Role.DISPLAY})  # tid1500reader reads measurements
_DOCUMENTS = _MEASURED | {Role.STATUS_REPORT, Role.REJECTION}
_WORKERS = 2
TOOLS = ("dciodvfy", "dcentvfy", "dsrdump", "pixelmed", "tid1500reader")


class Said(NamedTuple):
    """One complaint: who, of what, in which words; `is_map`: of a label map, or of a study with one."""

    tool: str
    subject: str
    complaint: str
    is_map: bool = False


@dataclass(frozen=True, kw_only=True)
class Judged:
    """All complaints; and of each tool the digests of the objects that it was asked about."""

    said: tuple[Said, ...]
    asked: dict[str, frozenset[str]]


def judge(matrix: Matrix) -> Judged:
    """What all judges say of the whole matrix."""
    shown = {digest: _shown(one.path) for digest, one in matrix.held.items()}
    by_path = {matrix.held[digest].path: path for digest, path in shown.items()}
    with ThreadPoolExecutor(_WORKERS) as pool:
        slow = pool.submit(_by_pixelmed, matrix, shown)
        each = pool.map(lambda item: [*_of_file(item[1], shown[item[0]])], matrix.held.items())
        together = pool.map(lambda study: [*_of_study(study, by_path)], matrix.studies)
        said = [one for lines in (*each, *together) for one in lines]
        said += slow.result()
    asked = {tool: frozenset(d for d, one in matrix.held.items() if is_asked(tool, one)) for tool in TOOLS}
    return Judged(said=tuple(said), asked=asked)


def is_asked(tool: str, one: Held) -> bool:
    """Whether a judge is asked about an object: not where it has no rules for its kind."""
    if tool == "pixelmed":
        return one.role is Role.SEGMENTATION or (one.role in _DOCUMENTS and one.method == LOSSLESS)
    of_roles = {"dsrdump": _DOCUMENTS, "tid1500reader": _MEASURED}
    return one.role in of_roles.get(tool, {*Role})


def _shown(path: Path) -> Path:
    """A label map as the class that it is made from, which the judges know."""
    if dcmread(path, specific_tags=["SOPClassUID"]).SOPClassUID != LABEL_MAP:
        return path
    return as_segmentation(path, path.with_name(f"{path.stem}-shown.dcm"))


def _of_file(one: Held, shown: Path) -> Iterable[Said]:
    said = {"dciodvfy": dciodvfy(shown)}
    if is_asked("dsrdump", one):
        said["dsrdump"] = dsrdump(shown)
    if is_asked("tid1500reader", one):
        said["tid1500reader"] = tid1500reader(shown).complaints
    for tool, lines in said.items():
        yield from (Said(tool, _name(one), line, shown != one.path) for line in lines)


def _of_study(study: Study, by_path: dict[Path, Path]) -> Iterable[Said]:
    shown = [by_path[path] for path in study.objects]
    for line in dcentvfy([*study.images, *shown]):
        yield Said("dcentvfy", f"{study.source} {study.syntax}", line, shown != [*study.objects])


def _by_pixelmed(matrix: Matrix, shown: dict[str, Path]) -> list[Said]:
    asked = {digest: one for digest, one in matrix.held.items() if is_asked("pixelmed", one)}
    reports = [shown[digest] for digest, one in asked.items() if one.role in _DOCUMENTS]
    instances = [shown[digest] for digest, one in asked.items() if one.role not in _DOCUMENTS]
    found = pixelmed(reports=reports, instances=instances)
    return [
        Said("pixelmed", _name(one), line, shown[digest] != one.path)
        for digest, one in asked.items()
        for line in found[shown[digest]]
    ]


def _name(one: Held) -> str:
    return f"{one.kind} of {one.source}, {one.method}, {one.role}"
