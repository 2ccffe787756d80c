"""Pictures that are no acceptable frontal chest radiograph: what the gate must refuse.

In: a size and a random generator. Out: picture float32 [y, x], 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from exposure import Picture, collimate, expose, normalise
from phantom import radiograph
from PIL import Image, ImageDraw
from scipy import ndimage


def negative(size: int, rng: np.random.Generator) -> Picture:
    """Draw one picture of a random kind, float32 [y, x]."""
    kinds: tuple[tuple[Callable[[int, np.random.Generator], Picture], float], ...] = (
        (limb, 0.34),
        (blob_body, 0.14),
        (noise, 0.14),
        (test_pattern, 0.08),
        (inverted_chest, 0.12),
        (turned_chest, 0.18),
    )
    weights = np.array([weight for _, weight in kinds])
    kind = kinds[rng.choice(len(kinds), p=weights / weights.sum())][0]
    return kind(size, rng)


def limb(size: int, rng: np.random.Generator) -> Picture:
    """One to five long bones with cortex, marrow and joints in soft tissue, in any direction."""
    y, x = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j]
    angle = rng.uniform(-np.pi, np.pi) if rng.random() < 0.4 else rng.normal(0, 0.15) + rng.choice([0, np.pi / 2])
    along = np.cos(angle) * y + np.sin(angle) * x
    across = np.cos(angle) * x - np.sin(angle) * y + rng.normal(0, 0.1) + rng.normal(0, 0.08) * along
    width = rng.uniform(0.25, 1.0) * (1 + rng.uniform(-0.35, 0.35) * along)
    tissue = np.clip(1 - (across / width) ** 2, 0, None) ** 0.5 * rng.uniform(0.5, 2.5)
    bones = int(rng.choice([1, 2, 2, 2, 3, 4, 5]))
    total = tissue
    for number in range(bones):
        centre = (number - (bones - 1) / 2) * width * rng.uniform(0.55, 0.95) * 2 / max(bones, 2)
        end = rng.uniform(0.3, 1.2)
        radius = width * rng.uniform(0.12, 0.5) / bones**0.5 * (1 + 0.6 * np.clip(np.abs(along) - 0.5 * end, 0, 1))
        outer = np.clip(1 - ((across - centre) / radius) ** 2, 0, None) ** 0.5
        inner = np.clip(1 - ((across - centre) / (radius * rng.uniform(0.4, 0.8))) ** 2, 0, None) ** 0.5
        inside = (np.abs(along) < end) | (rng.random() < 0.6)
        total = total + (outer - rng.uniform(0.2, 0.6) * inner) * rng.uniform(0.6, 2.6) * inside
    if rng.random() < 0.4:
        gap = rng.uniform(-0.5, 0.5)
        total = np.where(np.abs(along - gap) < rng.uniform(0.01, 0.05), tissue, total)
    picture = expose(total.astype(np.float32), rng)
    if rng.random() < 0.5:  # unexposed plate beside the limb, shown white or black
        columns = slice(0, int(size * rng.uniform(0, 0.35))), slice(int(size * rng.uniform(0.65, 1)), size)
        shown = float(rng.choice([0.0, 1.0]))
        for part in columns:
            (picture if rng.random() < 0.8 else picture.T)[:, part] = shown
    if rng.random() < 0.15:
        picture = 1 - picture
    return collimate(np.ascontiguousarray(picture), rng)


def blob_body(size: int, rng: np.random.Generator) -> Picture:
    """Skull, abdomen or pelvis like: overlapping ellipses and shells without lungs."""
    y, x = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j]
    total = np.clip(1 - (x / rng.uniform(0.6, 1.4)) ** 4, 0, None) * rng.uniform(1, 3)
    for _ in range(int(rng.integers(2, 12))):
        radius_x, radius_y = rng.uniform(0.05, 0.8, 2)
        ellipse = ((x - rng.uniform(-0.7, 0.7)) / radius_x) ** 2 + ((y - rng.uniform(-0.8, 0.8)) / radius_y) ** 2
        shell = np.exp(-(((ellipse**0.5 - 1) / rng.uniform(0.03, 0.2)) ** 2))
        total = total + rng.uniform(-0.4, 1.0) * (np.clip(1 - ellipse, 0, 1) ** 0.5 + rng.choice([0, 1]) * shell)
    return collimate(expose(np.clip(total, 0, None).astype(np.float32), rng), rng)


def noise(size: int, rng: np.random.Generator) -> Picture:
    """Blank, white noise, smooth fields, gradients."""
    y, x = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j]
    fine = rng.normal(0, 1, (size, size))
    smooth = ndimage.gaussian_filter(rng.normal(0, 1, (size, size)), size * 10 ** rng.uniform(-2.5, -0.7))
    smooth = smooth / (smooth.std() + 1e-9)
    ramp = rng.normal() * x + rng.normal() * y + rng.normal() * (x**2 + y**2)
    mixed = sum(rng.choice([0, 1], p=[0.4, 0.6]) * rng.uniform(0.02, 1) * part for part in (fine, smooth, ramp))
    return normalise(np.asarray(mixed + np.zeros((size, size)), dtype=np.float32))


def test_pattern(size: int, rng: np.random.Generator) -> Picture:
    """Bars, discs, frames and text-like marks."""
    canvas = Image.new("F", (size, size), float(rng.uniform(0, 1)))
    pen = ImageDraw.Draw(canvas)
    for _ in range(int(rng.integers(1, 25))):
        corner = rng.uniform(0, size, 2)
        far = corner + rng.uniform(2, size * 0.6, 2)
        shape = pen.ellipse if rng.random() < 0.5 else pen.rectangle
        shape([tuple(corner), tuple(far)], fill=float(rng.uniform(0, 1)))
    picture = np.asarray(canvas, dtype=np.float32) + rng.normal(0, rng.uniform(0, 0.1), (size, size))
    return normalise(picture.astype(np.float32))


def inverted_chest(size: int, rng: np.random.Generator) -> Picture:
    """A chest radiograph with the wrong polarity: lungs bright."""
    picture, _ = radiograph(size, rng)
    return np.ascontiguousarray(1 - picture)


def turned_chest(size: int, rng: np.random.Generator) -> Picture:
    """A chest radiograph that lies on its side or stands on its head."""
    picture, _ = radiograph(size, rng)
    return np.ascontiguousarray(np.rot90(picture, int(rng.integers(1, 4))))
