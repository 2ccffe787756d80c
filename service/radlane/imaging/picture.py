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
from radlane.domain.planar import FrameOfClip, Grey
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.brightness import brightness, read_darkness, require_one_polarity
from radlane.imaging.colour import colour_converter
from radlane.imaging.decode import DecodeFrame, FrameFormat
from radlane.imaging.display import shown_values
from radlane.imaging.modality import reaches_below_zero, to_modality
from radlane.imaging.padding import padding_mask
from radlane.imaging.pixels import any_format, count_frames, is_colour, split_frames
from radlane.imaging.reading import text
from radlane.imaging.side import read_side
from radlane.imaging.spacing import read_spacing
from radlane.imaging.voi import read_voi


def read_picture(
    dataset: Dataset, ref: InstanceRef, decode: DecodeFrame, *, frame: FrameOfClip = "only", grey: Grey = "stored"
) -> tuple[Picture, tuple[Reason, ...]]:
    """Read one picture; of a clip one frame, and no other one is decoded.

    Parameters
    ----------
    dataset : pydicom.Dataset
        The instance with its file meta information.
    ref : InstanceRef
        Which instance it is.
    decode : DecodeFrame
        Turns one frame's bytes into stored values.
    frame, grey
        Of `PictureGeometry`: which frame of a clip, and what the values of grey pictures are.

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
    form, count = any_format(dataset, uid), count_frames(dataset, uid)
    if count != 1 and frame == "only":
        raise InputRefused(ReasonCode.MULTI_FRAME_UNSUPPORTED, "The image has not exactly one frame", uid=uid)
    stored = decode(form, split_frames(dataset, form, count)[frame_read(frame, count)])
    is_windowed = grey == "windowed" and not is_colour(dataset)
    values = _windowed(dataset, uid, stored) if is_windowed else _values(dataset, form, stored)
    if values.min() == values.max():
        raise InputRefused(ReasonCode.PIXELS_BLANK, "The image holds one value only: nothing to analyse", uid=uid)
    spacing, about_spacing = read_spacing(dataset)
    picture = Picture(ref=ref, values=values, spacing=spacing, laterality=read_side(dataset))
    return picture, () if about_spacing is None else (about_spacing,)


def frame_read(frame: FrameOfClip, count: int) -> int:
    """Return which of so many frames is the picture, from 0."""
    return count // 2 if frame == "middle" else 0


def _values(dataset: Dataset, form: FrameFormat, stored: NDArray[Any]) -> NDArray[np.float32]:
    """Planes of a picture, float32 [y, x, plane], 0 to 1."""
    if is_colour(dataset):
        return colour_converter(dataset, form)(stored)
    return brightness(stored, form.bits_stored, dark=read_darkness(dataset, form.uid))[..., None]


def _windowed(dataset: Dataset, uid: str, stored: NDArray[Any]) -> NDArray[np.float32]:
    """Stored values of a grey picture as a viewer shows them, float32 [y, x, 1], 0 to 1."""
    require_one_polarity(dataset, uid)
    padding = padding_mask(stored, dataset)
    if padding is not None and padding.all():
        raise InputRefused(ReasonCode.PIXELS_BLANK, "All of the image is padding: nothing to analyse", uid=uid)
    values = to_modality(stored, padding, dataset, uid)
    voi = read_voi(dataset, signed=reaches_below_zero(dataset, uid))
    is_dark = text(dataset, "PhotometricInterpretation") == "MONOCHROME1"
    return shown_values(values, padding, voi, dark=is_dark)[..., None]
