"""From true HU to what a scanner shows: slice thickness, kernel, dose, streaks, calibration, field of view.

In: HU float32 [z, y, x] on an isotropic grid. Out: HU float32 on the same grid, at least -1024.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Field = NDArray[np.float32]
FLOOR = -1024.0


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """How a scan is made.

    Attributes
    ----------
    blur : float
        Standard deviation of the kernel's blur in the plane, mm.
    edge : float
        How much a sharp kernel overshoots: the weight of what the blur of 1.5 mm takes away.
    thickness : float
        Slice thickness and interval, mm; above the grid's spacing slices are interpolated.
    noise : float
        Standard deviation on the grid, HU, in the middle of the field.
    texture : float
        Blur of the noise in the plane, mm; negative values leave only its fine part, as sharp kernels do.
    streaks : float
        Height of the streaks, HU.
    gain, offset : float
        Errors of the calibration: a factor on HU, and HU.
    """

    blur: float
    edge: float
    thickness: float
    noise: float
    texture: float
    streaks: float
    gain: float
    offset: float


def draw_protocol(rng: np.random.Generator) -> Protocol:
    """Draw a protocol: soft to sharp, thin to thick, high dose to low."""
    sharp = rng.uniform(-1, 1)
    thin = rng.random() < 0.5
    noise = 10 ** rng.uniform(0.3, 2.1)
    return Protocol(
        blur=max(0.0, 0.7 - 0.6 * sharp + rng.normal(0, 0.15)),
        edge=max(0.0, 1.1 * sharp + rng.normal(0, 0.1)),
        thickness=1.0 if thin else rng.uniform(1.6, 5.0),
        noise=noise if thin else 0.6 * noise,
        texture=rng.uniform(0.4, 1.6) if sharp < 0 else -rng.uniform(0, 2) * sharp,
        streaks=rng.uniform(0, 40) if rng.random() < 0.3 else 0.0,
        gain=rng.normal(1, 0.015),
        offset=rng.normal(0, 8),
    )


def scan(hu: Field, spacing: float, protocol: Protocol, rng: np.random.Generator) -> Field:
    """Show a body as the protocol does.

    Parameters
    ----------
    hu : float32 [z, y, x]
        True values.
    spacing : float
        Edge of a voxel, mm.
    protocol : Protocol
        How the scan is made.
    rng : numpy.random.Generator
        Source of the noise and the streaks.

    Returns
    -------
    float32 [z, y, x]
        HU, at least -1024.
    """
    shown = np.minimum(hu, np.float32(8000))
    if protocol.blur > 0.05:
        shown = ndimage.gaussian_filter(shown, (0, protocol.blur / spacing, protocol.blur / spacing))
    if protocol.edge > 0.02:
        wide = 1.5 / spacing
        shown = shown + np.float32(protocol.edge) * (shown - ndimage.gaussian_filter(shown, (0, wide, wide)))
    shown = shown * np.float32(protocol.gain) + np.float32(protocol.offset)
    if protocol.streaks:
        shown = shown + _streaks(hu, protocol.streaks, rng)
    if protocol.thickness <= spacing:
        return np.maximum(shown + _noise(shown.shape, spacing, protocol, rng), FLOOR).astype(np.float32)
    return _thick_slices(shown, spacing, protocol, rng)


def _thick_slices(shown: Field, spacing: float, protocol: Protocol, rng: np.random.Generator) -> Field:
    """Average over thick slices, add the noise there, interpolate back."""
    step = protocol.thickness / spacing
    averaged = ndimage.uniform_filter1d(shown, max(1, round(step)), axis=0, mode="nearest")
    number = int(np.ceil((shown.shape[0] - 1) / step)) + 2
    places = (np.arange(number) - rng.random()) * step
    slices = _interpolate(averaged, np.clip(places, 0, shown.shape[0] - 1))
    slices = np.maximum(slices + _noise(slices.shape, spacing, protocol, rng), FLOOR)
    return _interpolate(slices, (np.arange(shown.shape[0]) - places[0]) / step)


def _interpolate(volume: Field, places: NDArray[np.float64]) -> Field:
    """Linear interpolation along z at fractional places."""
    low = np.clip(np.floor(places).astype(int), 0, volume.shape[0] - 1)
    high = np.minimum(low + 1, volume.shape[0] - 1)
    part = (places - low).astype(np.float32)[:, None, None]
    return (volume[low] * (1 - part) + volume[high] * part).astype(np.float32)


def _noise(shape: tuple[int, ...], spacing: float, protocol: Protocol, rng: np.random.Generator) -> Field:
    """Noise with the kernel's texture, stronger in some places than in others."""
    white = rng.standard_normal(shape, dtype=np.float32)
    sigma = abs(protocol.texture) / spacing
    if sigma > 0.05:
        smooth = ndimage.gaussian_filter(white, (0.25 * sigma, sigma, sigma))
        white = smooth if protocol.texture > 0 else white - np.float32(0.8) * smooth
    white *= np.float32(protocol.noise / max(float(white.std()), 1e-6))
    y, x = np.ogrid[: shape[1], : shape[2]]
    angle, drop = rng.uniform(0, 2 * np.pi), rng.uniform(0, 0.5)
    slope = np.cos(angle) * (y / shape[1] - 0.5) + np.sin(angle) * (x / shape[2] - 0.5)
    return white * (1 + np.float32(drop) * 2 * slope).astype(np.float32)


def _streaks(hu: Field, height: float, rng: np.random.Generator) -> Field:
    """Streaks from the densest voxels of each slice, and horizontal ones as of shoulders and hips."""
    added = np.zeros_like(hu)
    y, x = np.mgrid[: hu.shape[1], : hu.shape[2]].astype(np.float32)
    harmonics = [(int(n), rng.uniform(0, 2 * np.pi)) for n in rng.integers(2, 14, 5)]
    for z in range(hu.shape[0]):
        dense = hu[z] > 2200
        if dense.any():
            rows, columns = np.nonzero(dense)
            dy, dx = y - rows.mean(), x - columns.mean()
            away = np.hypot(dy, dx) + 3
            angle = np.arctan2(dy, dx)
            star = sum(np.cos(n * angle + p) for n, p in harmonics)
            added[z] = height * 12 * min(1.0, len(rows) / 40) * star / away
    rows = ndimage.gaussian_filter(rng.standard_normal((hu.shape[0], hu.shape[1]), dtype=np.float32), (0.5, 0.8))
    return (added + np.float32(height) * rows[:, :, None] * (hu > -700)).astype(np.float32)
