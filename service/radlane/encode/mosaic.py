"""The picture of a result on a volume: three cuts beside each other, and under them what they mean.

In: cuts with Segment Numbers and boxes, their colours, lines of text. Out: uint8 [y, x, 3], RGB.
Nothing but outlines is drawn on the cuts; letters and names stand beside them, all cuts are in one scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFont
from scipy import ndimage

from radlane.domain.cut import Cut
from radlane.encode.overlay import SIDE, Caption, Colour, draw_band, font

_GUTTER = 32  # around each cut, for its letters
_LETTER_SIZE = 15
_LETTER, _BACKGROUND = (158, 164, 174), (0, 0, 0)
_FINE = 2  # outlines are drawn on a grid this much finer, for smooth lines
_LINE = 4  # fine pixels that an outline reaches into its segment
_BOX_LINE = 2  # pixels


def draw_cuts(
    cuts: Sequence[Cut], segments: Mapping[int, Colour], boxes: Mapping[str, Colour], caption: Caption
) -> NDArray[np.uint8]:
    """Draw a result.

    Parameters
    ----------
    cuts : sequence of Cut
        What is shown, from left to right.
    segments : mapping of int to Colour
        Segment Number to the colour of its outline.
    boxes : mapping of str to Colour
        Id of a finding with a box to the colour of that.
    caption : Caption
        The text.

    Returns
    -------
    uint8 [y, x, 3]
        RGB, 1024 pixels wide and at most as high.
    """
    band = draw_band(caption, SIDE)
    sizes = _sizes(cuts, SIDE, SIDE - band.height)
    height = max(size[1] for size in sizes) + 2 * _GUTTER
    canvas = Image.new("RGB", (SIDE, height + band.height), _BACKGROUND)
    face = font(_LETTER_SIZE)
    left = (SIDE - sum(size[0] + 2 * _GUTTER for size in sizes)) // 2
    for cut, size in zip(cuts, sizes, strict=True):
        place = (left + _GUTTER, (height - size[1]) // 2)
        image = _outlined(cut, size, segments)
        _draw_boxes(ImageDraw.Draw(image), cut, size, boxes)
        canvas.paste(image, place)
        _put_letters(ImageDraw.Draw(canvas), face, cut, (*place, *size))
        left += size[0] + 2 * _GUTTER
    canvas.paste(band, (0, height))
    return np.asarray(canvas)


def _sizes(cuts: Sequence[Cut], width: int, height: int) -> list[tuple[int, int]]:
    """Return width and height of each cut, so that a millimetre is as long in all of them and they fit."""
    extents = [(cut.picture.shape[1] * cut.column_mm, cut.picture.shape[0] * cut.row_mm) for cut in cuts]
    across = (width - 2 * _GUTTER * len(cuts)) / sum(extent[0] for extent in extents)
    scale = min(across, (height - 2 * _GUTTER) / max(extent[1] for extent in extents))
    return [(max(1, int(wide * scale)), max(1, int(high * scale))) for wide, high in extents]


def _outlined(cut: Cut, size: tuple[int, int], colours: Mapping[int, Colour]) -> Image.Image:
    image = Image.fromarray(cut.picture).resize(size, Image.Resampling.BILINEAR).convert("RGB")
    for segment in sorted(set(np.unique(cut.labels).tolist()) - {0}):
        mask = Image.fromarray(np.where(cut.labels == segment, 255, 0).astype(np.uint8))
        image.paste(Image.new("RGB", size, colours[segment]), (0, 0), _outline(mask, size))
    return image


def _draw_boxes(draw: ImageDraw.ImageDraw, cut: Cut, size: tuple[int, int], colours: Mapping[str, Colour]) -> None:
    rows, columns = cut.picture.shape[:2]
    across, down = size[0] / columns, size[1] / rows
    for box in reversed(cut.boxes):  # the surest is drawn last, over the others
        left, top = box.left * across, box.top * down
        corners = [left, top, max(left, box.right * across - 1), max(top, box.bottom * down - 1)]
        draw.rectangle(corners, outline=colours[box.finding], width=_BOX_LINE)


def _outline(mask: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the rim of a mask at another size, as an alpha channel."""
    fine = (size[0] * _FINE, size[1] * _FINE)
    smooth = mask.resize(fine, Image.Resampling.BILINEAR).point(lambda value: 255 if value >= 128 else 0)
    inner = Image.fromarray(ndimage.minimum_filter(np.asarray(smooth), 2 * _LINE + 1))
    return ImageChops.subtract(smooth, inner).resize(size, Image.Resampling.BOX)


def _put_letters(
    draw: ImageDraw.ImageDraw, face: ImageFont.FreeTypeFont, cut: Cut, box: tuple[int, int, int, int]
) -> None:
    """Write beside a cut, which lies in a box (x, y, width, height), what its edges are."""
    (x, y, width, height), gap = box, _GUTTER // 2
    left, right, top, bottom = cut.edges
    spots = (
        (left, x - gap, y + height // 2),
        (right, x + width + gap, y + height // 2),
        (top, x + width // 2, y - gap),
        (bottom, x + width // 2, y + height + gap),
    )
    for letters, across, down in spots:
        draw.text((across, down), letters, font=face, fill=_LETTER, anchor="mm")
    draw.text((x, y - gap), cut.name, font=face, fill=_LETTER, anchor="lm")
