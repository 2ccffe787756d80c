"""Modules, attributes and their types, as PS3.3 has them.

In: a SOP Class UID. Out: what a data set of it, and each item in it, may hold and has to hold.
Reference: PS3.3 annexes A and C, section 5.4 (attribute requirements), PS3.5 section 7.4 (types); `attributes.json` is
made of the tables that highdicom ships (`make tables`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydicom.datadict import tag_for_keyword

from radlane.domain.code import Code

_STRICTEST = ("1", "1C", "2", "2C", "3")
_PER_FRAME = 0x52009230  # Per-frame Functional Groups Sequence


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribute:
    """One attribute of a data set or an item.

    Attributes
    ----------
    keyword : str
        As in PS3.6.
    type : str
        `1`, `1C`, `2`, `2C` or `3` (PS3.5 section 7.4).
    items : Node or None
        What an item of the sequence holds; None for what is no sequence, and for a sequence that nests in itself.
    """

    keyword: str
    type: str
    items: Node | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """What a data set or an item may hold.

    Attributes
    ----------
    attributes : mapping of int to Attribute
        By tag.
    always : tuple of (int, Attribute)
        Those of Type 1 and 2, which have to be there.
    filled : frozenset of int
        Tags of those of Type 1 and 1C, which have a value where they are there.
    sometimes : tuple of (int, Attribute)
        Those of Type 1C and 2C, which have to be there under a condition.
    """

    attributes: Mapping[int, Attribute]
    always: tuple[tuple[int, Attribute], ...]
    filled: frozenset[int]
    sometimes: tuple[tuple[int, Attribute], ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Iod:
    """An Information Object Definition: its modules by name, with their usage (`M`, `C` or `U`) and content."""

    name: str
    usages: Mapping[str, str]
    modules: Mapping[str, Node]


def find_iod(sop_class_uid: str) -> Iod | None:
    """Return the IOD of a SOP Class; None for a class that no result has."""
    return _iods().get(sop_class_uid)


def node_of(attributes: Mapping[int, Attribute]) -> Node:
    """Return the node of some attributes."""
    return Node(
        attributes=attributes,
        always=tuple((tag, attribute) for tag, attribute in attributes.items() if attribute.type in ("1", "2")),
        filled=frozenset(tag for tag, attribute in attributes.items() if attribute.type in ("1", "1C")),
        sometimes=tuple((tag, attribute) for tag, attribute in attributes.items() if attribute.type in ("1C", "2C")),
    )


def join(nodes: tuple[Node, ...]) -> Node:
    """Return one node of several modules: of what two of them hold, the stricter type counts (PS3.3 section 5.4)."""
    joined: dict[int, Attribute] = {}
    for node in nodes:
        for tag, attribute in node.attributes.items():
            known = joined.get(tag)
            if known is None or _STRICTEST.index(attribute.type) < _STRICTEST.index(known.type):
                joined[tag] = attribute
    return node_of(joined)


def result_classes() -> frozenset[str]:
    """Return the SOP Class UIDs that results have."""
    return frozenset(_iods())


def groups_with(sop_class_uid: str, pointer: int) -> frozenset[int] | None:
    """Return the tags of the functional group macros of a SOP Class that hold an attribute.

    None for a class that is not known, or has no functional groups.
    """
    iod = find_iod(sop_class_uid)
    modules = iod.modules.values() if iod is not None else ()
    groups = [node.attributes[_PER_FRAME].items for node in modules if _PER_FRAME in node.attributes]
    macros = [macro for group in groups if group is not None for macro in group.attributes.items()]
    holding = {tag for tag, macro in macros if macro.items is not None and pointer in macro.items.attributes}
    return frozenset(holding) if groups else None


def paired_body_parts() -> frozenset[str]:
    """Return the terms of Body Part Examined that name a paired structure (PS3.16 table L-1)."""
    return frozenset(part for part, (*_, paired) in _table()["body_parts"].items() if paired)


def anatomic_region(body_part: str) -> Code | None:
    """Return the code of a term of Body Part Examined (PS3.16 table L-1); None of others."""
    found = _table()["body_parts"].get(body_part)
    return None if found is None else Code(scheme=found[0], value=found[1], meaning=found[2])


def is_paired(scheme: str, value: str) -> bool | None:
    """Return whether a code names a paired structure; None of codes that are not in PS3.16 table L-1."""
    known = {paired for own, code, _, paired in _table()["body_parts"].values() if (own, code) == (scheme, value)}
    return known.pop() if len(known) == 1 else None


@cache  # a constant, which most commands do without
def _table() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "attributes.json").read_text())
    return found


@cache
def _iods() -> Mapping[str, Iod]:
    table = _table()
    nodes: list[Node] = []
    for entries in table["nodes"]:
        nodes.append(_node(entries, nodes))
    iods = {
        name: Iod(name=name, usages=usages, modules={module: nodes[table["modules"][module]] for module in usages})
        for name, usages in table["iods"].items()
    }
    return {sop_class_uid: iods[name] for sop_class_uid, name in table["sop_classes"].items()}


def _node(entries: dict[str, list[Any]], known: list[Node]) -> Node:
    """Return a node; those of its items are known already."""
    attributes = {}
    for keyword, (kind, *items) in entries.items():
        tag = tag_for_keyword(keyword)
        if tag is not None:  # an attribute that is younger than pydicom's dictionary cannot be read by its keyword
            attributes[tag] = Attribute(keyword=keyword, type=kind, items=known[items[0]] if items else None)
    return node_of(attributes)
