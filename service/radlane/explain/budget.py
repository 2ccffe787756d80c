"""How long a method may run, and how many images at once.

In: things to run. Out: batches of them, until they are all or the time is up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from radlane.errors import ExplanationRefused

Item = TypeVar("Item")


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What a method may use.

    Attributes
    ----------
    remaining : callable
        Seconds that are left.
    batch : int
        Images in one run.
    """

    remaining: Callable[[], float]
    batch: int = 16


def in_batches(items: Iterable[Item], budget: Budget) -> Iterator[list[Item]]:
    """Yield `budget.batch` things at a time until they end, or, between two batches, the time is up."""
    order = iter(items)
    while budget.remaining() > 0 and (some := list(islice(order, budget.batch))):
        yield some


def require_enough(method: str, had: int, needed: int, unit: str) -> None:
    """Refuse a map for which the time was too short.

    Raises
    ------
    ExplanationRefused
        If there were fewer samples than are needed.
    """
    if had < needed:
        raise ExplanationRefused(
            f"There is no map by {method}",
            why=f"the time was up after {had} of the {needed} {unit} that it needs",
            remedy="Allow more time for explanations, or ask for a method that needs fewer runs",
        )
