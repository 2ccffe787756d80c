"""Which content items of an SR may stand in which relationship to which others.

In: an IOD, a relationship and the value types of its two ends. Out: whether it is allowed.
Reference: PS3.3 tables A.35.2-2 (Enhanced), A.35.3-2 (Comprehensive), A.35.13-2 (Comprehensive 3D), A.35.4-2 (Key
Object Selection); dcmtk's `dsrdump` says the same of every pair (`make test-conformance`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

Relationships = Mapping[tuple[str, str], frozenset[str]]
"""Value Type of the source and Relationship Type -> Value Types of the targets."""

_TEXTS = frozenset({"TEXT", "CODE"})
_CONTEXT = frozenset({"TEXT", "CODE", "NUM", "DATETIME", "DATE", "TIME", "UIDREF", "PNAME"})
_OBSERVATION = _CONTEXT | {"COMPOSITE"}
_OF_PERSON = frozenset({"TEXT", "CODE", "DATETIME", "DATE", "TIME", "UIDREF", "PNAME"})
_FLAT = frozenset({"IMAGE", "WAVEFORM", "SCOORD", "TCOORD"})
_STATEMENTS = ("TEXT", "CODE", "NUM")
_REFERENCES = ("COMPOSITE", "IMAGE", "WAVEFORM")


def _relationships(
    extent: frozenset[str], acquisition: frozenset[str], observed: tuple[str, ...], observation: frozenset[str]
) -> Relationships:
    """Return the relationships that Enhanced, Comprehensive and Comprehensive 3D SR have in common.

    Parameters
    ----------
    extent : frozenset of str
        What statements may have as properties or be inferred from.
    acquisition, observation : frozenset of str
        What may be acquisition context, and observation context.
    observed : tuple of str
        What may have an observation context besides containers.
    """
    contained = extent | {"CONTAINER"}
    modified = (*_CONTEXT, *_REFERENCES, "CONTAINER", *(extent & {"SCOORD", "SCOORD3D", "TCOORD"}))
    return {
        ("CONTAINER", "CONTAINS"): contained,
        **{(source, "HAS OBS CONTEXT"): observation for source in ("CONTAINER", *observed)},
        **{(source, "HAS ACQ CONTEXT"): acquisition for source in ("CONTAINER", "NUM", *_REFERENCES)},
        **{(source, "HAS CONCEPT MOD"): _TEXTS for source in modified},
        **{(source, kind): extent for source in _STATEMENTS for kind in ("HAS PROPERTIES", "INFERRED FROM")},
        ("PNAME", "HAS PROPERTIES"): _OF_PERSON,
        ("SCOORD", "SELECTED FROM"): frozenset({"IMAGE"}),
        ("TCOORD", "SELECTED FROM"): extent & {"IMAGE", "WAVEFORM", "SCOORD", "SCOORD3D"},
    }


_BY_VALUE = _OBSERVATION | _FLAT
_IN_CONTAINERS = _CONTEXT | {"CONTAINER"}
_ENHANCED = _relationships(_BY_VALUE, _CONTEXT, (), _OBSERVATION | {"CONTAINER"})
_COMPREHENSIVE = _relationships(_BY_VALUE | {"CONTAINER"}, _IN_CONTAINERS, _STATEMENTS, _OBSERVATION)
_COMPREHENSIVE_3D = _relationships(_BY_VALUE | {"CONTAINER", "SCOORD3D"}, _IN_CONTAINERS, _STATEMENTS, _OBSERVATION)
_KEY_OBJECTS: Relationships = {
    ("CONTAINER", "CONTAINS"): frozenset({"TEXT", *_REFERENCES}),
    ("CONTAINER", "HAS OBS CONTEXT"): frozenset({"TEXT", "CODE", "UIDREF", "PNAME", "CONTAINER"}),
    ("CONTAINER", "HAS CONCEPT MOD"): frozenset({"CODE"}),
}
_OF_IOD: Mapping[str, Relationships] = {
    "enhanced-sr": _ENHANCED,
    "comprehensive-sr": _COMPREHENSIVE,
    "comprehensive-3d-sr": _COMPREHENSIVE_3D,
    "key-object-selection-document": _KEY_OBJECTS,
}
# By reference a content item may be named again in these (PS3.3 sections A.35.3.3.1.2, A.35.13.3.1.2).
_BY_REFERENCE = frozenset({"comprehensive-sr", "comprehensive-3d-sr"})


def allows(iod: str, source: str, relationship: str, target: str) -> bool:
    """Whether an IOD has a relationship between two value types."""
    return target in _OF_IOD[iod].get((source, relationship), frozenset())


@cache  # a constant for each IOD
def value_types(iod: str) -> frozenset[str]:
    """Return the value types that content items of an IOD may have; the root is a container."""
    return frozenset({"CONTAINER"}).union(*_OF_IOD[iod].values())


def allows_references(iod: str) -> bool:
    """Whether content items of an IOD may be named again by reference."""
    return iod in _BY_REFERENCE
