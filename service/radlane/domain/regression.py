"""What a network measures on the whole image or volume.

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from radlane.domain.code import Closed, Code


@dataclass(frozen=True, kw_only=True)
class RegressedValue(Closed):
    """One number of a regression output: `raw * factor + offset`, in `unit`.

    Attributes
    ----------
    id : str
        Stable name, for example `ejection-fraction`.
    channel : int
        Channel of the output.
    finding : Code
        The structure that is measured, for example the heart. It is stated as present: no disease belongs here.
    site : Code or None
        Where in the body that is, where the structure does not say it.
    concept : Code
        What is measured of it.
    unit : Code
        UCUM unit of the result.
    factor, offset : float
        From the raw number to the result.
    plausible : (float, float)
        Lowest and highest result that can be right, in `unit`: any other one is `output-implausible`.
    """

    id: str
    channel: int
    finding: Code
    site: Code | None = None
    concept: Code
    unit: Code
    factor: float = 1.0
    offset: float = 0.0
    plausible: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class RegressionOutput(Closed):
    """An output [n, c] with one measured number in each channel."""

    name: str
    kind: Literal["regression"]
    values: tuple[RegressedValue, ...]

    @property
    def tensors(self) -> tuple[str, ...]:
        """The ONNX outputs that it is read from."""
        return (self.name,)
