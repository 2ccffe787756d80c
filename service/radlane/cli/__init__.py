"""The command line: `radlane`. One module a command; this one puts them together and ends every call.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not analysed; 128 and its number where a signal ended it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.exceptions import TyperException

from radlane.cli.console import FAILED, INTERRUPTED, USAGE, Answer, say, say_error
from radlane.cli.importing import uncollected
from radlane.cli.stopping import end_on_signals
from radlane.errors import RadlaneError, UsageError
from radlane.monitoring.logs import start_logs

__all__ = ["COMMANDS", "call", "command_line", "main"]

# Name -> the module that has it and what the help says of it, in the order of the help. To ask the commands themselves,
# all of radlane would be imported, which takes seconds.
COMMANDS = {
    "run": ("run", "Analyse studies and store the results beside them."),
    "demo": ("demo", "Analyse a chest radiograph of pydicom-data in a new folder."),
    "serve": ("serve", "Serve HTTP and work on jobs; with --no-worker, `radlane worker` works on them."),
    "inspect": ("inspect", "Say what files are and which models would read them, or why not."),
    "check": ("check", "Check SEG, SR, Secondary Capture and other results, and compare them with their images."),
    "doctor": ("doctor", "Look at the settings, the runtime, the models, the archives, the records and the disk."),
    "backup": (
        "backup",
        "Write database, results, keys and the site's secret into one file; the service may run meanwhile.",
    ),
    "audit": ("audit", "The audit trail."),
    "worker": (
        "worker",
        "Work on jobs that others accept; at SIGTERM the step that runs is finished, and others go on with its job.",
    ),
    "explain": ("explain", "Explanations of what models say."),
    "openapi": ("serve", "Print the HTTP contract, or write it with the schemas of manifests and of settings."),
    "models": ("models", "Models and their tags."),
    "jobs": ("jobs", "Jobs of this data folder."),
    "results": ("jobs", "Results of this data folder."),
    "keys": ("keys", "API keys of this installation."),
    "restore": ("backup", "Fill an empty data folder from a backup; whose it was must not run any more."),
    "rules": ("rules", "Which models analyse which studies."),
    "pause": ("pauses", "Let the jobs of a model wait; they are accepted, and none is lost."),
    "resume": ("pauses", "Let the jobs of a model go on; the service takes up those that wait within a minute."),
    "settings": ("settings", "Settings in use."),
}


def command_line(words: Sequence[str]) -> typer.Typer:
    """The commands; only the one that is called is imported, of the others the help is known.

    Parameters
    ----------
    words : sequence of str
        What was called, without the program's name; the first that is no option names a command.
    """
    line = typer.Typer(name="radlane", add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    line.callback()(_radlane)  # also keeps a single command from standing for the whole
    called = next((word for word in words if not word.startswith("-")), None)
    for name, (module, said) in COMMANDS.items():
        command = _imported(module, name) if name == called else _not_called
        if isinstance(command, typer.Typer):
            line.add_typer(command, name=name, short_help=said)
        else:
            line.command(name, short_help=said)(command)  # typer cuts what is not said to be short
    return line


def _imported(module: str, name: str) -> Any:  # noqa: ANN401 - a command, or several
    with uncollected():
        return getattr(import_module(f"radlane.cli.{module}"), name)


def _not_called() -> None:
    raise AssertionError("what is called is imported")


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
        say_error(error, as_json=as_json)
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
