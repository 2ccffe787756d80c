from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from radlane.encode.overlay import (
    Caption,
    Legend,
    Outline,
    _draw_words,
    _Line,
    _width,
    draw_band,
    draw_overlay,
    font,
    what_is_left_out,
)
from radlane.inference.contours import outer_contours
from support.encoding import lungs

CAPTION = Caption(
    warning="AI result, not for diagnosis",
    model="m:1.0.0",
    entries=(((255, 0, 0), "Right lung: 1 pixels"), (None, "Ratio: 1.02")),
    notes=("For tests.",),
)


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (1955, 1841),  # a chest
        (48, 40),  # smaller than the picture
        (2000, 500),  # tall
        (500, 2000),  # wide
        (3000, 1),  # a line
    ],
)
def test_the_longer_side_is_1024_at_most(rows: int, columns: int) -> None:
    drawn = draw_overlay(np.zeros((rows, columns), np.uint8), [], CAPTION)
    assert max(drawn.shape[:2]) <= 1024
    assert drawn.shape[2] == 3
    assert drawn.dtype == np.uint8


def test_proportions_are_kept_and_the_band_lies_below() -> None:
    drawn = draw_overlay(np.full((1000, 800), 255, np.uint8), [], CAPTION)
    white = (drawn == 255).all(axis=2)
    height, width = int(white[:, drawn.shape[1] // 2].sum()), int(white[0].sum())
    assert height / width == pytest.approx(1000 / 800, rel=0.01)
    assert not white[height + 1 :].all(axis=1).any()


def test_a_contour_is_drawn_in_its_colour_where_it_is() -> None:
    mask = lungs(200, 160)[0]
    bare = draw_overlay(np.zeros((200, 160), np.uint8), [], CAPTION)
    drawn = draw_overlay(
        np.zeros((200, 160), np.uint8), [Outline(contour=outer_contours(mask)[0], colour=(0, 255, 0))], CAPTION
    )
    changed = (drawn != bare).any(axis=2)
    ys, xs = np.nonzero(changed)
    picture_height = int(np.nonzero((bare == (58, 63, 72)).all(axis=2).all(axis=1))[0][0])
    scale = picture_height / 200
    left = (drawn.shape[1] - 160 * scale) / 2
    rows, columns = np.nonzero(mask)
    assert ys.max() < picture_height
    assert ys.min() == pytest.approx(rows.min() * scale, abs=6)
    assert xs.min() == pytest.approx(left + columns.min() * scale, abs=6)
    assert xs.max() == pytest.approx(left + (columns.max() + 1) * scale, abs=6)
    assert tuple(drawn[changed].max(axis=0)) == (0, 255, 0)


def test_each_outline_is_drawn_also_where_several_have_one_colour() -> None:
    """Apart from each other they are drawn together as each is alone."""
    black = np.zeros((400, 320), np.uint8)
    squares = [
        Outline(contour=np.array([(x, x), (x + 40, x), (x + 40, x + 40), (x, x + 40), (x, x)], float), colour=colour)
        for x, colour in ((20.0, (0, 255, 0)), (120.0, (255, 0, 0)), (220.0, (0, 255, 0)))
    ]
    bare = draw_overlay(black, [], CAPTION)
    alone = [draw_overlay(black, [square], CAPTION) for square in squares]
    together = draw_overlay(black, squares, CAPTION)
    assert all((one != bare).any() for one in alone)
    np.testing.assert_array_equal(together, np.maximum.reduce(alone))


def test_a_legend_is_a_bar_of_its_colours_from_low_to_high() -> None:
    colours = np.stack([np.arange(256), np.zeros(256), 255 - np.arange(256)], axis=1).astype(np.uint8)
    legend = Legend(colours=colours, low="-0.25", high="1.5")
    bare = draw_band(CAPTION, 640)
    band = np.asarray(draw_band(replace(CAPTION, legend=legend), 640)).astype(int)
    assert band.shape[0] > np.asarray(bare).shape[0]
    drawn = (band[..., 1] == 0) & (band[..., 0] + band[..., 2] == 255)
    row = int(drawn.sum(axis=1).argmax())
    bar = band[row][drawn[row]]
    assert len(bar) == 256
    np.testing.assert_array_equal(bar, colours)


def test_a_picture_may_have_colours_of_its_own() -> None:
    red = np.zeros((60, 50, 3), np.uint8)
    red[..., 0] = 200
    drawn = draw_overlay(red, [], CAPTION)
    assert (drawn[5] == (200, 0, 0)).all(axis=1).any()


def test_a_long_model_name_goes_below_the_warning() -> None:
    short = draw_overlay(np.zeros((10, 10), np.uint8), [], CAPTION)
    long = draw_overlay(
        np.zeros((10, 10), np.uint8),
        [],
        Caption(warning=CAPTION.warning, model="m" * 60, entries=CAPTION.entries, notes=CAPTION.notes),
    )
    assert short.shape != long.shape


def test_much_text_does_not_crowd_out_the_image() -> None:
    caption = Caption(
        warning=CAPTION.warning,
        model=CAPTION.model,
        entries=tuple(((255, 0, 0), f"finding {number}") for number in range(50)),
        notes=tuple("word " * 40 for _ in range(50)),
    )
    drawn = draw_overlay(np.full((100, 100), 255, np.uint8), [], caption)
    assert max(drawn.shape[:2]) <= 1024
    assert (drawn == 255).all(axis=2).any(axis=1).sum() > 350


@pytest.mark.parametrize(
    ("entries", "leading", "words"),
    [
        (12, 12, ""),  # all are drawn
        (13, 12, "(more in the report)"),  # what is left out is absent
        (13, 0, "(more in the report)"),
        (14, 13, "(1 more present or indeterminate in the report)"),
        (50, 50, "(38 more present or indeterminate in the report)"),
    ],
)
def test_the_last_line_says_what_is_left_out(entries: int, leading: int, words: str) -> None:
    full = replace(CAPTION, entries=tuple((None, f"finding {number}") for number in range(entries)), leading=leading)
    assert what_is_left_out(full) == words
    first = replace(full, entries=full.entries[:12], leading=12)
    line = draw_band(full, 640).height - draw_band(first, 640).height
    assert line == (25 if words else 0)  # it is drawn


def test_a_long_entry_is_wrapped() -> None:
    caption = Caption(warning="w", model="m", entries=(((255, 0, 0), "word " * 60),), notes=())
    assert draw_overlay(np.zeros((10, 10), np.uint8), [], caption).shape[1] <= 1024


def test_the_same_result_gives_the_same_picture() -> None:
    first, second = (draw_overlay(np.zeros((100, 90), np.uint8), [], CAPTION) for _ in range(2))
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("size", [14, 18, 22])
def test_lines_are_drawn_word_by_word_as_pillow_draws_them_whole(size: int) -> None:
    words = [
        "Tissue",
        "AVAV",
        "To.",
        "Ty,",
        "0.47;",
        "(more",
        "12,345",
        "\u00b5m\u00b2",
        "\u00dcbung",
        "f(",
        "jj",
        "\u65e5\u672c",
        "",
    ]
    face, rng = font(size), np.random.default_rng(size)
    for count in range(1, 12):
        line = " ".join(rng.choice(words, count))
        pieces, whole = (Image.new("RGB", (900, 40), (16, 18, 22)) for _ in range(2))
        ImageDraw.Draw(whole).text((26, 6), line, font=face, fill=(232, 234, 238))
        _draw_words(ImageDraw.Draw(pieces), (26, 6), _Line(size, line, face, (232, 234, 238)))
        np.testing.assert_array_equal(np.asarray(pieces), np.asarray(whole), err_msg=repr(line))
        assert _width(face, line) == face.getlength(line)
