"""What a network says of the frames of a clip: which one shows something best.

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from radlane.domain.calibration import Calibration
from radlane.domain.classification import FindingClass
from radlane.domain.code import Closed, Code


@dataclass(frozen=True, kw_only=True)
class FrameChoiceOutput(Closed):
    """An output [n, t] with a score for each frame that the network is given: the highest one says which frame it is.

    Attributes
    ----------
    name : str
        ONNX output.
    activation : str
        `sigmoid`: of each score; `softmax`: over the frames; `none`: the graph ends in one.
    id : str
        Stable name of the finding, for example `end-diastole`.
    concept : Code
        What the frame shows.
    site : Code or None
        Where in the body it is, where the concept does not say it.
    threshold : float
        From here on, after the activation, the best frame shows it.
    indeterminate_from : float or None
        From here to `threshold` it is indeterminate; None: below the threshold no frame shows it.
    calibration : Calibration or None
        How the scores are fitted, or the data that they were fitted to; None: they are the network's raw output.
    """

    name: str
    kind: Literal["frame-choice"]
    activation: Literal["sigmoid", "softmax", "none"]
    id: str
    concept: Code
    site: Code | None = None
    threshold: float
    indeterminate_from: float | None = None
    calibration: Calibration | None = None

    @property
    def tensors(self) -> tuple[str, ...]:
        """The ONNX outputs that it is read from."""
        return (self.name,)

    @property
    def chosen(self) -> FindingClass:
        """What the best frame's score is compared with, as of a class without a side."""
        return FindingClass(
            id=self.id,
            channel=0,
            concept=self.concept,
            site=self.site,
            laterality=None,
            threshold=self.threshold,
            indeterminate_from=self.indeterminate_from,
        )
