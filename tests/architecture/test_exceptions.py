"""The error tree that is drawn is the one that is built, and nothing catches everything but the named edges."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from radlane import errors
from radlane.errors import InputRefused, PackageRefused, RadlaneError
from support.sources import Source, sources

_ROW = re.compile(r"^(?P<bars>[│├└─ ]*)(?P<name>[A-Z]\w+)\s{2,}(?P<code>\([^)]*\)|[a-z0-9-]+)\s{2,}(?P<text>.+)$")
_INDENT = 4

# The edges where an unforeseen error becomes an answer: the command line, the handler of HTTP requests, the worker, the
# sweeper, and threads: audit messages, callbacks, announcements of what was received, polls, DIMSE, worklists, imports.
EDGES = (
    *("cli/", "api/problems.py", "jobs/workflow.py", "jobs/engine.py", "jobs/heart.py", "jobs/forwarding.py"),
    *("jobs/notifying.py", "triggers/quiet.py", "triggers/polling.py", "triggers/dimse_message.py"),
    *("triggers/worklist/rounds.py", "app/working.py"),
)
BROAD = {"Exception", "BaseException"}


def test_the_drawing_shows_every_class_under_its_parent() -> None:
    drawn = {name: parent for name, parent, _, _ in _drawing()}
    built = {kind.__name__: kind.__bases__[0].__name__ for kind in _tree(RadlaneError)}
    assert drawn == built


def test_the_drawing_shows_every_code() -> None:
    drawn = {name: code for name, _, code, _ in _drawing()}
    built = {kind.__name__: kind.code for kind in _tree(RadlaneError)}
    assert drawn == {**built, "InputRefused": "(the reason's code)", "PackageRefused": "(the check's code)"}


def test_the_drawing_shows_what_is_retryable() -> None:
    drawn = {name for name, _, _, text in _drawing() if text.endswith("(retryable)")}
    assert drawn == {kind.__name__ for kind in _tree(RadlaneError) if kind.retryable}


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in _tree(RadlaneError) if kind not in (InputRefused, PackageRefused)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_nothing_catches_everything(source: Source) -> None:
    if source.name.startswith(EDGES):
        return
    broad = [handler.lineno for handler in ast.walk(source.tree) if _is_broad(handler)]
    assert not broad, f"{source.name} catches everything in lines {broad}"


def _drawing() -> Iterator[tuple[str, str, str, str]]:
    """Yield name, parent, code and text of each class in the module's docstring."""
    above: list[str] = ["RadlaneError"]
    for line in (errors.__doc__ or "").splitlines():
        row = _ROW.match(line)
        if row:
            depth = len(row["bars"]) // _INDENT
            above[depth:] = [row["name"]]
            yield row["name"], above[depth - 1], row["code"], row["text"]


def _tree(kind: type[RadlaneError]) -> Iterator[type[RadlaneError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _tree(child)


def _is_broad(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in BROAD) for kind in caught)
