"""The matrix: every kind of result on every shape of source in every transfer syntax, as files.

In: sources, transfer syntaxes, kinds. Out: cells, each with the files of its objects or with what refused them; files
by their digest. What is the same file in several cells is held, and judged, once.

Runs on images in lossless syntaxes have the same UIDs, those on lossy ones have others by their method: so the objects
of two lossless syntaxes are the same files unless the syntax changes more than it may.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree

from pydicom.dataset import Dataset

from radlane.domain.result import Role
from radlane.encode.checker import check_objects
from radlane.encode.part10 import to_bytes
from radlane.encode.result import role_of
from radlane.errors import InputRefused
from support.matrix_holes import hole_at
from support.matrix_kinds import KINDS, Case, Kind
from support.matrix_sources import SOURCES, Read, originals, read_in
from support.shapes import Shape
from support.syntaxes import SYNTAXES, Syntax

LOSSLESS = "lossless"
_REFUSALS = (ValueError, KeyError, AssertionError)  # what encoders say to callers that ask for what is not defined


@dataclass(frozen=True, kw_only=True)
class Held:
    """One object as a file, the cell that it was first made for, and how its source was compressed (`method`)."""

    path: Path
    role: Role
    kind: str
    source: str
    method: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What came of a kind on a source in a syntax: digests of its objects, or what refused them."""

    kind: str
    source: str
    syntax: str
    objects: tuple[str, ...] = ()
    refusal: str | None = None


@dataclass(frozen=True, kw_only=True)
class Study:
    """The images of a source in a syntax, and the objects of all kinds that were made of them."""

    source: str
    syntax: str
    images: tuple[Path, ...]
    objects: tuple[Path, ...]


@dataclass
class Matrix:
    """All cells, files and studies so far; filled source by source."""

    folder: Path
    cells: list[Cell] = field(default_factory=list)
    held: dict[str, Held] = field(default_factory=dict)
    studies: list[Study] = field(default_factory=list)
    _checked: dict[tuple[str, ...], str | None] = field(default_factory=dict)

    def add(self, shape: Shape, syntaxes: Sequence[Syntax] = SYNTAXES, kinds: Sequence[Kind] = KINDS) -> None:
        """All cells of a source."""
        images = originals(shape)
        for syntax in syntaxes:
            folder = self.folder / shape.name / syntax.name.replace(" ", "-")
            try:
                read = read_in(shape, images, syntax, folder)
            except InputRefused as refused:
                self._none(shape, syntax, kinds, str(refused.code))
            except ValueError:
                self._none(shape, syntax, kinds, ValueError.__name__)
            else:
                self._results(shape, syntax, kinds, read)

    def _none(self, shape: Shape, syntax: Syntax, kinds: Sequence[Kind], refusal: str) -> None:
        rmtree(self.folder / shape.name / syntax.name.replace(" ", "-"))
        self.cells += [Cell(kind=kind.name, source=shape.name, syntax=syntax.name, refusal=refusal) for kind in kinds]

    def _results(self, shape: Shape, syntax: Syntax, kinds: Sequence[Kind], read: Read) -> None:
        method = syntax.method or LOSSLESS
        case = Case(name=f"{shape.name} {method}", frames=read.frames)
        made = [self._cell(kind, case, read, shape.name, syntax) for kind in kinds]
        self.cells += made
        objects = dict.fromkeys(digest for cell in made for digest in cell.objects)
        self.studies.append(
            Study(
                source=shape.name,
                syntax=syntax.name,
                images=read.paths,
                objects=tuple(self.held[digest].path for digest in objects),
            )
        )

    def _cell(self, kind: Kind, case: Case, read: Read, source: str, syntax: Syntax) -> Cell:
        empty = Cell(kind=kind.name, source=source, syntax=syntax.name)
        try:
            objects = kind.objects(case)
        except _REFUSALS as refused:
            return _with(empty, refusal=type(refused).__name__)
        roles = [_role(dataset) for dataset in objects]
        if kind.role not in roles:
            return _with(empty, refusal="none")
        files = [to_bytes(dataset) for dataset in objects]
        digests = tuple(hashlib.sha256(content).hexdigest() for content in files)
        if digests not in self._checked:
            beside = [*read.images, *(case.captured if kind.role is Role.REJECTION else ())]
            codes = dict.fromkeys(problem.code for problem in check_objects(objects, beside))
            self._checked[digests] = ", ".join(codes) or None
        if self._checked[digests]:
            return _with(empty, refusal=self._checked[digests])
        for digest, content, role in zip(digests, files, roles, strict=True):
            if digest not in self.held:
                path = self.folder / source / f"{digest[:16]}.dcm"
                path.write_bytes(content)
                self.held[digest] = Held(
                    path=path, role=role, kind=kind.name, source=source, method=syntax.method or LOSSLESS
                )
        return _with(empty, objects=digests)


def _with(cell: Cell, *, objects: tuple[str, ...] = (), refusal: str | None = None) -> Cell:
    return Cell(kind=cell.kind, source=cell.source, syntax=cell.syntax, objects=objects, refusal=refusal)


def _role(dataset: Dataset) -> Role:
    return Role.REJECTION if dataset.Modality == "KO" else role_of(dataset)


def fill(folder: Path, sources: Sequence[Shape] = SOURCES, syntaxes: Sequence[Syntax] = SYNTAXES) -> Matrix:
    """The whole matrix, in a folder."""
    matrix = Matrix(folder=folder)
    for shape in sources:
        matrix.add(shape, syntaxes)
    return matrix


def misplaced(matrix: Matrix) -> list[str]:
    """Cells that are empty without being a hole, that are a hole and filled, or that something else refused."""
    found = []
    for cell in matrix.cells:
        hole = hole_at(cell.kind, cell.source, cell.syntax)
        expected = None if hole is None else hole.refusal
        if cell.refusal != expected:
            found.append(f"{cell.kind} of {cell.source} in {cell.syntax}: {cell.refusal}, not {expected}")
    return found
