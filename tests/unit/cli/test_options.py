"""Options of a command as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from radlane.cli.options import taking


@dataclass(frozen=True, kw_only=True)
class Options:
    name: Annotated[str, typer.Argument(metavar="NAME")]
    times: Annotated[int, typer.Option(help="How often.")] = 1
    loud: Annotated[bool, typer.Option(help="Whether it is said aloud.")] = True


@taking(Options)
def greet(options: Options) -> None:
    """Say a name."""
    typer.echo(f"{options.name} {options.times} {options.loud}")


def ran(*words: str) -> tuple[int, str]:
    app = typer.Typer()
    app.command()(greet)
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


def test_a_command_is_given_what_was_said_and_what_was_left_out() -> None:
    assert ran("Ada") == (0, "Ada 1 True\n")
    assert ran("Ada", "--times", "3", "--no-loud") == (0, "Ada 3 False\n")


def test_the_help_is_the_command_s_and_its_fields() -> None:
    code, text = ran("--help")
    assert code == 0
    assert all(words in text for words in ("Say a name.", "NAME", "--times", "How often.", "--no-loud"))


def test_what_is_wrong_is_usage() -> None:
    assert ran()[0] == 2
    assert ran("Ada", "--times", "often")[0] == 2
