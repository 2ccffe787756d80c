"""What a manifest may choose its images by.

In: `select` of a channel. Out: what is wrong with it, each as `key: what is wrong`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from radlane.domain.select import RANKED, SELECTABLE, SLICES, Condition, Select

_KEY = "inputs.channels.select"
_MOST = 32  # conditions, patterns of one, preferences
_LONGEST = 64  # characters of a pattern: no value of a short attribute has more


def complain_of_selection(select: Select, *, of_volume: bool) -> list[str]:
    """Return what is wrong with the conditions and preferences of a channel."""
    wrong = [f"{_KEY}.where.{why}" for condition in select.where for why in complain_of_condition(condition)]
    if len(select.where) > _MOST or len(select.prefer) > _MOST:
        wrong.append(f"{_KEY}: at most {_MOST} conditions and preferences")
    if any(preference.by not in RANKED | {SLICES} for preference in select.prefer):
        wrong.append(f"{_KEY}.prefer.by: no number that images are chosen by, nor {SLICES}")
    if select.slices is not None and not 1 <= select.slices[0] <= select.slices[1]:
        wrong.append(f"{_KEY}.slices: at least one, the lower number first")
    by_slices = any(preference.by == SLICES for preference in select.prefer)
    if not of_volume and (select.plane is not None or select.slices is not None or by_slices):
        wrong.append(f"{_KEY}: only stacks have planes and slices")
    if of_volume and select.screens != "left-out":
        wrong.append(f"{_KEY}.screens: a picture of a screen is no slice of a stack")
    return wrong


def complain_of_condition(condition: Condition) -> Iterable[str]:
    """Yield what is wrong with a condition, each as `attribute: what is wrong`."""
    patterns = (*condition.like, *condition.unlike)
    limits = [limit for limit in (condition.least, condition.most) if limit is not None]
    if condition.attribute not in SELECTABLE:
        yield "attribute: none that images are chosen by"
    if not patterns and not limits:
        yield f"{condition.attribute}: asks for nothing"
    if len(patterns) > _MOST or not all(0 < len(pattern) <= _LONGEST for pattern in patterns):
        yield f"{condition.attribute}: at most {_MOST} patterns of 1 to {_LONGEST} characters"
    if not all(map(math.isfinite, limits)) or limits != sorted(limits):
        yield f"{condition.attribute}: least and most are numbers, and least is not above most"
