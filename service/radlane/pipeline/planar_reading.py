"""What is read of pictures and clips, before any network is known.

In: the chosen instance and the manifest's input. Out: `Picture` or `Cine`; which frames of it. Of a clip no frame is
decoded that the network is not given.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.domain.cine import Cine
from radlane.domain.image import Picture
from radlane.domain.input import Input
from radlane.domain.planar import CineGeometry, PictureGeometry, PlanarGeometry
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused
from radlane.imaging.cine import CINE_CLASSES, read_cine
from radlane.imaging.decode import DecodeFrame
from radlane.imaging.frame_times import read_frame_times
from radlane.imaging.picture import read_picture
from radlane.imaging.pixels import count_frames, is_colour
from radlane.imaging.planar import require_colour
from radlane.imaging.sampling import sample_frames


def frames_given(geometry: CineGeometry, dataset: Dataset, uid: str) -> NDArray[np.int64]:
    """Return which frames of a clip a network is given, int64 [geometry.frames], from 0, by the header alone.

    Raises
    ------
    InputRefused
        `clip-too-short`, `frame-times-unknown`, or what `count_frames` refuses.
    """
    count = count_frames(dataset, uid)
    times_s, _ = read_frame_times(dataset, count)
    return sample_frames(geometry, count, times_s, uid)


def read_planar(
    dataset: Dataset, ref: InstanceRef, wanted: Input, decode: DecodeFrame
) -> tuple[Picture | Cine, tuple[Reason, ...]]:
    """Read a picture, or those frames of a clip that the network is given.

    Raises
    ------
    InputRefused
        With the reason why it cannot be analysed; `colour-missing` before anything is decoded.
    """
    geometry, uid = wanted.geometry, ref.sop_instance_uid
    assert isinstance(geometry, PlanarGeometry)  # the manifest reads pictures or clips
    require_colour(geometry, coloured=is_colour(dataset), uid=uid)
    is_one = isinstance(geometry, PictureGeometry) and geometry.frame == "only"
    if not is_one and ref.sop_class_uid not in CINE_CLASSES and count_frames(dataset, uid) > 1:  # slices, tiles, maps
        raise InputRefused(ReasonCode.MULTI_FRAME_UNSUPPORTED, "The frames do not follow each other in time", uid=uid)
    if not isinstance(geometry, CineGeometry):
        assert isinstance(geometry, PictureGeometry)  # as above
        return read_picture(dataset, ref, decode, frame=geometry.frame, grey=geometry.grey)
    numbers = sorted({int(place) + 1 for place in frames_given(geometry, dataset, uid)})
    return read_cine(dataset, ref, decode, numbers)
