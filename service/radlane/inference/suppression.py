"""Which of several boxes that overlap is kept.

In: boxes of one class with scores. Out: places of those that are kept.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radlane.inference.ground import Boxes

MOST_COMPARED = 10_000  # boxes of one class: each is laid over all that stay


def keep_strongest(boxes: Boxes, scores: NDArray[np.float32], limit: float | None, most: int) -> NDArray[np.intp]:
    """Go through boxes by falling score, and drop what overlaps one that was kept.

    Parameters
    ----------
    boxes : float64 [k, 2, axes]
        Lower and upper edges.
    scores : float32 [k]
        Of equal ones the first goes first.
    limit : float or None
        Share of the union of two boxes that they may have in common; None: any. Of more than `MOST_COMPARED` boxes the
        strongest are compared, the others go.
    most : int
        How many are kept.

    Returns
    -------
    integers [m]
        Places of the boxes that are kept, by falling score.
    """
    order = np.argsort(-scores, kind="stable")
    if limit is None:
        return order[:most]
    kept: list[int] = []
    stayed = np.empty((most, *boxes.shape[1:]))  # what stays is compared with, not all that is left: that is far more
    for place in order[:MOST_COMPARED].tolist():
        if len(kept) == most:
            break
        if (overlap(boxes[place], stayed[: len(kept)]) <= limit).all():
            stayed[len(kept)] = boxes[place]
            kept.append(place)
    return np.array(kept, np.intp)


def overlap(box: Boxes, others: Boxes) -> NDArray[np.float64]:
    """Return the intersection of a box [2, axes] with each of others [k, 2, axes], as a share of their union."""
    lower, upper = np.maximum(box[0], others[:, 0]), np.minimum(box[1], others[:, 1])
    common = np.clip(upper - lower, 0, None).prod(axis=1)
    union = (box[1] - box[0]).prod() + (others[:, 1] - others[:, 0]).prod(axis=1) - common
    shares: NDArray[np.float64] = common / union
    return shares
