"""What the SR says of the algorithm behind a number or a finding (PS3.16 TID 4019).

In: the run and, where there is one, a probability. Out: content items.
"""

from __future__ import annotations

from functools import lru_cache

from pydicom.dataset import Dataset

from radlane.domain.finding import Probability
from radlane.encode.codes import (
    ALGORITHM_FAMILY,
    ALGORITHM_NAME,
    ALGORITHM_PARAMETERS,
    ALGORITHM_VERSION,
    ARTIFICIAL_INTELLIGENCE,
)
from radlane.encode.content_items import Relationship, code_item, text_item
from radlane.encode.context import EncodeContext
from radlane.encode.fixed import fixed
from radlane.encode.labels import exact

RAW_OUTPUT = "raw network output, not calibrated: no probability of the finding"
PROBABILITY_WORD = "probability"  # with which no other parameter begins
_METHODS = {"temperature": "temperature scaling", "platt": "Platt scaling", "isotonic": "isotonic regression"}
_MODIFIER = Relationship.HAS_CONCEPT_MODIFIER


def algorithm_items(context: EncodeContext, probability: Probability | None = None) -> tuple[Dataset, ...]:
    """Return name, version, parameters and family; each threshold that decided is a parameter."""
    thresholds = [f"segmentation {one.name} threshold={exact(one.threshold)}" for one in context.segmentations]
    worth = () if probability is None else probability_parameters(probability)
    parameters = (*thresholds, *worth, f"package={context.model.digest}")
    return _items(context.model.name, context.model.version, parameters)


@lru_cache(maxsize=64)  # every number of a report has the same ones
def _items(name: str, version: str, parameters: tuple[str, ...]) -> tuple[Dataset, ...]:
    items = (
        text_item(ALGORITHM_NAME, name, _MODIFIER),
        text_item(ALGORITHM_VERSION, version, _MODIFIER),
        *(text_item(ALGORITHM_PARAMETERS, words, _MODIFIER) for words in parameters),
        code_item(ALGORITHM_FAMILY, ARTIFICIAL_INTELLIGENCE, _MODIFIER),
    )
    return tuple(map(fixed, items))


def calibration(probability: Probability) -> str:
    """Return for people what a probability is worth."""
    if probability.calibration is None:
        return RAW_OUTPUT
    by = "" if probability.calibrated_by is None else f" by {_METHODS[probability.calibrated_by]}"
    return f"calibrated{by} on {probability.calibration}"


def _measured(probability: Probability) -> list[str]:
    point = probability.operating_point
    if point is None:
        return []
    known = f"sensitivity {exact(point.sensitivity)}, specificity {exact(point.specificity)}"
    return [f"{PROBABILITY_WORD} operating point={point.id}: {known} in {point.cohort}"]


def probability_parameters(probability: Probability) -> tuple[str, ...]:
    """Return what decided on a probability, and what it is worth; each begins with `PROBABILITY_WORD`."""
    grey = probability.indeterminate_from
    between = [] if grey is None else [f"{PROBABILITY_WORD} indeterminate from={exact(grey)}"]
    return (
        f"{PROBABILITY_WORD} threshold={exact(probability.threshold)}",
        *between,
        *_measured(probability),
        f"{PROBABILITY_WORD}: {calibration(probability)}",
    )
