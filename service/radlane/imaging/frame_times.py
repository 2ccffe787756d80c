"""When the frames of one instance were taken. Reference: PS3.3 section C.7.6.5 (Cine)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.multival import MultiValue

from radlane.attribute import numbers, value
from radlane.domain.reason import Reason, ReasonCode

_MS = 1000.0
_PLAUSIBLE_S = (1e-6, 3600.0)  # from one frame to the next
_POINTERS = frozenset({0x00181063, 0x00181065})  # Frame Time, Frame Time Vector


def read_frame_times(dataset: Dataset, count: int) -> tuple[NDArray[np.float64] | None, Reason | None]:
    """Read Frame Time Vector, Frame Time, or Cine Rate; Recommended Display Frame Rate is of the viewer.

    Returns
    -------
    times_s : float64 [t] or None
        Seconds from the first frame to each, growing; None where nobody says, or what is said is no time.
    reason : Reason or None
        `frame-times-unknown`.
    """
    increments = _increments(dataset, count)
    shortest, longest = _PLAUSIBLE_S
    if increments is None or not bool(np.all((increments >= shortest) & (increments <= longest))):
        return None, Reason(
            code=ReasonCode.FRAME_TIMES_UNKNOWN,
            text="Nothing usable says when the frames were taken: no finding is stated in seconds",
        )
    return np.concatenate([[0.0], np.cumsum(increments)]), None


def _increments(dataset: Dataset, count: int) -> NDArray[np.float64] | None:
    """Seconds from each frame to the next one; none where Frame Increment Pointer names what is no time."""
    pointer = value(dataset, "FrameIncrementPointer")
    named = pointer if isinstance(pointer, MultiValue | list) else [] if pointer is None else [pointer]
    if named and not _POINTERS & {tag for tag in named if isinstance(tag, int)}:
        return None
    vector = numbers(dataset, "FrameTimeVector")
    if vector:
        return np.array(vector[1:]) / _MS if len(vector) == count else None
    for keyword in ("FrameTime", "CineRate"):
        found = numbers(dataset, keyword)
        if found and len(found) == 1 and found[0] > 0:
            return np.full(count - 1, found[0] / _MS if keyword == "FrameTime" else 1 / found[0])
    return None
