"""Whether the service can work: what it needs, asked now or a moment ago, never while somebody waits for the answer.

In: probes. Out: findings. What may be slow (a database, an archive) is asked by a thread of its own, again and again;
what it said last stands until it is too old to be believed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Event, Thread
from typing import Self

from radlane.errors import RadlaneError
from radlane.monitoring.tracing import new_trace, traced

_STALE = 3  # rounds without an answer, and what was said is no longer believed
_LEAST_STALE_S = 30.0
_LOG = logging.getLogger(__name__)


class State(StrEnum):
    """What a probe found."""

    OK = "ok"
    FAILED = "failed"
    UNKNOWN = "unknown"  # not asked yet, or no answer for long


@dataclass(frozen=True, kw_only=True)
class Probe:
    """One question.

    Attributes
    ----------
    name : str
        What is asked: `disk`, `database`, `audit`, `audit-key`, `worker`, `models`, `archive`
        or `archive-circuit`.
    ask : callable
        Raises `RadlaneError` or `OSError` where it is not well.
    needed : bool
        Whether the service cannot work without.
    every_s : float or None
        Seconds between two questions; None: it is quick, and asked whenever somebody looks.
    subject : str
        Which one of several.
    """

    name: str
    ask: Callable[[], object]
    needed: bool = True
    every_s: float | None = None
    subject: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a probe found; `code` is the error's where it failed."""

    name: str
    subject: str
    state: State
    needed: bool
    code: str = ""


class Health:
    """Asks the probes; `with` starts and ends its threads.

    Parameters
    ----------
    probes : sequence of Probe
        What to ask, in the order of the findings.
    clock : callable
        Seconds that only grow.
    """

    def __init__(self, probes: Sequence[Probe], clock: Callable[[], float]) -> None:
        self._probes = tuple(probes)
        self._clock = clock
        self._said: dict[Probe, tuple[float, Finding]] = {}
        self._ending = Event()
        slow = [probe for probe in self._probes if probe.every_s is not None]
        self._threads = [Thread(target=self._keep_asking, args=(probe,), daemon=True) for probe in slow]

    def look(self) -> tuple[Finding, ...]:
        """Return what is known of each probe; nobody is waited for."""
        return tuple(_asked(probe) if probe.every_s is None else self._known(probe) for probe in self._probes)

    def __enter__(self) -> Self:
        """Ask what is needed once, then keep asking."""
        for probe in self._probes:
            if probe.needed and probe.every_s is not None:
                self._note(probe)
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Ask no more; a question that is under way is not waited for."""
        self._ending.set()

    def _keep_asking(self, probe: Probe) -> None:
        while not self._ending.is_set():
            with traced(new_trace()):
                self._note(probe)
            self._ending.wait(probe.every_s)

    def _note(self, probe: Probe) -> None:
        before, found = self._said.get(probe), _asked(probe)
        self._said[probe] = self._clock(), found
        if (before[1].state if before else State.OK) is not found.state:
            _LOG.warning("a probe says otherwise than before", extra={"step": probe.name, "code": found.code or "ok"})

    def _known(self, probe: Probe) -> Finding:
        """What was said last, if that is not too long ago."""
        at, found = self._said.get(probe, (0.0, _finding(probe, State.UNKNOWN)))
        stale_s = max(_LEAST_STALE_S, _STALE * (probe.every_s or 0.0))
        return found if self._clock() - at <= stale_s else _finding(probe, State.UNKNOWN)


def is_ready(findings: Sequence[Finding]) -> bool:
    """Whether all is well that is needed."""
    return all(finding.state is State.OK for finding in findings if finding.needed)


def _asked(probe: Probe) -> Finding:
    try:
        probe.ask()
    except RadlaneError as error:
        return _finding(probe, State.FAILED, error.code)
    except OSError:
        return _finding(probe, State.FAILED, "system-error")
    return _finding(probe, State.OK)


def _finding(probe: Probe, state: State, code: str = "") -> Finding:
    return Finding(name=probe.name, subject=probe.subject, state=state, needed=probe.needed, code=code)
