"""How much of an image shows nothing.

In: `Image` or `Volume`. Out: a share.
"""

from __future__ import annotations

import numpy as np

from radlane.domain.image import Image
from radlane.domain.volume import Volume
from radlane.imaging.sample import sample_of


def empty_share(subject: Image | Volume) -> float:
    """Return the share of the image that is padding or its most frequent value, 0 to 1."""
    sample = sample_of(subject)
    _, counts = np.unique(sample.values[sample.seen], return_counts=True)
    commonest = int(counts.max(initial=0))
    return (sample.seen.size - int(sample.seen.sum()) + commonest) / sample.seen.size
