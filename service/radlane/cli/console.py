"""What the commands share: how an answer and an error are said.

In: an `Answer` or an error. Out: text for people, or one JSON document where `--json` was given.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from pydantic import BaseModel

from radlane.errors import RadlaneError

DONE, FAILED, USAGE, NOT_ANALYSED, INTERRUPTED = 0, 1, 2, 3, 130
INTERNAL_ERROR = "internal-error"
_WORDS = "radlane met an error that it did not foresee. Please report it, without patient data"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a command has to say.

    Attributes
    ----------
    document : BaseModel or dict
        For `--json`.
    lines : sequence of str
        The same for people.
    code : int
        Exit code.
    """

    document: BaseModel | dict[str, Any]
    lines: Sequence[str]
    code: int = DONE


class Failure(BaseModel):
    """An error as JSON says it."""

    code: str
    detail: str
    uid: str | None
    retryable: bool


def say(answer: Answer, *, as_json: bool) -> int:
    """Say an answer on standard output; return its exit code, or that it failed where nobody can read it."""
    document = answer.document
    if as_json:
        text = _json(document.model_dump(mode="json") if isinstance(document, BaseModel) else document)
    else:
        text = "".join(f"{printable(line)}\n" for line in answer.lines)
    failure = _write(sys.stdout, text)
    if failure and not isinstance(failure, BrokenPipeError):  # a reader that left has seen what it wanted
        _write(sys.stderr, f"radlane: The answer cannot be written: {failure.strerror}\n")
    return FAILED if failure else answer.code


def say_error(error: Exception, *, as_json: bool) -> None:
    """Say an error: JSON on standard output, or a sentence on standard error."""
    failure = failure_of(error)
    if as_json:
        _write(sys.stdout, _json({"error": failure.model_dump()}))
    else:
        _write(sys.stderr, f"radlane: {failure.code}: {printable(failure.detail)}\n")


def failure_of(error: Exception) -> Failure:
    """Return what is said of an error; of one that nobody thought of the log says where it was."""
    if isinstance(error, RadlaneError):
        return Failure(code=error.code, detail=str(error), uid=error.uid, retryable=error.retryable)
    _LOG.error("an unforeseen error", extra={"code": INTERNAL_ERROR}, exc_info=error)
    return Failure(code=INTERNAL_ERROR, detail=_WORDS, uid=None, retryable=False)


def align(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines with their columns below each other; nothing is cut, however narrow the terminal."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def printable(line: str) -> str:
    """Show what no terminal should be told, such as an escape sequence in the name of a file, as its code."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line.expandtabs())


def is_folder(path: str | Path) -> bool:
    """Whether a word names a folder; it may be no path at all."""
    try:
        return Path(path).is_dir()
    except OSError:  # too long, or in a folder that is closed to us
        return False


def shows_progress() -> bool:
    """Whether standard error is a terminal; it may also be closed."""
    return sys.stderr is not None and sys.stderr.isatty()


def _json(document: dict[str, Any]) -> str:
    """One document in ASCII: names of files may be in no encoding at all."""
    return json.dumps(document, indent=2) + "\n"


def _write(stream: TextIO | None, text: str) -> OSError | None:
    """Write and flush; a stream that is closed wants nothing. Return what stood in the way."""
    if stream is None:
        return None
    try:
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # or Python tries again when it ends, and complains
        return error
    return None
