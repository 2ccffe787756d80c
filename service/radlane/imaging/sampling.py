"""Which frames of a clip a network is given.

In: how many frames there are, when they were taken, and the manifest's `CineGeometry`. Out: places of frames, from 0,
as many as the network is given; the same one several times where a short clip is repeated.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radlane.domain.planar import CineGeometry, CountedSampling, EvenSampling, TimedSampling
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused

Places = NDArray[np.int64]
_ROUNDING_S = 1e-9  # of moments that are counted in steps


def sample_frames(geometry: CineGeometry, count: int, times_s: NDArray[np.float64] | None, uid: str) -> Places:
    """Choose frames.

    Parameters
    ----------
    geometry : CineGeometry
        How many, which, and what becomes of a clip that is shorter.
    count : int
        Frames that there are; 1 at least.
    times_s : float64 [count] or None
        Seconds from the first frame to each, growing; None where nobody says.
    uid : str
        SOP Instance UID, for messages.

    Returns
    -------
    int64 [geometry.frames]
        Places of frames, from 0.

    Raises
    ------
    InputRefused
        `clip-too-short`; `frame-times-unknown` where frames are taken by their times.
    """
    sampling = geometry.sampling
    if isinstance(sampling, EvenSampling):
        return _evenly(geometry, count, uid)
    if isinstance(sampling, CountedSampling):
        return _counted(geometry, sampling, count, uid)
    if times_s is None:
        raise InputRefused(
            ReasonCode.FRAME_TIMES_UNKNOWN,
            "The model takes frames by their times, and nothing usable says when they were taken",
            uid=uid,
        )
    return _timed(geometry, sampling, times_s, uid)


def _evenly(geometry: CineGeometry, count: int, uid: str) -> Places:
    wanted = np.arange(geometry.frames)
    if count < geometry.frames:
        _require_lenient(geometry, uid)
        if geometry.short == "looped":
            return wanted % count
    return (2 * wanted + 1) * count // (2 * geometry.frames)  # the middles of equal parts


def _counted(geometry: CineGeometry, sampling: CountedSampling, count: int, uid: str) -> Places:
    wanted = np.arange(geometry.frames) * sampling.step
    spare = count - 1 - int(wanted[-1])
    if spare >= 0:
        return wanted + (spare // 2 if sampling.begin == "middle" else 0)
    _require_lenient(geometry, uid)
    return wanted % count if geometry.short == "looped" else np.minimum(wanted, count - 1)


def _timed(geometry: CineGeometry, sampling: TimedSampling, times_s: NDArray[np.float64], uid: str) -> Places:
    """The last frame stands for half of the time that lies between it and the one before; so long lasts the clip."""
    wanted = np.arange(geometry.frames, dtype=np.float64) * sampling.step
    last = float(times_s[-1] - times_s[-2]) if len(times_s) > 1 else 0.0
    spare = float(times_s[-1] - wanted[-1])
    if spare + last / 2 + _ROUNDING_S >= 0:
        wanted = wanted + (max(spare, 0.0) / 2 if sampling.begin == "middle" else 0.0)
        places = _nearest(wanted, times_s)
        if (np.abs(times_s[places] - wanted) > sampling.step + _ROUNDING_S).any():
            _require_lenient(geometry, uid)  # a gap, or still frames: one would be given again and again
        return places
    _require_lenient(geometry, uid)
    if geometry.short == "looped":
        wanted = wanted % (times_s[-1] + last) if len(times_s) > 1 else np.zeros_like(wanted)
        ends = np.append(times_s, times_s[-1] + last)  # what is nearest to the end of a turn is the first frame
        return _nearest(wanted, ends) % len(times_s)
    return _nearest(wanted, times_s)


def _nearest(wanted: NDArray[np.float64], times_s: NDArray[np.float64]) -> Places:
    """The place of the frame nearest to each moment; of two at one distance the earlier."""
    after = np.clip(np.searchsorted(times_s, wanted), 1, max(1, len(times_s) - 1))
    before = after - 1
    later = np.minimum(after, len(times_s) - 1)
    is_later = times_s[later] - wanted < wanted - times_s[before] - _ROUNDING_S
    return np.where(is_later, later, before).astype(np.int64)


def _require_lenient(geometry: CineGeometry, uid: str) -> None:
    if geometry.short == "refused":
        raise InputRefused(
            ReasonCode.CLIP_TOO_SHORT,
            f"The clip is shorter than the {geometry.frames} frames that the model is given, or has gaps",
            uid=uid,
        )
