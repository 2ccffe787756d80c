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
from support.matrix_lane import WHOLE
from support.matrix_sources import SOURCES
from support.syntaxes import SYNTAXES

_NAMES = {"pixelmed": "PixelMed", "tid1500reader": "dcmqi"}


def tables(matrix: Matrix, judged: Judged) -> list[str]:
    """Kinds on sources, syntaxes of sources, kinds before judges, and the reasons of the holes."""
    shapes, wholes = [shape.name for shape in SOURCES], [one.name for one in WHOLE]
    return [
        *_grid(matrix.cells, shapes, lambda cell: cell.kind, [one.name for one in KINDS]),
        "",
        *_grid(matrix.cells, [*shapes, *wholes], lambda cell: cell.syntax, [one.name for one in SYNTAXES]),
        "",
        *_of_judges(matrix, judged),
        "",
        *_reasons(matrix.cells),
    ]


def _grid(
    cells: Iterable[Cell], sources: Sequence[str], column: Callable[[Cell], str], columns: Sequence[str]
) -> list[str]:
    """Objects in the cells of a source and a column; where all of them are empty, the letter of most of their holes."""
    found: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.source, column(cell)].append(cell)
    rows = [f"| {name} | {' | '.join(_content(found[name, each]) for each in columns)} |" for name in sources]
    return [f"| source | {' | '.join(columns)} |", "|---|" + "---|" * len(columns), *rows]


def _content(cells: Sequence[Cell]) -> str:
    count = sum(len(cell.objects) for cell in cells)
    holes = [hole_at(cell.kind, cell.source, cell.syntax) for cell in cells]
    letters = Counter(hole.letter for hole in holes if hole is not None)
    return str(count) if count else max(sorted(letters), key=letters.__getitem__, default="")


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
