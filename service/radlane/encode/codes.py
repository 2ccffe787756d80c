"""Codes of the objects.

In: the domain's `Code`. Out: what highdicom and pydicom write (PS3.3 section 8.8), and the codes every object uses.
Reference: PS3.16 CID 240 (Present-Absent), CID 244 (Laterality), CID 7005, CID 7162, annex D (scheme DCM).
"""

from __future__ import annotations

from highdicom.coding_schemes import CodingSchemeIdentificationItem
from highdicom.sr import CodedConcept
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.domain.code import Code
from radlane.domain.finding import Laterality, Presence
from radlane.encode.reading import text

RADLANE_SCHEME = "99RADLANE"


def _dcm(value: str, meaning: str) -> Code:
    return Code(scheme="DCM", value=value, meaning=meaning)


def _sct(value: str, meaning: str) -> Code:
    return Code(scheme="SCT", value=value, meaning=meaning)


AREA = _sct("42798000", "Area")
ARTIFICIAL_INTELLIGENCE = _dcm("123110", "Artificial Intelligence")
COMMENT = _dcm("121106", "Comment")
DEVICE = _dcm("121007", "Device")
IMAGE_LIBRARY = _dcm("111028", "Image Library")
IMAGE_LIBRARY_GROUP = _dcm("126200", "Image Library Group")
PROCESSING_EQUIPMENT = _dcm("109102", "Processing Equipment")
QUALITATIVE_EVALUATIONS = Code(scheme="UMLS", value="C0034375", meaning="Qualitative Evaluations")
SOURCE = _sct("260753009", "Source")
SQUARE_MILLIMETRE = Code(scheme="UCUM", value="mm2", meaning="square millimeter")
PRESENCE = _dcm("121052", "Presence of property")
PROBABILITY = _dcm("122157", "Probability")
NO_UNITS = Code(scheme="UCUM", value="1", meaning="no units")

# All of CID 240. It says Absent with 272519000; SNOMED's other "Absent", 2667000, is in no context group.
PRESENCES = {
    Presence.PRESENT: _sct("52101004", "Present"),
    Presence.ABSENT: _sct("272519000", "Absent"),
    Presence.INDETERMINATE: _sct("373068000", "Undetermined"),
}
SIDES = {Laterality.RIGHT: _sct("24028007", "Right"), Laterality.LEFT: _sct("7771000", "Left")}


def coded(code: Code) -> CodedConcept:
    """Return a code as a new item that highdicom and pydicom write."""
    return CodedConcept(code.value, code.scheme, code.meaning)


def private_schemes(dataset: Dataset) -> Sequence:
    """Return Coding Scheme Identification items for the private schemes that a data set uses (PS3.3 C.12.1.1.18).

    Only the designator of a model developer's scheme is known; radlane's own has a name too.
    """
    designators = sorted({name for name in _designators(dataset) if name.startswith("99")})
    return Sequence(
        CodingSchemeIdentificationItem(name, name="radlane" if name == RADLANE_SCHEME else None) for name in designators
    )


def _designators(dataset: Dataset) -> set[str]:
    found = {text(dataset, "CodingSchemeDesignator")}
    for element in dataset:
        if element.VR == "SQ":
            for item in element.value:
                found |= _designators(item)
    return found
