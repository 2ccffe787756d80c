"""`radlane settings`: what is in use, from the file and the variables."""

from __future__ import annotations

import typer
import yaml

from radlane.cli.beginning import begin
from radlane.cli.console import Answer
from radlane.settings.schema import shown

settings = typer.Typer(help="Settings in use.")


@settings.callback()
def _settings() -> None:
    """Settings in use."""


@settings.command("show", short_help="Show the settings in use, without secrets.")
def show() -> Answer:
    """Show the settings in use, from the file, the variables and the defaults, without secrets."""
    document = shown(begin())
    return Answer(document=document, lines=yaml.safe_dump(document, sort_keys=False).splitlines())
