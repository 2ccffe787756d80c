"""Conclusions on an image with more than plain masks: probabilities, overlapping segments."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import Conclusion, Region
from support.encoding import conclusion, finding, lungs


def with_fractions(said: Conclusion) -> Conclusion:
    """The probabilities of segments that are there: high inside, falling to the right, and something everywhere."""

    def kept(region: Region) -> Region:
        return replace(region, fractions=fractions(region.mask)) if region.mask.any() else region

    findings = [
        replace(one, region=kept(one.region)) if isinstance(one.region, Region) else one for one in said.findings
    ]
    return replace(said, findings=tuple(findings))


def fractions(mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Probabilities of a mask, uint8 [y, x] in 255ths."""
    slope = np.linspace(0, 90, mask.shape[1], dtype=np.uint8)[np.newaxis]
    return np.where(mask, 255 - slope, slope).astype(np.uint8)


def overlapping(rows: int, columns: int) -> Conclusion:
    """Both lungs, and a heart that has all of the right one."""
    return Conclusion(findings=(*conclusion(rows, columns).findings, finding(2, lungs(rows, columns)[0])))
