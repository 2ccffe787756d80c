"""The value of air in a CT volume.

In: `Volume` in HU. Out: HU. Air is -1000 HU by definition: where it is something else, the values are no HU, are
inverted, or lack their intercept.
"""

from __future__ import annotations

import numpy as np

from radlane.domain.volume import Volume
from radlane.imaging.sample import sample_of

_BETWEEN_HU = (-1500, -500)  # what no scanner measures lies below: padding that nobody declared; lungs lie above
_BIN_HU, _BINS = 10, 10  # air with its noise and lung near it: a peak of 100 HU
_LEAST = 0.05  # of the volume: 0.27 and more in whole heads and trunks, up to 0.015 in inverted ones


def air_hu(volume: Volume) -> float | None:
    """Return the median of the 100 HU between -1500 and -500 HU that hold most voxels; None where that is too little.

    Too little is less than 5 % of what is no padding.
    """
    sample = sample_of(volume)
    hu = sample.values[sample.seen] * np.float64(volume.slope) + volume.intercept
    counts, edges = np.histogram(hu, bins=np.arange(_BETWEEN_HU[0], _BETWEEN_HU[1] + _BIN_HU, _BIN_HU))
    peaks = np.convolve(counts, np.ones(_BINS, np.int64), mode="valid")
    first = int(peaks.argmax())
    if peaks[first] == 0 or peaks[first] < _LEAST * hu.size:
        return None
    return float(np.median(hu[(hu >= edges[first]) & (hu < edges[first + _BINS])]))
