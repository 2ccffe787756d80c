from __future__ import annotations

import io
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
import typer

from radlane.cli import COMMANDS, command_line, main

SENT = "DOE^JOHN"


def raiser(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_: object) -> NoReturn:
        raise error

    return fail


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((SENT,), "There is no such command. See `radlane --help`"),
        (("models",), "There is no such command. See `radlane models --help`"),
        (("models", SENT), "There is no such command. See `radlane models --help`"),
        (("run",), "'--model' is missing. See `radlane run --help`"),
        (("run", SENT), "'--model' is missing. See `radlane run --help`"),
        (("settings", "show", SENT), "There is a word too many. See `radlane settings show --help`"),
        (("run", "1.2", f"--{SENT}"), "There is no such option, or it has no value. See `radlane run --help`"),
        (("run", "1.2", "--model"), "There is no such option, or it has no value. See `radlane --help`"),
        (("serve", "--port", SENT), "'--port' is wrong. See `radlane serve --help`"),
        (("inspect",), "'PATH...' is missing. See `radlane inspect --help`"),
    ],
)
def test_a_wrong_call_is_explained_and_not_repeated(command: Any, words: tuple[str, ...], sentence: str) -> None:
    text, as_json = command(*words), command(*words, "--json")
    assert (text.code, text.out, text.err) == (2, "", f"radlane: usage: {sentence}\n")
    assert (as_json.code, as_json.err) == (2, "")
    assert as_json.json == {"error": {"code": "usage", "detail": sentence, "uid": None, "retryable": False}}
    assert SENT not in text.err + as_json.out


@pytest.mark.parametrize("words", [(), ("--help",)])
def test_without_a_word_it_explains_itself(command: Any, words: tuple[str, ...]) -> None:
    said = command(*words)
    assert said.code == 0
    assert "Every command takes --json" in said.out
    assert all(f"\n  {name} " in said.out for name in ("run", "demo", "serve", "inspect", "check", "doctor", "models"))


@pytest.mark.parametrize("columns", ["40", "80", "200"])
@pytest.mark.parametrize("words", [("--help",), ("models", "--help")])
def test_nothing_of_the_help_is_cut(
    command: Any, monkeypatch: pytest.MonkeyPatch, columns: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    text = command(*words).out
    lines = text[text.index("Commands:") :].splitlines()
    assert not [line for line in lines if line.endswith("...")]
    assert " ".join(text.split()).count(".") > 3


def test_json_may_stand_anywhere(command: Any) -> None:
    assert command("--json", "models", "list").json == command("models", "list", "--json").json


def test_settings_that_are_wrong_are_wrong_usage(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_THREADS", "none")
    said = command("models", "list", "--json")
    assert (said.code, said.error) == (2, "settings-invalid")


def test_an_error_has_its_code_and_its_uid(command: Any) -> None:
    said = command("models", "show", "nosuch", "--json")
    assert said.code == 1
    error = said.json["error"]
    assert (error["code"], error["uid"], error["retryable"]) == ("model-not-found", "nosuch", False)
    assert error["detail"] in command("models", "show", "nosuch").err


def test_what_nobody_foresaw_ends_without_its_text(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "copyfile", raiser(RuntimeError(SENT)))
    text, as_json = command("demo", "--out", "one"), command("demo", "--out", "two", "--json")
    assert (text.code, as_json.code, as_json.error) == (1, 1, "internal-error")
    log, sentence = text.err.splitlines()
    assert json.loads(log)["exception"]["type"] == "RuntimeError"
    assert sentence.startswith("radlane: internal-error: ")
    assert SENT not in text.err + as_json.err + as_json.out


def test_an_interrupted_command_says_nothing(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "copyfile", raiser(KeyboardInterrupt()))
    said = command("demo", "--out", "one")
    assert (said.code, said.out, said.err.strip()) == (130, "", "")


def test_it_can_be_interrupted_while_it_answers(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(io.StringIO):
        def write(self, _: str) -> NoReturn:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdout", Interrupted())
    assert command("models", "list").code == 130


@pytest.fixture
def signals() -> Iterator[None]:
    """The process's own handlers come back after the test."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def ended(monkeypatch: pytest.MonkeyPatch, *words: str) -> object:
    monkeypatch.setattr(sys, "argv", ["radlane", *words])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


@pytest.mark.usefixtures("signals")
def test_the_process_ends_with_the_exit_code(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended(monkeypatch, "run") == 2


@pytest.mark.usefixtures("signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_in_order_and_once(
    home: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int
) -> None:
    signal.signal(number, signal.SIG_DFL)
    ended(monkeypatch, "--help")
    with pytest.raises(SystemExit) as end:
        signal.raise_signal(number)
    assert end.value.code == code
    signal.raise_signal(number)  # the second one disturbs nothing any more


@pytest.mark.usefixtures("signals")
def test_a_signal_that_is_ignored_stays_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # nohup
    ended(monkeypatch, "--help")
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (("--help",), {"numpy", "pydicom", "pydantic_settings", "sqlalchemy", "rich"}),
        (("run",), {"fastapi", "dbos", "uvicorn"}),
        (("jobs",), {"dbos", "uvicorn", "highdicom", "scipy"}),
        (("worker",), {"fastapi", "uvicorn", "highdicom", "scipy", "alembic", "onnx", "radlane.pipeline.steps"}),
        (("serve",), {"highdicom", "scipy", "alembic", "onnx", "radlane.pipeline.steps"}),
        (("keys",), {"fastapi", "dbos", "pydicom", "scipy"}),
    ],
)
def test_a_command_imports_what_it_needs(words: tuple[str, ...], absent: set[str]) -> None:
    """Every start of the command line waits for what it imports."""
    code = f"import sys; from radlane.cli import command_line; command_line({words!r}); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "radlane.cli.console" in loaded
    assert not absent & set(loaded)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_says_of_a_command_what_it_says_itself(name: str) -> None:
    called = typer.main.get_command(command_line((name,))).commands[name]  # type: ignore[attr-defined]
    assert " ".join((called.help or "").split("\n\n")[0].split()) == COMMANDS[name][1]
