"""The repository as text: what the architecture tests look at."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "service" / "radlane"

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, kw_only=True)
class Source:
    """One module of the package: its path from `service/radlane`, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Path in the package, as messages show it."""
        return self.path.as_posix()


@cache
def sources() -> tuple[Source, ...]:
    """All modules of the package, in the order of their paths."""
    paths = sorted(path for path in PACKAGE.rglob("*.py") if "_models" not in path.parts)
    texts = [(path.relative_to(PACKAGE), path.read_text()) for path in paths]
    return tuple(Source(path=path, text=text, tree=ast.parse(text)) for path, text in texts)


def functions(tree: ast.AST) -> Iterator[FunctionNode]:
    """All functions and methods, also the nested ones."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: FunctionNode) -> int:
    """Lines of a function from `def` to its end, without its docstring."""
    assert function.end_lineno is not None
    first = function.body[0]
    documented = ast.get_docstring(function, clean=False) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return function.end_lineno - function.lineno + 1 - docstring


def docs() -> str:
    """All pages of `docs/` and the README in one text."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(page.read_text() for page in pages)


def documented(word: str, text: str) -> bool:
    """Whether a text names a word as code: in backticks or in a fenced block."""
    fenced = re.findall(r"```.*?```", text, re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    alone = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    return any(alone.search(code) for code in (*fenced, *inline))
