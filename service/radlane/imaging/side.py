"""Which side of the patient an image says that it is of, as a whole: an eye, an arm.

In: a pydicom data set, hostile. Out: left, right, or nothing. Reference: PS3.3 sections C.7.3.1 (Laterality), C.8.11.1
(Image Laterality), PS3.16 CID 244 (Laterality, as a modifier of an anatomic region).
"""

from __future__ import annotations

from collections.abc import Iterator

from pydicom import Dataset

from radlane.attribute import items
from radlane.domain.finding import Laterality
from radlane.imaging.reading import text

_SIDES = {"L": Laterality.LEFT, "R": Laterality.RIGHT}
_CODES = {
    "7771000": "L",
    "G-A101": "L",
    "24028007": "R",
    "G-A100": "R",
    "51440002": "B",
    "G-A102": "B",
}  # CID 244, of SNOMED CT and as it was before
_REGIONS = (
    ("AnatomicRegionSequence", "AnatomicRegionModifierSequence"),
    ("PrimaryAnatomicStructureSequence", "PrimaryAnatomicStructureModifierSequence"),
)
SIDE_KEYWORDS = ("ImageLaterality", "Laterality", *(region for region, _ in _REGIONS))
"""What `read_side` reads."""


def read_side(dataset: Dataset) -> Laterality | None:
    """Return the one side that Image Laterality and Laterality say; none where they differ, say both or unpaired, or
    where a modifier of the anatomic region says another one.
    """
    stated = {text(dataset, keyword) for keyword in ("ImageLaterality", "Laterality")} - {""}
    agreed = len(stated) == 1 and set(_coded(dataset)) <= stated
    return _SIDES.get(stated.pop()) if agreed else None


def _coded(dataset: Dataset) -> Iterator[str]:
    """What modifiers of the anatomic region say, as Image Laterality would; what cannot be read says nothing."""
    for sequence, modifiers in _REGIONS:
        for region in items(dataset, sequence) or ():
            codes = (text(modifier, "CodeValue") for modifier in items(region, modifiers) or ())
            yield from (_CODES[code] for code in codes if code in _CODES)
