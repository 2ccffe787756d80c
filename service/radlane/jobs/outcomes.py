"""What the outcomes of steps say: columns of their job, a code, and how long to wait.

In: what a step returned, or what went wrong in it. Out: plain values for rows and logs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from radlane.errors import RadlaneError
from radlane.jobs.parts import State

_SHORTEST_WAIT_S = 0.5
_LONGEST_WAIT_S = 300.0
_MOST_DETAIL = 1000


def step_columns(name: str, outcome: State) -> dict[str, Any]:
    """Return what the outcome of a step says of its job, as columns."""
    columns = {"completeness": outcome["completeness"]} if name == "retrieve" else {}
    if name == "select" and "inputs" in outcome:
        columns["inputs"] = outcome["inputs"]
    if "reused_from" in outcome:
        columns |= {"run_id": outcome["run"], "reused_from": outcome["reused_from"]}
    return columns


def delay_of(attempt: int, error: RadlaneError) -> float:
    """Return the seconds until the next attempt: what the archive asked for, else twice as long as before."""
    asked = getattr(error, "retry_after_s", None)
    return min(_LONGEST_WAIT_S, max(_SHORTEST_WAIT_S, float(asked)) if asked is not None else 2.0 ** min(attempt, 10))


def code_of(outcome: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the code that an outcome names, if it does."""
    facts = [*(outcome or {}).get("reasons", ()), (outcome or {}).get("error") or {}]
    return {"code": facts[0]["code"]} if facts[0] else {}


def bounded(error: RadlaneError) -> str:
    """Return what an error says; a row of the database is no place for the whole answer of an archive."""
    return str(error)[:_MOST_DETAIL]
