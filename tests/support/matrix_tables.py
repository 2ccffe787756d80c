"""The matrix as Markdown: what was judged in each cell, and why the others are empty.

In: the matrix and what the judges said. Out: lines of tables for docs/conformance.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from support.matrix import Cell, Matrix
from support.matrix_holes import HOLES, hole_at
from support.matrix_judges import TOOLS, Judged
from support.matrix_kinds import KINDS
from support.matrix_sources import SOURCES
from support.syntaxes import SYNTAXES

_NAMES = {"pixelmed": "PixelMed", "tid1500reader": "dcmqi"}


def tables(matrix: Matrix, judged: Judged) -> list[str]:
    """Kinds on sources, syntaxes of sources, kinds before judges, and the reasons of the holes."""
    return [
        *_grid("source", matrix.cells, lambda cell: cell.source, lambda cell: cell.kind, [one.name for one in KINDS]),
        "",
        *_grid(
            "source", matrix.cells, lambda cell: cell.source, lambda cell: cell.syntax, [one.name for one in SYNTAXES]
        ),
        "",
        *_of_judges(matrix, judged),
        "",
        *_reasons(matrix.cells),
    ]


Name = Callable[[Cell], str]


def _grid(corner: str, cells: Iterable[Cell], row: Name, column: Name, columns: Sequence[str]) -> list[str]:
    """Objects in the cells of a row and a column; where all of them are empty, the letters of their holes."""
    found: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        found[row(cell), column(cell)].append(cell)
    names = [shape.name for shape in SOURCES]
    rows = [f"| {name} | {' | '.join(_content(found[name, each]) for each in columns)} |" for name in names]
    return [f"| {corner} | {' | '.join(columns)} |", "|---|" + "---|" * len(columns), *rows]


def _content(cells: Sequence[Cell]) -> str:
    count = sum(len(cell.objects) for cell in cells)
    holes = [hole_at(cell.kind, cell.source, cell.syntax) for cell in cells]
    letters = Counter(hole.letter for hole in holes if hole is not None)
    return str(count) if count else max(letters, key=lambda letter: letters[letter], default="")


def _of_judges(matrix: Matrix, judged: Judged) -> list[str]:
    """Different files of each kind, and how many of them each judge was asked about."""
    rows = []
    for role in dict.fromkeys(one.role for one in matrix.held.values()):
        own = {digest for digest, one in matrix.held.items() if one.role is role}
        counts = " | ".join(str(len(own & judged.asked[tool]) or "-") for tool in TOOLS)
        rows.append(f"| {role} | {len(own)} | {counts} |")
    return [
        f"| object | files | {' | '.join(_NAMES.get(tool, tool) for tool in TOOLS)} |",
        "|---|---|" + "---|" * len(TOOLS),
        *rows,
    ]


def _reasons(cells: Iterable[Cell]) -> list[str]:
    holes = (hole_at(cell.kind, cell.source, cell.syntax) for cell in cells)
    counts = Counter(hole.letter for hole in holes if hole is not None)
    rows = [f"| {hole.letter} | {counts[hole.letter]} | {hole.why} |" for hole in HOLES]
    return ["| hole | cells | why |", "|---|---|---|", *rows]
