"""Frames that follow each other in time, from their data set to a `Cine`.

In: a pydicom data set, hostile. Out: `Cine` and what a reader must know of it.
Reference: PS3.3 sections C.7.6.5 (Cine), C.7.6.6 (Multi-frame), A.6 (US), A.14 (XA), A.16 (RF).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.domain.cine import Cine
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.brightness import require_no_table, require_one_polarity
from radlane.imaging.colour import colour_converter
from radlane.imaging.decode import DecodeFrame, FrameFormat
from radlane.imaging.frame_times import read_frame_times
from radlane.imaging.modality import rescale_factors
from radlane.imaging.pixels import any_format, count_frames, is_colour, split_frames
from radlane.imaging.reading import text
from radlane.imaging.side import read_side
from radlane.imaging.spacing import read_spacing

CINE_CLASSES = frozenset(
    {
        "1.2.840.10008.5.1.4.1.1.3.1",  # Ultrasound Multi-frame Image
        "1.2.840.10008.5.1.4.1.1.3",  # the same, retired
        "1.2.840.10008.5.1.4.1.1.7.2",  # Multi-frame Grayscale Byte Secondary Capture
        "1.2.840.10008.5.1.4.1.1.7.3",  # Multi-frame Grayscale Word Secondary Capture
        "1.2.840.10008.5.1.4.1.1.7.4",  # Multi-frame True Color Secondary Capture
        "1.2.840.10008.5.1.4.1.1.12.1",  # X-Ray Angiographic Image
        "1.2.840.10008.5.1.4.1.1.12.2",  # X-Ray Radiofluoroscopic Image
    }
)
"""SOP Classes whose frames follow each other in time."""

MAX_BYTES = 2**31  # of all frames that are read


def read_cine(
    dataset: Dataset, ref: InstanceRef, decode: DecodeFrame, numbers: Sequence[int] | None = None
) -> tuple[Cine, tuple[Reason, ...]]:
    """Read a run of frames, grey or in colour.

    Parameters
    ----------
    dataset : pydicom.Dataset
        The instance with its file meta information.
    ref : InstanceRef
        Which instance it is.
    decode : DecodeFrame
        Turns one frame's bytes into stored values.
    numbers : sequence of int or None
        Which frames, from 1, growing: no other one is decoded. None: all.

    Returns
    -------
    cine : Cine
        Stored values, exact; colours of 8 bits as red, green and blue.
    reasons : tuple of Reason
        What findings on it will lack: `frame-times-unknown`, and what `spacing.read_spacing` says.

    Raises
    ------
    InputRefused
        With the reason why it cannot be read: what `pixels.any_format` and `pixels.split_frames` refuse;
        `image-too-large` beyond 2^31 bytes of these frames; `rescale-unsupported` where values are those of a table;
        `pixel-depth-unsupported` for colours of more than 8 bits; `pixels-blank`.
    """
    uid = ref.sop_instance_uid
    form, count = any_format(dataset, uid), count_frames(dataset, uid)
    coloured, read = is_colour(dataset), tuple(range(1, count + 1) if numbers is None else numbers)
    if len(read) * form.rows * form.columns * (3 if coloured else form.dtype.itemsize) > MAX_BYTES:
        raise InputRefused(ReasonCode.IMAGE_TOO_LARGE, f"The frames have more than {MAX_BYTES} bytes", uid=uid)
    require_no_table(dataset, uid)
    if coloured and form.bits_stored != 8:
        raise InputRefused(
            ReasonCode.PIXEL_DEPTH_UNSUPPORTED, "Colours of several frames have more than 8 bits", uid=uid
        )
    if not coloured:
        require_one_polarity(dataset, uid)
    slope, intercept = (1.0, 0.0) if coloured else rescale_factors(dataset, uid)
    frames = split_frames(dataset, form, count)
    convert = colour_converter(dataset, form) if coloured else None
    values = _values((frames[number - 1] for number in read), len(read), form, decode, convert)
    if values.min() == values.max():
        raise InputRefused(ReasonCode.PIXELS_BLANK, "The frames hold one value only: nothing to analyse", uid=uid)
    times, about_times = read_frame_times(dataset, count)
    spacing, about_spacing = read_spacing(dataset)
    cine = Cine(
        ref=ref,
        numbers=read,
        values=values,
        bits=form.bits_stored,
        slope=slope,
        intercept=intercept,
        monochrome1=text(dataset, "PhotometricInterpretation") == "MONOCHROME1",
        times_s=times,
        spacing=spacing,
        laterality=read_side(dataset),
    )
    return cine, tuple(reason for reason in (about_times, about_spacing) if reason is not None)


def _values(
    frames: Iterable[bytes],
    count: int,
    form: FrameFormat,
    decode: DecodeFrame,
    convert: Callable[[NDArray[Any]], NDArray[np.float32]] | None,
) -> NDArray[np.integer]:
    """Frames in one array, each written into it as it is decoded; no two of them are held as bytes."""
    shape = (count, form.rows, form.columns)
    try:
        values: NDArray[Any] = np.empty(shape, form.dtype) if convert is None else np.empty((*shape, 3), np.uint8)
    except MemoryError as error:
        raise InputRefused(ReasonCode.IMAGE_TOO_LARGE, "There is no memory for all frames", uid=form.uid) from error
    for place, data in enumerate(frames):
        stored = decode(form, data)
        values[place] = stored if convert is None else np.rint(convert(stored) * 255)
    return values
