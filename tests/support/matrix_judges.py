"""All judges on all files of the matrix: PixelMed in one JVM, the others file by file.

In: the matrix. Out: what each said of which object, and which objects each was asked about.
PixelMed takes a second for an SR: of those that differ by nothing but what the transfer syntax of the source changes
it gets the one on lossless images.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydicom import dcmread
from pydicom.uid import HTJ2K, ExplicitVRLittleEndian, HTJ2KLossless, HTJ2KLosslessRPCL, SegmentationStorage

from radlane.domain.form import LABEL_MAP
from radlane.domain.result import Role
from support.matrix import LOSSLESS, Held, Matrix, Study
from support.noise import NOISE_LIST, read_noise, without_noise
from support.validators import dcentvfy, dciodvfy, dsrdump, pixelmed, tid1500reader

_MEASURED = frozenset({Role.REPORT, Role.DISPLAY})  # tid1500reader reads measurements
_DOCUMENTS = _MEASURED | {Role.STATUS_REPORT, Role.REJECTION}
_HTJ2K = (HTJ2KLossless, HTJ2KLosslessRPCL, HTJ2K)
_WORKERS = 2
_EACH_FILE: dict[str, Callable[[Path], Sequence[str]]] = {
    "dciodvfy": dciodvfy,
    "dsrdump": dsrdump,
    "tid1500reader": lambda path: tid1500reader(path).complaints,
}
_OF_LABEL_MAPS = NOISE_LIST.with_name("noise_label_map.toml")
MATRIX_NOISE = NOISE_LIST.parents[1] / "conformance" / "noise.toml"
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


def judge(matrix: Matrix, tools: Collection[str] = TOOLS) -> Judged:
    """What judges say of the whole matrix."""
    shown = {digest: _shown(one.path) for digest, one in matrix.held.items()}
    by_path = {matrix.held[digest].path: path for digest, path in shown.items()}
    asked = {
        tool: frozenset(digest for digest, one in matrix.held.items() if tool in tools and is_asked(tool, one))
        for tool in TOOLS
    }
    with ThreadPoolExecutor(_WORKERS) as pool:
        slow = pool.submit(_by_pixelmed, {digest: matrix.held[digest] for digest in sorted(asked["pixelmed"])}, shown)
        each = pool.map(lambda item: [*_of_file(item[1], shown[item[0]], tools)], matrix.held.items())
        studies = matrix.studies if "dcentvfy" in tools else ()
        together = pool.map(lambda study: [*_of_study(study, by_path)], studies)
        said = [one for lines in (*each, *together) for one in lines]
        said += slow.result()
    return Judged(said=tuple(said), asked=asked)


def is_asked(tool: str, one: Held) -> bool:
    """Whether a judge is asked about an object: not where it has no rules for its kind."""
    if tool == "pixelmed":
        return one.role is Role.SEGMENTATION or (one.role in _DOCUMENTS and one.method == LOSSLESS)
    of_roles = {"dsrdump": _DOCUMENTS, "tid1500reader": _MEASURED}
    return one.role in of_roles.get(tool, {*Role})


def _shown(path: Path) -> Path:
    """A label map, and what refers to one, with the class that label maps are made from: the judges know that."""
    if LABEL_MAP.encode() not in path.read_bytes():
        return path
    dataset = dcmread(path)
    for element in (*dataset.iterall(), *dataset.file_meta):
        if element.value == LABEL_MAP:
            element.value = SegmentationStorage
    shown = path.with_name(f"{path.stem}-shown.dcm")
    dataset.save_as(shown)
    return shown


def _headers(images: Sequence[Path]) -> Iterable[Path]:
    """Images for dcentvfy, which knows no HTJ2K: of those the headers, that are all it looks at."""
    for path in images:
        header = dcmread(path, stop_before_pixels=True)
        if header.file_meta.TransferSyntaxUID not in _HTJ2K:
            yield path
        else:
            header.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
            header.save_as(path.with_suffix(".header.dcm"))
            yield path.with_suffix(".header.dcm")


def _of_file(one: Held, shown: Path, tools: Collection[str]) -> Iterable[Said]:
    for tool, complaints in _EACH_FILE.items():
        if tool in tools and is_asked(tool, one):
            yield from (Said(tool, _name(one), line, shown != one.path) for line in complaints(shown))


def _of_study(study: Study, by_path: dict[Path, Path]) -> Iterable[Said]:
    shown = [by_path[path] for path in study.objects]
    for line in dcentvfy([*_headers(study.images), *shown]):
        yield Said("dcentvfy", f"{study.source} {study.syntax}", line, shown != [*study.objects])


def _by_pixelmed(asked: dict[str, Held], shown: dict[str, Path]) -> list[Said]:
    if not asked:
        return []
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


def without_written_noise(judged: Judged) -> list[str]:
    """Complaints that no entry of a noise list covers, each with some objects that it is of."""
    known, of_maps = (*read_noise(), *read_noise(MATRIX_NOISE)), read_noise(_OF_LABEL_MAPS)
    left: dict[tuple[str, str], list[str]] = {}
    for said in judged.said:
        if without_noise(said.tool, [said.complaint], (*known, *of_maps) if said.is_map else known):
            left.setdefault((said.tool, said.complaint), []).append(said.subject)
    return [f"{tool} | {line} | {len(subjects)}: {subjects[:3]}" for (tool, line), subjects in left.items()]
