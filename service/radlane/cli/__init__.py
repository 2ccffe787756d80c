"""The command line: `radlane`. One module a command; this one puts them together and ends every call.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not analysed; 128 and its number where a signal ended it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from importlib import import_module

import typer
from typer.exceptions import TyperException

from radlane.cli.console import FAILED, INTERNAL_ERROR, INTERRUPTED, USAGE, Answer, say, say_error, say_unforeseen
from radlane.cli.stopping import end_on_signals
from radlane.errors import RadlaneError, UsageError
from radlane.monitoring.logs import start_logs

__all__ = ["call", "command_line", "main"]

# Name -> the module that has it, in the order of the help.
_COMMANDS = {name: name for name in ("run", "demo", "serve", "inspect", "check", "doctor", "backup", "audit")}
_COMMANDS |= {
    "worker": "worker",
    "explain": "explain",
    "openapi": "serve",
    "models": "models",
    "jobs": "jobs",
    "results": "jobs",
    "keys": "keys",
    "restore": "backup",
    "rules": "rules",
    "pause": "pauses",
    "resume": "pauses",
    "settings": "settings",
}
_LOG = logging.getLogger(__name__)


def command_line(words: Sequence[str]) -> typer.Typer:
    """The command that the first word names, or all of them: only what is called is imported, since that takes seconds.

    Parameters
    ----------
    words : sequence of str
        What was called, without the program's name.
    """
    line = typer.Typer(name="radlane", add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    line.callback()(_radlane)  # also keeps a single command from standing for the whole
    for name in words[:1] if words[:1] and words[0] in _COMMANDS else _COMMANDS:
        command = getattr(import_module(f"radlane.cli.{_COMMANDS[name]}"), name)
        if isinstance(command, typer.Typer):
            line.add_typer(command, name=name)
        else:
            line.command(name, short_help=command.__doc__)(command)  # typer cuts what is not said to be short
    return line


def _radlane() -> None:
    """DICOMweb inference for radiology: a study goes in, DICOM SR and SEG come back. Every command takes --json."""


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    end_on_signals()
    sys.exit(call(sys.argv[1:]))


def call(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str
        Without the program's name; `--json` may stand anywhere. None at all ask for help.
    """
    as_json = "--json" in arguments
    words = [word for word in arguments or ["--help"] if word != "--json"]
    start_logs(sys.stderr, "warning")
    try:
        _refuse_empty(words)
        command = typer.main.get_command(command_line(words))
        answer = command.main(words, prog_name="radlane", standalone_mode=False)
        return say(answer, as_json=as_json) if isinstance(answer, Answer) else int(answer or 0)
    except TyperException as error:
        say_error(_usage_error(error), as_json=as_json)
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except RadlaneError as error:
        say_error(error, as_json=as_json)
        return USAGE if isinstance(error, UsageError) else FAILED
    except Exception as error:  # noqa: BLE001 - an edge: what nobody thought of ends here, without its text
        _LOG.error("an unforeseen error", extra={"code": INTERNAL_ERROR}, exc_info=error)
        say_unforeseen(as_json=as_json)
        return FAILED


def _refuse_empty(words: Sequence[str]) -> None:
    """An empty word is a variable that is not set; as a path it would be the working folder."""
    if any(word == "" or (word.startswith("--") and word.endswith("=")) for word in words):
        raise UsageError("An argument is empty")


def _usage_error(error: TyperException) -> UsageError:
    """Say what is wrong with the call, and not what was sent: typer repeats it, and it may be a patient's name."""
    parameter, context = getattr(error, "param", None), getattr(error, "ctx", None)
    if parameter is not None:
        what = f"{parameter.get_error_hint()} is {'missing' if hasattr(error, 'param_type') else 'wrong'}"
    elif hasattr(error, "option_name"):
        what = "There is no such option, or it has no value"
    elif context is not None and hasattr(context.command, "commands"):
        what = "There is no such command"
    else:
        what = "There is a word too many"
    return UsageError(what, remedy=f"See `{context.command_path if context else 'radlane'} --help`")
