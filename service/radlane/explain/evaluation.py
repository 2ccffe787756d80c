"""What a method is worth on a network: its maps of images, each judged, and the means.

In: the functions of a network and of the same with randomised weights, images, masks of findings where they are known.
Out: `Judged`, one a map; `Figures`, one a method.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.explanation import LIKE, Method
from radlane.explain.budget import Budget
from radlane.explain.faithfulness import delete, insert, rank_places
from radlane.explain.localisation import energy_in, points_at
from radlane.explain.maps import Explained, Options, make_map
from radlane.explain.network import Attribution, Floats, Score
from radlane.explain.sanity import rank_correlation


@dataclass(frozen=True, kw_only=True)
class Case:
    """An image and the findings that are on it.

    Attributes
    ----------
    image : float32 [c, y, x] or [c, z, y, x]
        As the network gets it.
    findings : mapping of str to (bool [...] or None)
        Id of each finding that is there -> where it is, on the image's grid; None where nobody knows.
    """

    image: Floats
    findings: Mapping[str, NDArray[np.bool_] | None]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A finding of a network.

    Attributes
    ----------
    network : Explained
        With the finding's logit.
    value : Score
        The same after the activation: what deletion and insertion are measured by.
    randomised : Explained or None
        The same with randomised weights; None: not looked at.
    """

    network: Explained
    value: Score
    randomised: Explained | None = None


@dataclass(frozen=True, kw_only=True)
class Trial:
    """How the methods are tried.

    Attributes
    ----------
    options : callable
        An image, float32 [c, ...] -> how they look at it; what fills may depend on it, such as a mean.
    start : callable
        Begins the budget of one map, or of one curve.
    clock : callable
        Seconds that only grow.
    seed : int
        Of the masks of RISE, and of the order of equal places; the same for both networks.
    """

    options: Callable[[Floats], Options]
    start: Callable[[], Budget]
    clock: Callable[[], float]
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One map.

    Attributes
    ----------
    attribution : Attribution
        The map.
    hit, energy : bool, float, or None
        Whether its strongest place lies in the finding, and which share of its positive part; None without a mask.
    beside_others : bool
        Whether other findings are there, which the map could point at instead.
    deletion, insertion : float
        Areas under the value.
    likeness : float or None
        Absolute rank correlation with the map of the randomised network.
    cost : float
        Time of the map over that of one plain run.
    """

    attribution: Attribution
    hit: bool | None
    energy: float | None
    beside_others: bool
    deletion: float
    insertion: float
    likeness: float | None
    cost: float


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A method on a network: means over its maps; None where there was nothing to average.

    Attributes
    ----------
    method : Method
        Which.
    maps : int
        How many.
    pointing, pointing_beside_others : float or None
        Share of the maps that point at their finding: of all, and of those with other findings on the image.
    energy, deletion, insertion, likeness : float or None
        As in `Judged`.
    cost : float or None
        Median.
    """

    method: Method
    maps: int
    pointing: float | None
    pointing_beside_others: float | None
    energy: float | None
    deletion: float | None
    insertion: float | None
    likeness: float | None
    cost: float | None

    @property
    def depends_on_weights(self) -> bool | None:
        """Whether the maps change with the weights, as they must; None where it was not looked at."""
        return None if self.likeness is None else self.likeness < LIKE


def judge(method: Method, subject: Subject, case: Case, finding: str, trial: Trial) -> Judged:
    """Make the map of one finding on one image and judge it.

    Raises
    ------
    ExplanationRefused
        If the network has not what the method needs, or the time is too short.
    KeyError
        If the finding is not on the image.
    """
    mask, image = case.findings[finding], case.image
    trial.start()
    begin = trial.clock()
    subject.network.score(image[None])
    plain = trial.clock() - begin
    attribution = _map(method, subject.network, image, trial)
    seconds = trial.clock() - begin - plain
    values = attribution.values
    score, fill = subject.value, trial.options(image).fill
    ranks = rank_places(values, np.random.default_rng(trial.seed))
    return Judged(
        attribution=attribution,
        hit=None if mask is None else points_at(values, mask),
        energy=None if mask is None else energy_in(values, mask),
        beside_others=len(case.findings) > 1,
        deletion=delete(score, image, ranks, fill, trial.start()).area,
        insertion=insert(score, image, ranks, fill, trial.start()).area,
        likeness=None
        if subject.randomised is None
        else rank_correlation(values, _map(method, subject.randomised, image, trial).values),
        cost=seconds / plain if plain > 0 else float("inf"),
    )


def evaluate(method: Method, subjects: Mapping[str, Subject], cases: Sequence[Case], trial: Trial) -> Figures:
    """Judge a method on every finding of every image.

    Parameters
    ----------
    method : Method
        Which.
    subjects : mapping of str to Subject
        Id of a finding -> the network with its logit.
    cases : sequence of Case
        Findings that are no subject are on the image and not explained.
    trial : Trial
        How.

    Returns
    -------
    Figures

    Raises
    ------
    ExplanationRefused
        If the network has not what the method needs, or the time is too short.
    """
    return summarise(
        method,
        [
            judge(method, subjects[finding], case, finding, trial)
            for case in cases
            for finding in case.findings
            if finding in subjects
        ],
    )


def summarise(method: Method, judged: Sequence[Judged]) -> Figures:
    """Average what was judged."""
    return Figures(
        method=method,
        maps=len(judged),
        pointing=_mean([one.hit for one in judged]),
        pointing_beside_others=_mean([one.hit for one in judged if one.beside_others]),
        energy=_mean([one.energy for one in judged]),
        deletion=_mean([one.deletion for one in judged]),
        insertion=_mean([one.insertion for one in judged]),
        likeness=_mean([one.likeness for one in judged]),
        cost=float(np.median([one.cost for one in judged])) if judged else None,
    )


def _map(method: Method, network: Explained, image: Floats, trial: Trial) -> Attribution:
    return make_map(method, network, image, trial.options(image), trial.start(), np.random.default_rng(trial.seed))


def _mean(values: Sequence[float | None]) -> float | None:
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if known else None
