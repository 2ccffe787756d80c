"""What rules of attributes find in data sets that are made for one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydicom.dataset import Dataset

from radlane.encode.checks.finding import Finding
from radlane.encode.checks.levels import Level, levels

CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
MAP = "1.2.840.10008.5.1.4.1.1.30"
SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4"
REPORT = "1.2.840.10008.5.1.4.1.1.88.34"
SELECTION = "1.2.840.10008.5.1.4.1.1.88.59"


def item(**attributes: Any) -> Dataset:
    """A data set of some attributes, by their keywords; a list of data sets makes a sequence."""
    made = Dataset()
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


def coded(value: str, scheme: str = "DCM", meaning: str = "meaning") -> list[Dataset]:
    """A code sequence."""
    return [item(CodeValue=value, CodingSchemeDesignator=scheme, CodeMeaning=meaning)]


def findings(rule: Callable[[Level], Iterator[Finding]], dataset: Dataset) -> set[tuple[str, str]]:
    """Code and place of what a rule finds at any level of a data set."""
    return {(found.code, level.path(found.keyword)) for level in levels(dataset) for found in rule(level)}
