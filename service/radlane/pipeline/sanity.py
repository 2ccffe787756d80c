"""Whether a method's maps depend on what the network has learnt: looked at once for each version of a model.

In: a package and a method. Out: nothing, or `ExplanationRefused`. What was found is kept in a `SanityBook`.
Reference: Adebayo et al. 2018; the network is that of the package with its weights drawn at random.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from statistics import median

import numpy as np

from radlane.domain.explanation import LIKE, Method, Sanity
from radlane.domain.model import RemoteRuntime
from radlane.errors import ExplanationRefused
from radlane.explain.budget import Budget
from radlane.explain.derivation import Derivation, Inside
from radlane.explain.network import Floats
from radlane.explain.sanity import rank_correlation
from radlane.inference.session import count_down
from radlane.pipeline.explainers import Derived, Explainer
from radlane.pipeline.feeding import Fed
from radlane.pipeline.mapping import Question, attribute, make_map
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.targets import strongest_target
from radlane.registry.package import golden_vectors

_SEEDS = range(2018, 2023)  # of the random weights: two maps of 4 x 4 cells are alike by chance in every fourth draw


def require_sane(explainer: Explainer, model: LoadedModel, method: Method, clock: Callable[[], float]) -> None:
    """See that a method is one for this network. One that runs on another machine cannot be looked at so.

    Raises
    ------
    ExplanationRefused
        If its maps stay as they are when the network knows nothing, or that cannot be looked at.
    InferenceFailed
        If the network does not run to its end.
    """
    if isinstance(model.manifest.runtime, RemoteRuntime):
        return
    found = explainer.book.read(explainer.package.digest, method)
    if found is None:
        found = Sanity(method=method, correlation=_correlation(explainer, model, method, clock))
        explainer.book.keep(explainer.package.digest, found)
    if found.correlation >= LIKE:
        raise ExplanationRefused(
            f"{method} is no explanation of this network",
            uid=f"{model.manifest.name}:{model.manifest.version}",
            why=f"its maps stay alike when the weights are drawn at random (rank correlation {found.correlation:.2f})",
            remedy="Ask for another method",
        )


def drawn_at_random(question: Question, seed: int = _SEEDS[0]) -> Question:
    """Return the same question to the same network with all its weights drawn at random."""

    def open_drawn(wanted: Derivation) -> Derived:
        return question.open(replace(wanted, seed=seed))

    def run(images: Floats) -> Floats:
        session, held = open_drawn(Derivation(output=question.target.output, inside=Inside.NOTHING))
        feeds = question.fed.feeds(images)
        return session.run(feeds, (held.of,), question.budget.remaining())[held.of]

    return replace(question, run=run, open=open_drawn)


def _correlation(explainer: Explainer, model: LoadedModel, method: Method, clock: Callable[[], float]) -> float:
    """How alike the maps of a golden vector are, with the network's own weights and with random ones, 0 to 1."""
    (wanted,) = model.manifest.inputs
    vector = golden_vectors(explainer.package, model.manifest.networks[-1])[0].arrays
    values = np.ascontiguousarray(np.moveaxis(vector[wanted.name][:1], wanted.layout.index("C"), 1))
    fed = Fed(name=wanted.name, values=values, layout=wanted.layout, to_frames=lambda heat: heat[None])
    target = strongest_target(model.manifest, {name: array[:1] for name, array in vector.items()})

    def run(images: Floats) -> Floats:
        return model.session.run(fed.feeds(images))[target.output]

    def timed(question: Question) -> Question:
        remaining = count_down(model.manifest.explanation.seconds, clock)
        return replace(question, budget=Budget(remaining=remaining, batch=model.session.most_batch))

    question = Question(
        fed=fed,
        target=target,
        run=run,
        open=explainer.open,
        layer=model.manifest.explanation.layer,
        budget=Budget(remaining=lambda: 0.0),
    )
    own = make_map(timed(question), method).values  # of a map that says nothing nothing is learnt of the method
    drawn = (attribute(drawn_at_random(timed(question), seed), method).values for seed in _SEEDS)
    return median(rank_correlation(own, values) for values in drawn)
