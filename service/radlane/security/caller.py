"""Who calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who calls, and what they may do.

    Attributes
    ----------
    id : str
        The key's id, or `oidc:` and the subject of a token: never the same for two callers.
    name : str
        For people: the key's name, or the client that a token was given to.
    """

    id: str
    name: str
    scopes: frozenset[str]


Identify = Callable[[str], Caller]
"""Credentials -> who they belong to; raises `Unauthenticated`."""
