"""What a log line says, and that no text of a library, no value and no header is in it."""

from __future__ import annotations

import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from radlane.errors import InferenceFailed
from radlane.monitoring.logs import NOT_SHOWN, SHOWN, describe_exception, start_logs

CANARY = "CANARYZQ7"
NAMES = ("", "radlane", "pydicom", "highdicom", "uvicorn.error")


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Begin and leave with logging and warnings as they were: a server without access logs keeps them from the root."""
    root = logging.getLogger()
    access = logging.getLogger("uvicorn.access")
    handlers, raising, passed_on = root.handlers[:], logging.raiseExceptions, access.propagate
    access.propagate = True
    levels = {name: logging.getLogger(name).level for name in NAMES}
    with warnings.catch_warnings():
        yield
        logging.captureWarnings(False)
    root.handlers[:] = handlers
    logging.raiseExceptions = raising
    access.propagate = passed_on
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def started(level: str = "info") -> io.StringIO:
    stream = io.StringIO()
    start_logs(stream, level)
    return stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_has_time_level_logger_message_and_the_known_fields() -> None:
    stream = started()
    logging.getLogger("radlane.part").info("a job ended", extra={"study": "1.2.3", "seconds": 0.5, "other": CANARY})
    (line,) = lines(stream)
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "radlane.part",
        "message": "a job ended",
        "study": "1.2.3",
        "seconds": 0.5,
    }


def test_what_is_put_into_a_message_is_left_out() -> None:
    stream = started()
    logging.getLogger("radlane").warning("a value: %s", CANARY)
    assert lines(stream)[0]["message"] == "a value: %s"


def test_what_is_no_text_is_named_by_its_type() -> None:
    stream = started()
    logging.getLogger("radlane").info(ValueError(CANARY), extra={"count": {CANARY}})
    (line,) = lines(stream)
    assert (line["message"], line["count"], line["exception"]["type"]) == ("ValueError", "set", "ValueError")
    assert CANARY not in stream.getvalue()


def test_one_line_a_record_whatever_is_in_it() -> None:
    stream = started()
    logging.getLogger("radlane").info("two\nlines \u2028 \ud800", extra={"route": "a\nb"})
    assert stream.getvalue().count("\n") == 1
    assert stream.getvalue().isascii()


@pytest.mark.parametrize("name", ["pydicom_seg", "fastapi", "asyncio", "radlanes", "uvicorn.access", "uvicorn.error"])
def test_texts_of_libraries_are_not_shown(name: str) -> None:
    stream = started()
    logging.getLogger(name).error(f"{CANARY} %s", CANARY, extra={"study": "1.2.3"})
    (line,) = lines(stream)
    assert (line["logger"], line["level"], line["message"]) == (name, "error", NOT_SHOWN)
    assert CANARY not in stream.getvalue()


@pytest.mark.parametrize("name", ["pydicom", "highdicom", "pydicom.valuerep", "highdicom.seg"])
def test_libraries_that_see_headers_are_silent(name: str) -> None:
    """Also where they set a level of their own when they are imported later."""
    stream = started("debug")
    logging.getLogger(name).error(CANARY)
    logging.getLogger(name.partition(".")[0]).setLevel(logging.WARNING)
    logging.getLogger(name).error(CANARY)
    assert stream.getvalue() == ""


def test_the_server_says_that_it_runs_and_that_it_ends() -> None:
    stream = started("error")
    server = logging.getLogger("uvicorn.error")
    server.info("Started server process [%d]", 4711)
    server.info("Waiting for application startup.")
    server.info("Shutting down")
    assert [line["message"] for line in lines(stream)] == [
        "Started server process [4711]",
        "Shutting down",
    ]


def test_those_texts_are_shown_of_the_server_only() -> None:
    stream = started()
    for text in SHOWN:
        logging.getLogger("elsewhere").warning(text)
    assert {line["message"] for line in lines(stream)} == {NOT_SHOWN}


def test_a_port_that_is_taken_is_named_by_the_systems_error() -> None:
    """The server logs the error itself, as its message."""
    stream = started()
    logging.getLogger("uvicorn.error").error(OSError(98, f"address already in use {CANARY}"))
    (line,) = lines(stream)
    assert line["message"] == NOT_SHOWN
    assert line["exception"] == {"type": "OSError", "errno": "EADDRINUSE", "frames": []}


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("debug", ["debug", "info", "warning", "error"]),
        ("info", ["info", "warning", "error"]),
        ("warning", ["warning", "error"]),
        ("error", ["error"]),
    ],
)
def test_the_level_is_that_of_our_own_lines(level: str, said: list[str]) -> None:
    stream = started(level)
    for name in ("radlane.part", "library"):
        for number in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
            logging.getLogger(name).log(number, "text")
    ours = [line["level"] for line in lines(stream) if line["logger"] == "radlane.part"]
    others = [line["level"] for line in lines(stream) if line["logger"] == "library"]
    assert (ours, others) == (said, ["warning", "error"])


def test_starting_again_does_not_double_the_lines() -> None:
    first, second = started(), started()
    logging.getLogger("radlane").info("once")
    assert (first.getvalue(), len(lines(second))) == ("", 1)


@pytest.mark.parametrize("module", ["somewhere", "radlane.encode.part10"])
def test_a_warning_is_a_line_without_its_text(module: str) -> None:
    stream = started()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn_explicit(CANARY, UserWarning, f"{module}.py", 1, module=module)
    (line,) = lines(stream)
    assert (line["logger"], line["message"]) == ("py.warnings", NOT_SHOWN)
    assert CANARY not in stream.getvalue()


@pytest.mark.parametrize("module", ["pydicom.valuerep", "highdicom.sr"])
def test_warnings_of_values_are_not_even_counted(module: str) -> None:
    stream = started()
    warnings.warn_explicit(CANARY, UserWarning, "x.py", 1, module=module)
    assert stream.getvalue() == ""


def test_a_record_that_cannot_be_written_is_lost(capsys: pytest.CaptureFixture[str]) -> None:
    stream = started()
    stream.close()
    logging.getLogger("radlane").info("text", extra={"route": CANARY})
    assert CANARY not in "".join(capsys.readouterr())


def fail(error: Exception, *, after: Exception | None = None, cause: Exception | None = None) -> Exception:
    """The error as it is caught: raised while another was handled, or from a cause."""

    def go() -> None:
        if after is None:
            raise error from cause
        try:
            raise after
        except type(after):
            raise error  # noqa: B904 - the implicit context is what is tested

    with pytest.raises(type(error)) as raised:
        go()
    return raised.value


def test_an_exception_in_a_line_has_no_text() -> None:
    stream = started()
    caught = fail(ValueError(CANARY), cause=KeyError(CANARY))
    logging.getLogger("radlane").error("an unforeseen error", exc_info=caught)
    described = lines(stream)[0]["exception"]
    assert (described["type"], described["cause"]["type"]) == ("ValueError", "KeyError")
    assert CANARY not in stream.getvalue()


def test_exc_info_without_an_exception_is_left_out() -> None:
    stream = started()
    logging.getLogger("radlane").error("text", exc_info=True)
    assert "exception" not in lines(stream)[0]


def test_frames_are_modules_and_lines() -> None:
    frames = [frame.rpartition(":") for frame in describe_exception(fail(ValueError(CANARY)))["frames"]]
    assert [module for module, _, _ in frames] == [__name__, __name__]
    first = fail.__code__.co_firstlineno
    assert all(first < int(line) < first + 20 for _, _, line in frames)


def test_errors_of_ours_are_said() -> None:
    described = describe_exception(fail(InferenceFailed("The network failed", uid="m:1"), cause=RuntimeError(CANARY)))
    assert described["text"] == "The network failed (m:1)"
    assert "text" not in described["cause"]


def test_what_was_raised_before_is_a_cause_unless_suppressed() -> None:
    error = fail(ValueError(CANARY), after=KeyError(CANARY))
    assert describe_exception(error)["cause"]["type"] == "KeyError"
    error.__suppress_context__ = True  # as `from None` does
    assert "cause" not in describe_exception(error)


def test_causes_that_go_round_in_circles_end() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    described, depth = describe_exception(first), 0
    while "cause" in described:
        described, depth = described["cause"], depth + 1
    assert depth == 5


def test_a_deep_recursion_is_cut() -> None:
    def deeper() -> None:
        deeper()

    with pytest.raises(RecursionError) as raised:
        deeper()
    assert len(describe_exception(raised.value)["frames"]) == 50
