"""Whether the border of the image cuts a mask off.

In: bool [y, x], and where the image is padded. Out: yes or no.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radlane.inference.components import box_of

# A network that pads what it sees stops short of a border that cuts: within this part of the image's shorter side
# counts as at the border. RG1, a whole chest, has no outline within 3 %; cut through a lung, more than 1 % of its
# outline lies within 1 %.
NEAR = 0.01
SHARE = 0.01


def at_border(mask: NDArray[np.bool_], padding: NDArray[np.bool_] | None) -> bool:
    """Whether more than a hundredth of a mask's outline runs along the border of the image.

    Parameters
    ----------
    mask : bool [y, x]
        One segment.
    padding : bool [y, x] or None
        Where there is no image; rows and columns of nothing but padding lie outside of it.
    """
    inner = mask if padding is None else mask[box_of(~padding)]
    if not inner.any():
        return False
    margin = max(1, round(NEAR * min(inner.shape)))
    rows, columns = box_of(inner)
    ends = rows.start, inner.shape[0] - rows.stop, columns.start, inner.shape[1] - columns.stop
    if min(ends) >= margin:
        return False
    sides = _outline(inner[rows, columns])
    near = sum(int(side[: max(0, margin - end)].sum()) for side, end in zip(sides, ends, strict=True))
    return near > SHARE * sum(int(side.sum()) for side in sides)


def _outline(mask: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], ...]:
    """Return the pixel edges that face up, down, left and right, each bool with the lines nearest that side first."""
    turned = (mask, mask[::-1], mask.T, mask.T[::-1])
    return tuple(view & ~np.vstack([np.zeros_like(view[:1]), view[:-1]]) for view in turned)
