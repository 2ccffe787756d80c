"""The trace that this thread or task works for: one id from a caller's request to the last line of its job.

In: the header `traceparent`, or nothing. Out: an id of 32 hexadecimal digits in log lines, problems and jobs.
Reference: W3C Trace Context, sections 3.2 and 4. Nothing but the id of the trace is taken from a header.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Version 00; a later one may have more parts. A header that is written otherwise is as good as none.
_PARENT = re.compile(
    r"(?!ff)(?P<version>[0-9a-f]{2})-(?P<trace>[0-9a-f]{32})-(?P<span>[0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?"
)
_TRACE = re.compile(r"(?!0{32})[0-9a-f]{32}")
_MOST_CHARACTERS = 256
_CHARACTERS_00 = 55
_CURRENT: ContextVar[str | None] = ContextVar("radlane_trace", default=None)


def trace_of(header: str) -> str | None:
    """Return the id of the trace that a `traceparent` names; None where it is no such header."""
    found = _PARENT.fullmatch(header) if len(header) <= _MOST_CHARACTERS else None
    if found is None or found["span"] == "0" * 16 or (found["version"] == "00" and len(header) != _CHARACTERS_00):
        return None
    return found["trace"] if is_trace(found["trace"]) else None


def is_trace(text: str) -> bool:
    """Whether a text is the id of a trace."""
    return _TRACE.fullmatch(text) is not None


def new_trace() -> str:
    """Return an id that no other trace has."""
    return secrets.token_hex(16)


def current_trace() -> str | None:
    """Return the id of the trace that is worked for; None outside of requests and jobs."""
    return _CURRENT.get()


def begin_trace(trace_id: str) -> None:
    """Work for a trace from here on to the end of this task; a server gives each request a task of its own."""
    _CURRENT.set(trace_id if is_trace(trace_id) else None)


@contextmanager
def traced(trace_id: str) -> Iterator[None]:
    """Work for a trace; what is no id of one is not taken."""
    token = _CURRENT.set(trace_id if is_trace(trace_id) else None)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def traceparent() -> str | None:
    """Return the header that carries the trace on to an archive; None where there is none."""
    trace_id = current_trace()
    return f"00-{trace_id}-{secrets.token_hex(8)}-00" if trace_id else None
