"""What a network says of the whole image or volume: which of its classes is there.

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from radlane.domain.calibration import Calibration
from radlane.domain.code import Closed, Code
from radlane.domain.finding import Laterality
from radlane.domain.operating_point import OperatingPoint


@dataclass(frozen=True, kw_only=True)
class FindingClass(Closed):
    """One class that a network tells, of the whole image or of boxes in it.

    Attributes
    ----------
    id : str
        Stable name, for example `pneumothorax`; without a side.
    channel : int
        Channel of the output; where boxes come with labels, the label.
    concept : Code
        What it is.
    site : Code or None
        Where in the body it is, where the concept does not say it.
    laterality : Laterality or None
        The side that this class is of, when the image's orientation is known; None for what is of no side.
    threshold : float
        From here on, after the activation, the finding is present.
    indeterminate_from : float or None
        From here to `threshold` it is indeterminate; None: below the threshold it is absent.
    operating_points : tuple of OperatingPoint
        Thresholds at which the class was measured.
    operating_point : str or None
        Id of the one that counts: its threshold and grey zone are those of the class. None: none of them.
    """

    id: str
    channel: int
    concept: Code
    site: Code | None = None
    laterality: Laterality | None
    threshold: float
    indeterminate_from: float | None = None
    operating_points: tuple[OperatingPoint, ...] = ()
    operating_point: str | None = None

    @property
    def point(self) -> OperatingPoint | None:
        """The operating point that counts."""
        return next((one for one in self.operating_points if one.id == self.operating_point), None)


@dataclass(frozen=True, kw_only=True)
class ClassificationOutput(Closed):
    """An output [n, c] with a number for each class: every class is stated, whatever its number is.

    Attributes
    ----------
    name : str
        ONNX output.
    activation : str
        `sigmoid`: several classes may be there at once; `softmax`: over all channels; `none`: the graph ends in one.
    background : tuple of int
        Channels of what is no class, for example "nothing found".
    calibration : Calibration or None
        How the probabilities are fitted, or the data that they were fitted to; None: they are the network's raw output.
    """

    name: str
    kind: Literal["classification"]
    activation: Literal["sigmoid", "softmax", "none"]
    background: tuple[int, ...] = ()
    classes: tuple[FindingClass, ...]
    calibration: Calibration | None = None

    @property
    def tensors(self) -> tuple[str, ...]:
        """The ONNX outputs that it is read from."""
        return (self.name,)
