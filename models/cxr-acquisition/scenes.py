"""Pictures to learn from: upright chests whose situs is known, and what is no chest.

In: a size and a random generator. Out: `Scene`. The patients are those of cxr-lungs (`phantom.py` there), never
mirrored: heart, aortic arch and stomach lie at the image's right; under the lung at its left the diaphragm is higher.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.append(str(Path(__file__).parent.parent / "cxr-lungs"))

from collimator import absorb, cover, draw_collimator, field, is_visible
from exposure import Picture, expose, mark, normalise
from negatives import blob_body, limb, noise, test_pattern
from phantom import attenuate, draw_chest

Window = tuple[slice, slice]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One picture before it is shown wrongly.

    Attributes
    ----------
    values : uint8 [y, x]
        0 to 255, dense parts bright, as the image comes out of its percentiles; longer side `size`.
    collimated : bool
        A collimator's border can be seen in it.
    chest : bool
        It is a frontal chest radiograph.
    """

    values: NDArray[np.uint8]
    collimated: bool
    chest: bool


def chest(size: int, rng: np.random.Generator, *, collimated: bool, least: float = 0.03) -> Scene:
    """One patient, exposed through a collimator that is out of sight, or has borders that are at least so wide."""
    patient = replace(draw_chest(rng), mirrored=False)
    attenuation, _ = attenuate(patient, size, rng)
    window = _window(size, rng)
    if collimated:
        picture = _collimated(attenuation, window, least, rng)
    else:
        picture = _marked(expose(attenuation, rng), rng)[window]
    return Scene(values=_stored(picture), collimated=collimated, chest=True)


def other(size: int, rng: np.random.Generator) -> Scene:
    """A limb, a body without lungs, noise or a test pattern."""
    kind = (limb, blob_body, noise, test_pattern)[rng.choice(4, p=(0.5, 0.2, 0.2, 0.1))]
    return Scene(values=_stored(kind(size, rng)[_window(size, rng)]), collimated=False, chest=False)


def _collimated(attenuation: Picture, window: Window, least: float, rng: np.random.Generator) -> Picture:
    """Draw collimators until one can be seen."""
    while True:
        collimator = draw_collimator(rng, least)
        open_field = np.ones(attenuation.shape, bool)
        open_field[window] = field(collimator, attenuation[window].shape)
        picture = expose(absorb(attenuation, collimator, open_field), rng)
        picture = _marked(cover(picture, collimator, open_field, rng), rng)[window]
        if is_visible(normalise(picture), open_field[window]):
            return picture


def _marked(picture: Picture, rng: np.random.Generator) -> Picture:
    """Up to two letters of lead, or drawn."""
    for _ in range(int(rng.integers(0, 3))):
        mark(picture, rng)
    return picture


def _window(size: int, rng: np.random.Generator) -> Window:
    """The part of the square that the detector has: square, upright or lying, sides up to 4 : 3."""
    sides = [size, size]
    sides[int(rng.integers(2))] = round(size * min(1.0, rng.uniform(0.75, 1.08)))
    first = [int(rng.integers((size - side) // 3, (size - side) - (size - side) // 3 + 1)) for side in sides]
    rows, columns = (slice(at, at + side) for at, side in zip(first, sides, strict=True))
    return rows, columns


def _stored(picture: Picture) -> NDArray[np.uint8]:
    return np.round(normalise(picture) * 255).astype(np.uint8)
