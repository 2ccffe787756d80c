"""The table of modules and attributes that the checker reads, made of the one that highdicom ships.

In: highdicom's copy of PS3.3 (annexes A and C), 22 MB. Out: the part of it that results are made of, as one JSON text.
`make tables` writes it; tests/architecture/test_tables.py proves that the file is in step with the highdicom in use.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from support.sources import ROOT

TABLE = ROOT / "service" / "radlane" / "encode" / "iod" / "attributes.json"

# SOP Classes of results (PS3.4 annex B.5), and those that stand in for one that an archive refuses.
SOP_CLASSES = (
    "1.2.840.10008.5.1.4.1.1.7",
    "1.2.840.10008.5.1.4.1.1.7.4",
    "1.2.840.10008.5.1.4.1.1.30",
    "1.2.840.10008.5.1.4.1.1.66.4",
    "1.2.840.10008.5.1.4.1.1.66.7",
    "1.2.840.10008.5.1.4.1.1.88.22",
    "1.2.840.10008.5.1.4.1.1.88.33",
    "1.2.840.10008.5.1.4.1.1.88.34",
    "1.2.840.10008.5.1.4.1.1.88.59",
)
_STRICTEST = ("1", "1C", "2", "2C", "3")

Node = dict[str, Any]


def attribute_table() -> dict[str, Any]:
    """The table: SOP Class -> IOD, IOD -> modules and usage, module -> node, body part -> code and if paired, nodes.

    A node is what a data set or an item may hold: keyword -> [type], or [type, number of its items' node]. Equal nodes,
    such as that of the Code Sequence Macro, are there once; a node's number is higher than those that it names.
    """
    standard = _read("module_attribute_map.json")
    usages = _read("iod_module_map.json")
    by_class = {uid: name for uid, name in _read("sop_class_iod_map.json").items() if uid in SOP_CLASSES}
    iods = {name: {module["key"]: module["usage"] for module in usages[name]} for name in sorted({*by_class.values()})}
    nodes: dict[str, int] = {}
    modules = {
        module: _number(_tree(standard[module]), nodes)
        for module in sorted({module for used in iods.values() for module in used})
    }
    return {
        "source": f"PS3.3 as in highdicom {version('highdicom')}",
        "sop_classes": dict(sorted(by_class.items())),
        "iods": iods,
        "modules": modules,
        "body_parts": dict(sorted(_read("anatomic_regions.json").items())),
        "nodes": [json.loads(node) for node in nodes],
    }


def to_text(table: dict[str, Any]) -> str:
    """The table as JSON, a module, a body part, a node a line: a change of the standard is a readable difference."""
    regions = table["body_parts"].items()
    parts = [
        f'"source": {json.dumps(table["source"])}',
        f'"sop_classes": {json.dumps(table["sop_classes"], indent=1)}',
        f'"iods": {json.dumps(table["iods"], indent=1)}',
        f'"modules": {json.dumps(table["modules"], indent=1)}',
        '"body_parts": {\n' + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in regions) + "\n}",
        '"nodes": [\n' + ",\n".join(json.dumps(node) for node in table["nodes"]) + "\n]",
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def standard_attributes() -> dict[str, list[dict[str, Any]]]:
    """All that highdicom ships: module -> its attributes, each with keyword, type and path of sequences."""
    found: dict[str, list[dict[str, Any]]] = _read("module_attribute_map.json")
    return found


def iod_modules(sop_class_uid: str) -> dict[str, str]:
    """The modules of a SOP Class, with their usage: `M`, `C` or `U`."""
    name = _read("sop_class_iod_map.json")[sop_class_uid]
    return {module["key"]: module["usage"] for module in _read("iod_module_map.json")[name]}


@cache
def _read(name: str) -> Any:
    return json.loads((files("highdicom") / "_standard" / name).read_text())


def _tree(attributes: list[dict[str, Any]]) -> Node:
    """Nest a flat list; of an attribute that is listed twice (the macros of SR content), the strictest type holds."""
    root: Node = {}
    for attribute in attributes:
        node = root
        for sequence in attribute["path"]:
            node = node.setdefault(sequence, ["3", {}])[1]
        entry = node.setdefault(attribute["keyword"], [attribute["type"], {}])
        entry[0] = min(entry[0], attribute["type"], key=_STRICTEST.index)
    return root


def _number(node: Node, nodes: dict[str, int]) -> int:
    """The number of a node, by its content."""
    entries = {
        keyword: [kind, _number(items, nodes)] if items else [kind] for keyword, (kind, items) in sorted(node.items())
    }
    return nodes.setdefault(json.dumps(entries), len(nodes))


def main() -> None:
    """Write the table anew."""
    Path(TABLE).write_text(to_text(attribute_table()))


if __name__ == "__main__":
    main()
