"""No print, no look at the environment outside settings, no state in modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from support.sources import Source, sources

CHANGING = {
    "add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault",
    "sort", "update",
}  # fmt: skip
ENVIRONMENT = {"environ", "environb", "getenv", "getenvb"}
STATE_CALLS = {"list", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict"}

each_source = pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)


@each_source
def test_nothing_prints(source: Source) -> None:
    assert not [
        call.lineno for call in _calls(source.tree) if isinstance(call.func, ast.Name) and call.func.id == "print"
    ]


@each_source
def test_only_settings_read_the_environment(source: Source) -> None:
    if source.name.startswith("settings/"):
        return
    reads = [node.lineno for node in ast.walk(source.tree) if _reads_environment(node)]
    assert not reads, f"{source.name} reads the environment in lines {reads}"


@each_source
def test_nothing_is_global(source: Source) -> None:
    assert not [node.lineno for node in ast.walk(source.tree) if isinstance(node, ast.Global)]


@each_source
def test_modules_hold_no_lists_and_sets(source: Source) -> None:
    """A tuple or a frozenset says that it stays; `__all__` is read by Python itself."""
    state = [name for name, value in _module_values(source.tree) if name != "__all__" and _is_state(value)]
    assert not state, f"{source.name} holds {state}"


@each_source
def test_tables_of_modules_stay_as_they_are(source: Source) -> None:
    tables = {name for name, value in _module_values(source.tree) if isinstance(value, ast.Dict | ast.DictComp)}
    assert all(name.isupper() for name in tables), f"a table's name is in capitals: {sorted(tables)}"
    changed = tables & set(_changed_names(source.tree))
    assert not changed, f"{source.name} changes {sorted(changed)}"


def _reads_environment(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom) and node.module == "os":
        return bool(ENVIRONMENT & {alias.name for alias in node.names})
    return isinstance(node, ast.Attribute) and node.attr in ENVIRONMENT


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _module_values(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            yield from ((target.id, statement.value) for target in statement.targets if isinstance(target, ast.Name))
        elif isinstance(statement, ast.AnnAssign) and statement.value and isinstance(statement.target, ast.Name):
            yield statement.target.id, statement.value


def _is_state(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        called = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
        return called in STATE_CALLS
    return isinstance(value, ast.List | ast.Set | ast.ListComp | ast.SetComp)


def _changed_names(tree: ast.AST) -> Iterator[str]:
    """Yield the names of which an item is set or deleted, or a changing method is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            owner: ast.expr = node.value
        elif isinstance(node, ast.Attribute) and node.attr in CHANGING:
            owner = node.value
        else:
            continue
        if isinstance(owner, ast.Name):
            yield owner.id
