"""Which step runs, said on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from radlane.cli.console import shows_progress


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show which step runs, where standard error is a terminal."""
    if not shows_progress():
        yield lambda _: None
        return
    with Console(stderr=True).status("start") as status:
        yield lambda step: status.update(step)
