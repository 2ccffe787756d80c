"""Synthetic radiographs of a textured slab with up to two kinds of findings, and where each lies.

In: a random generator. Out: picture float32 [y, x] (line integrals, dense parts bright) and masks bool [2, y, x]:
0 the ring, 1 the blob. A ring is a hollow sphere, a blob a solid one, both seen in projection; their masks are all that
the outer sphere covers. One pixel is 1 mm. No image of a patient is used.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

SIZE = 96
RING, BLOB = 0, 1
CLASSES = ("ring", "blob")
APART = 10.0
"""Pixels that lie at least between the edges of two findings."""
_MARGIN = 3.0
_MEAN = 2.4  # line integral through the slab: 12 cm of soft tissue, 0.2 / cm
_TEXTURE = 0.05  # standard deviation of the line integral that tissue gives
_RODS = (1, 4)  # vessels or bones that cross the picture, and say nothing of a finding

Field = NDArray[np.float32]
Mask = NDArray[np.bool_]


def radiograph(present: tuple[bool, bool], rng: np.random.Generator) -> tuple[Field, Mask]:
    """Make one radiograph.

    Parameters
    ----------
    present : (bool, bool)
        Whether there is a ring, and a blob.
    rng : numpy.random.Generator
        The only source of chance: equal states give equal pictures.

    Returns
    -------
    picture : float32 [y, x]
        What the detector says of the line integral of attenuation, blurred and with quantum noise; dense parts bright.
    masks : bool [2, y, x]
        What ring and blob cover; empty where there is none.
    """
    integral = _MEAN + _texture(rng) + _rods(rng)
    masks = np.zeros((2, SIZE, SIZE), bool)
    for kind, (radius, y, x) in enumerate(_places(rng)):
        if present[kind]:
            away = np.hypot(*(axis - place for axis, place in zip(np.mgrid[:SIZE, :SIZE], (y, x), strict=True)))
            integral += _sphere(away, radius, kind, rng)
            masks[kind] = away <= radius
    return _expose(integral, rng), masks


def prepare(picture: Field) -> Field:
    """Scale a picture as the manifest says: clipped at the percentiles 0.5 and 99.9, then 0 to 1."""
    low, high = np.percentile(picture, (0.5, 99.9))
    return ((np.clip(picture, low, high) - low) / (high - low)).astype(np.float32)


def _texture(rng: np.random.Generator) -> Field:
    """Fractal tissue: noise whose power falls with the square of the frequency, and a slope of thickness."""
    frequency = np.hypot(np.fft.fftfreq(SIZE)[:, None], np.fft.rfftfreq(SIZE)[None])
    spectrum = np.fft.rfft2(rng.standard_normal((SIZE, SIZE))) / np.maximum(frequency, 2 / SIZE)
    noise = np.fft.irfft2(spectrum, (SIZE, SIZE))
    y, x = np.mgrid[-1 : 1 : SIZE * 1j, -1 : 1 : SIZE * 1j]
    slope = rng.normal(0, 0.08) * y + rng.normal(0, 0.08) * x
    return noise / noise.std() * _TEXTURE * rng.uniform(0.6, 1.4) + slope


def _rods(rng: np.random.Generator) -> Field:
    """Straight rods of round section, from edge to edge."""
    y, x = np.mgrid[:SIZE, :SIZE]
    integral = np.zeros((SIZE, SIZE))
    for _ in range(rng.integers(*_RODS)):
        angle, (py, px) = rng.uniform(0, np.pi), rng.uniform(0, SIZE, 2)
        away, radius = np.abs((y - py) * np.cos(angle) - (x - px) * np.sin(angle)), rng.uniform(1, 3)
        integral += rng.uniform(0.05, 0.2) * np.sqrt(np.clip(1 - (away / radius) ** 2, 0, None))
    return integral


def _places(rng: np.random.Generator) -> list[tuple[float, float, float]]:
    """Radius and centre of a ring and of a blob that do not come near each other."""
    return next(found for found in _tries(rng) if _gap(found) >= APART)


def _tries(rng: np.random.Generator) -> Iterator[list[tuple[float, float, float]]]:
    while True:
        radii = (rng.uniform(7, 11), rng.uniform(4.5, 8))
        yield [
            (radius, *rng.uniform(radius + _MARGIN, SIZE - 1 - radius - _MARGIN, 2).tolist())  # type: ignore[misc]
            for radius in radii
        ]


def _gap(found: list[tuple[float, float, float]]) -> float:
    (radius, y, x), (other, v, u) = found
    return float(np.hypot(y - v, x - u)) - radius - other


def _sphere(away: Field, radius: float, kind: int, rng: np.random.Generator) -> Field:
    """What a sphere adds to the line integral: its chord; a hollow one less the chord of the hole."""
    chord = np.sqrt(np.clip(radius**2 - away**2, 0, None))
    if kind == RING:
        chord -= np.sqrt(np.clip((radius - rng.uniform(1.8, 3.0)) ** 2 - away**2, 0, None))
    return chord / chord.max() * rng.uniform(0.15, 0.35)


def _expose(integral: Field, rng: np.random.Generator) -> Field:
    """Attenuate quanta, blur them in the detector, and take the logarithm."""
    quanta = rng.poisson(rng.uniform(2e4, 8e4) * np.exp(-integral)).astype(np.float64)
    return -np.log(np.maximum(ndimage.gaussian_filter(quanta, 0.6), 1)).astype(np.float32)
