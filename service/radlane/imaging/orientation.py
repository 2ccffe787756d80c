"""Where rows and columns run in the patient. Reference: PS3.3 section C.7.6.1.1.1.

Left and right come from here and from nowhere else, never from the side of the image.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydicom import Dataset

from radlane.domain.image import Direction, Orientation
from radlane.domain.reason import Reason, ReasonCode

_AXES = {"L": 0, "R": 0, "A": 1, "P": 1, "H": 2, "F": 2}
_FRONTAL_VIEWS = frozenset({"", "PA", "AP"})


def read_orientation(dataset: Dataset) -> tuple[Orientation | None, Reason | None]:
    """Read Patient Orientation.

    Returns
    -------
    orientation : Orientation or None
        The principal directions of rows and columns; None where they are not known for sure.
    reason : Reason or None
        Why there is none.
    """
    value: Any = dataset.get("PatientOrientation")
    if value is None or value == "" or len(value) == 0:
        return None, _unknown("Patient Orientation is absent")
    if isinstance(value, str) or len(value) != 2:
        return None, _unknown("Patient Orientation has not two values")
    letters = [str(part) for part in value]
    if any(not part or len(part) > 3 or not set(part) <= set(_AXES) for part in letters):
        return None, _unknown("Patient Orientation holds other letters than A, P, R, L, H, F")
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
    if frontal and str(dataset.get("ViewPosition") or "") not in _FRONTAL_VIEWS:
        return "View Position contradicts Patient Orientation"
    cosines: Any = dataset.get("ImageOrientationPatient")
    if cosines is None or len(cosines) != 6:
        return ""
    directions = (_principal(cosines[:3]), _principal(cosines[3:]))
    if directions != (orientation.row, orientation.column):
        return "Image Orientation (Patient) contradicts Patient Orientation"
    return ""


def _principal(cosines: Sequence[float]) -> Direction:
    """The anatomical direction closest to a direction cosine, in LPS."""
    numbers = [float(number) for number in cosines]
    axis = max(range(3), key=lambda index: abs(numbers[index]))
    return Direction(("LR", "PA", "HF")[axis][numbers[axis] < 0])
