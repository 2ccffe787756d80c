"""Where a finding is, as the SR says it.

In: a region. Out: content items of its measurement group.
A box is a region for viewers and says that it only bounds the finding (PS3.16 CID 219, "Bounded by").
Reference: PS3.16 TID 1410 rows 5 to 8, TID 1411 rows 7 to 12; PS3.3 sections C.18.6 and C.18.9 (coordinates).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.finding import BoxRegion, Region, SegmentRegion, VolumeBoxRegion, VolumeRegion
from radlane.domain.output import SegmentationType
from radlane.encode.checks.frames import frame_segments
from radlane.encode.codes import (
    BOUNDED_BY,
    GEOMETRIC_PURPOSE,
    IMAGE_REGION,
    REFERENCED_SEGMENT,
    REFERENCED_SEGMENTATION_FRAME,
    SOURCE,
    SOURCE_IMAGE_FOR_SEGMENTATION,
    SOURCE_SERIES_FOR_SEGMENTATION,
    VOLUME_SURFACE,
)
from radlane.encode.content_items import (
    Relationship,
    code_item,
    image_item,
    polygon_item,
    polyline_item,
    uid_item,
)
from radlane.encode.evidence import Evidence
from radlane.encode.source_frame import ImageReference, SourceFrame, reference_frames, reference_image

DrawnRegion = SegmentRegion | BoxRegion | VolumeBoxRegion
"""A region with an outline."""
PLANAR, VOLUMETRIC = "1410", "1411"
# GraphicData is FL: in Explicit VR its length has 16 bits (PS3.5 section 7.1.2), two floats a point.
_MOST_POINTS = 0xFFFE // 8


def region_template(region: DrawnRegion) -> str:
    """Return the template of a group with this region: planar (TID 1410) or volumetric (TID 1411)."""
    return VOLUMETRIC if isinstance(region, (VolumeRegion, VolumeBoxRegion)) else PLANAR


def region_items(region: DrawnRegion, evidence: Evidence) -> list[Dataset]:
    """Return where a finding is.

    In an image one contour, or a box, becomes a closed POLYLINE, which viewers draw; several contours, or one that is
    longer than an attribute may be, are the frame of the SEG. In a volume a segment is referred to in the SEG; a box is
    a Volume Surface of two parallel POLYGONs, its faces: what lies between them is the box.
    """
    if isinstance(region, BoxRegion):
        return [_bounded(), outline_item(box_outline(region), evidence.frames[region.frame])]
    if isinstance(region, VolumeBoxRegion):
        return [_bounded(), *_faces(region, evidence), _series(evidence)]
    if isinstance(region, VolumeRegion):
        return [image_item(REFERENCED_SEGMENT, _segmentation(evidence), segment=region.segment), _series(evidence)]
    contour = region.contours[0] if len(region.contours) == 1 else None
    if contour is not None and len(contour) <= _MOST_POINTS:
        return [outline_item(contour, evidence.frames[0])]
    return _segment_frame(region, evidence)


def _bounded() -> Dataset:
    return code_item(GEOMETRIC_PURPOSE, BOUNDED_BY)


def box_outline(box: BoxRegion) -> NDArray[np.float64]:
    """Return a box as a closed line, float64 [5, 2], (x, y)."""
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    return np.array([*corners, corners[0]], dtype=np.float64)


def outline_item(points: NDArray[np.float64], frame: SourceFrame) -> Dataset:
    """Return a closed line, float64 [n, 2], (x, y), on a frame as an Image Region."""
    (reference,) = reference_frames([frame])
    return polyline_item(IMAGE_REGION, points, image_item(SOURCE, reference, Relationship.SELECTED_FROM))


def _faces(box: VolumeBoxRegion, evidence: Evidence) -> list[Dataset]:
    """Return two opposite faces of a box, each closed."""
    frame_of_reference_uid = str(evidence.frames[0].image["FrameOfReferenceUID"].value)
    faces = box.corners.reshape(2, 4, 3)
    closed = np.concatenate([faces, faces[:, :1]], axis=1)
    return [polygon_item(VOLUME_SURFACE, face, frame_of_reference_uid) for face in closed]


def _segment_frame(region: Region, evidence: Evidence) -> list[Dataset]:
    """Return a reference by frame alone, in a label map by segment alone: frames of that show all segments.

    Both frame and segment break PS3.3 table 10-3.
    """
    whole = _segmentation(evidence)
    assert evidence.segmentation is not None  # as above
    (source,) = reference_frames(evidence.frames[:1])
    if evidence.segmentation.SegmentationType == SegmentationType.LABELMAP:
        referenced = image_item(REFERENCED_SEGMENTATION_FRAME, whole, segment=region.segment)
    else:
        number = frame_segments(evidence.segmentation).index(region.segment) + 1
        referenced = image_item(REFERENCED_SEGMENTATION_FRAME, replace(whole, frames=(number,)))
    return [referenced, image_item(SOURCE_IMAGE_FOR_SEGMENTATION, source)]


def _segmentation(evidence: Evidence) -> ImageReference:
    assert evidence.segmentation is not None  # a region with pixels is in the SEG
    return reference_image(evidence.segmentation)


def _series(evidence: Evidence) -> Dataset:
    return uid_item(SOURCE_SERIES_FOR_SEGMENTATION, evidence.source_series)
