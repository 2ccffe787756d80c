"""One map of one answer by one method: the network's side of `explain`.

In: a network, what it was given, what is explained, a method. Out: a map on the network's grid and how it was made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.explanation import Method
from radlane.errors import ExplanationRefused
from radlane.explain.budget import Budget
from radlane.explain.cam import cam, grad_cam, hires_cam, layer_cam
from radlane.explain.derivation import SEED, Derivation, Inside, gradient_name
from radlane.explain.integrated_gradients import integrate_gradients
from radlane.explain.method import describe
from radlane.explain.network import Floats, Layered
from radlane.explain.occlusion import occlude
from radlane.explain.rise import draw_masks, rise
from radlane.explain.rollout import map_tokens, roll_out
from radlane.explain.upsampling import upsample
from radlane.pipeline.explainers import Derived
from radlane.pipeline.feeding import Fed
from radlane.pipeline.targets import Target

_CAMS = {
    Method.CAM: cam,
    Method.GRAD_CAM: grad_cam,
    Method.HIRES_CAM: hires_cam,
    Method.LAYER_CAM: layer_cam,
}
_PATCHES = {2: 8, 3: 4}  # patches beside each other along each axis, by how many axes there are
_CELLS = {2: 7, 3: 5}  # of a mask
_SEED = 1  # the masks are the same for every image: the same image has the same map


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a network.

    Attributes
    ----------
    fed : Fed
        What it was given.
    target : Target
        What is explained.
    run : callable
        Images, float32 [n, c, ...] -> the raw values of the target's output, float32 [n, ...].
    open : callable
        What is wanted inside the network -> the network with it.
    layer : str or None
        The manifest's layer.
    budget : Budget
        What all of it may take.
    """

    fed: Fed
    target: Target
    run: Callable[[Floats], Floats]
    open: Callable[[Derivation], Derived]
    layer: str | None
    budget: Budget

    @property
    def image(self) -> Floats:
        """What the network was given, float32 [c, ...]."""
        return self.fed.values[0]

    @property
    def fill(self) -> Floats:
        """What stands for what is taken away: the mean of each channel, float32 [c, 1, ...]."""
        axes = tuple(range(1, self.image.ndim))
        mean = self.image.mean(axis=axes, keepdims=True, dtype=np.float64)
        return np.asarray(mean, dtype=np.float32)

    def logit(self, images: Floats) -> Floats:
        """Images, float32 [n, c, ...] -> what is explained of each, float32 [n]."""
        return self.target.logit(self.run(images))

    def value(self, images: Floats) -> Floats:
        """Images, float32 [n, c, ...] -> the same after the activation."""
        return self.target.value(self.run(images))


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """A map of an answer.

    Attributes
    ----------
    values : float32 [...]
        On the network's grid.
    text : str
        How it was made, for people.
    """

    values: NDArray[np.float32]
    text: str


def make_map(question: Question, method: Method) -> Mapped:
    """Make a map.

    Raises
    ------
    ExplanationRefused
        If the network has none by this method, the time is too short, or the map says nothing.
    InferenceFailed
        If the network does not run to its end.
    """
    made = make_values(question, method)
    if float(np.ptp(made.values)) == 0:
        raise ExplanationRefused("The map says nothing", why="it is the same everywhere")
    return made


def make_values(question: Question, method: Method) -> Mapped:
    """Make a map, also one that says nothing; otherwise as `make_map`."""
    if method in _CAMS:
        return _by_layer(question, method)
    if method is Method.INTEGRATED_GRADIENTS:
        found = integrate_gradients(_input_gradient(question), question.image, question.fill, question.budget)
    elif method is Method.ATTENTION_ROLLOUT:
        return _by_attention(question, method)
    elif method is Method.OCCLUSION:
        patch = [max(1, -(-side // _PATCHES[question.image.ndim - 1])) for side in question.image.shape[1:]]
        stride = [max(1, side // 2) for side in patch]
        found = occlude(question.logit, question.image, question.fill, question.budget, patch=patch, stride=stride)
    else:
        grid = question.image.shape[1:]
        masks = draw_masks(grid, [_CELLS[len(grid)]] * len(grid), np.random.default_rng(_SEED))
        found = rise(question.value, question.image, question.fill, masks, question.budget)
    return Mapped(values=found.values, text=describe(method, samples=found.samples))


def _by_layer(question: Question, method: Method) -> Mapped:
    session, held = question.open(_wanted(question, Inside.LAYER))
    (layer,) = held.at
    feeds = {**question.fed.feeds(question.fed.values), SEED: question.target.seed}
    made = session.run(feeds, (layer, gradient_name(layer)), question.budget.remaining())
    layered = Layered(activations=made[layer], gradients=made[gradient_name(layer)])
    values = upsample(_CAMS[method](layered), question.image.shape[1:])[0]
    return Mapped(values=values, text=describe(method, samples=1, layer=layer))


def _by_attention(question: Question, method: Method) -> Mapped:
    session, held = question.open(_wanted(question, Inside.ATTENTION))
    feeds = question.fed.feeds(question.fed.values)
    made = session.run(feeds, held.at, question.budget.remaining())
    (found,) = map_tokens(roll_out([made[name] for name in held.at]), question.image.shape[1:])
    return Mapped(values=found.values, text=describe(method, samples=found.samples))


def _input_gradient(question: Question) -> Callable[[Floats], Layered]:
    session, held = question.open(_wanted(question, Inside.INPUT))
    name = gradient_name(held.at[0])

    def differentiate(images: Floats) -> Layered:
        seed = np.repeat(question.target.seed, len(images), axis=0)
        feeds = {**question.fed.feeds(images), SEED: seed}
        made = session.run(feeds, (name,), question.budget.remaining())
        return Layered(activations=images, gradients=question.fed.laid(made[name]))

    return differentiate


def _wanted(question: Question, inside: Inside) -> Derivation:
    layer = question.layer if inside is Inside.LAYER else None
    return Derivation(output=question.target.output, inside=inside, layer=layer)
