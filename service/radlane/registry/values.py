"""What is wrong with the measured values of a manifest.

In: an output. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

from radlane.domain.regression import RegressionOutput
from radlane.registry.classes import FINDING_ID

_MOST_VALUES = 255
_MOST = 1e9  # a number that is no mistake


def complain_of_regression(output: RegressionOutput) -> list[str]:
    """Return what is wrong with numbers that a network measures."""
    values, wrong = output.values, []
    if not 1 <= len(values) <= _MOST_VALUES:
        wrong.append(f"outputs.values: 1 to {_MOST_VALUES}")
    if not all(FINDING_ID.fullmatch(value.id) for value in values):
        wrong.append("outputs.values.id: lower-case letters, digits and hyphens")
    if sorted(value.channel for value in values) != list(range(len(values))):
        wrong.append("outputs.values.channel: channels run from 0")
    if any(value.factor == 0 for value in values):
        wrong.append("outputs.values.factor: a factor of 0 makes one number of all")
    if any(value.plausible[0] >= value.plausible[1] for value in values):
        wrong.append("outputs.values.plausible: needs lower < upper")
    numbers = [number for value in values for number in (value.factor, value.offset, *value.plausible)]
    if any(abs(number) > _MOST for number in numbers):
        wrong.append(f"outputs.values: factor, offset and plausible lie within {_MOST:g}")
    return wrong
