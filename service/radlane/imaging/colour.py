"""Stored colours -> red, green and blue.

In: stored values of a colour image or of indices into a palette, and the header; hostile. Out: RGB, 0 to 1.
Reference: PS3.3 section C.7.6.3.1.2 (Photometric Interpretation).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.pixels.processing import convert_color_space

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.decode import FrameFormat
from radlane.imaging.palette import read_palette
from radlane.imaging.pixels import HALVED, PALETTE
from radlane.imaging.reading import text

_LUMINANCE = frozenset({"YBR_FULL", HALVED})


def colour_converter(dataset: Dataset, form: FrameFormat) -> Callable[[NDArray[Any]], NDArray[np.float32]]:
    """Return what converts the stored values of a frame; the palette is read once for all frames.

    The function takes integers [y, x, sample], or [y, x] of a palette, as `pixels.any_format` describes them, decoded:
    the transforms of JPEG 2000 (YBR_ICT, YBR_RCT) are undone already. It gives float32 [y, x, 3]: red, green and blue,
    0 to 1.

    Raises
    ------
    InputRefused
        `photometric-unsupported` where luminance and differences have other than 8 bits, `pixel-description-invalid`
        where the palette cannot be read.
    """
    photometric = text(dataset, "PhotometricInterpretation")
    if photometric == PALETTE:
        palette = read_palette(dataset)
        if palette is None:
            raise InputRefused(ReasonCode.PIXEL_DESCRIPTION_INVALID, "The palette cannot be read", uid=form.uid)
        return palette.look_up
    share = partial(_share, most=2**form.bits_stored - 1)
    if photometric not in _LUMINANCE:
        return share
    if (form.bits_allocated, form.bits_stored) != (8, 8):
        raise InputRefused(
            ReasonCode.PHOTOMETRIC_UNSUPPORTED, "Luminance and colour differences have other than 8 bits", uid=form.uid
        )
    return lambda stored: share(convert_color_space(stored, "YBR_FULL", "RGB"))


def _share(stored: NDArray[Any], most: int) -> NDArray[np.float32]:
    return stored.astype(np.float32) / np.float32(most)
