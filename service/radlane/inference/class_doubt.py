"""How sure a model is of its classes.

In: the runs behind an answer, and its findings. Out: the findings with the spread of their probabilities and the
entropy of the answer; those beyond what the manifest allows are indeterminate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from radlane.domain.classification import ClassificationOutput
from radlane.domain.code import Code
from radlane.domain.finding import Conclusion, Finding, Measurement, Presence
from radlane.domain.output import Output
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.regression import RegressionOutput
from radlane.domain.tensor import Outputs
from radlane.domain.uncertainty import BIT, ENTROPY, PROBABILITY, STANDARD_DEVIATION, Abstain, Uncertainty
from radlane.domain.units import NO_UNITS
from radlane.inference.classes import probabilities_of, shortest
from radlane.inference.entropy import entropy_of
from radlane.inference.ground import Ground
from radlane.inference.pooling import pool


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a network, or an ensemble, said: raw values by ONNX name, of each run and of their mean."""

    runs: tuple[Outputs, ...]
    pooled: Outputs


def answer_of(runs: Sequence[Outputs], outputs: Sequence[Output]) -> Answer:
    """Return the answer of several runs, each of which lies on the network's grid as the first one does."""
    return Answer(runs=tuple(runs), pooled=pool(runs, outputs))


def doubt_classes(
    wanted: Uncertainty, outputs: Sequence[Output], answer: Answer, said: Conclusion, ground: Ground
) -> Conclusion:
    """Say of each class and each measured value how sure the model is; where it is not, it does not speak of a class.

    Parameters
    ----------
    wanted : Uncertainty
        The manifest's.
    outputs : sequence of Output
        Of the main network.
    answer : Answer
        What it said.
    said : Conclusion
        What follows from the mean.
    ground : Ground
        What it is said of.

    Raises
    ------
    InferenceFailed
        If a run says no probability.
    """
    figures: dict[str, tuple[Measurement, ...]] = {}
    for output in outputs:
        if isinstance(output, ClassificationOutput):
            figures |= _of_classes(wanted, output, answer, ground)
        elif isinstance(output, RegressionOutput) and len(answer.runs) > 1:
            figures |= _of_values(output, answer)
    found = tuple(_doubted(one, figures[one.id], wanted.abstain) if one.id in figures else one for one in said.findings)
    unsure = [one.concept.meaning for one in found if _is_beyond(one, wanted.abstain)]
    return replace(said, findings=found, reasons=(*said.reasons, *([_uncertain(unsure)] if unsure else [])))


def _of_classes(
    wanted: Uncertainty, output: ClassificationOutput, answer: Answer, ground: Ground
) -> dict[str, tuple[Measurement, ...]]:
    """The figures of each class by its id, of calibrated probabilities."""
    ids = {kind.channel: kind.id for kind in output.classes}
    names = [ids.get(channel) for channel in range(answer.pooled[output.name].shape[1])]
    stated: dict[str, tuple[Measurement, ...]] = {kind.id: () for kind in output.classes}
    if wanted.entropy or wanted.abstain.max_entropy is not None:
        likely = probabilities_of(answer.pooled[output.name][0], output, names, ground)
        shared = output.activation == "softmax"
        bits = entropy_of(likely, shared=shared)
        for kind in output.classes:
            of_class = bits if shared else bits[kind.channel]
            stated[kind.id] += (Measurement(concept=ENTROPY, value=shortest(np.float32(of_class)), unit=BIT),)
    if len(answer.runs) > 1:
        several = np.stack([probabilities_of(run[output.name][0], output, names, ground) for run in answer.runs])
        spread = several.std(axis=0, dtype=np.float64)
        for kind in output.classes:
            stated[kind.id] += (_deviation(PROBABILITY, NO_UNITS, spread[kind.channel]),)
    return stated


def _of_values(output: RegressionOutput, answer: Answer) -> dict[str, tuple[Measurement, ...]]:
    several = np.stack([run[output.name][0] for run in answer.runs]).std(axis=0, dtype=np.float64)
    return {
        value.id: (_deviation(value.concept, value.unit, abs(value.factor) * several[value.channel]),)
        for value in output.values
    }


def _deviation(concept: Code, unit: Code, value: np.float64) -> Measurement:
    """Return a standard deviation over the runs, of all of them."""
    return Measurement(concept=concept, value=shortest(np.float32(value)), unit=unit, derivation=STANDARD_DEVIATION)


def _doubted(finding: Finding, figures: tuple[Measurement, ...], abstain: Abstain) -> Finding:
    """Return a finding with its figures; one that is beyond a limit is indeterminate."""
    found = replace(finding, uncertainty=figures)
    return replace(found, presence=Presence.INDETERMINATE) if _is_beyond(found, abstain) else found


def _is_beyond(finding: Finding, abstain: Abstain) -> bool:
    limits = {ENTROPY.value: abstain.max_entropy, PROBABILITY.value: abstain.max_deviation}
    known = ((one.value, limits.get(one.concept.value)) for one in finding.uncertainty)
    return any(most is not None and value > most for value, most in known)


def _uncertain(names: Sequence[str]) -> Reason:
    listed = ", ".join(dict.fromkeys(names))
    return Reason(code=ReasonCode.UNCERTAIN, text=f"The model is not sure enough to say whether it is there: {listed}")
