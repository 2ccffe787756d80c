"""Which side of the patient an image says that it is of, as a whole: an eye, an arm.

In: a pydicom data set, hostile. Out: left, right, or nothing. Reference: PS3.3 sections C.7.3.1 (Laterality), C.8.11.1
(Image Laterality).
"""

from __future__ import annotations

from pydicom import Dataset

from radlane.domain.finding import Laterality
from radlane.imaging.reading import text

_SIDES = {"L": Laterality.LEFT, "R": Laterality.RIGHT}


def read_side(dataset: Dataset) -> Laterality | None:
    """Return the one side that Image Laterality and Laterality say; none where they differ, or say both or unpaired."""
    stated = {text(dataset, keyword) for keyword in ("ImageLaterality", "Laterality")} - {""}
    return _SIDES.get(stated.pop()) if len(stated) == 1 else None
