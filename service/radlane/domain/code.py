"""Coded concepts (PS3.3 section 8.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


class Closed:
    """A value that is read from outside with exactly its own keys; `registry.manifest` honours the attribute."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True)
class Code(Closed):
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
