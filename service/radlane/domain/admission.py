"""What was found when a package was examined before it may run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check of an admission.

    Attributes
    ----------
    name : str
        What was examined: `files`, `signature`, `graph`, `checker`, `dry-run`, `golden`.
    code : str or None
        Why it failed (docs/admission.md); None: it passed.
    detail : str
        In words, without values of the package.
    seconds : float
        How long it took.
    memory_mib : float or None
        Peak resident memory of the process that did it, in MiB; None: this process did.
    """

    name: str
    code: str | None
    detail: str
    seconds: float
    memory_mib: float | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """An admission; the first check that fails is the last one.

    Attributes
    ----------
    at : datetime
        When, aware.
    radlane, runtime : str
        Versions of radlane and of onnxruntime.
    warnings : tuple of str
        What does not stop it: a signature that is missing where the policy is `warn`.
    """

    at: datetime
    radlane: str
    runtime: str
    checks: tuple[Check, ...]
    warnings: tuple[str, ...] = ()

    @property
    def failed(self) -> Check | None:
        """The check that stopped it."""
        return next((check for check in self.checks if check.code is not None), None)
