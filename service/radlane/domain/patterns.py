"""Patterns of texts: `*` stands for any characters, `?` for one; capital letters do not matter.

In: a pattern and a text. Out: whether it fits. No regular expressions: the time is at most the product of both lengths,
whatever a pattern says.
"""

from __future__ import annotations

from collections.abc import Iterable

MOST_CHARACTERS = 256  # of a text; an attribute that rules look at has 64


def fits_any(patterns: Iterable[str], text: str) -> bool:
    """Return whether a text fits one of several patterns; an empty text fits none."""
    return text != "" and any(fits(pattern, text) for pattern in patterns)


def fits(pattern: str, text: str) -> bool:
    """Return whether a whole text fits a pattern."""
    wanted, said = pattern.casefold(), text[:MOST_CHARACTERS].casefold()
    place = at = 0
    star, after = -1, 0  # the last star, and how far the text was when it was met
    while at < len(said):
        if place < len(wanted) and wanted[place] == "*":
            star, after = place, at
            place += 1
        elif place < len(wanted) and wanted[place] in ("?", said[at]):
            place, at = place + 1, at + 1
        elif star >= 0:  # the star takes one more
            after += 1
            place, at = star + 1, after
        else:
            return False
    return wanted[place:].strip("*") == ""
