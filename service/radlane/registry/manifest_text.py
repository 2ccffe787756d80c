"""The content of a manifest -> `model.yaml` with comments.

In: plain dictionaries and lists. Out: YAML that says beside each place what is wanted there, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from radlane.registry.blanks import FILL_IN, WANTED, blanks, place

_EXPLAINED: Mapping[str, str] = {
    "artifacts": "size and digest are those of the file as it was when this was written",
    "inputs.geometry.size": "rows and columns that the graph has; the image keeps its aspect ratio, is centred, padded",
    "inputs.geometry.interpolation": "linear or nearest, the same on the way back",
    "inputs.geometry.window": "what the network sees at once; for a volume that is stretched to one grid instead: "
    "`size` in place of `spacing_mm` and `window`",
    "inputs.geometry.tilt_degrees": "how far a gantry may be tilted",
    "inputs.geometry.pad": "value of what the image does not fill, after the intensity operations",
    "inputs.geometry.padding": "at Pixel Padding Value: as-stored (it is a value like any other) or pad",
    "outputs.activation": "none: the graph ends in it",
    "outputs.segments.label": "name for people; a side in it is no laterality, and is taken out where that states it",
    "outputs.segments.channel": "two segments may not overlap: of several channels the strongest has the pixel",
    "outputs.segments.absent_below": "smaller shares of the image count as absent",
    "outputs.segments.implausible_above": "larger shares of the image cannot be right; lower it where you know",
    "tests": "made of numbers drawn at random: they show that the network runs as it did, not that it is right. "
    "Add one of a real image",
}
_HEADER = """\
# A model package of radlane, not ready: docs/model-package.md says what each key means.
# Every FILL IN is to be replaced; until then radlane does not accept this file, and says what is missing.
# A guess here is a wrong result later: what you do not know, the author of the network does.
"""


def manifest_text(content: Mapping[str, Any]) -> str:
    """Write a manifest's content as YAML with comments."""
    said: set[str] = set()
    lines = list(_mapping(content, "", "", said))
    return _HEADER + "\n".join(lines) + "\n"


def _mapping(content: Mapping[str, Any], indent: str, above: str, said: set[str]) -> Iterator[str]:
    for key, value in content.items():
        path = f"{above}.{key}" if above else key
        yield from (f"{indent}# {comment}" for comment in _comments(path, value, said))
        if _is_short(value):
            yield f"{indent}{key}: {flow(value)}"
        else:
            yield f"{indent}{key}:"
            yield from _block(value, indent + "  ", path, said)


def _block(value: Any, indent: str, path: str, said: set[str]) -> Iterator[str]:  # noqa: ANN401 - any part of a manifest
    if isinstance(value, Mapping):
        yield from _mapping(value, indent, path, said)
        return
    for item in value:
        if _is_short(item):
            yield f"{indent}- {flow(item)}"
        else:  # the dash stands in a line of its own where a comment comes first
            first, *rest = _mapping(item, indent + "  ", path, said)
            is_comment = first.lstrip().startswith("#")
            yield from ([f"{indent}-", first] if is_comment else [f"{indent}- {first.lstrip()}"])
            yield from rest


def _comments(path: str, value: Any, said: set[str]) -> list[str]:  # noqa: ANN401 - any part of a manifest
    where = place(path)
    is_blank = isinstance(value, str) and value.startswith(FILL_IN)
    text = WANTED.get(where) if is_blank else _EXPLAINED.get(where)
    mark = f"{where} {is_blank}"
    if text is None or mark in said:
        return []
    said.add(mark)
    return [text]


def _is_short(value: Any) -> bool:  # noqa: ANN401 - any part of a manifest
    """Whether a value stands in one line: a scalar, scalars, or a small mapping in which nothing is to be filled in."""
    if isinstance(value, Mapping):
        plain = not any(isinstance(item, list) and any(isinstance(x, Mapping) for x in item) for item in value.values())
        return plain and len(flow(value)) <= 110 and not list(blanks(dict(value))) and not _is_wide(value)
    if isinstance(value, list):
        return all(not isinstance(item, (Mapping, list)) for item in value)
    return True


def _is_wide(value: Mapping[str, Any]) -> bool:
    return "role" in value or any(isinstance(item, Mapping) for item in value.values())


def flow(value: Any) -> str:  # noqa: ANN401 - any part of a manifest
    """Write a value in one line."""
    text: str = yaml.dump([value], Dumper=_Plain, default_flow_style=True, width=1 << 30, sort_keys=False)
    return text.strip()[1:-1]


class _Plain(yaml.SafeDumper):
    """Writes no aliases, which the manifest's reader refuses."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - as its base has it
        """Whatever it is."""
        return True
