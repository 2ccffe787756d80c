"""Dimensions: what tells the frames of a SEG apart besides their segment.

In: the analysed frames and their places. Out: dimensions, as few as give each frame an index of its own: the position,
the stack, the tile; the time where positions repeat or nothing has a place; and where all that does not do, a label.
Then the index values of the SEG's frames.
Reference: PS3.3 sections C.7.6.17 (Multi-frame Dimension), C.7.6.16.2.2 (Frame Content: stacks, times, labels).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from radlane.attribute import integer
from radlane.encode.places import Places
from radlane.encode.planes import PatientPlane
from radlane.encode.reading import text
from radlane.encode.segment_frames import SegmentFrame
from radlane.encode.source_frame import SourceFrame
from radlane.encode.stacks import ranks_along, stacks_of
from radlane.encode.tiles import SlideTile

CONTENT = "FrameContentSequence"


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One item of Dimension Index Sequence.

    Attributes
    ----------
    attribute : str
        Keyword of what Dimension Index Pointer names.
    macro : str
        Keyword of the functional group that holds it; in `CONTENT`, the frame's value is written there.
    values : tuple of int
        Of each analysed frame; index values are their ranks among the frames that there are.
    """

    attribute: str
    macro: str
    values: tuple[int, ...]


def find_dimensions(frames: Sequence[SourceFrame], places: Places) -> tuple[Dimension, ...]:
    """Return the dimensions of frames; none where there is one frame only that has no place."""
    dimensions: tuple[Dimension, ...] = ()
    if places is not None:
        dimensions = _tiles(places) if isinstance(places[0], SlideTile) else _planes(places)
    for more in (_times, _labels):
        keys = _keys(dimensions, len(frames))
        if len(set(keys)) < len(keys):
            dimensions += more(frames, keys)
    return dimensions


def label_dimension(count: int) -> Dimension:
    """Return a dimension that numbers frames by their label: for what has no other one."""
    return Dimension(attribute="FrameLabel", macro=CONTENT, values=tuple(range(1, count + 1)))


def count_present(dimensions: Sequence[Dimension], frames: Sequence[SegmentFrame]) -> tuple[Dimension, ...]:
    """Return dimensions whose values in Frame Content count, without gaps, what the frames of a SEG reach.

    So the index of a stack, of a position in it and of a time is the number itself, as it is meant to be (PS3.3 section
    C.7.6.17.1, note 3). Which frame of its source a frame is, Derivation Image says.
    """
    present = sorted({frame.source for frame in frames})
    stacks = next((one.values for one in dimensions if one.attribute == "StackID"), None)
    return tuple(
        replace(dimension, values=_counted(dimension, present, stacks)) if dimension.macro == CONTENT else dimension
        for dimension in dimensions
    )


def _counted(dimension: Dimension, present: Sequence[int], stacks: Sequence[int] | None) -> tuple[int, ...]:
    """Return the rank of each value among those that are present, positions among those of their stack; 0 of others."""
    within = stacks if stacks is not None and dimension.attribute == "InStackPositionNumber" else None
    of = [0 if within is None else within[place] for place in range(len(dimension.values))]
    ranks = {key: _ranks(dimension.values[place] for place in present if of[place] == key) for key in set(of)}
    return tuple(ranks[key].get(value, 0) for key, value in zip(of, dimension.values, strict=True))


def arrange(
    frames: Sequence[SegmentFrame], dimensions: Sequence[Dimension], *, segments: bool
) -> list[tuple[tuple[int, ...], SegmentFrame]]:
    """Return the frames of a SEG in the order of their Dimension Index Values, with these.

    Parameters
    ----------
    frames : sequence of SegmentFrame
        The frames that there are.
    dimensions : sequence of Dimension
        What tells their sources apart.
    segments : bool
        Whether Referenced Segment Number is the first dimension.

    Notes
    -----
    An index counts, from 1 and without gaps, the values that there are (PS3.3 section C.7.6.17.1): a position that no
    segment reaches, and an empty segment, have none.
    """
    numbers = _ranks(frame.segment for frame in frames)
    ranks = [_ranks(dimension.values[frame.source] for frame in frames) for dimension in dimensions]
    arranged = []
    for frame in frames:
        own = [rank[dimension.values[frame.source]] for rank, dimension in zip(ranks, dimensions, strict=True)]
        arranged.append(((*([numbers[frame.segment]] if segments else []), *own), frame))
    return sorted(arranged, key=itemgetter(0))


def _planes(planes: Sequence[PatientPlane]) -> tuple[Dimension, ...]:
    stacks = stacks_of(planes)
    if max(stacks) == 1:
        return (Dimension(attribute="ImagePositionPatient", macro="PlanePositionSequence", values=ranks_along(planes)),)
    ranks = [0] * len(planes)
    for stack in set(stacks):
        own = [place for place, other in enumerate(stacks) if other == stack]
        for place, rank in zip(own, ranks_along([planes[place] for place in own]), strict=True):
            ranks[place] = rank
    return (
        Dimension(attribute="StackID", macro=CONTENT, values=stacks),
        Dimension(attribute="InStackPositionNumber", macro=CONTENT, values=tuple(ranks)),
    )


def _tiles(tiles: Sequence[SlideTile]) -> tuple[Dimension, ...]:
    """Return row and column, in that order as highdicom has them, and the focal plane where there are several."""
    heights = sorted({tile.offset[2] for tile in tiles})
    values = {
        "RowPositionInTotalImagePixelMatrix": [tile.row for tile in tiles],
        "ColumnPositionInTotalImagePixelMatrix": [tile.column for tile in tiles],
        "ZOffsetInSlideCoordinateSystem": [heights.index(tile.offset[2]) + 1 for tile in tiles],
    }
    return tuple(
        Dimension(attribute=attribute, macro="PlanePositionSlideSequence", values=tuple(own))
        for attribute, own in values.items()
        if attribute != "ZOffsetInSlideCoordinateSystem" or len(heights) > 1
    )


def _times(frames: Sequence[SourceFrame], keys: Sequence[Hashable]) -> tuple[Dimension, ...]:
    """Return the time, where every frame has a known one: an index, or a moment that orders the frames of one place."""
    stated = [_time_index(frame) for frame in frames]
    values = [index for index in stated if index is not None]
    if len(values) < len(frames):
        values = _ordered([_moment(frame) for frame in frames], keys)
    known = len(values) == len(frames) and min(values) > 0
    return (Dimension(attribute="TemporalPositionIndex", macro=CONTENT, values=tuple(values)),) if known else ()


def _labels(_: Sequence[SourceFrame], keys: Sequence[Hashable]) -> tuple[Dimension, ...]:
    """Return a label that counts the frames which nothing else tells apart: echoes, optical paths, still pictures."""
    seen: Counter[Hashable] = Counter()
    values = []
    for key in keys:
        seen[key] += 1
        values.append(seen[key])
    return (Dimension(attribute="FrameLabel", macro=CONTENT, values=tuple(values)),)


def _keys(dimensions: Sequence[Dimension], count: int) -> list[tuple[int, ...]]:
    return [tuple(dimension.values[place] for dimension in dimensions) for place in range(count)]


def _time_index(frame: SourceFrame) -> int | None:
    """Return Temporal Position Index (Identifier of a single-frame image), or a cine frame's number."""
    if frame.number is None:
        return integer(frame.image, "TemporalPositionIdentifier")
    is_cine = "FrameTime" in frame.image or "FrameTimeVector" in frame.image
    return frame.number if is_cine else integer(frame.macro(CONTENT), "TemporalPositionIndex")


def _moment(frame: SourceFrame) -> str:
    """Return when a frame was acquired, as a text that sorts; empty where that is not known."""
    if frame.number is not None:
        content = frame.macro(CONTENT)
        return text(content, "FrameReferenceDateTime") or text(content, "FrameAcquisitionDateTime")
    date, time = text(frame.image, "AcquisitionDate"), text(frame.image, "AcquisitionTime")
    return text(frame.image, "AcquisitionDateTime") or (date + time if date and time else "")


def _ordered(moments: Sequence[str], keys: Sequence[Hashable]) -> list[int]:
    """Return each frame's rank in time among those of its place; nothing where a moment is unknown or comes twice."""
    at_place: defaultdict[Hashable, list[str]] = defaultdict(list)
    for moment, key in zip(moments, keys, strict=True):
        at_place[key].append(moment)
    if "" in moments or any(len(set(own)) < len(own) for own in at_place.values()):
        return []
    ranks = {key: {moment: rank for rank, moment in enumerate(sorted(own), start=1)} for key, own in at_place.items()}
    return [ranks[key][moment] for moment, key in zip(moments, keys, strict=True)]


def _ranks(values: Iterable[int]) -> dict[int, int]:
    return {value: rank for rank, value in enumerate(sorted(set(values)), start=1)}
