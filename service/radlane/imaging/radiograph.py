"""One projection radiograph, from its data set to an `Image`.

In: a pydicom data set, hostile. Out: `Image` and what a reader must know of it.
Reference: PS3.3 sections A.2 (CR), A.26 (DX), C.8.11.3; design: coded reasons instead of guesses.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.domain.image import Image
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.brightness import require_one_polarity
from radlane.imaging.decode import DecodeFrame
from radlane.imaging.levels import find_levels
from radlane.imaging.modality import reaches_below_zero, to_modality
from radlane.imaging.orientation import read_orientation
from radlane.imaging.padding import padding_mask
from radlane.imaging.pixels import stored_values
from radlane.imaging.reading import text
from radlane.imaging.spacing import read_spacing
from radlane.imaging.voi import read_voi


def read_radiograph(dataset: Dataset, ref: InstanceRef, decode: DecodeFrame) -> tuple[Image, tuple[Reason, ...]]:
    """Read one radiograph.

    Parameters
    ----------
    dataset : pydicom.Dataset
        The instance with its file meta information.
    ref : InstanceRef
        Which instance it is.
    decode : DecodeFrame
        Turns one frame's bytes into stored values.

    Returns
    -------
    image : Image
        Values in the modality's units, in the orientation in which they are stored.
    reasons : tuple of Reason
        What findings on it will lack: a side, a unit.

    Raises
    ------
    InputRefused
        With the reason why it cannot be analysed.
    """
    uid = ref.sop_instance_uid
    require_one_polarity(dataset, uid)
    pixels = stored_values(dataset, uid, decode)
    stored = find_levels(pixels)
    padding = padding_mask(stored.values, dataset)
    _require_contrast(stored.values, padding, uid)
    values = to_modality(stored.values, padding, dataset, uid)
    _require_contrast(values, padding, uid)
    orientation, no_side = read_orientation(dataset)
    spacing, about_spacing = read_spacing(dataset)
    image = Image(
        ref=ref,
        values=pixels.astype(np.float32) if np.array_equal(values, stored.values) else stored.spread(values),
        padding=None if padding is None else stored.spread(padding),
        monochrome1=text(dataset, "PhotometricInterpretation") == "MONOCHROME1",
        voi=read_voi(dataset, signed=reaches_below_zero(dataset, uid)),
        orientation=orientation,
        spacing=spacing,
        levels=replace(stored, values=values, padding=stored.padding if padding is None else padding),
    )
    return image, tuple(reason for reason in (no_side, about_spacing) if reason is not None)


def _require_contrast(values: NDArray[Any], padding: NDArray[np.bool_] | None, uid: str) -> None:
    seen = values if padding is None else values[~padding]
    if seen.size == 0 or seen.min() == seen.max():
        raise InputRefused(ReasonCode.PIXELS_BLANK, "The image holds one value only: nothing to analyse", uid=uid)
