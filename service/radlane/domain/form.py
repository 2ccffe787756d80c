"""The form of a result: which SOP Classes it does without, because a destination refuses them.

In: the classes that a result holds, and those that are refused. Out: the form, and which class stands for which. A
class gives way to the next one of its ladder; the last one of a ladder has nothing to give way to.
Reference: docs/adr/0016; PS3.3 sections A.35.2, A.35.3, A.35.13 (SR), A.51 (SEG), A.75 (Parametric Map).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

COMPREHENSIVE_3D_SR = "1.2.840.10008.5.1.4.1.1.88.34"
COMPREHENSIVE_SR = "1.2.840.10008.5.1.4.1.1.88.33"
ENHANCED_SR = "1.2.840.10008.5.1.4.1.1.88.22"
LABEL_MAP = "1.2.840.10008.5.1.4.1.1.66.7"
SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4"
PARAMETRIC_MAP = "1.2.840.10008.5.1.4.1.1.30"
SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"

_NEXT: Mapping[str, str] = {
    COMPREHENSIVE_3D_SR: COMPREHENSIVE_SR,
    COMPREHENSIVE_SR: ENHANCED_SR,
    LABEL_MAP: SEGMENTATION,
    PARAMETRIC_MAP: SECONDARY_CAPTURE,  # the picture of the heat map, which is there in any case
}
CLASS_NAMES: Mapping[str, str] = {
    "comprehensive-3d-sr": COMPREHENSIVE_3D_SR,
    "comprehensive-sr": COMPREHENSIVE_SR,
    "label-map": LABEL_MAP,
    "parametric-map": PARAMETRIC_MAP,
}
"""What settings call the classes that have a next one."""
NAMES: Mapping[str, str] = {
    COMPREHENSIVE_3D_SR: "Comprehensive 3D SR Storage",
    COMPREHENSIVE_SR: "Comprehensive SR Storage",
    ENHANCED_SR: "Enhanced SR Storage",
    LABEL_MAP: "Label Map Segmentation Storage",
    SEGMENTATION: "Segmentation Storage",
    PARAMETRIC_MAP: "Parametric Map Storage",
    SECONDARY_CAPTURE: "Secondary Capture Image Storage",
}
"""What people call the classes of the ladders; they are not all in the dictionary of the pydicom in use."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form of a result; `refused` are the SOP Classes that it does without, none in the form that is tried first.

    Raises
    ------
    ValueError
        If nothing stands for one of them.
    """

    refused: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """See that each class has one that stands for it."""
        if not self.refused <= _NEXT.keys():
            raise ValueError("nothing stands for a SOP Class that is refused")

    def __str__(self) -> str:
        """Return the one text of the form: empty for the first one."""
        return "+".join(sorted(self.refused))

    def rung(self, sop_class_uid: str) -> str:
        """Return the class that stands for one in this form: itself where it is not refused."""
        while sop_class_uid in self.refused:
            sop_class_uid = _NEXT[sop_class_uid]
        return sop_class_uid


def read_form(text: str) -> Form:
    """Return the form whose text it is."""
    return Form(refused=frozenset(text.split("+") if text else ()))


FIRST = Form()
"""What every destination is offered first."""


def form_for(held: Iterable[str], refused: Collection[str]) -> Form:
    """Return the form of a result for a destination.

    What is refused and not in the result, or has nothing that stands for it, makes no other form.

    Parameters
    ----------
    held : iterable of str
        SOP Classes of the result in its first form.
    refused : collection of str
        SOP Classes that the destination refuses.
    """
    given_up: set[str] = set()
    for sop_class_uid in held:
        left = sop_class_uid
        while left in refused and left in _NEXT:
            given_up.add(left)
            left = _NEXT[left]
    return Form(refused=frozenset(given_up))
