"""A command with many options takes them as one value: a frozen dataclass whose fields are annotated for Typer."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any, TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")


def taking(kind: type[Given]) -> Callable[[Callable[[Given], Result]], Callable[..., Result]]:
    """Return a decorator: the command is called with the fields of `kind`, and is given a `kind`."""

    def decorate(command: Callable[[Given], Result]) -> Callable[..., Result]:
        def taken(**options: Any) -> Result:  # noqa: ANN401 - what Typer read
            return command(kind(**options))

        taken.__doc__, taken.__name__ = command.__doc__, command.__name__
        taken.__signature__ = signature(kind, eval_str=True)  # type: ignore[attr-defined]
        return taken

    return decorate
