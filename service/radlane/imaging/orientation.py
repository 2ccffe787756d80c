"""Where rows and columns run in the patient. Reference: PS3.3 section C.7.6.1.1.1.

Left and right come from here and from nowhere else, never from the side of the image.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom import Dataset

from radlane.attribute import numbers
from radlane.domain.image import Direction, Orientation
from radlane.domain.reason import Reason, ReasonCode
from radlane.imaging.reading import codes, text

_AXES = {"L": 0, "R": 0, "A": 1, "P": 1, "H": 2, "F": 2}
_FRONTAL_VIEWS = frozenset({"", "PA", "AP"})
_FRONTAL_CODES = frozenset(
    {  # PS3.16 CID 4010: frontal, antero-posterior, postero-anterior; SNOMED CT and what it was in SNOMED RT
        *(("SCT", value) for value in ("399033003", "399348003", "272479007")),
        *(("SRT", value) for value in ("R-10202", "R-10206", "R-10214", "R-40888")),
    }
)


def read_orientation(dataset: Dataset) -> tuple[Orientation | None, Reason | None]:
    """Read Patient Orientation.

    Returns
    -------
    orientation : Orientation or None
        The principal directions of rows and columns; None where they are not known for sure.
    reason : Reason or None
        Why there is none.
    """
    found = text(dataset, "PatientOrientation")
    if not found:
        return None, _unknown("Patient Orientation is absent or cannot be read")
    letters = found.split("\\")
    if len(letters) != 2:
        return None, _unknown("Patient Orientation has not two values")
    if any(not part or not set(part) <= set(_AXES) for part in letters):
        return None, _unknown("Patient Orientation holds other letters than A, P, R, L, H, F")
    if any(len({_AXES[letter] for letter in part}) != len(part) for part in letters):
        return None, _unknown("A value of Patient Orientation names one axis twice")
    row, column = letters[0][0], letters[1][0]
    if _AXES[row] == _AXES[column]:
        return None, _unknown("Patient Orientation names one axis twice")
    orientation = Orientation(row=Direction(row), column=Direction(column))
    contradiction = _contradiction(dataset, orientation)
    return (None, _unknown(contradiction)) if contradiction else (orientation, None)


def _unknown(text: str) -> Reason:
    return Reason(code=ReasonCode.LATERALITY_UNKNOWN, text=f"{text}: findings are stated without a side")


def _contradiction(dataset: Dataset, orientation: Orientation) -> str:
    """Name the attribute that contradicts the orientation, empty where none does."""
    frontal = {_AXES[orientation.row], _AXES[orientation.column]} == {0, 2}
    if frontal and text(dataset, "ViewPosition") not in _FRONTAL_VIEWS:
        return "View Position contradicts Patient Orientation"
    if frontal and not set(codes(dataset, "ViewCodeSequence")) <= _FRONTAL_CODES:
        return "View Code Sequence contradicts Patient Orientation"
    cosines = numbers(dataset, "ImageOrientationPatient") or ()
    if len(cosines) != 6 or not any(cosines[:3]) or not any(cosines[3:]):
        return ""
    directions = (_principal(cosines[:3]), _principal(cosines[3:]))
    if directions != (orientation.row, orientation.column):
        return "Image Orientation (Patient) contradicts Patient Orientation"
    return ""


def _principal(cosines: Sequence[float]) -> Direction:
    """The anatomical direction closest to a direction cosine, in LPS."""
    axis = max(range(3), key=lambda index: abs(cosines[index]))
    return Direction(("LR", "PA", "HF")[axis][cosines[axis] < 0])
