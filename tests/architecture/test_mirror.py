"""Unit tests mirror the package one to one: `radlane/a/b.py` is tested by `tests/unit/a/test_b.py`.

A module in which no function is defined (values, names, tables) has nothing to run and needs no test of its own;
neither does one whose functions are all methods of a Protocol (a port, which its adapters' tests run), nor a file of
200 bytes. What `a/__init__.py` defines is tested by `tests/unit/a/test_init.py`.
"""

from __future__ import annotations

import ast
from pathlib import Path

from support.sources import ROOT, Source, functions, sources

UNIT = ROOT / "tests" / "unit"
SMALL_BYTES = 200


def test_every_module_has_its_test() -> None:
    expected = {_test_of(source) for source in sources() if _needs_test(source)}
    missing = sorted(str(path) for path in expected if not (UNIT / path).exists())
    assert not missing, f"no unit test: {missing}"


def test_every_unit_test_has_its_module() -> None:
    known = {_test_of(source) for source in sources()}
    orphans = sorted(str(path) for path in _unit_tests() if path not in known)
    assert not orphans, f"unit tests of modules that are not there: {orphans}"


def _needs_test(source: Source) -> bool:
    declared = {method for port in ast.walk(source.tree) if _is_protocol(port) for method in functions(port)}
    return len(source.text) > SMALL_BYTES and any(function not in declared for function in functions(source.tree))


def _is_protocol(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any(
        isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases
    )


def _test_of(source: Source) -> Path:
    stem = source.path.stem.strip("_")
    return source.path.with_name(f"test_{stem}.py")


def _unit_tests() -> list[Path]:
    return [path.relative_to(UNIT) for path in UNIT.rglob("test_*.py")]
