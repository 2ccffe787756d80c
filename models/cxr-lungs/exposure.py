"""From path lengths to a radiograph: attenuation, scatter, noise, processing, collimation.

In: effective attenuation `mu * length` [y, x], dimensionless. Out: picture float32 [y, x], 0 to 1, dense parts bright.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Picture = NDArray[np.float32]


def expose(attenuation: Picture, rng: np.random.Generator) -> Picture:
    """Expose a detector behind the attenuation and process the picture as a vendor might.

    Parameters
    ----------
    attenuation : float32 [y, x]
        Line integral of the linear attenuation coefficient, dimensionless.
    rng : numpy.random.Generator
        Source of exposure, scatter, noise, sharpness and look-up curve.

    Returns
    -------
    float32 [y, x]
        0 to 1, dense parts bright (MONOCHROME2).
    """
    size = attenuation.shape[0]
    primary = np.exp(-attenuation)
    scatter = ndimage.gaussian_filter(primary, size / 8) * rng.uniform(0.05, 0.6)
    photons = 10 ** rng.uniform(3.0, 4.6)
    counts = rng.poisson(np.maximum((primary + scatter) * photons, 0)).astype(np.float32)
    blurred = ndimage.gaussian_filter(counts, rng.uniform(0.2, 0.9) * size / 256)
    density = -np.log((blurred + 1) / photons)
    density = _equalise(density, rng)
    low, high = np.percentile(density, [rng.uniform(0.2, 6), rng.uniform(94, 99.8)])
    picture = np.clip((density - low) / max(high - low, 1e-3), 0, 1)
    picture = picture ** rng.uniform(0.55, 1.8)
    slope = rng.normal(0, 0.08, 2)
    y, x = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j]
    picture = picture + slope[0] * x + slope[1] * y
    return normalise(picture.astype(np.float32))


def _equalise(density: Picture, rng: np.random.Generator) -> Picture:
    """Compress the dynamic range and sharpen by unsharp masking, as most vendors do to some degree."""
    size = density.shape[0]
    wide = ndimage.gaussian_filter(density, size * rng.uniform(0.08, 0.2))
    fine = ndimage.gaussian_filter(density, size * rng.uniform(0.008, 0.02))
    return density - rng.uniform(0.0, 0.55) * (wide - wide.mean()) + rng.uniform(0.0, 0.9) * (density - fine)


def normalise(picture: Picture) -> Picture:
    """Clip to the 1st and 99th percentile and scale to 0 ... 1, as the manifest says; a flat picture becomes 0."""
    low, high = np.percentile(picture, [1, 99])
    if high - low < 1e-6:
        return np.zeros_like(picture, dtype=np.float32)
    return (np.clip((picture - low) / (high - low), 0, 1)).astype(np.float32)


def collimate(picture: Picture, rng: np.random.Generator) -> Picture:
    """Put a border on one or more sides (black, white or grey), letters, and letterbox bars of value 0."""
    size = picture.shape[0]
    framed = picture.copy()
    if rng.random() < 0.35:
        value = rng.choice([0.0, 1.0, rng.uniform(0, 1)])
        for axis in range(2):
            first, last = (rng.integers(0, max(1, int(0.07 * size)), 2)).tolist()
            view = framed if axis == 0 else framed.T
            view[:first] = value
            view[size - last :] = value
    for _ in range(rng.integers(0, 3)):
        mark(framed, rng)
    if rng.random() < 0.7:
        bar = int(rng.integers(0, int(0.14 * size)))
        view = framed if rng.random() < 0.4 else framed.T
        left = int(rng.integers(max(0, bar // 2 - 1), bar // 2 + 2))
        view[:left] = 0
        view[size - (bar - left) :] = 0
    return framed


def mark(picture: Picture, rng: np.random.Generator) -> None:
    """Burn in a bright letter-like mark."""
    size = picture.shape[0]
    height, width = (rng.integers(max(2, size // 60), max(4, size // 18), 2)).tolist()
    row, column = (int(rng.integers(0, size - n)) for n in (height, width))
    if rng.random() < 0.7:
        column = int(rng.choice([rng.integers(0, max(1, size // 7)), rng.integers(6 * size // 7, size - 1)]))
    shape = rng.random((height, width)) < rng.uniform(0.4, 0.9)
    target = picture[row : row + height, column : column + width]
    target[shape[: target.shape[0], : target.shape[1]]] = rng.uniform(0.8, 1.0)
