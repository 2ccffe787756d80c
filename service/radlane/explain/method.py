"""The methods of explanation by their names, and what each needs of a network.

Score-CAM and Eigen-CAM are not among them: their maps follow the picture more than the network and the class
(docs/explainability.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from radlane.domain.explanation import Method
from radlane.domain.saliency import SaliencyQuantity


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What a method is called and needs.

    Attributes
    ----------
    title : str
        For people.
    quantity : SaliencyQuantity
        What its numbers are.
    gradients, layer, attention : bool
        Whether it needs gradients, a layer with spatial axes, softmaxed attention.
    unit : str or None
        What is repeated; None where one run is enough.
    of_class : bool
        False where the map is the same for every class.
    """

    title: str
    quantity: SaliencyQuantity = SaliencyQuantity.SALIENCY
    gradients: bool = False
    layer: bool = False
    attention: bool = False
    unit: str | None = None
    of_class: bool = True


_LONGEST = 64  # characters of a layer's name that are said, the last: any text fits into a graph
_WEIGHTED = SaliencyQuantity.GRADIENT_WEIGHTED_CLASS_ACTIVATION
TRAITS: Mapping[Method, Traits] = {
    Method.CAM: Traits(title="CAM", quantity=SaliencyQuantity.CLASS_ACTIVATION, gradients=True, layer=True),
    Method.GRAD_CAM: Traits(title="Grad-CAM", quantity=_WEIGHTED, gradients=True, layer=True),
    Method.HIRES_CAM: Traits(title="HiResCAM", quantity=_WEIGHTED, gradients=True, layer=True),
    Method.LAYER_CAM: Traits(title="LayerCAM", quantity=_WEIGHTED, gradients=True, layer=True),
    Method.INTEGRATED_GRADIENTS: Traits(title="Integrated gradients", gradients=True, unit="steps"),
    Method.OCCLUSION: Traits(title="Occlusion", unit="patches"),
    Method.RISE: Traits(title="RISE", unit="masks"),
    Method.ATTENTION_ROLLOUT: Traits(title="Attention rollout", attention=True, of_class=False),
}


def describe(method: Method, *, samples: int, layer: str | None = None) -> str:
    """Say how a map was made: "Grad-CAM, layer features.29", "RISE, 1200 masks"."""
    traits = TRAITS[method]
    parts = [traits.title]
    if traits.layer and layer is not None:
        parts.append(f"layer {layer if len(layer) <= _LONGEST else '...' + layer[-_LONGEST:]}")
    if traits.unit is not None:
        parts.append(f"{samples} {traits.unit}")
    if not traits.of_class:
        parts.append("the same for every class")
    return ", ".join(parts)
