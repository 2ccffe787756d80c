"""Whether a method's maps depend on what the network has learnt: looked at once for each version of a model.

In: a package and a method. Out: nothing, or `ExplanationRefused`. What was found is kept in a `SanityBook`.
Reference: Adebayo et al. 2018; the network is that of the package with its weights drawn at random.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from radlane.domain.explanation import Method, Sanity
from radlane.domain.model import RemoteRuntime
from radlane.errors import ExplanationRefused
from radlane.explain.budget import Budget
from radlane.explain.derivation import Derivation, Inside
from radlane.explain.network import Floats
from radlane.explain.sanity import LIKE, rank_correlation
from radlane.inference.session import count_down
from radlane.pipeline.explainers import Derived, Explainer
from radlane.pipeline.feeding import Fed
from radlane.pipeline.mapping import Question, attribute
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.targets import strongest_target
from radlane.registry.package import golden_vectors

_SEED = 2018  # of the random weights


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


def _correlation(explainer: Explainer, model: LoadedModel, method: Method, clock: Callable[[], float]) -> float:
    """How alike the maps of a golden vector are, with the network's own weights and with random ones, 0 to 1."""
    (wanted,) = model.manifest.inputs
    vector = golden_vectors(explainer.package, model.manifest.networks[-1])[0].arrays
    values = np.ascontiguousarray(np.moveaxis(vector[wanted.name][:1], wanted.layout.index("C"), 1))
    fed = Fed(name=wanted.name, values=values, layout=wanted.layout, to_frames=lambda heat: heat[None])
    target = strongest_target(model.manifest, {name: array[:1] for name, array in vector.items()})

    def own(images: Floats) -> Floats:
        return model.session.run(fed.feeds(images))[target.output]

    def randomised(wanted: Derivation) -> Derived:
        return explainer.open(replace(wanted, seed=_SEED))

    def drawn(images: Floats) -> Floats:
        session, held = randomised(Derivation(output=target.output, inside=Inside.NOTHING))
        return session.run(fed.feeds(images), (held.of,), model.manifest.explanation.seconds)[held.of]

    maps = []
    for run, open_inside in ((own, explainer.open), (drawn, randomised)):
        budget = Budget(remaining=count_down(model.manifest.explanation.seconds, clock), batch=model.session.most_batch)
        question = Question(
            fed=fed,
            target=target,
            run=run,
            open=open_inside,
            layer=model.manifest.explanation.layer,
            budget=budget,
        )
        maps.append(attribute(question, method).values)
    return rank_correlation(*maps)
