"""Where the analysed frames lie: on planes in the patient, on tiles of a slide, or nowhere that is known.

Reference: PS3.3 sections A.51.3 and A.51.5.1 (when a SEG has a Frame of Reference).
"""

from __future__ import annotations

from collections.abc import Sequence

from radlane.domain.refs import is_uid
from radlane.encode.planes import PatientPlane, read_plane
from radlane.encode.reading import text
from radlane.encode.source_frame import SourceFrame, images_of
from radlane.encode.stacks import measures_of
from radlane.encode.tiles import SlideTile, read_tile

Places = tuple[PatientPlane, ...] | tuple[SlideTile, ...] | None
"""The place of each frame, all of one kind; None where one of them has none."""


def read_places(frames: Sequence[SourceFrame]) -> Places:
    """Return the place of each frame; None where one has none, or where they do not share a Frame of Reference.

    A SEG whose frames are placed has a Frame of Reference, and it is that of its images: none is invented (PS3.3
    sections A.51.3 and A.51.5.1). It states the Slice Thickness then: a plane of which nothing tells it has no place.
    """
    uids = {text(image, "FrameOfReferenceUID") for image in images_of(frames)}
    if len(uids) != 1 or not all(map(is_uid, uids)):
        return None
    tiles = tuple(map(read_tile, frames))
    whole_tiles = tuple(tile for tile in tiles if tile is not None)
    if len(whole_tiles) == len(frames):
        return whole_tiles
    planes = tuple(plane for plane in map(read_plane, frames) if plane is not None)
    if len(planes) < len(frames) or any(measures.thickness_mm is None for measures in measures_of(planes)):
        return None
    return planes
