"""Values of documents that another project wrote.

In: a value of which nothing is known, and what it is called. Out: what it has to be, or `ImportRefused`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from radlane.errors import ImportRefused

_MOST = 1e12  # no spacing, size, intensity or threshold is larger


def refuse(what: str, why: str, remedy: str | None = None) -> ImportRefused:
    """Return the error that says what of a description radlane cannot do."""
    return ImportRefused(f"{what} is not what radlane can do", why=why, remedy=remedy)


def number(value: object, what: str) -> float:
    """Return a number that is not absurd."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= _MOST:
        raise ImportRefused(f"{what} cannot be read", why="it is no number")
    return float(value)


def numbers(value: object, what: str, count: int = 3) -> tuple[float, ...]:
    """Return so many numbers; one stands for all of them."""
    if isinstance(value, (int, float)):
        return (number(value, what),) * count
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != count:
        raise ImportRefused(f"{what} cannot be read", why=f"it is no list of {count} numbers")
    return tuple(number(item, what) for item in value)


def whole(value: object, what: str, count: int = 3) -> tuple[int, ...]:
    """Return so many whole numbers above 0."""
    found = numbers(value, what, count)
    if any(item != int(item) or item < 1 for item in found):
        raise ImportRefused(f"{what} cannot be read", why="it holds other than whole numbers above 0")
    return tuple(int(item) for item in found)


def mapping(value: object, what: str) -> Mapping[str, Any]:
    """Return a mapping."""
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise ImportRefused(f"{what} cannot be read", why="it is no mapping")
    return value


def sequence(value: object, what: str) -> Sequence[Any]:
    """Return a list."""
    if not isinstance(value, list):
        raise ImportRefused(f"{what} cannot be read", why="it is no list")
    return value


def single(value: object) -> object:
    """Return the one item of a list of one, as a setting for each key or channel is often written."""
    return value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value
