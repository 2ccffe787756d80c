"""Heat over a grey picture: the hotter, the brighter and the less of the picture shows through.

In: a grey picture, numbers on its grid, the numbers that are coldest and hottest. Out: RGB.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# From cold to hot; brightness grows all the way, so that it is read without colour too.
_ANCHORS = ((20, 11, 52), (120, 28, 109), (206, 66, 70), (247, 148, 29), (252, 255, 164))
_STEPS = 256
_OPAQUE = 0.65  # of the hottest

Limits = tuple[float, float]


def heat_colours() -> NDArray[np.uint8]:
    """Return the colours from cold to hot, uint8 [256, 3]."""
    places = np.linspace(0, _STEPS - 1, len(_ANCHORS))
    channels = [np.interp(np.arange(_STEPS), places, channel) for channel in np.array(_ANCHORS).T]
    colours: NDArray[np.uint8] = np.rint(np.stack(channels, axis=-1)).astype(np.uint8)
    return colours


def heat_limits(values: NDArray[np.float32]) -> Limits:
    """Return the lowest and the highest number of a heat map."""
    return float(values.min()), float(values.max())


def painted_limits(values: NDArray[np.float32]) -> Limits:
    """Return what is painted as cold and as hot: from zero on, where some numbers speak for a finding and some against.

    Otherwise what says nothing would be as warm as the strongest word against is strong.
    """
    low, high = heat_limits(values)
    return (0.0, high) if low < 0 < high else (low, high)


def paint_heat(picture: NDArray[np.uint8], heat: NDArray[np.float32], limits: Limits) -> NDArray[np.uint8]:
    """Paint heat over a grey picture.

    Parameters
    ----------
    picture : uint8 [y, x]
        Low is dark.
    heat : float32 [y, x]
        Numbers on the same grid.
    limits : (float, float)
        What is shown as cold, where the picture stays as it is, and as hot.

    Returns
    -------
    uint8 [y, x, 3]
        RGB.
    """
    low, high = limits
    share = np.clip((heat.astype(np.float64) - low) / (high - low), 0, 1) if high > low else np.zeros(heat.shape)
    colours = heat_colours()[np.rint(share * (_STEPS - 1)).astype(np.intp)]
    opaque = (share * _OPAQUE)[..., np.newaxis]
    painted: NDArray[np.uint8] = np.rint(picture[..., np.newaxis] * (1 - opaque) + colours * opaque).astype(np.uint8)
    return painted
