"""Who catches which mutation: the checker, and each judge that is not ours.

In: results. Out: for every mutation of every object the judges that were asked and those that complained of something
that they do not complain of in the whole result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from pydicom.dataset import Dataset

from radlane.encode.checker import check_objects
from support.mutated_results import Result
from support.mutation import KINDS, Mutation, applied, mutations
from support.validators import dcentvfy, dciodvfy, dsrdump, pixelmed, segimage2itkimage, tid1500reader

CHECKER, CONCLUSION = "radlane check", "before sending"
JUDGES = (CHECKER, CONCLUSION, "dciodvfy", "dcentvfy", "dsrdump", "PixelMed", "dcmqi")
SEED = 20240229
# PixelMed takes seconds for a report: it gets some of each kind.
PIXELMED_REPORTS = 4
_SEG, _SR = "SEG", "SR"
_WORKERS = 2
_BATCH = 40


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A mutation: which judges were asked, which of them saw it."""

    result: str
    modality: str
    mutation: Mutation
    asked: frozenset[str]
    seen: frozenset[str]


def mutations_of(result: Result) -> Iterator[Mutation]:
    """Every mutation of those objects of a result that are mutated."""
    return (one for one in mutations(result.objects, result.images) if one.index in result.mutated)


def sample(result: Result, each: int) -> list[Mutation]:
    """Some mutations of each kind and each object, always the same ones."""
    found: dict[tuple[str, int], list[Mutation]] = {}
    for mutation in mutations_of(result):
        found.setdefault((mutation.kind, mutation.index), []).append(mutation)
    draw = Random(SEED)
    return [one for those in found.values() for one in draw.sample(those, min(each, len(those)))]


def seen_by_us(result: Result, mutation: Mutation) -> frozenset[str]:
    """Whether the checker sees a mutation: in the files alone, and with what was concluded."""
    with applied(result.objects, mutation):
        if check_objects(result.objects, result.images):
            return frozenset({CHECKER, CONCLUSION})
        return frozenset({CONCLUSION} if check_objects(result.objects, result.images, result.conclusion) else ())


def judge(result: Result, chosen: Sequence[Mutation]) -> Iterator[Verdict]:
    """Judge mutations of a result by us and by all others."""
    with TemporaryDirectory() as place:
        bench = _Bench(result, Path(place))
        known = bench.complaints()
        asked_of_pixelmed = _for_pixelmed(result, chosen)
        files = [bench.write(number, mutation) for number, mutation in enumerate(chosen)]
        by_pixelmed = bench.pixelmed({files[number]: chosen[number] for number in asked_of_pixelmed})
        with ThreadPoolExecutor(_WORKERS) as pool:
            said = list(pool.map(bench.said_of, files, chosen))
        for number, (mutation, of_files) in enumerate(zip(chosen, said, strict=True)):
            if number in asked_of_pixelmed:
                of_files = {**of_files, "PixelMed": by_pixelmed[files[number]]}
            seen = {tool for tool, lines in of_files.items() if lines - known[mutation.index].get(tool, frozenset())}
            yield Verdict(
                result=result.name,
                modality=result.objects[mutation.index].Modality,
                mutation=mutation,
                asked=frozenset({CHECKER, CONCLUSION, *of_files}),
                seen=frozenset(seen) | seen_by_us(result, mutation),
            )


def table(verdicts: Sequence[Verdict]) -> list[str]:
    """The shares as rows of a Markdown table: kinds of mutation down, judges across."""
    rows = [f"| mutation | mutants | {' | '.join(JUDGES)} |", "|---|---|" + "---|" * len(JUDGES)]
    for kind in (*KINDS, "all"):
        of_kind = [verdict for verdict in verdicts if kind in (verdict.mutation.kind, "all")]
        if of_kind:
            cells = " | ".join(_share(of_kind, tool) for tool in JUDGES)
            rows.append(f"| {kind} | {len(of_kind)} | {cells} |")
    return rows


def _share(verdicts: Sequence[Verdict], tool: str) -> str:
    asked = [verdict for verdict in verdicts if tool in verdict.asked]
    if not asked:
        return "-"
    seen = sum(tool in verdict.seen for verdict in asked)
    share = f"{100 * seen / len(asked):.1f} %"
    return share if len(asked) == len(verdicts) else f"{share} of {len(asked)}"


def _for_pixelmed(result: Result, chosen: Sequence[Mutation]) -> set[int]:
    """Numbers of the mutations that PixelMed is asked about: all of a SEG, some of each kind of a report."""
    modalities = {number: result.objects[mutation.index].Modality for number, mutation in enumerate(chosen)}
    asked = {number for number, modality in modalities.items() if modality == _SEG}
    draw = Random(SEED)
    for kind in KINDS:
        of_kind = [number for number, one in enumerate(chosen) if one.kind == kind and modalities[number] == _SR]
        asked |= {*draw.sample(of_kind, min(PIXELMED_REPORTS, len(of_kind)))}
    return asked


class _Bench:
    """A result as files, and the judges on it."""

    def __init__(self, result: Result, folder: Path) -> None:
        self._result, self._folder = result, folder
        self._images = [self._save(image, f"image-{number}") for number, image in enumerate(result.images)]
        self._objects = [self._save(one, f"object-{number}") for number, one in enumerate(result.objects)]

    def write(self, number: int, mutation: Mutation) -> Path:
        """Write a mutant, under the name of the object that it is of: judges tell names."""
        folder = f"mutant-{number}"
        (self._folder / folder).mkdir()
        with applied(self._result.objects, mutation) as dataset:
            return self._save(dataset, f"{folder}/object-{mutation.index}")

    def complaints(self) -> list[dict[str, frozenset[str]]]:
        """What the judges say of the whole result, object by object."""
        said = [self._said(path, index) for index, path in enumerate(self._objects)]
        for index, path in enumerate(self._objects):
            of_object = self._by_pixelmed([path], self._modality(index))
            said[index]["PixelMed"] = frozenset(of_object.get(path, ()))
        return said

    def pixelmed(self, mutants: Mapping[Path, Mutation]) -> dict[Path, frozenset[str]]:
        """What PixelMed says of mutants, all in one JVM."""
        found: dict[Path, frozenset[str]] = {}
        for modality in (_SEG, _SR):
            paths = [path for path, one in mutants.items() if self._modality(one.index) == modality]
            found |= {path: frozenset(lines) for path, lines in self._by_pixelmed(paths, modality).items()}
        return found

    def said_of(self, path: Path, mutation: Mutation) -> dict[str, frozenset[str]]:
        """What the other judges say of a mutant; its file is removed."""
        said = self._said(path, mutation.index)
        path.unlink()
        return said

    def _said(self, path: Path, index: int) -> dict[str, frozenset[str]]:
        beside = [path if number == index else one for number, one in enumerate(self._objects)]
        said = {"dciodvfy": dciodvfy(path), "dcentvfy": dcentvfy([*self._images, *beside])}
        if self._modality(index) == _SR:
            said |= {"dsrdump": dsrdump(path), "dcmqi": tid1500reader(path).complaints}
        if self._modality(index) == _SEG and self._result.read_by_dcmqi:
            said |= {"dcmqi": self._read(path)}
        return {tool: frozenset(lines) for tool, lines in said.items()}

    def _read(self, path: Path) -> tuple[str, ...]:
        """What dcmqi makes of a SEG: which files, of how many bytes. Anything else is its complaint."""
        with TemporaryDirectory() as folder:
            files = segimage2itkimage(path, Path(folder) / "nrrd")
            return (" ".join(f"{file.name}:{file.stat().st_size}" for file in files),)

    def _by_pixelmed(self, paths: Sequence[Path], modality: str) -> dict[Path, tuple[str, ...]]:
        if modality not in (_SEG, _SR):
            return {}
        found: dict[Path, tuple[str, ...]] = {}
        for first in range(0, len(paths), _BATCH):  # a process has a limit of time
            some = paths[first : first + _BATCH]
            found |= pixelmed(reports=some) if modality == _SR else pixelmed(instances=some)
        return found

    def _modality(self, index: int) -> str:
        return str(self._result.objects[index].Modality)

    def _save(self, dataset: Dataset, name: str) -> Path:
        path = self._folder / f"{name}.dcm"
        dataset.save_as(path, enforce_file_format=False)
        return path
