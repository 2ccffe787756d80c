"""What a viewer shows of an image. Reference: PS3.3 section C.11.2, PS3.14."""

from __future__ import annotations

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from radlane.domain.cine import Cine
from radlane.domain.image import Image, LinearWindow, Picture, VoiLut
from radlane.imaging.voi import apply_voi

_SHOWN_PERCENT = (1, 99)


def render(image: Image) -> NDArray[np.uint8]:
    """Render a radiograph.

    Returns
    -------
    uint8 [y, x]
        In stored orientation, high is bright whatever the photometric interpretation, padding black; by the header's
        first VOI transformation, else between the 1st and the 99th percentile.
    """
    bright = shown_values(image.values, image.padding, image.voi, dark=image.monochrome1)
    bright *= 255
    return np.rint(bright, out=bright).astype(np.uint8)


def shown_values(
    values: NDArray[np.float32], padding: NDArray[np.bool_] | None, voi: LinearWindow | VoiLut | None, *, dark: bool
) -> NDArray[np.float32]:
    """Return how bright values in the modality's units are shown.

    Parameters
    ----------
    values : float32 [y, x]
        In the modality's units.
    padding : bool [y, x] or None
        What is no image, and is black; not all of it.
    voi : LinearWindow, VoiLut or None
        The transformation; None: between the 1st and the 99th percentile.
    dark : bool
        Whether high values are shown dark (MONOCHROME1).

    Returns
    -------
    float32 [y, x]
        0 to 1.
    """
    seen = None if padding is None else ~padding
    shown = _stretched(values, seen) if voi is None else apply_voi(values, voi)
    bright = (1 - shown if dark else shown).astype(np.float32, copy=False)
    return bright if seen is None else np.where(seen, bright, np.float32(0))


def render_picture(picture: Picture) -> NDArray[np.uint8]:
    """Render a picture: uint8 [y, x, 3] in colour, [y, x] where it is grey."""
    shown = np.rint(picture.values * 255).astype(np.uint8)
    return shown if shown.shape[-1] > 1 else shown[..., 0]


def render_frame(cine: Cine, number: int) -> NDArray[np.uint8]:
    """Render one frame: uint8 [y, x] between the 1st and the 99th percentile of its values, or [y, x, 3] as it is."""
    frame = cine.values[number]
    if frame.ndim > 2:
        return np.asarray(frame, np.uint8)
    shown = _stretched(frame.astype(np.float32), None)
    is_dark = cine.monochrome1 != (cine.slope < 0)
    return np.rint((1 - shown if is_dark else shown) * 255).astype(np.uint8)


def to_png(pixels: NDArray[np.uint8]) -> bytes:
    """Encode what was rendered as a PNG file."""
    return bytes(imagecodecs.png_encode(np.ascontiguousarray(pixels)))


def _stretched(values: NDArray[np.float32], seen: NDArray[np.bool_] | None) -> NDArray[np.float32]:
    """Values between two percentiles of what is seen, all where nothing is said, 0 to 1."""
    inside = values if seen is None else values[seen]
    low, high = (float(number) for number in np.percentile(inside, _SHOWN_PERCENT))
    shown: NDArray[np.float32] = np.clip((values - low) / max(high - low, 1e-6), 0, 1)
    return shown
