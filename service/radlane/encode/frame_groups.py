"""Per-frame functional groups of a SEG or a Parametric Map, as bytes.

In: the analysed frames, their places and dimensions, and what each frame of the SEG shows. Out: Per-frame Functional
Groups Sequence. A SEG of a CT has thousands of frames whose groups differ in a few numbers: what frames of one source
share is encoded once, and joined as bytes.
Reference: PS3.3 sections A.51.5, C.7.6.16.2 (macros), C.8.20.3; PS3.16 CID 7202, 7203.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.tag import Tag

from radlane.domain.code import Code
from radlane.encode.dimensions import CONTENT, Dimension
from radlane.encode.explicit_vr import element, item, sequence
from radlane.encode.planes import PatientPlane
from radlane.encode.reading import text
from radlane.encode.segment_frames import SegmentFrame
from radlane.encode.source_frame import SourceFrame
from radlane.encode.stacks import Measures
from radlane.encode.tiles import SlideTile

PER_FRAME = Tag("PerFrameFunctionalGroupsSequence")
_PURPOSE = Code(scheme="DCM", value="121322", meaning="Source image for image processing operation")


@dataclass(frozen=True, kw_only=True)
class SourceGroup:
    """What all frames made from one source frame share, encoded.

    Attributes
    ----------
    before, after : bytes
        The macros before and after Frame Content, but for the segment.
    content : (bytes, bytes)
        Elements of Frame Content before and after Dimension Index Values.
    """

    before: bytes
    content: tuple[bytes, bytes]
    after: bytes


def per_frame_groups(
    frames: Sequence[tuple[Sequence[int], SegmentFrame]], sources: Sequence[SourceGroup], *, named: bool
) -> RawDataElement:
    """Return Per-frame Functional Groups Sequence, encoded: pydicom parses it where somebody looks at an item.

    Parameters
    ----------
    frames : sequence of (sequence of int, SegmentFrame)
        Dimension Index Values and what the frame shows, in the order of Pixel Data.
    sources : sequence of SourceGroup
        What is the same for all frames of each analysed frame.
    named : bool
        Whether each frame names its segment; not in a label map, nor where the shared group names the only one.
    """
    segments = {frame.segment: _segment(frame.segment) if named else b"" for _, frame in frames}
    value = b"".join(_group(sources[frame.source], index, segments[frame.segment]) for index, frame in frames)
    return RawDataElement(PER_FRAME, "SQ", len(value), value, 0, is_implicit_VR=False, is_little_endian=True)


def put_segment(group: Dataset, number: int) -> None:
    """Put Segment Identification into the group that all frames share."""
    item = Dataset()
    item.ReferencedSegmentNumber = number
    group.SegmentIdentificationSequence = Items([item])


def source_groups(
    frames: Sequence[SourceFrame], dimensions: Sequence[Dimension], places: Sequence[bytes], derivation: Code
) -> list[SourceGroup]:
    """Return the group of each analysed frame.

    Parameters
    ----------
    frames : sequence of SourceFrame
        The analysed frames.
    dimensions : sequence of Dimension
        Those that Frame Content holds are written there.
    places : sequence of bytes
        Of each, the macros of its place (`plane_macros`, `tile_macro`).
    derivation : Code
        How the frames of the object are made of them (PS3.16 CID 7203).
    """
    stated = {dimension.attribute: dimension.values for dimension in dimensions if dimension.macro == CONTENT}
    purpose = sequence("PurposeOfReferenceCodeSequence", _coded(_PURPOSE))
    how = sequence("DerivationCodeSequence", _coded(derivation))
    early = [name for name in ("StackID", "InStackPositionNumber", "TemporalPositionIndex") if name in stated]
    late = [name for name in ("FrameLabel",) if name in stated]
    return [
        SourceGroup(
            before=_derivation(frame, purpose, how),
            content=(
                b"".join(element(name, stated[name][place]) for name in early),
                b"".join(element(name, stated[name][place]) for name in late),
            ),
            after=places[place],
        )
        for place, frame in enumerate(frames)
    ]


def _derivation(frame: SourceFrame, purpose: bytes, derivation: bytes) -> bytes:
    """Return Derivation Image: the one frame that a frame was made from, pixel for pixel."""
    source = element("ReferencedSOPClassUID", text(frame.image, "SOPClassUID"))
    source += element("ReferencedSOPInstanceUID", text(frame.image, "SOPInstanceUID"))
    if frame.number is not None:
        source += element("ReferencedFrameNumber", frame.number)
    source += element("SpatialLocationsPreserved", "YES")
    return sequence("DerivationImageSequence", sequence("SourceImageSequence", source + purpose) + derivation)


def plane_macros(plane: PatientPlane, measures: Measures | None) -> bytes:
    """Return Plane Position; where `measures` are given, Plane Orientation and Pixel Measures of the frame too."""
    position = sequence("PlanePositionSequence", element("ImagePositionPatient", *plane.position))
    if measures is None:
        return position
    orientation = sequence("PlaneOrientationSequence", element("ImageOrientationPatient", *plane.orientation))
    stated = {
        "SliceThickness": measures.thickness_mm,
        "SpacingBetweenSlices": measures.distance_mm,
    }
    known = b"".join(element(name, value) for name, value in stated.items() if value is not None)
    known += element("PixelSpacing", *plane.spacing_mm)
    return position + orientation + sequence("PixelMeasuresSequence", known)


def tile_macro(tile: SlideTile) -> bytes:
    """Return Plane Position (Slide)."""
    offset = zip("XYZ", tile.offset, strict=True)
    return sequence(
        "PlanePositionSlideSequence",
        b"".join(element(f"{axis}OffsetInSlideCoordinateSystem", value) for axis, value in offset)
        + element("ColumnPositionInTotalImagePixelMatrix", tile.column)
        + element("RowPositionInTotalImagePixelMatrix", tile.row),
    )


def _group(source: SourceGroup, index: Sequence[int], segment: bytes) -> bytes:
    before, after = source.content
    content = before + element("DimensionIndexValues", *index) + after
    return item(source.before + sequence(CONTENT, content) + source.after + segment)


def _segment(number: int) -> bytes:
    return sequence("SegmentIdentificationSequence", element("ReferencedSegmentNumber", number))


def _coded(code: Code) -> bytes:
    return (
        element("CodeValue", code.value)
        + element("CodingSchemeDesignator", code.scheme)
        + element("CodeMeaning", code.meaning)
    )
