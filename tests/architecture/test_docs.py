"""The docs name, as code, every setting, command, option, error code and reason code there is."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping

import pytest
import typer
from pydantic import BaseModel

from radlane.cli import COMMANDS as NAMES
from radlane.cli import command_line
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused, RadlaneError
from radlane.explain.graph.rules import RULES
from radlane.settings.tree import Settings
from support.sources import ROOT, docs, documented

TEXT = docs()
MADE = [
    (page.name, mark, block)
    for page in sorted((ROOT / "docs").rglob("*.md"))
    for mark, block in re.findall(r"<!-- (made by [^>]*) -->\n(.*?)<!-- end -->", page.read_text(), re.DOTALL)
]
# every command has it, and it explains itself
OF_EVERY_COMMAND = {"--help"}


def _settings(model: type[BaseModel], above: str = "") -> Iterator[str]:
    """Yield the dotted path of each setting; `NAME` stands for a key of the site's own."""
    for name, field in model.model_fields.items():
        path = f"{above}{name}"
        inner = list(_models(field.annotation))
        if not inner:
            yield path
        between = ".NAME." if typing.get_origin(field.annotation) in {dict, Mapping} else "."
        for kind in inner:
            yield from _settings(kind, f"{path}{between}")


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _models(argument)


def _called(name: str) -> typing.Any:
    """Return a command of the program, imported as a call of it does."""
    return typer.main.get_command(command_line((name,))).commands[name]  # type: ignore[attr-defined]


def _commands(command: typing.Any, above: str) -> Iterator[tuple[str, typing.Any]]:
    """Yield the whole name of each command that runs, and the command (typer brings a click of its own)."""
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, f"{above} {name}")
    if not hasattr(command, "commands"):
        yield above, command


COMMANDS = tuple(found for name in NAMES for found in _commands(_called(name), f"radlane {name}"))
OPTIONS = sorted({option for _, command in COMMANDS for parameter in command.params for option in parameter.opts})


def _codes(kind: type[RadlaneError]) -> Iterator[str]:
    for child in kind.__subclasses__():
        if child is not InputRefused:
            yield child.code
        yield from _codes(child)


@pytest.mark.parametrize("setting", sorted(set(_settings(Settings))))
def test_settings_are_documented(setting: str) -> None:
    assert documented(setting, TEXT)


@pytest.mark.parametrize("command", [name for name, _ in COMMANDS])
def test_commands_are_documented(command: str) -> None:
    assert documented(command, TEXT)


@pytest.mark.parametrize("option", [name for name in OPTIONS if name.startswith("--") and name not in OF_EVERY_COMMAND])
def test_options_are_documented(option: str) -> None:
    assert documented(option, TEXT)


@pytest.mark.parametrize("code", sorted(_codes(RadlaneError)))
def test_error_codes_are_documented(code: str) -> None:
    assert documented(code, TEXT)


@pytest.mark.parametrize("code", [code.value for code in ReasonCode])
def test_reason_codes_are_documented(code: str) -> None:
    assert documented(code, TEXT)


@pytest.mark.parametrize(("page", "mark", "block"), MADE, ids=[f"{page}: {mark}" for page, mark, _ in MADE])
def test_what_is_made_by_a_run_was_made(page: str, mark: str, block: str) -> None:
    rows = [line for line in block.splitlines() if line.startswith("|")]
    assert len(rows) > 2, f"{page}: run what it is {mark}"  # more than a head


def test_all_places_of_what_is_made_are_known() -> None:
    pages = [page.read_text() for page in (ROOT / "docs").rglob("*.md")]
    assert len(MADE) == sum(text.count("<!-- made by") for text in pages) > 0


@pytest.mark.parametrize("operator", sorted(RULES))
def test_operators_with_a_gradient_are_documented(operator: str) -> None:
    assert documented(operator, (ROOT / "docs" / "gradients.md").read_text())
