"""The holes of the matrix: what is not defined on a shape, what a transfer syntax has no room for, what is not read.

In: a kind, a source, a transfer syntax. Out: the hole that lies there, with its reason, and who refuses in which words.
A hole that is filled after all, and a cell that is empty without being a hole, fail `conformance/test_matrix.py`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from support.matrix_sources import SOURCES

_PLACED = frozenset(shape.name for shape in SOURCES if shape.placed)
_UNPLACED = frozenset(shape.name for shape in SOURCES) - _PLACED
_PICTURES = frozenset({"cr", "dx", "mg", "us", "photograph"})  # analysed as one picture
_SLIDES = frozenset(name for name in _PLACED if name.startswith("slide"))
_EIGHT_BITS = frozenset({"us", "photograph", "cine", "cine-some", "stills"}) | _SLIDES
_TWELVE_BITS = _EIGHT_BITS | {"cr", "dx", "mg"}
_EVERY = _PLACED | _UNPLACED
_ONE_SLICE = frozenset({"ct-one-slice"})


@dataclass(frozen=True, kw_only=True)
class Hole:
    """Cells that stay empty.

    Attributes
    ----------
    letter : str
        Stands in the cells.
    why : str
        For people, with the clause where there is one.
    refusal : str
        What refuses: the name of an exception, the code of a refused input, or what our checker says; `none` where a
        result comes without the object.
    kinds, sources, syntaxes : collection of str or None
        Where the hole lies; None: everywhere.
    """

    letter: str
    why: str
    refusal: str
    kinds: Collection[str] | None = None
    sources: Collection[str] | None = None
    syntaxes: Collection[str] | None = None

    def lies_at(self, kind: str, source: str, syntax: str) -> bool:
        """Whether a cell is part of the hole."""
        wanted = ((self.kinds, kind), (self.sources, source), (self.syntaxes, syntax))
        return all(among is None or name in among for among, name in wanted)


HOLES = (
    Hole(
        letter="b",
        why="JPEG Baseline holds 8 bits a sample, and the image has more (PS3.5 A.4.1)",
        refusal="ValueError",
        sources=_EVERY - _EIGHT_BITS,
        syntaxes={"JPEG Baseline"},
    ),
    Hole(
        letter="c",
        why="JPEG Extended holds 12 bits a sample without a sign, and the image has more (PS3.5 A.4.1)",
        refusal="ValueError",
        sources=_EVERY - _TWELVE_BITS,
        syntaxes={"JPEG Extended"},
    ),
    Hole(
        letter="d",
        why="3D coordinates lie in a Frame of Reference, and none is invented (PS3.3 C.18.9)",
        refusal="KeyError",
        kinds={"3D box"},
        sources=_UNPLACED,
    ),
    Hole(
        letter="e",
        why="a Parametric Map has a Frame of Reference, and none is invented: its picture stands for it (PS3.3 A.75.3)",
        refusal="none",
        kinds={"heat map"},
        sources=_UNPLACED,
    ),
    Hole(
        letter="f",
        why="probabilities are kept of the masks of one picture; several frames have labels",
        refusal="ValueError",
        kinds={"SEG fractional"},
        sources=_EVERY - _PICTURES - _ONE_SLICE,
    ),
)


def hole_at(kind: str, source: str, syntax: str) -> Hole | None:
    """The first hole of the list that lies at a cell."""
    return next((hole for hole in HOLES if hole.lies_at(kind, source, syntax)), None)
