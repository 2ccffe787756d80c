"""How the answers of a network are explained: what its manifest offers, and what a caller asks for.

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from radlane.domain.code import Closed

NEVER = "never"
"""What a caller says who wants no explanation, also where the manifest always gives one."""


class Method(StrEnum):
    """How a heat map is made. Score-CAM and Eigen-CAM are not offered: docs/explainability.md says why."""

    CAM = "cam"  # Zhou et al. 2016: exact for global average pooling and one linear layer
    GRAD_CAM = "grad-cam"  # Selvaraju et al. 2017; of a segment: Vinogradova et al. 2020
    HIRES_CAM = "hires-cam"  # Draelos and Carin 2021
    LAYER_CAM = "layer-cam"  # Jiang et al. 2021
    INTEGRATED_GRADIENTS = "integrated-gradients"  # Sundararajan et al. 2017
    OCCLUSION = "occlusion"  # Zeiler and Fergus 2014
    RISE = "rise"  # Petsiuk et al. 2018
    ATTENTION_ROLLOUT = "attention-rollout"  # Abnar and Zuidema 2020


DEFAULT = Method.GRAD_CAM
LIKE = 0.3
"""From here on a map is too much like that of a network that knows nothing; the method is not offered."""


@dataclass(frozen=True, kw_only=True)
class Explanation(Closed):
    """What a model offers.

    Attributes
    ----------
    when : str
        `never`: not at all; `on-request`: where a caller asks; `always`: also where none does, by the first method.
    methods : tuple of Method
        The offered ones, the default first; none named: Grad-CAM first, and all others that the network allows.
    layer : str or None
        ONNX name of the tensor that the CAM methods look at; None: the graph says.
    seconds : float
        What the maps of one result may take together, beside the analysis.
    most : int
        Findings that are explained at most: those that are present, then the indeterminate ones, the surest first.
    """

    when: Literal["never", "on-request", "always"] = "on-request"
    methods: tuple[Method, ...] = ()
    layer: str | None = None
    seconds: float = 60.0
    most: int = 3

    @property
    def offered(self) -> tuple[Method, ...]:
        """The offered methods, the default first."""
        return self.methods or (DEFAULT, *(method for method in Method if method is not DEFAULT))


ON_REQUEST = Explanation()


@dataclass(frozen=True, kw_only=True)
class Faithfulness:
    """What a network's answer does when the pixels of a map are taken away or shown, the hottest first.

    Both are areas under curves of the probability, or of the activated value (Petsiuk et al. 2018), between the answer
    to nothing (0) and to the whole image (1); beyond these where a part of the image says more than either.

    Attributes
    ----------
    deletion : float
        While they are taken away: low where the map shows what the answer rests on.
    insertion : float
        While they are shown: high there.
    steps : int
        How many parts the pixels were taken in.
    """

    deletion: float
    insertion: float
    steps: int


@dataclass(frozen=True, kw_only=True)
class Sanity:
    """Whether the maps of a method depend on what a network has learnt (Adebayo et al. 2018).

    Attributes
    ----------
    method : Method
        Which method.
    correlation : float
        Absolute rank correlation of a map with that of the same network with its weights drawn at random; the median of
        several draws, since coarse maps are alike by chance.
    """

    method: Method
    correlation: float


def wanted_method(explanation: Explanation, asked: str | None) -> Method | None:
    """Which method a job uses; None: none.

    Parameters
    ----------
    explanation : Explanation
        The manifest's.
    asked : str or None
        `never`, a method's name; None: nobody said anything.
    """
    if asked == NEVER or (asked is None and explanation.when != "always"):
        return None
    return explanation.offered[0] if asked is None else Method(asked)
