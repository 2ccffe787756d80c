"""Logs: one JSON object a line on standard error, without patient data.

A message of radlane is a constant text; what varies stands in the fields named here and nowhere else, and in the id of
the trace that is worked for (`tracing`). Of other libraries only the name and the level are said: their texts hold what
they were given, values of DICOM headers too.
"""

from __future__ import annotations

import errno
import json
import logging
import warnings
from datetime import UTC, datetime
from typing import Any, TextIO

from radlane.errors import RadlaneError
from radlane.monitoring.tracing import current_trace

FIELDS = (
    "code",
    "count",
    "device",
    "job",
    "method",
    "model",
    "poll",
    "port",
    "receiver",
    "route",
    "rule",
    "seconds",
    "status",
    "step",
    "study",
    "verdict",
    "worklist",
)
OURS = "radlane"
SERVER = "uvicorn.error"  # the server's own logger, for errors and for all else
NOT_SHOWN = "(text of a library, not shown)"
# What the server says of itself: that it runs, what it waits for, and that it ends. The values in it are counts.
SHOWN = frozenset(
    {
        "Started server process [%d]",
        "Application startup failed. Exiting.",
        "Shutting down",
        "Waiting for connections to close. (CTRL+C to force quit)",
        "Waiting for background tasks to complete. (CTRL+C to force quit)",
        "Cancel %s running task(s), timeout graceful shutdown exceeded",
        "Finished server process [%d]",
        "Invalid HTTP request received.",
    }
)
# What they say holds values of headers. A filter drops it: a level that is set before a library is imported, as it sets
# its own then, does not last.
_SILENCED = ("pydicom", "pynetdicom", "highdicom", "dicomweb_client", "retrying")
_MOST_CAUSES = 5
_MOST_FRAMES = 50


class JsonFormatter(logging.Formatter):
    """A log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; of an exception its type and the places it came through, never a library's text."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if trace_id := current_trace():
            line["trace_id"] = trace_id
        error = record.exc_info[1] if record.exc_info else record.msg
        if isinstance(error, BaseException):
            line["exception"] = describe_exception(error)
        return json.dumps(line, ensure_ascii=True, default=lambda value: type(value).__name__)


def describe_exception(error: BaseException) -> dict[str, Any]:
    """Return an exception's type, its frames as `module:line`, and the same of what caused it.

    The text is said of radlane's own errors alone (`errors`: they hold no values), of the system's their number's name.
    """
    described = _describe(error)
    inner = described
    for _ in range(_MOST_CAUSES):
        cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if cause is None:
            break
        error = cause
        inner["cause"] = _describe(error)
        inner = inner["cause"]
    return described


def start_logs(stream: TextIO, level: str) -> None:
    """Send all logs to a stream, and silence what libraries say of DICOM values.

    Parameters
    ----------
    stream : text file
        For example standard error.
    level : str
        `debug`, `info`, `warning` or `error`; of other libraries warnings at least, of the server that it runs.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(_is_said)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.raiseExceptions = False  # a record that cannot be written is lost: it would be printed with its values
    logging.getLogger(OURS).setLevel(level.upper())
    logging.getLogger(SERVER).setLevel(logging.INFO)
    for library in _SILENCED:
        warnings.filterwarnings("ignore", module=library)
    logging.captureWarnings(True)


def _message(record: logging.LogRecord) -> str:
    if _is_ours(record):
        return record.msg if isinstance(record.msg, str) else type(record.msg).__name__
    return record.getMessage() if _is_shown(record) else NOT_SHOWN


def _is_said(record: logging.LogRecord) -> bool:
    """Whether a record is worth a line: not what is only informative and not shown, nor what says values of headers."""
    if record.name.partition(".")[0] in _SILENCED:
        return record.levelno >= logging.CRITICAL
    return record.levelno >= logging.WARNING or _is_ours(record) or _is_shown(record)


def _is_shown(record: logging.LogRecord) -> bool:
    return record.name == SERVER and isinstance(record.msg, str) and record.msg in SHOWN


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == OURS or record.name.startswith(f"{OURS}.")


def _describe(error: BaseException) -> dict[str, Any]:
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    described: dict[str, Any] = {"type": type(error).__name__}
    if isinstance(error, RadlaneError):
        described["text"] = str(error)
    if isinstance(error, OSError) and (name := errno.errorcode.get(error.errno or 0)):
        described["errno"] = name
    return {**described, "frames": frames[-_MOST_FRAMES:]}
