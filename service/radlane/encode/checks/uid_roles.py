"""What UIDs name: one UID names one thing, wherever it stands.

In: a level of an object. Out: its UIDs, each with the kind of thing that it names there.
Reference: PS3.5 section 9, PS3.3 section 5.2 (UIDs), PS3.16 annex D (concepts of content items of Value Type UIDREF).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from radlane.encode.checks.levels import Level
from radlane.encode.reading import code
from radlane.encode.subject_attributes import PATIENT, SLIDE, STUDY

# Attributes by the kind of thing that they name; of others nothing is known.
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("SOPInstanceUID", "ReferencedSOPInstanceUID", "SOPInstanceUIDOfConcatenationSource"), "instance"),
    **dict.fromkeys(
        (*("SOPClassUID", "ReferencedSOPClassUID", "RelatedGeneralSOPClassUID"), "OriginalSpecializedSOPClassUID"),
        "class",
    ),
    **dict.fromkeys(
        (*("FrameOfReferenceUID", "ReferencedFrameOfReferenceUID"), "SynchronizationFrameOfReferenceUID"),
        "frame of reference",
    ),
    **{
        keyword: keyword
        for keyword in (
            *("StudyInstanceUID", "SeriesInstanceUID", "DimensionOrganizationUID", "ConcatenationUID", "TrackingUID"),
            *("ObservationUID", "DeviceUID", "SpecimenUID"),
        )
    },
}
# What came from the image: some scanners name the study there as if it were an instance.
_COPIED = frozenset({*PATIENT, *STUDY, *SLIDE, "ReferencedPerformedProcedureStepSequence", "ReferencedRequestSequence"})
_CONCEPTS: Mapping[tuple[str, str], str] = {
    ("DCM", "112040"): "TrackingUID",
    ("DCM", "121012"): "DeviceUID",
    ("DCM", "121232"): "SeriesInstanceUID",
    ("DCM", "112002"): "SeriesInstanceUID",
    ("DCM", "110180"): "StudyInstanceUID",
    ("DCM", "112227"): "frame of reference",
}
# Those of an image that its results name, too.
UID_KEYWORDS: Mapping[str, str] = {
    "StudyInstanceUID": "StudyInstanceUID",
    "SeriesInstanceUID": "SeriesInstanceUID",
    "SOPInstanceUID": "instance",
    "FrameOfReferenceUID": "frame of reference",
}


def uids(level: Level) -> Iterator[tuple[str, str, str]]:
    """Yield each UID of a level, the kind of thing that it names, and the keyword of its attribute."""
    if level.top in _COPIED:
        return
    for element in level.elements.values():
        if element.VR == "UI" and isinstance(element.value, str) and element.value:
            kind = _kind(level, element.keyword)
            if kind:
                yield str(element.value), kind, element.keyword


def _kind(level: Level, keyword: str) -> str:
    """Return what a UID names; of a content item its concept says it, and nothing is known of other concepts."""
    if keyword == "UID":
        return _CONCEPTS.get(code(level.dataset, "ConceptNameCodeSequence"), "")
    return _KINDS.get(keyword, "")
