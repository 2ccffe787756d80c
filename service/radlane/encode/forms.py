"""What a report says of its form: which SOP Classes it was made without, and what it says in words for that reason.

In: the run and its conclusion. Out: sentences; none in the first form. Where no Comprehensive 3D SR is taken, there are
no 3D coordinates: a box in space bounds its finding by words, with the corners that the coordinates would have had.
Reference: PS3.3 sections A.35.2.3.1 and A.35.3.3.1 (no SCOORD3D).
"""

from __future__ import annotations

from radlane.domain.finding import Conclusion, VolumeBoxRegion
from radlane.domain.form import COMPREHENSIVE_3D_SR, NAMES
from radlane.encode.context import EncodeContext
from radlane.encode.labels import tracking_id


def holds_3d(context: EncodeContext) -> bool:
    """Whether the report can hold 3D coordinates."""
    return COMPREHENSIVE_3D_SR not in context.form.refused


def form_notes(context: EncodeContext, conclusion: Conclusion) -> tuple[str, ...]:
    """Return what the report says of its form."""
    without = [f"Made for archives that do not take {NAMES[uid]}." for uid in sorted(context.form.refused)]
    boxes = [
        f"{tracking_id(context, finding)}: bounded by a box, which this SOP Class has no coordinates for; "
        f"{corner_words(finding.region)}"
        for finding in conclusion.findings
        if isinstance(finding.region, VolumeBoxRegion) and not holds_3d(context)
    ]
    return (*without, *boxes)


def corner_words(box: VolumeBoxRegion) -> str:
    """Return the corners of a box, in micrometres exactly: four of one face in turn, then the opposite ones."""
    corners = ", ".join("(" + " ".join(f"{value:z.3f}" for value in corner) + ")" for corner in box.corners)
    return f"corners x y z in mm, LPS, in the Frame of Reference of the images: {corners}"
