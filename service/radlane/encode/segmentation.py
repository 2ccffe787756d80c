"""The SEG: one segment for each segment of the manifest, on the grid of the analysed frames.

In: the findings with their regions. Out: a Segmentation data set, or None where every segment is empty.
Each of its frames refers to an analysed frame, pixel for pixel. It lies where that does; of frames that lie nowhere (a
projection, a photograph) there is neither a Frame of Reference nor Pixel Measures, whatever the header says.
Reference: PS3.3 sections A.51 and C.8.20.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from radlane.domain.code import Code
from radlane.domain.finding import Conclusion, Region, SegmentRegion
from radlane.domain.output import SegmentationType
from radlane.encode.common import put_body_part, put_patient_orientation, with_common_modules
from radlane.encode.context import EncodeContext
from radlane.encode.dimensions import arrange, count_present, find_dimensions, label_dimension
from radlane.encode.frame_groups import PER_FRAME, per_frame_groups, put_segment, source_groups
from radlane.encode.identity import UidKind
from radlane.encode.lossy import LOSSLESS, put_lossy_compression
from radlane.encode.packing import pack_bits, pack_bytes
from radlane.encode.places import read_places
from radlane.encode.segment_frames import SegmentFrame, find_frames, has_pixels, overlap, planes
from radlane.encode.segmentation_image import put_dimensions, put_references, segmentation_image
from radlane.encode.segments import Segments, segment_sequence
from radlane.encode.series import LABEL_MAP, SEGMENTATION
from radlane.encode.source_frame import images_of
from radlane.encode.space import describe_space, put_space

_DERIVATION = Code(scheme="DCM", value="113076", meaning="Segmentation")


def build_segmentation(context: EncodeContext, conclusion: Conclusion) -> Dataset | None:
    """Build the SEG of a run.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        Findings with a region become segments, by Segment Number; masks are bool [y, x] on the source's stored grid,
        labels uint8 [frame, y, x] on that of the analysed frames.

    Returns
    -------
    Dataset or None
        Empty segments are described and have no frame; None where all are empty: then the SR alone says so. The groups
        of its frames are bytes, which pydicom parses when one is looked at.

    Raises
    ------
    ValueError
        If what was concluded does not lie on the analysed frames, or its segments do not count up from 1.
    """
    segments = sorted(
        ((finding, finding.region) for finding in conclusion.findings if isinstance(finding.region, SegmentRegion)),
        key=lambda pair: pair[1].segment,
    )
    if not any(has_pixels(region) for _, region in segments):
        return None
    _require_fit(context, conclusion, segments)
    kind = segmentation_type(context, conclusion)
    series = LABEL_MAP if kind is SegmentationType.LABELMAP else SEGMENTATION
    each = kind is not SegmentationType.LABELMAP  # a frame is of one segment
    places = read_places(context.frames)
    space = describe_space(context.frames, places)
    dimensions = find_dimensions(context.frames, places) or (() if each else (label_dimension(len(context.frames)),))
    frames = find_frames(conclusion, kind)
    dimensions = count_present(dimensions, frames)
    arranged = arrange(frames, dimensions, segments=each)
    draft = segmentation_image(context, kind)
    draft.SegmentSequence = segment_sequence(context, segments, background=not each)
    draft.SegmentsOverlap = _segments_overlap(conclusion, kind, len(segments))
    draft.NumberOfFrames = len(arranged)
    put_references(draft, context.sources)
    uid = context.identity.uid(UidKind.DIMENSIONS, series.sop_class_uid, "")
    put_dimensions(draft, uid, dimensions, segments=each)
    put_space(draft, context.frames, places)
    if places is None:
        put_patient_orientation(draft, context.sources)
    if each and len(segments) == 1:
        put_segment(space.shared, segments[0][1].segment)
    draft.SharedFunctionalGroupsSequence = Items([space.shared])
    # Type 1: where nothing is known it says 00, since segmenting is no lossy compression (PS3.3 section C.8.20.2.2)
    put_lossy_compression(draft, context.read, unknown=LOSSLESS)
    put_body_part(draft, context.sources)
    dataset = with_common_modules(draft, context, series, _part(context, kind))
    groups = source_groups(context.frames, dimensions, space.own, _DERIVATION)
    dataset[PER_FRAME] = per_frame_groups(arranged, groups, named=each and len(segments) > 1)
    dataset.add_new("PixelData", "OB", _pixel_data(conclusion, kind, [frame for _, frame in arranged]))
    return dataset


def segmentation_type(context: EncodeContext, conclusion: Conclusion) -> SegmentationType:
    """Return how the SEG holds its segments: BINARY in the place of LABELMAP, where segments overlap."""
    chosen = context.segmentation_type
    return SegmentationType.BINARY if chosen is SegmentationType.LABELMAP and overlap(conclusion) else chosen


def _part(context: EncodeContext, kind: SegmentationType) -> str:
    """Return what tells SEGs of one SOP Class apart by their UID: FRACTIONAL has other pixels than BINARY."""
    fractional = kind is SegmentationType.FRACTIONAL
    return "+".join([*(output.name for output in context.segmentations), kind.value]) if fractional else ""


def _require_fit(context: EncodeContext, conclusion: Conclusion, segments: Segments) -> None:
    labels, numbers = conclusion.labels, [region.segment for _, region in segments]
    grids = {(int(image.Rows), int(image.Columns)) for image in images_of(context.frames)}
    masks = [region.mask for _, region in segments if isinstance(region, Region)]
    shapes = {mask.shape for mask in masks} if labels is None else {labels.shape[1:]}
    if grids != shapes or len(context.frames) != (1 if labels is None else len(labels)):
        raise ValueError("what was concluded does not lie on the analysed frames")
    if numbers != [*range(1, len(numbers) + 1)] or (labels is not None and labels.max() > len(numbers)):
        raise ValueError("the segments do not count up from 1, or a label is of no segment")


def _segments_overlap(conclusion: Conclusion, kind: SegmentationType, segments: int) -> str:
    """Return Segments Overlap: of several probabilities in one pixel nobody says whether they do."""
    if kind is SegmentationType.FRACTIONAL:
        return "UNDEFINED" if segments > 1 else "NO"
    return "YES" if overlap(conclusion) else "NO"


def _pixel_data(conclusion: Conclusion, kind: SegmentationType, frames: Sequence[SegmentFrame]) -> bytes:
    pixels = planes(conclusion, kind, frames)
    return pack_bits(pixels) if kind is SegmentationType.BINARY else pack_bytes(pixels)
