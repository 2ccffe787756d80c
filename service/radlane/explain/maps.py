"""One map of one image, by any method.

In: a method's name, the network's functions, the image. Out: `Attribution` on the network's grid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from radlane.domain.explanation import Method
from radlane.errors import ExplanationRefused
from radlane.explain.budget import Budget
from radlane.explain.cam import cam, grad_cam, hires_cam, layer_cam
from radlane.explain.integrated_gradients import STEPS, integrate_gradients
from radlane.explain.method import TRAITS
from radlane.explain.network import Attend, Attribution, Differentiate, Floats, Lattice, Layered, Score
from radlane.explain.occlusion import occlude
from radlane.explain.rise import MASKS, draw_masks, rise
from radlane.explain.rollout import map_tokens, roll_out
from radlane.explain.upsampling import upsample

Part = TypeVar("Part")


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A network and the logit of it that is explained.

    Attributes
    ----------
    score : Score
        The logit.
    at_layer : Differentiate or None
        Of the last layer with spatial axes; None where there is none, or no gradient.
    lattice : Lattice or None
        Where that layer's cells lie; None: evenly over the image.
    at_input : Differentiate or None
        Of the image; None where there is no gradient.
    attend : Attend or None
        None where the graph has no attention.
    """

    score: Score
    at_layer: Differentiate | None = None
    lattice: Lattice | None = None
    at_input: Differentiate | None = None
    attend: Attend | None = None


@dataclass(frozen=True, kw_only=True)
class Options:
    """How the methods look at an image.

    Attributes
    ----------
    fill : float32, broadcast to [c, ...]
        What stands for nothing: it covers patches, masks and what is deleted, and integrated gradients begin with it.
    steps : int
        Of integrated gradients.
    patches : int
        How many patches of occlusion lie beside each other along an axis; they move by half their size.
    masks : int
        Of RISE, at most.
    cells : int
        Of a mask of RISE, along each axis.
    """

    fill: Floats
    steps: int = STEPS
    patches: int = 8
    masks: int = MASKS
    cells: int = 8


def make_map(  # one argument each: what, of which network and image, how, how long, from which chance
    method: Method,
    network: Explained,
    image: Floats,
    options: Options,
    budget: Budget,
    rng: np.random.Generator,
) -> Attribution:
    """Explain one logit of one image.

    Parameters
    ----------
    method : Method
        How.
    network : Explained
        Its functions.
    image : float32 [c, y, x] or [c, z, y, x]
        What the network saw.
    options : Options
        How the methods look at it.
    budget : Budget
        How long they may.
    rng : numpy.random.Generator
        Draws the masks of RISE.

    Returns
    -------
    Attribution

    Raises
    ------
    ExplanationRefused
        If the network has not what the method needs, or the time is too short.
    """
    size = image.shape[1:]
    if method in _OF_LAYER:
        at_layer = _require(method, network.at_layer, "no layer with spatial axes and a gradient")
        layered = at_layer(image[None])
        if layered.activations.ndim != image.ndim + 1:  # the graph need not say it
            raise _refused(method, "the layer has other axes than the image")
        return Attribution(values=upsample(_OF_LAYER[method](layered), size, network.lattice)[0], samples=1)
    if method is Method.INTEGRATED_GRADIENTS:
        at_input = _require(method, network.at_input, "no gradient of its input")
        return integrate_gradients(at_input, image, options.fill, budget, steps=options.steps)
    if method is Method.ATTENTION_ROLLOUT:
        attend = _require(method, network.attend, "no attention")
        found = map_tokens(roll_out(attend(image[None])), size)
        if len(found) > 1:
            raise _refused(method, "its attention is within windows")
        return found[0]
    if method is Method.OCCLUSION:
        patch = [-(-length // options.patches) for length in size]
        stride = [max(length // 2, 1) for length in patch]
        return occlude(network.score, image, options.fill, budget, patch=patch, stride=stride)
    masks = draw_masks(size, [min(options.cells, length) for length in size], rng)
    return rise(network.score, image, options.fill, masks, budget, count=options.masks)


_OF_LAYER: Mapping[Method, Callable[[Layered], Floats]] = {
    Method.CAM: cam,
    Method.GRAD_CAM: grad_cam,
    Method.HIRES_CAM: hires_cam,
    Method.LAYER_CAM: layer_cam,
}


def _require(method: Method, part: Part | None, lacks: str) -> Part:
    if part is None:
        raise _refused(method, f"the network has {lacks}")
    return part


def _refused(method: Method, why: str) -> ExplanationRefused:
    return ExplanationRefused(
        f"There is no map by {TRAITS[method].title}",
        why=why,
        remedy="Ask for occlusion or rise, which take any network",
    )
