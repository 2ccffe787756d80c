"""YAML with the place of everything that stands in it.

In: the bytes of a file. Out: plain values, and for each key and item its line and column. No aliases, which can grow
without bound, no key twice, no tag of Python; `19:00` is a text, not a number of the base 60.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

Path = tuple[str | int, ...]
_MOST_DEPTH = 20
_TAGS = "tag:yaml.org,2002:"
_PLAIN = ("bool", "int", "float", "null")
_KINDS = (*_PLAIN, "str", "timestamp", "value", "map", "seq")


class Place(NamedTuple):
    """Line and column, from 1."""

    line: int
    column: int


class MarkedError(Exception):
    """What is no such YAML, and where."""

    def __init__(self, what: str, place: Place) -> None:
        super().__init__(what)
        self.what, self.place = what, place


@dataclass(frozen=True, kw_only=True)
class Marked:
    """What a file says, and where: `places` are those of keys and items by their path from the top."""

    content: Any
    places: Mapping[Path, Place]

    def place_of(self, path: Path) -> Place:
        """Return where something stands, or else what it would stand in."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(1, 1))


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise MarkedError("aliases are not read", _place(self.peek_event().start_mark))  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)


def read_marked(data: bytes) -> Marked:
    """Read YAML.

    Raises
    ------
    MarkedError
        If it is none, or not plain.
    """
    loader = None
    try:
        loader = _Loader(data)
        root = loader.get_single_node()
        places: dict[Path, Place] = {}
        content = None if root is None else _plain(loader, root, (), places)
    except yaml.MarkedYAMLError as error:
        raise MarkedError("this is no YAML", _place(error.problem_mark)) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise MarkedError(f"this is no YAML ({type(error).__name__})", Place(1, 1)) from None
    finally:
        if loader is not None:
            loader.dispose()
    return Marked(content=content, places=places)


def _plain(loader: _Loader, node: yaml.Node, path: Path, places: dict[Path, Place]) -> Any:  # noqa: ANN401 - any YAML
    places.setdefault(path, _place(node.start_mark))
    if len(path) > _MOST_DEPTH:
        raise MarkedError("this is nested too deeply", _place(node.start_mark))
    kind = node.tag.removeprefix(_TAGS)
    if kind not in _KINDS:
        raise MarkedError("only plain values are read", _place(node.start_mark))
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, path, places)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, item, (*path, number), places) for number, item in enumerate(node.value)]
    if kind in _PLAIN and ":" not in node.value:
        return loader.construct_object(node)
    return str(node.value)


def _mapping(loader: _Loader, node: yaml.MappingNode, path: Path, places: dict[Path, Place]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise MarkedError("a key is a text", _place(key.start_mark))
        name = str(key.value)
        if name in found:
            raise MarkedError("a key is repeated", _place(key.start_mark))
        places[(*path, name)] = _place(key.start_mark)
        found[name] = _plain(loader, value, (*path, name), places)
    return found


def _place(mark: yaml.Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark is not None else Place(1, 1)
