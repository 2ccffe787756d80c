"""One frame in colour, or grey as it is shown, from its data set to a `Picture`.

In: a pydicom data set, hostile. Out: `Picture` and what a reader must know of it.
Reference: PS3.3 sections A.6 (US), A.8 (SC), A.32 (VL).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.domain.image import Picture
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.brightness import brightness, read_darkness
from radlane.imaging.colour import colour_converter
from radlane.imaging.decode import DecodeFrame, FrameFormat
from radlane.imaging.pixels import any_format, count_frames, is_colour, split_frames
from radlane.imaging.side import read_side
from radlane.imaging.spacing import read_spacing


def read_picture(dataset: Dataset, ref: InstanceRef, decode: DecodeFrame) -> tuple[Picture, tuple[Reason, ...]]:
    """Read one picture.

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
    picture : Picture
        In the orientation in which it is stored.
    reasons : tuple of Reason
        What findings on it will lack.

    Raises
    ------
    InputRefused
        With the reason why it cannot be read.
    """
    uid = ref.sop_instance_uid
    form = any_format(dataset, uid)
    if count_frames(dataset, uid) != 1:
        raise InputRefused(ReasonCode.MULTI_FRAME_UNSUPPORTED, "The image has not exactly one frame", uid=uid)
    frame = split_frames(dataset, form, 1)[0]
    values = _values(dataset, form, decode(form, frame))
    if values.min() == values.max():
        raise InputRefused(ReasonCode.PIXELS_BLANK, "The image holds one value only: nothing to analyse", uid=uid)
    spacing, about_spacing = read_spacing(dataset)
    picture = Picture(ref=ref, values=values, spacing=spacing, laterality=read_side(dataset))
    return picture, () if about_spacing is None else (about_spacing,)


def _values(dataset: Dataset, form: FrameFormat, stored: NDArray[Any]) -> NDArray[np.float32]:
    """Planes of a picture, float32 [y, x, plane], 0 to 1."""
    if is_colour(dataset):
        return colour_converter(dataset, form)(stored)
    return brightness(stored, form.bits_stored, dark=read_darkness(dataset, form.uid))[..., None]
