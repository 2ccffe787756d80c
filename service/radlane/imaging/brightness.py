"""Stored values of grey pictures and clips -> how bright they are shown.

In: stored values and the header. Out: shares from 0 (black) to 1 (white) of what Bits Stored can hold: no window and
no statistic changes them, so that frames and pictures of one device compare.
Reference: PS3.3 sections C.7.6.3.1.2 (Photometric Interpretation), C.11.1 (Modality LUT).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.attribute import items
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.modality import rescale_factors
from radlane.imaging.reading import text

_POLARITY = {"IDENTITY": "MONOCHROME2", "INVERSE": "MONOCHROME1"}


def brightness(stored: NDArray[Any], bits: int, *, dark: bool) -> NDArray[np.float32]:
    """Return how bright stored values are.

    Parameters
    ----------
    stored : integers [...]
        Stored values, signed or not.
    bits : int
        Bits Stored.
    dark : bool
        Whether high values are shown dark.

    Returns
    -------
    float32 [...]
        0 to 1.
    """
    lowest = -(2.0 ** (bits - 1)) if np.issubdtype(stored.dtype, np.signedinteger) else 0.0
    shares = (stored.astype(np.float32) - np.float32(lowest)) / np.float32(2.0**bits - 1)
    bright: NDArray[np.float32] = np.clip(1 - shares if dark else shares, 0, 1)
    return bright


def is_dark(slope: float, *, monochrome1: bool) -> bool:
    """Whether high stored values are shown dark: a negative slope turns MONOCHROME1 over."""
    return monochrome1 != (slope < 0)


def read_darkness(dataset: Dataset, uid: str) -> bool:
    """Return whether a grey image shows high stored values dark.

    Raises
    ------
    InputRefused
        `rescale-unsupported` where values are those of a Modality LUT; what `rescale_factors` and
        `require_one_polarity` refuse.
    """
    require_no_table(dataset, uid)
    require_one_polarity(dataset, uid)
    slope, _ = rescale_factors(dataset, uid)
    return is_dark(slope, monochrome1=text(dataset, "PhotometricInterpretation") == "MONOCHROME1")


def require_no_table(dataset: Dataset, uid: str) -> None:
    """Refuse values that a table maps.

    Raises
    ------
    InputRefused
        `rescale-unsupported`.
    """
    if items(dataset, "ModalityLUTSequence") != ():
        raise InputRefused(ReasonCode.RESCALE_UNSUPPORTED, "The values are those of a Modality LUT", uid=uid)


def require_one_polarity(dataset: Dataset, uid: str) -> None:
    """Require that Presentation LUT Shape, where it is stated, says what Photometric Interpretation does.

    It repeats the polarity, and inverts nothing a second time (PS3.3 section C.8.11.3.1.2). Where the two differ,
    nobody knows whether high is bright, and an image that is upside down in its values looks like another finding.

    Raises
    ------
    InputRefused
        `pixel-description-invalid`.
    """
    polarity = _POLARITY.get(text(dataset, "PresentationLUTShape"))
    photometric = text(dataset, "PhotometricInterpretation")  # of a colour: `pixels.frame_format` says so
    if polarity is not None and photometric in set(_POLARITY.values()) - {polarity}:
        raise InputRefused(
            ReasonCode.PIXEL_DESCRIPTION_INVALID,
            "Presentation LUT Shape contradicts Photometric Interpretation: it is not known what is bright",
            uid=uid,
        )
