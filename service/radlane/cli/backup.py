"""`radlane backup` and `radlane restore`: an installation in one file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from radlane.app.backup import Backup, back_up
from radlane.app.backup import restore as restore_from
from radlane.cli.beginning import begin
from radlane.cli.console import DONE, FAILED, Answer

_SECRETS = "It holds secrets and results of patients: keep it as you keep those"


class BackupDocument(BaseModel):
    """A backup; `damaged` are objects whose bytes are wrong, `missing` counts those that were removed before.

    `unrecorded` says why it is not on record in the audit trail; empty where it is.
    """

    path: str
    files: int
    size: int
    missing: int
    damaged: list[str]
    unrecorded: str


def backup(
    target: Annotated[Path, typer.Argument(metavar="DIR|FILE", help="The file to write, or a folder for one.")],
) -> Answer:
    """Write database, results, keys and the site's secret into one file; the service may run meanwhile."""
    settings = begin()
    name = f"radlane-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar"
    return _answer(back_up(settings, target / name if target.is_dir() else target), _SECRETS)


def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="What `radlane backup` wrote.")]) -> Answer:
    """Fill an empty data folder from a backup; whose it was must not run any more."""
    return _answer(restore_from(begin(), file), "Look at it with `radlane doctor`, then start the service")


def _answer(made: Backup, hint: str) -> Answer:
    document = BackupDocument(
        path=str(made.path),
        files=made.files,
        size=made.size,
        missing=made.missing,
        damaged=list(made.damaged),
        unrecorded=made.unrecorded,
    )
    lines = [f"{made.path}: {made.files} files, {made.size >> 20} MiB", hint]
    if made.missing:
        lines.append(f"{made.missing} objects of results were removed before")
    lines += [f"damaged: {uid}" for uid in made.damaged]
    if made.unrecorded:
        lines.append(f"NOT ON RECORD, the audit trail cannot be used: {made.unrecorded}")
    return Answer(document=document, lines=lines, code=FAILED if made.damaged or made.unrecorded else DONE)
