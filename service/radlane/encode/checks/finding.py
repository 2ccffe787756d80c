"""What a rule of attributes finds at a level of an object."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A broken rule of one attribute.

    Attributes
    ----------
    code : str
        Name of the rule.
    keyword : str
        The attribute.
    words : str
        What is wrong with it, as the end of a sentence that begins with its name; without its value.
    """

    code: str
    keyword: str
    words: str
