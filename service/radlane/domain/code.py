"""Coded concepts (PS3.3 section 8.8)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Code:
    """One coded concept.

    Attributes
    ----------
    scheme : str
        Coding Scheme Designator, for example `SCT`, `DCM`, `UCUM`.
    value : str
        Code Value.
    meaning : str
        Code Meaning, for people.
    """

    scheme: str
    value: str
    meaning: str
