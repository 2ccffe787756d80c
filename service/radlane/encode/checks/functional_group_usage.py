"""Functional group macros: those that have to be there are, for every frame, where they may stand.

In: a SEG or a Parametric Map. Out: macros that are missing, misplaced or without ground.
Reference: PS3.3 tables A.51-2 and A.75-2, sections A.51.5.1, A.75.5, C.7.6.16.1.1, C.7.6.16.2.2, C.7.6.17.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.datadict import keyword_for_tag
from pydicom.dataset import Dataset

from radlane.encode.checks.frames import functional_groups
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.iod.table import find_iod, is_paired
from radlane.encode.reading import code, items, text
from radlane.encode.source_frame import FUNCTIONAL_GROUPS

_SHARED, _PER_FRAME = FUNCTIONAL_GROUPS
_PATIENT = ("PlanePositionSequence", "PlaneOrientationSequence")
_SLIDE = "PlanePositionSlideSequence"
_MEASURES, _DERIVATION = "PixelMeasuresSequence", "DerivationImageSequence"
_SEGMENT, _CONTENT = "SegmentIdentificationSequence", "FrameContentSequence"
# What the order of frames tells where every tile of a slide has its frame.
_IMPLIED = frozenset({_SEGMENT, _CONTENT, _SLIDE})
_OF_MAPS = (
    *(_MEASURES, _CONTENT, "FrameAnatomySequence", "PixelValueTransformationSequence", "FrameVOILUTSequence"),
    *("RealWorldValueMappingSequence", "ParametricMapFrameTypeSequence"),
)


def check_usage(checked: ObjectSet) -> Iterator[Problem]:
    """Every frame has the macros of its IOD, and those of a place in space only in a Frame of Reference."""
    for dataset in checked.objects:
        iod = find_iod(text(dataset, "SOPClassUID"))
        if iod is None or iod.name not in ("segmentation", "parametric-map"):
            continue
        implied = _IMPLIED if text(dataset, "DimensionOrganizationType") == "TILED_FULL" else frozenset()
        for index, present in _frames(dataset).items():
            macros = present | implied
            path = _SHARED if index is None else f"{_PER_FRAME}[{index}]"
            needed = _of_segmentation(dataset, macros) if iod.name == "segmentation" else _of_map(macros)
            for macro in sorted(needed - macros):
                words = f"a frame has no {macro}, neither of its own nor shared"
                yield problem("macro-missing", dataset, words, attribute=f"{path}/{macro}")
            if not text(dataset, "FrameOfReferenceUID"):
                yield from _check_without_frame_of_reference(dataset, macros)
        yield from _check_anatomy(dataset)
        if any(_CONTENT in group for group in items(dataset, _SHARED)):
            words = "Frame Content is of one frame, and cannot be shared"
            yield problem("macro-misplaced", dataset, words, attribute=f"{_SHARED}[1]/{_CONTENT}")


def _check_anatomy(dataset: Dataset) -> Iterator[Problem]:
    """PS3.3 table C.7.6.16-9: an unpaired body part has no side, a paired one has."""
    macros = [item for group in functional_groups(dataset) for item in items(group, "FrameAnatomySequence")]
    for macro in macros:
        paired = is_paired(*code(macro, "AnatomicRegionSequence"))
        if paired is not None and paired == (text(macro, "FrameLaterality") == "U"):
            yield problem("frame-laterality", dataset, "Frame Laterality contradicts the Anatomic Region")


def _check_without_frame_of_reference(dataset: Dataset, macros: frozenset[str]) -> Iterator[Problem]:
    """PS3.3 tables A.51-1 and A.51-2: planes have a Frame of Reference, and so has what names no source image."""
    if not macros.isdisjoint({*_PATIENT, _SLIDE}):
        yield problem("macro-unexpected", dataset, "planes have a place, but there is no Frame of Reference")
    elif _DERIVATION not in macros:
        words = "frames have neither a source image nor a Frame of Reference"
        yield problem("attribute-missing", dataset, words, attribute="FrameOfReferenceUID")


def _frames(dataset: Dataset) -> dict[int | None, frozenset[str]]:
    """Return the macros that a frame has, its own and the shared, with the first frame that has just them.

    The key is None where there are no frames: in an object of one frame, or in one whose frames are all alike.
    """
    shared = {tag for group in items(dataset, _SHARED) for tag in group.keys()}  # noqa: SIM118 - reads every value
    own: dict[frozenset[int], int] = {}
    for index, frame in enumerate(items(dataset, _PER_FRAME), start=1):
        own.setdefault(frozenset(frame.keys()), index)
    if not own:
        return {None: frozenset(map(keyword_for_tag, shared))}
    return {index: frozenset(keyword_for_tag(tag) for tag in shared | tags) for tags, index in own.items()}


def _of_segmentation(dataset: Dataset, macros: frozenset[str]) -> set[str]:
    """Return what a frame of a SEG needs: its image, or its place (PS3.3 table A.51-2)."""
    needed = {_CONTENT}
    if text(dataset, "SegmentationType") != "LABELMAP":
        needed.add(_SEGMENT)
    if _SLIDE in macros:
        return needed | {_MEASURES}
    placed = _DERIVATION not in macros or not macros.isdisjoint({_MEASURES, *_PATIENT})
    return needed | ({_MEASURES, *_PATIENT} if placed else set())


def _of_map(macros: frozenset[str]) -> set[str]:
    """Return what a frame of a Parametric Map needs: it lies in space always (PS3.3 table A.75-2)."""
    return {*_OF_MAPS, _SLIDE} if _SLIDE in macros else {*_OF_MAPS, *_PATIENT}
