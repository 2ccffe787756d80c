"""The holes of the matrix: what is not defined on a shape, what a transfer syntax has no room for, what is not read.

In: a kind, a source, a transfer syntax. Out: the hole that lies there, with its reason, and who refuses in which words.
A hole that is filled after all, and a cell that is empty without being a hole, fail `conformance/test_matrix.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from support.matrix_sources import SOURCES

_UNPLACED = frozenset(shape.name for shape in SOURCES if not shape.placed)
_PICTURES = frozenset({"cr", "dx", "mg", "us", "photograph"})  # analysed as one picture
_SLIDES = frozenset(shape.name for shape in SOURCES if shape.name.startswith("slide"))
_EIGHT_BITS = frozenset({"us", "photograph", "cine", "cine-some", "stills"}) | _SLIDES
_TWELVE_BITS = _EIGHT_BITS | {"cr", "dx", "mg"}
_ONE_SLICE = "ct-one-slice"

Where = Callable[[str, str, str], bool]
"""Kind, source, transfer syntax -> whether the hole is there."""


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
    """

    letter: str
    why: str
    refusal: str
    where: Where


HOLES = (
    Hole(
        letter="a",
        why="the lane reads no deflated file: it is refused before it is inflated",
        refusal="transfer-syntax-unsupported",
        where=lambda kind, source, syntax: syntax == "Deflated",
    ),
    Hole(
        letter="b",
        why="JPEG Baseline holds 8 bits a sample, and the image has more (PS3.5 A.4.1)",
        refusal="ValueError",
        where=lambda kind, source, syntax: syntax == "JPEG Baseline" and source not in _EIGHT_BITS,
    ),
    Hole(
        letter="c",
        why="JPEG Extended holds 12 bits a sample without a sign, and the image has more (PS3.5 A.4.1)",
        refusal="ValueError",
        where=lambda kind, source, syntax: syntax == "JPEG Extended" and source not in _TWELVE_BITS,
    ),
    Hole(
        letter="d",
        why="3D coordinates lie in a Frame of Reference, and none is invented (PS3.3 C.18.9)",
        refusal="KeyError",
        where=lambda kind, source, syntax: kind == "3D box" and source in _UNPLACED,
    ),
    Hole(
        letter="e",
        why="a Parametric Map has a Frame of Reference, and none is invented: its picture stands for it (PS3.3 A.75.3)",
        refusal="none",
        where=lambda kind, source, syntax: kind == "heat map" and source in _UNPLACED,
    ),
    Hole(
        letter="f",
        why="probabilities are kept of the masks of one picture; several frames have labels",
        refusal="ValueError",
        where=lambda kind, source, syntax: kind == "SEG fractional" and source not in {*_PICTURES, _ONE_SLICE},
    ),
    Hole(
        letter="g",
        why="in space a finding refers to its segment (PS3.16 TID 1411), and a mask of one picture is drawn as a line",
        refusal="region-missing",
        where=lambda kind, source, syntax: kind == "SEG fractional" and source == _ONE_SLICE,
    ),
    Hole(
        letter="h",
        why="outlines are drawn on pictures and on planes of the patient, whose pixels have an area",
        refusal="AssertionError",
        where=lambda kind, source, syntax: kind == "outlines"
        and (source in _SLIDES or source in _UNPLACED - _PICTURES),
    ),
)


def hole_at(kind: str, source: str, syntax: str) -> Hole | None:
    """The first hole of the list that lies at a cell."""
    return next((hole for hole in HOLES if hole.where(kind, source, syntax)), None)
