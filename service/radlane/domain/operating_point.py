"""Where a class is cut, and what that costs, on which patients.

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
"""

from __future__ import annotations

from dataclasses import dataclass

from radlane.domain.code import Closed


@dataclass(frozen=True, kw_only=True)
class OperatingPoint(Closed):
    """A threshold with what was measured at it.

    Attributes
    ----------
    id : str
        Stable name, for example `rule-out`.
    threshold : float
        As of the class.
    indeterminate_from : float or None
        As of the class.
    sensitivity, specificity : float
        0 to 1, of Present against the rest.
    cohort : str
        On whom, as people name them.
    """

    id: str
    threshold: float
    indeterminate_from: float | None = None
    sensitivity: float
    specificity: float
    cohort: str
