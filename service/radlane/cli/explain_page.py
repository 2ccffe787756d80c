"""A page of heat maps beside each other, one file that asks nobody for anything.

In: figures and maps. Out: HTML with the pictures inside.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from radlane.encode.heat import paint_heat, painted_limits
from radlane.explain.method import TRAITS
from radlane.pipeline.evaluating import Shown

_SIDE = 220  # pixels of a picture
_STYLE = (
    "body{font:14px sans-serif;background:#101216;color:#e8eaee;margin:24px}table{border-collapse:collapse}"
    "td,th{padding:4px 10px;border-bottom:1px solid #3a3f48;text-align:left}.row{display:flex;gap:10px;margin:14px 0}"
    "figure{margin:0}figcaption{color:#9ea4ae;font-size:12px;width:220px}.warning{color:#ffc400}"
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """The maps of one finding."""

    finding: str
    shown: tuple[Shown, ...]


def write_page(path: Path, model: str, statement: str, table: Sequence[Sequence[str]], rows: Sequence[Row]) -> None:
    """Write the page.

    Parameters
    ----------
    path : Path
        Where.
    model, statement : str
        Which model, and what may not be forgotten of it.
    table : sequence of sequence of str
        Figures, their names first.
    rows : sequence of Row
        The maps.
    """
    head, *body = table
    cells = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in body)
    names = "".join(f"<th>{escape(text)}</th>" for text in head)
    pictures = "".join(
        f"<h3>{escape(row.finding)}</h3><div class=row>{''.join(map(_figure, row.shown))}</div>" for row in rows
    )
    path.write_text(
        f"<!doctype html><meta charset=utf-8><title>Explanations of {escape(model)}</title><style>{_STYLE}</style>"
        f"<h1>Explanations of {escape(model)}</h1>"
        f"<p class=warning>AI explanations, not findings. {escape(statement)}</p>"
        f"<table><tr>{names}</tr>{cells}</table>{pictures}\n",
        encoding="utf-8",
    )


def _figure(shown: Shown) -> str:
    title = TRAITS[shown.method].title
    if shown.judged is None or shown.heat is None:
        return f"<figure><figcaption>{escape(title)}: {escape(shown.why)}</figcaption></figure>"
    drawn = BytesIO()
    picture = Image.fromarray(_painted(shown, shown.heat))
    picture.thumbnail((_SIDE, _SIDE))
    picture.save(drawn, "PNG")
    data = base64.b64encode(drawn.getvalue()).decode()
    hit = "" if shown.judged.hit is None else f", {'hit' if shown.judged.hit else 'miss'}"
    words = f"{title}: deletion {shown.judged.deletion:.2f}, insertion {shown.judged.insertion:.2f}{hit}"
    image = f'<img alt="{escape(title)}" src="data:image/png;base64,{data}">'
    return f"<figure>{image}<figcaption>{escape(words)}</figcaption></figure>"


def _painted(shown: Shown, heat: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The heat on the picture, or of a volume the slice in which it is hottest, with the edge of the mask in green."""
    plane = int(np.unravel_index(heat.argmax(), heat.shape)[0])
    grey = np.zeros(heat.shape[1:], np.uint8) if shown.picture is None else shown.picture
    painted = np.array(paint_heat(grey, heat[plane], painted_limits(heat)))
    if shown.mask is not None:
        mask = np.pad(shown.mask[plane], 1)
        inside = mask[:-2, 1:-1] & mask[2:, 1:-1] & mask[1:-1, :-2] & mask[1:-1, 2:]
        painted[shown.mask[plane] & ~inside] = (0, 255, 0)
    return painted
