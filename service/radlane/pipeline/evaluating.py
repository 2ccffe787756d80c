"""What the methods of explanation are worth on a model: every map of some studies, judged.

In: studies, a model, and masks of findings where they are known. Out: `Shown`, one a map, and `Figures`, one a method.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from radlane.domain.explanation import Method
from radlane.domain.job import JobRequest
from radlane.domain.refs import InstanceRef
from radlane.errors import ExplanationRefused, InferenceFailed, ModelError
from radlane.explain.budget import Budget
from radlane.explain.derivation import Inside
from radlane.explain.evaluation import Case, Judged, Subject, Trial, judge
from radlane.explain.localisation import energy_in, points_at
from radlane.explain.maps import Explained
from radlane.explain.method import TRAITS
from radlane.inference.session import count_down
from radlane.pipeline.explaining import ask_of
from radlane.pipeline.feeding import Fed, feed
from radlane.pipeline.lane import Lane
from radlane.pipeline.mapping import Question, functions_of, options_of
from radlane.pipeline.sanity import drawn_at_random
from radlane.pipeline.steps import analyse, fetch, show
from radlane.pipeline.targets import find_targets
from radlane.pipeline.watch import Watch

SEED_OF_CHANCE = 1  # of the masks of RISE, and of which of equal places goes first
Masks = Callable[[Sequence[InstanceRef]], Mapping[str, NDArray[np.bool_]]]
"""The analysed instances -> masks, bool [n, y, x] on their stored grids, by ids of findings, where these are known."""


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """What is judged, and how.

    Attributes
    ----------
    lane : Lane
        Its model is judged, on studies of its archive; nothing is stored.
    methods : tuple of Method
        Which.
    masks : Masks
        Where findings are.
    clock : callable
        Seconds that only grow.
    """

    lane: Lane
    methods: tuple[Method, ...]
    masks: Masks
    clock: Callable[[], float]


class _Turns:
    """Times of the same length, one after another: what runs the network looks at the one that began last."""

    def __init__(self, asked: Evaluation) -> None:
        model, self._clock = asked.lane.model, asked.clock
        self._seconds = model.manifest.explanation.seconds
        self._remaining: Callable[[], float] = lambda: 0.0
        self.budget = Budget(remaining=lambda: self._remaining(), batch=model.session.most_batch)

    def start(self) -> Budget:
        """Begin the time of one map, or of one curve."""
        self._remaining = count_down(self._seconds, self._clock)
        return self.budget


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A map and what it is worth.

    Attributes
    ----------
    study : str
        Study Instance UID.
    finding : str
        Id of what it explains.
    method : Method
        How it was made.
    judged : Judged or None
        None where there is no map; `why` says so then.
    picture : uint8 [y, x] or None
        What the map lies on, of an image.
    heat : float32 [n, y, x] or None
        On the analysed frames.
    mask : bool [n, y, x] or None
        Where the finding is.
    """

    study: str
    finding: str
    method: Method
    judged: Judged | None = None
    why: str = ""
    picture: NDArray[np.uint8] | None = None
    heat: NDArray[np.float32] | None = None
    mask: NDArray[np.bool_] | None = None


def evaluate_study(asked: Evaluation, study: str) -> Iterator[Shown]:
    """Judge every method on every finding of a study.

    Parameters
    ----------
    asked : Evaluation
        What is judged, and how.
    study : str
        Study Instance UID.

    Raises
    ------
    InputRefused, InferenceFailed
        If the study is not analysed.
    ExplanationRefused
        If nothing of this model is explained.
    """
    lane, explainer = asked.lane, asked.lane.model.explainer
    watch = Watch(asked.clock, lambda _: None)
    source = fetch(lane, JobRequest(study_instance_uid=study, model=lane.model.identity.name, store=False), watch)
    analysis = analyse(lane.site, lane.model, source, watch)
    if explainer is None:
        raise ExplanationRefused("The network cannot be explained", why="nothing looks inside it here")
    fed = feed(lane.site, lane.model, source, analysis.subject, watch)
    outputs = lane.model.session.run(fed.feeds(fed.values), lane.site.inference_seconds)
    targets = find_targets(lane.model.manifest, outputs, analysis.conclusion)
    picture, known = show(analysis), asked.masks(source.refs)
    turns = _Turns(asked)
    for target in targets:
        question = ask_of(lane.model, explainer, fed, target, turns.budget)
        case = Case(image=question.image, findings={other.finding: None for other in targets})
        for method in asked.methods:
            shown = Shown(study=study, finding=target.finding, method=method)
            shown = _judged(shown, question, case, _trial(asked, question, turns))
            plain = picture if isinstance(picture, np.ndarray) else None
            yield _placed(replace(shown, picture=plain), fed, known.get(target.finding))


def _trial(asked: Evaluation, question: Question, turns: _Turns) -> Trial:
    return Trial(options=lambda _: options_of(question), start=turns.start, clock=asked.clock, seed=SEED_OF_CHANCE)


def _judged(shown: Shown, question: Question, case: Case, trial: Trial) -> Shown:
    try:
        network, random = (_functions(one, shown.method) for one in (question, drawn_at_random(question)))
        subject = Subject(network=network, value=question.value, randomised=random)
        return replace(shown, judged=judge(shown.method, subject, case, shown.finding, trial))
    except (ModelError, InferenceFailed) as error:
        return replace(shown, why=f"{error.what}: {error.why}" if error.why else error.what)


def _placed(shown: Shown, fed: Fed, mask: NDArray[np.bool_] | None) -> Shown:
    """Lay a map on the analysed frames, where masks lie too."""
    if shown.judged is None:
        return replace(shown, mask=mask)
    heat, judged = fed.to_frames(shown.judged.attribution.values), shown.judged
    if mask is not None:
        judged = replace(judged, hit=points_at(heat, mask), energy=energy_in(heat, mask))
    return replace(shown, judged=judged, heat=heat, mask=mask)


def _functions(question: Question, method: Method) -> Explained:
    lattice = question.inside(Inside.LAYER)[1].lattice if TRAITS[method].layer else None
    return functions_of(question, lattice)
