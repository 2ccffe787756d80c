"""How numbers of a network were fitted to how often they are right: what is done to them before thresholds.

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
Reference: Guo et al. 2017, On Calibration of Modern Neural Networks (temperature, expected calibration error); Platt
1999; Zadrozny and Elkan 2002 (isotonic regression).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from radlane.domain.code import Closed


@dataclass(frozen=True, kw_only=True)
class ErrorOfFit(Closed):
    """The expected calibration error, 0 to 1, of the network's own numbers and of those that were fitted."""

    before: float
    after: float


@dataclass(frozen=True, kw_only=True)
class Fit(Closed):
    """What every fit says of itself.

    Attributes
    ----------
    fitted_on : str
        The data, as people name them; stands beside each number.
    n : int
        How many images, volumes or boxes these are.
    ece : ErrorOfFit
        How far off the numbers were and are, on that data.
    """

    fitted_on: str
    n: int
    ece: ErrorOfFit


@dataclass(frozen=True, kw_only=True)
class TemperatureFit(Fit):
    """Logits are divided by one temperature, all of them: what was first stays first."""

    method: Literal["temperature"]
    temperature: float


@dataclass(frozen=True, kw_only=True)
class PlattLine(Closed):
    """The logit of a class becomes `slope * logit + intercept`; `id` is the class."""

    id: str
    slope: float
    intercept: float


@dataclass(frozen=True, kw_only=True)
class PlattFit(Fit):
    """Each class has a line of its own."""

    method: Literal["platt"]
    classes: tuple[PlattLine, ...]


@dataclass(frozen=True, kw_only=True)
class IsotonicKnots(Closed):
    """A probability of a class follows the line between knots; before the first and after the last it is theirs.

    Attributes
    ----------
    id : str
        The class.
    x : tuple of float
        The network's probabilities, ascending.
    y : tuple of float
        What they become; none is below the one before it.
    """

    id: str
    x: tuple[float, ...]
    y: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class IsotonicFit(Fit):
    """Each class has knots of its own."""

    method: Literal["isotonic"]
    classes: tuple[IsotonicKnots, ...]


CalibrationFit = TemperatureFit | PlattFit | IsotonicFit
"""A fit that radlane applies."""

Calibration = CalibrationFit | str
"""A fit that radlane applies, or the name of the data to which the network's own numbers are fitted already."""


def fitted_on(calibration: Calibration | None) -> str | None:
    """Return the name of the data, whoever fitted; None where nobody did."""
    return calibration.fitted_on if isinstance(calibration, Fit) else calibration


def fitted_by(calibration: Calibration | None) -> str | None:
    """Return the method by which radlane calibrates; None where it does not."""
    return calibration.method if isinstance(calibration, CalibrationFit) else None
