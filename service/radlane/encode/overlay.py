"""The picture of a result: contours on the radiograph, and under it what they mean.

In: the picture, closed contours with colours, lines of text. Out: uint8 [y, x, 3], RGB.
The text stands in a band of its own; nothing but contours is drawn on the image.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

SIDE = 1024
_NARROWEST = 640
_MARGIN = 16
_FINE = 2  # contours are drawn on a grid this much finer, for smooth lines
_LINE = 2.5
_INDENT = 26
_MOST_LINES = 12
_MORE = "(more in the report)"

_BACKGROUND = (16, 18, 22)
_RULE = (58, 63, 72)
_WARNING = (255, 196, 0)
_TEXT = (232, 234, 238)
_QUIET = (158, 164, 174)
_HEAD_SIZE, _ENTRY_SIZE, _NOTE_SIZE = 22, 18, 14
_BAR = 256  # pixels of a legend
_WORDS = 1024  # that are kept: names, numbers of two digits, the small print

Colour = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One closed contour, float64 [n, 2], (x, y) on the source grid with its corner at (0, 0), and its colour."""

    contour: NDArray[np.float64]
    colour: Colour


@dataclass(frozen=True, kw_only=True)
class Legend:
    """A bar of colours, uint8 [n, 3], from `low` to `high`."""

    colours: NDArray[np.uint8]
    low: str
    high: str


@dataclass(frozen=True, kw_only=True)
class Caption:
    """What stands in the band.

    Attributes
    ----------
    warning, model : str
        Left and right on the first line.
    entries : tuple of (Colour or None, str)
        One line each, with a swatch of the colour; so many as fit are drawn.
    leading : int
        How many of the entries, the first ones, say that something is there or may be: of those that are not drawn the
        last line says how many there are.
    notes : tuple of str
        Small print; wrapped.
    legend : Legend or None
        What colours on the picture mean.
    """

    warning: str
    model: str
    entries: tuple[tuple[Colour | None, str], ...]
    notes: tuple[str, ...]
    leading: int = 0
    legend: Legend | None = None


def draw_overlay(picture: NDArray[np.uint8], outlines: Sequence[Outline], caption: Caption) -> NDArray[np.uint8]:
    """Draw a result.

    Parameters
    ----------
    picture : uint8 [y, x] or [y, x, 3]
        The image as it is to be shown, low values dark; or RGB.
    outlines : sequence of Outline
        The contours.
    caption : Caption
        The text.

    Returns
    -------
    uint8 [y, x, 3]
        RGB, 1024 pixels at most on its longer side, with the image in its own proportions.
    """
    rows, columns = picture.shape[:2]
    width = max(_NARROWEST, _fit(rows, columns, SIDE, SIDE - _height(_lines(caption, SIDE)))[0])
    band = draw_band(caption, width)
    size = _fit(rows, columns, width, SIDE - band.height)
    canvas = Image.new("RGB", (width, size[1] + band.height), _BACKGROUND)
    canvas.paste(_annotated(picture, outlines, size), ((width - size[0]) // 2, 0))
    canvas.paste(band, (0, size[1]))
    return np.asarray(canvas)


def _fit(rows: int, columns: int, width: int, height: int) -> tuple[int, int]:
    """Return width and height of the picture in a box, in its own proportions."""
    scale = min(width / columns, height / rows)
    return max(1, round(columns * scale)), max(1, round(rows * scale))


def _annotated(picture: NDArray[np.uint8], outlines: Sequence[Outline], size: tuple[int, int]) -> Image.Image:
    small = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS)
    if not outlines:
        return small.convert("RGB")
    grey = small.convert("RGBA")
    fine = (size[0] * _FINE, size[1] * _FINE)
    scale = np.array(fine) / np.array(picture.shape[1::-1])
    for colour in dict.fromkeys(outline.colour for outline in outlines):  # a layer each: there may be many outlines
        layer = Image.new("RGBA", fine, (*colour, 0))
        draw = ImageDraw.Draw(layer)
        for contour in (outline.contour for outline in outlines if outline.colour == colour):
            points = [(float(x), float(y)) for x, y in contour * scale]
            draw.line(points, fill=(*colour, 255), width=round(_LINE * _FINE), joint="curve")
        grey.alpha_composite(layer.resize(size, Image.Resampling.LANCZOS))
    return grey.convert("RGB")


def draw_band(caption: Caption, width: int) -> Image.Image:
    """Return the band of text, as high as its text needs at this width."""
    lines = _lines(caption, width)
    band = Image.new("RGB", (width, _height(lines)), _BACKGROUND)
    draw = ImageDraw.Draw(band)
    draw.line([(0, 0), (width, 0)], fill=_RULE)
    if _is_wide(caption, width):
        draw.text((width - _MARGIN, _MARGIN), caption.model, font=font(_HEAD_SIZE), fill=_TEXT, anchor="ra")
    _draw_lines(draw, lines)
    return band


def _is_wide(caption: Caption, width: int) -> bool:
    """Whether warning and model stand beside each other."""
    head = font(_HEAD_SIZE)
    return head.getlength(caption.warning) + head.getlength(caption.model) + 3 * _MARGIN <= width


def _lines(caption: Caption, width: int) -> list[_Line]:
    head, entry, note = font(_HEAD_SIZE), font(_ENTRY_SIZE), font(_NOTE_SIZE)
    lines = [_Line(_HEAD_SIZE, caption.warning, head, _WARNING)]
    lines += [] if _is_wide(caption, width) else [_Line(_ENTRY_SIZE, caption.model, entry, _TEXT)]
    gap = _Line(_MARGIN // 3, "", note, _QUIET)
    lines.append(gap)
    lines += _entry_lines(caption, entry, width - 2 * _MARGIN - _INDENT)
    lines += [] if caption.legend is None else [gap, _Line(_ENTRY_SIZE, "", entry, _TEXT, legend=caption.legend)]
    lines.append(gap)
    notes = [words for note_ in caption.notes for words in _wrapped(note_, note, width - 2 * _MARGIN)]
    return [*lines, *(_Line(_NOTE_SIZE, words, note, _QUIET) for words in _shortened(notes))]


def _height(lines: Sequence[_Line]) -> int:
    return 2 * _MARGIN + sum(line.height for line in lines)


@dataclass(frozen=True)
class _Line:
    size: int
    words: str
    font: ImageFont.FreeTypeFont
    fill: Colour
    swatch: Colour | None = None
    indent: int = 0
    legend: Legend | None = None

    @property
    def height(self) -> int:
        return round(self.size * 1.4)


def _entry_lines(caption: Caption, face: ImageFont.FreeTypeFont, width: int) -> list[_Line]:
    lines = []
    for colour, words in caption.entries[:_MOST_LINES]:
        for number, part in enumerate(_wrapped(words, face, width)):
            lines.append(_Line(_ENTRY_SIZE, part, face, _TEXT, colour if number == 0 else None, _INDENT))
    words = what_is_left_out(caption)
    lines += [_Line(_ENTRY_SIZE, part, face, _TEXT, None, _INDENT) for part in _wrapped(words, face, width)]
    return lines


def what_is_left_out(caption: Caption) -> str:
    """Return what the last line says of entries that are not drawn; empty where all are."""
    hidden = caption.leading - _MOST_LINES
    if hidden > 0:
        return f"({hidden} more present or indeterminate in the report)"
    return _MORE if len(caption.entries) > _MOST_LINES else ""


def _shortened(lines: list[str]) -> list[str]:
    return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], _MORE]


def _draw_lines(draw: ImageDraw.ImageDraw, lines: Sequence[_Line]) -> None:
    y = _MARGIN
    for line in lines:
        if line.swatch is not None:
            draw.rectangle([_MARGIN, y + 4, _MARGIN + 14, y + 18], fill=line.swatch)
        if line.legend is not None:
            _draw_legend(draw, line.legend, line, y)
        _draw_words(draw, (_MARGIN + line.indent, y), line)
        y += line.height


def _draw_words(draw: ImageDraw.ImageDraw, place: tuple[int, int], line: _Line) -> None:
    """Draw a line word by word, as `text` draws it: no letter is moved by one beyond a space."""
    x, y = place
    for word in line.words.split(" "):
        if word:
            mask, left, top = _mask(line.font, word)
            draw.bitmap((x + left, y + top), mask, fill=line.fill)
        x += _advance(line.font, word)


@lru_cache(_WORDS)  # pictures repeat their words, and a letter takes long to draw
def _mask(face: ImageFont.FreeTypeFont, word: str) -> tuple[Image.Image, int, int]:
    """Return how much each pixel of a word is covered, and where that begins beside and below its place."""
    left, top, right, bottom = (round(edge) for edge in face.getbbox(word))
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(mask).text((-left, -top), word, font=face, fill=255)
    return mask, left, top


@lru_cache(_WORDS)
def _advance(face: ImageFont.FreeTypeFont, word: str) -> int:
    """Return how far from a word the next one begins; the font has whole pixels."""
    return round(face.getlength(f"{word} "))


def _width(face: ImageFont.FreeTypeFont, words: str) -> int:
    return sum(_advance(face, word) for word in words.split(" ")) - _advance(face, "")


def _draw_legend(draw: ImageDraw.ImageDraw, legend: Legend, line: _Line, y: int) -> None:
    """Draw the lowest number, the bar and the highest one beside each other."""
    left = _MARGIN + math.ceil(line.font.getlength(legend.low)) + _MARGIN // 2
    draw.text((_MARGIN, y), legend.low, font=line.font, fill=line.fill)
    for place, colour in enumerate(legend.colours[:: max(1, len(legend.colours) // _BAR)]):
        draw.line([(left + place, y + 4), (left + place, y + 18)], fill=tuple(colour.tolist()))
    draw.text((left + _BAR + _MARGIN // 2, y), legend.high, font=line.font, fill=line.fill)


def _wrapped(words: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return the text in lines that fit a width; letters are taken as wide as the text's own average."""
    characters = max(1, int(len(words) * width / max(1.0, _width(face, words)) * 0.95))
    return textwrap.wrap(words, characters)


@cache  # a few sizes; a font that was used before knows its letters
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return Pillow's own font, which comes with it: no file of the machine is read."""
    face = ImageFont.load_default(size)
    assert isinstance(face, ImageFont.FreeTypeFont)  # a size asks for the scalable one
    return face
