"""The side that images are of as a whole, given to what is found in them.

In: a conclusion, and the side that the images say (`imaging.side`). Out: the same with that side, or with a reason.
"""

from __future__ import annotations

from dataclasses import replace

from radlane.domain.finding import Conclusion, Laterality
from radlane.domain.reason import Reason, ReasonCode

_NO_SIDE = Reason(
    code=ReasonCode.LATERALITY_UNKNOWN,
    text="Image Laterality and Laterality say no one side: findings are stated without a side",
)


def give_side(found: Conclusion, side: Laterality | None) -> Conclusion:
    """Give every finding the side that the images are of; where they say none, say that."""
    if side is None:
        return replace(found, reasons=(*found.reasons, _NO_SIDE))
    return replace(found, findings=tuple(replace(finding, laterality=side) for finding in found.findings))
