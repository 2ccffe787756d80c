"""Image -> the grey picture a viewer shows. Reference: PS3.3 section C.11.2, PS3.14."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Image
from radlane.imaging.voi import apply_voi


def render(image: Image) -> NDArray[np.uint8]:
    """Render a radiograph.

    Returns
    -------
    uint8 [y, x]
        In stored orientation, high is bright whatever the photometric interpretation, padding black; by the header's
        first VOI transformation, else between the 1st and the 99th percentile.
    """
    seen = np.ones(image.values.shape, bool) if image.padding is None else ~image.padding
    if image.voi is None:
        low, high = (float(number) for number in np.percentile(image.values[seen], [1, 99]))
        shown = np.clip((image.values - low) / max(high - low, 1e-6), 0, 1)
    else:
        shown = apply_voi(image.values, image.voi)
    bright = 1 - shown if image.monochrome1 else shown
    return np.where(seen, np.rint(bright * 255), 0).astype(np.uint8)
