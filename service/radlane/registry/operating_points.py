"""What is wrong with the operating points of classes.

In: classes. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from radlane.domain.classification import FindingClass
from radlane.domain.operating_point import OperatingPoint

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_LONGEST = 256  # characters of what people are told of a cohort
_KEY = "outputs.classes.operating_points"


def complain_of_points(classes: Sequence[FindingClass]) -> list[str]:
    """Return what is wrong: the point that counts is there once, and is the threshold of its class."""
    wrong = []
    for kind in classes:
        wrong += [f"{_KEY}{why}" for point in kind.operating_points for why in _point(point)]
        ids = [point.id for point in kind.operating_points]
        if len(set(ids)) != len(ids):
            wrong.append(f"{_KEY}.id: they differ")
        if kind.operating_point is not None and kind.point is None:
            wrong.append("outputs.classes.operating_point: there is none of this id")
        elif kind.point is not None and not _is_of(kind.point, kind):
            wrong.append("outputs.classes.operating_point: its threshold and indeterminate_from are those of the class")
    return wrong


def _point(point: OperatingPoint) -> list[str]:
    wrong = []
    if not _ID.fullmatch(point.id):
        wrong.append(".id: lower-case letters, digits and hyphens")
    if not all(0 <= share <= 1 for share in (point.sensitivity, point.specificity)):
        wrong.append(": sensitivity and specificity lie between 0 and 1")
    if not 0 < (point.indeterminate_from or point.threshold) <= point.threshold <= 1:
        wrong.append(": thresholds are above 0, up to 1; indeterminate_from is below")
    if not (0 < len(point.cohort) <= _LONGEST and point.cohort.isprintable() and point.cohort == point.cohort.strip()):
        wrong.append(f".cohort: says who they were, in one line of at most {_LONGEST} characters")
    return wrong


def _is_of(point: OperatingPoint, kind: FindingClass) -> bool:
    return (point.threshold, point.indeterminate_from) == (kind.threshold, kind.indeterminate_from)
