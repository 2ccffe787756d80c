"""Numbers that a network measures -> findings.

In: raw outputs and the manifest's values. Out: one finding a value: the structure that was measured, which is there,
with what was measured of it.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import Finding, Measurement, Presence
from radlane.domain.reason import ReasonCode
from radlane.domain.regression import RegressedValue, RegressionOutput
from radlane.errors import InferenceFailed, InputRefused
from radlane.inference.classes import shortest
from radlane.inference.ground import Ground

_ROUNDING = 1e-9  # of factor and offset: 0.07 * 100 is a little more than 7


def conclude_values(output: RegressionOutput, raw: NDArray[np.float32], ground: Ground) -> tuple[Finding, ...]:
    """State every value of an output.

    Parameters
    ----------
    output : RegressionOutput
        The manifest's.
    raw : float32 [1, c]
        What the network says.
    ground : Ground
        What it says it of.

    Raises
    ------
    InferenceFailed
        If a value is not finite.
    InputRefused
        `output-implausible` where a value is none that can be right.
    """
    return tuple(_finding(wanted, raw[0, wanted.channel], ground) for wanted in output.values)


def _finding(wanted: RegressedValue, raw: np.float32, ground: Ground) -> Finding:
    value = shortest(raw) * wanted.factor + wanted.offset
    if not math.isfinite(value):
        raise InferenceFailed("The network measures no number", uid=ground.model, why="a value is not finite")
    lowest, highest = wanted.plausible
    near = _ROUNDING * max(abs(value), abs(wanted.offset))  # of the larger summand: their sum may be zero
    at_limit = any(abs(value - limit) <= near for limit in wanted.plausible)
    if not (lowest <= value <= highest or at_limit):
        raise InputRefused(
            ReasonCode.OUTPUT_IMPLAUSIBLE, f"The value of {wanted.id} is none that can be", uid=ground.uid
        )
    return Finding(
        id=wanted.id,
        concept=wanted.finding,
        presence=Presence.PRESENT,
        site=wanted.site,
        measurements=(Measurement(concept=wanted.concept, value=value, unit=wanted.unit),),
    )
