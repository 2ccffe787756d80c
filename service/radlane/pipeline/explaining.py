"""Conclusion -> the same with heat maps: why the network said so.

In: what was analysed and concluded, and a method. Out: a heat map of each finding that is explained, or a reason why
there is none: an explanation that fails takes nothing from the result.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from radlane.domain.explanation import Faithfulness, Method, wanted_method
from radlane.domain.finding import Conclusion, Finding
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.saliency import Heatmap
from radlane.errors import DeviceError, ExplanationRefused, InferenceFailed, InputRefused, ModelError, RadlaneError
from radlane.explain.budget import Budget
from radlane.explain.faithfulness import STEPS, delete, insert, rank_places
from radlane.explain.method import TRAITS
from radlane.explain.network import Floats
from radlane.inference.session import count_down
from radlane.pipeline.chosen import Source
from radlane.pipeline.explainers import Explainer
from radlane.pipeline.feeding import Fed, feed
from radlane.pipeline.lane import Site
from radlane.pipeline.mapping import Mapped, Question, make_map
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.sanity import require_sane
from radlane.pipeline.source import Subject
from radlane.pipeline.targets import Target, find_targets, find_unseen
from radlane.pipeline.watch import Watch

NOTHING = "There is no explanation: nothing was found that could be explained"
_NO_MAP = (ModelError, DeviceError, InferenceFailed, InputRefused, MemoryError)  # whatever it is: the result stands
_UNSEEN = "The network that is explained does not show it itself, others of its ensemble do"
_LEAST = 0.1  # of what the answers span: below, their noise would be said as faithfulness
_SEED = 1  # which of equal pixels goes first is chance, the same for the same map


def add_explanations(
    site: Site,
    model: LoadedModel,
    analysed: tuple[Source, Subject, Conclusion],
    asked: str | None,
    watch: Watch,
) -> Conclusion:
    """Explain what was found, where that was asked for.

    Parameters
    ----------
    site, model
        As for the analysis.
    analysed : Source, Subject and Conclusion
        What was analysed, and what was found.
    asked : str or None
        A method, `never`; None: as the manifest says.

    Returns
    -------
    Conclusion
        With its heat maps, or `not-explained` among its reasons.
    """
    source, subject, conclusion = analysed
    method = wanted_method(model.manifest.explanation, asked)
    if method is None:
        return conclusion
    with watch.step("explain"):
        try:
            questions, left_out = _questions(site, model, (source, subject, conclusion), method, watch)
        except _NO_MAP as error:
            return replace(conclusion, reasons=(*conclusion.reasons, _unexplained("", _why(error))))
        names = {finding.id: _named(finding) for finding in conclusion.findings}
        maps, reasons = list[Heatmap](), [_unexplained(f" of {names[name]}", why) for name, why in left_out.items()]
        for question in questions:
            try:
                maps.append(_heatmap(question, method))
            except _NO_MAP as error:
                reasons.append(_unexplained(f" of {names[question.target.finding]}", _why(error)))
    if not questions and not left_out:
        reasons.append(Reason(code=ReasonCode.NOT_EXPLAINED, text=NOTHING))
    return replace(conclusion, heatmaps=(*conclusion.heatmaps, *maps), reasons=(*conclusion.reasons, *reasons))


def _named(finding: Finding) -> str:
    """Return what is found, with its side where that is known: the manifest's id may name one that is not."""
    side = "" if finding.laterality is None else f", {finding.laterality.value}"
    return f"{finding.concept.meaning}{side}"


def _why(error: RadlaneError | MemoryError) -> str:
    if isinstance(error, MemoryError):
        return "it needs more memory"
    return f"{error.what}: {error.why}" if error.why else error.what


def _unexplained(of: str, why: str) -> Reason:
    return Reason(code=ReasonCode.NOT_EXPLAINED, text=f"There is no explanation{of}: {why}")


def _questions(
    site: Site, model: LoadedModel, analysed: tuple[Source, Subject, Conclusion], method: Method, watch: Watch
) -> tuple[list[Question], dict[str, str]]:
    """Return what is asked of the network, a question for each finding, and ids of findings left out, with why.

    The time is for all of the questions.
    """
    source, subject, conclusion = analysed
    explanation, explainer = model.manifest.explanation, model.explainer
    if explanation.when == "never" or method not in explanation.offered:
        raise ExplanationRefused("The model does not offer this method", why="its manifest does not name it")
    if explainer is None:
        raise ExplanationRefused("The network cannot be explained", why="nothing looks inside it here")
    fed = feed(site, model, source, subject, watch)
    require_sane(explainer, model, method, site.clock)
    outputs = model.session.run(fed.feeds(fed.values), site.inference_seconds)
    budget = Budget(remaining=count_down(explanation.seconds, site.clock), batch=model.session.most_batch)
    targets = find_targets(model.manifest, outputs, conclusion)
    left_out = dict.fromkeys(find_unseen(model.manifest, targets, conclusion), _UNSEEN)
    most = f"At most {explanation.most} findings are explained (explanation.most)"
    left_out |= dict.fromkeys((target.finding for target in targets[explanation.most :]), most)
    return [ask_of(model, explainer, fed, target, budget) for target in targets[: explanation.most]], left_out


def ask_of(model: LoadedModel, explainer: Explainer, fed: Fed, target: Target, budget: Budget) -> Question:
    """Return what is asked of the main network itself, whatever ensemble it is of."""

    def run(images: Floats) -> Floats:
        up = ExplanationRefused("The time for explanations is up", remedy="Allow more (explanation.seconds)")
        if (seconds := budget.remaining()) <= 0:
            raise up
        try:
            return model.session.run(fed.feeds(images), seconds)[target.output]
        except InferenceFailed as error:  # the time may end while the network runs
            if budget.remaining() > 0:
                raise
            raise up from error

    layer = model.manifest.explanation.layer
    return Question(fed=fed, target=target, run=run, open=explainer.open, layer=layer, budget=budget)


def _heatmap(question: Question, method: Method) -> Heatmap:
    made = make_map(question, method)
    return Heatmap(
        finding=question.target.finding,
        quantity=TRAITS[method].quantity,
        method=made.text,
        values=np.ascontiguousarray(question.fed.to_frames(made.values), dtype=np.float32),
        by=method,
        faithfulness=_faithfulness(question, made),
    )


def _faithfulness(question: Question, made: Mapped) -> Faithfulness | None:
    """Measure what the map is worth on this image; None where the time is up before, or nothing and all of the image
    have the same answer: there is nothing to measure by.
    """
    ranks = rank_places(made.values, np.random.default_rng(_SEED))
    try:
        curves = [
            change(question.value, question.image, ranks, question.fill, question.budget) for change in (delete, insert)
        ]
    except (ExplanationRefused, InferenceFailed):
        return None
    whole, nothing = (float(curves[0].scores[place]) for place in (0, -1))
    if abs(whole - nothing) < _LEAST * float(np.ptp([curve.scores for curve in curves])):
        return None
    deletion, insertion = (_share(curve.area, curves[0].scores) for curve in curves)
    return Faithfulness(deletion=deletion, insertion=insertion, steps=STEPS)


def _share(area: float, scores: Floats) -> float:
    """Return an area between the answer to nothing (0) and to all of the image (1): comparable for every output."""
    whole, nothing = float(scores[0]), float(scores[-1])
    return 0.0 if whole == nothing else round((area - nothing) / (whole - nothing), 4)
