"""What a body may take at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """What a body may take at most.

    Attributes
    ----------
    seconds : float
        In all, however fast it comes.
    patience_seconds : float
        Time that it has beside what its bytes get.
    """

    most_bytes: int
    seconds: float
    patience_seconds: float
