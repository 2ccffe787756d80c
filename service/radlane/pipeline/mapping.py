"""One map of one answer by one method: the network's side of `explain`.

In: a network, what it was given, what is explained, a method. Out: a map on the network's grid and how it was made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from radlane.domain.explanation import Method
from radlane.errors import ExplanationRefused
from radlane.explain import maps
from radlane.explain.budget import Budget
from radlane.explain.derivation import SEED, Derivation, Inside, gradient_name
from radlane.explain.maps import Explained, Options
from radlane.explain.method import TRAITS, describe
from radlane.explain.network import Floats, Lattice, Layered
from radlane.pipeline.explainers import Derived
from radlane.pipeline.feeding import Fed
from radlane.pipeline.targets import Target

_OF_IMAGE = 3  # axes: channels, rows, columns
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
        image: Floats = self.fed.values[0]
        return image

    @property
    def fill(self) -> Floats:
        """What stands for what is taken away: the mean of each channel, float32 [c, 1, ...]."""
        axes = tuple(range(1, self.image.ndim))
        return np.asarray(self.image.mean(axis=axes, keepdims=True, dtype=np.float64), dtype=np.float32)

    def inside(self, inside: Inside) -> Derived:
        """Return the network with what is wanted inside it."""
        layer = self.layer if inside is Inside.LAYER else None
        return self.open(Derivation(output=self.target.output, inside=inside, layer=layer))

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
    made = attribute(question, method)
    if float(np.ptp(made.values)) == 0:
        raise ExplanationRefused("The map says nothing", why="it is the same everywhere")
    return made


def attribute(question: Question, method: Method) -> Mapped:
    """Make a map, also one that says nothing; otherwise as `make_map`."""
    rng, options = np.random.default_rng(_SEED), options_of(question)
    held = question.inside(Inside.LAYER)[1] if TRAITS[method].layer else None
    network = functions_of(question, None if held is None else held.lattice)
    made = maps.make_map(method, network, question.image, options, question.budget, rng)
    text = describe(method, samples=made.samples, layer=None if held is None else held.at[0])
    return Mapped(values=made.values, text=text)


def functions_of(question: Question, lattice: Lattice | None = None) -> Explained:
    """Return the network as the methods see it; what looks inside it is made when it is first asked for.

    `lattice` says where the cells of its layer lie.
    """
    return Explained(
        score=question.logit,
        at_layer=partial(_differentiate, question, Inside.LAYER),
        lattice=lattice,
        at_input=partial(_differentiate, question, Inside.INPUT),
        attend=partial(_attend, question),
    )


def options_of(question: Question) -> Options:
    """Return how the methods look at it: with fewer patches in a volume, where there are as many again behind them."""
    return Options(fill=question.fill, patches=8 if question.image.ndim == _OF_IMAGE else 4)


def _differentiate(question: Question, inside: Inside, images: Floats) -> Layered:
    session, held = question.inside(inside)
    (name,) = held.at
    feeds = {**question.fed.feeds(images), SEED: np.repeat(question.target.seed, len(images), axis=0)}
    made = session.run(feeds, (name, gradient_name(name)), question.budget.remaining())
    if inside is Inside.INPUT:
        return Layered(activations=images, gradients=question.fed.laid(made[gradient_name(name)]))
    return Layered(activations=made[name], gradients=made[gradient_name(name)])


def _attend(question: Question, images: Floats) -> list[Floats]:
    session, held = question.inside(Inside.ATTENTION)
    made = session.run(question.fed.feeds(images), held.at, question.budget.remaining())
    return [made[name] for name in held.at]
