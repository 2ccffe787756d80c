"""The configuration of a MONAI bundle, without running any of it.

In: `configs/inference.json` or .yaml, hostile. Out: its parts as plain values, with references followed. MONAI runs
what begins with `$` as Python; here only literals are read: `$True`, `$False`, `$None`, `$0.5`, `$[1, 2]`, `$(1, 2)`.
Reference: Project-MONAI/MONAI, docs/source/config_syntax.md (`@` references, `$` expressions, `%` macros, `_target_`,
`_disabled_`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from radlane.errors import ImportRefused
from radlane.registry.reading import mapping, sequence

_DEEP = 32
_MOST_LITERAL, _MOST_NAME = 1000, 80  # characters
_SUFFIX = re.compile(r"(?<=[a-z])(d|D|Dict)$")
_OF_MONAI = re.compile(r"(monai\.(transforms|inferers|data|engines)\.([a-z_]+\.)*)?[A-Za-z_0-9]+")
_META = frozenset({"_target_", "_disabled_", "_requires_", "_desc_", "_mode_"})


@dataclass(frozen=True, kw_only=True)
class Component:
    """Something that MONAI would make: a class and its arguments.

    Attributes
    ----------
    kind : str
        The class without its module, and of a transform without the suffix of its dictionary form: `Spacing`.
    arguments : mapping of str to object
        As they stand there; `Config.value` reads one.
    where : str
        Path in the configuration, for messages.
    """

    kind: str
    arguments: Mapping[str, Any]
    where: str


@dataclass(frozen=True, kw_only=True)
class Config:
    """A configuration."""

    content: Mapping[str, Any] = field(repr=False)

    def value(self, value: object, where: str, depth: int = 0) -> Any:  # noqa: ANN401 - any plain value
        """Follow references and read literals, in lists and mappings too.

        Raises
        ------
        ImportRefused
            If it is Python, a macro, or a reference that leads nowhere.
        """
        if depth > _DEEP:
            raise ImportRefused("The configuration cannot be read", why=f"{where}: references lead too deep")
        if isinstance(value, list):
            return [self.value(item, f"{where}#{place}", depth + 1) for place, item in enumerate(value)]
        if not isinstance(value, str):
            return value
        if value.startswith("@"):
            return self.value(self._referred(value[1:], where), where, depth + 1)
        if value.startswith("%"):
            raise _python(where, "a macro of another file")
        return _literal(value[1:], where) if value.startswith("$") else value

    def component(self, value: object, where: str) -> Component:
        """Read what MONAI would make here.

        Raises
        ------
        ImportRefused
            If it is no mapping with a `_target_`, or that is no class of MONAI's own.
        """
        found = mapping(self.value(value, where), where)
        target = found.get("_target_")
        if not isinstance(target, str) or not target.isprintable() or "$" in target:
            raise ImportRefused("The configuration cannot be read", why=f"{where}: it names no class")
        if not _OF_MONAI.fullmatch(target):
            raise ImportRefused(
                "radlane runs no Python of a bundle", why=f"{where} is a class of somebody else's than MONAI"
            )
        kind = _SUFFIX.sub("", target.rsplit(".", 1)[-1])[:_MOST_NAME]
        arguments = {key: item for key, item in found.items() if key not in _META}
        return Component(kind=kind, arguments=arguments, where=f"{where} ({kind})")

    def chain(self, key: str) -> Iterator[Component]:
        """Yield the transforms of a key, in their order, those of a chain in a chain too, without disabled ones.

        Raises
        ------
        ImportRefused
            If it is not there: nothing done is something else than nothing said.
        """
        if key not in self.content:
            raise ImportRefused("The configuration cannot be read", why=f"it has no {key}")
        yield from self._flat(self.content[key], key, 0)

    def _flat(self, value: object, where: str, depth: int) -> Iterator[Component]:
        if depth > _DEEP:
            raise ImportRefused("The configuration cannot be read", why=f"{where}: chains lead too deep")
        made = mapping(self.value(value, where), where)
        disabled = self.value(made.get("_disabled_", False), f"{where}#_disabled_")
        if disabled in (True, "True", "true"):
            return
        component = self.component(made, where)
        if component.kind != "Compose":
            yield component
            return
        transforms = sequence(self.value_of_list(component), f"{where}#transforms")
        for place, item in enumerate(transforms):
            yield from self._flat(item, f"{where}#transforms#{place}", depth + 1)

    def value_of_list(self, component: Component) -> object:
        """Return the list of a chain, whose items are not read yet."""
        found = component.arguments.get("transforms", [])
        for _ in range(_DEEP):
            if not isinstance(found, str):
                return found
            if not found.startswith("@"):
                raise _python(f"{component.where}#transforms", "no list")
            found = self._referred(found[1:], component.where)
        raise ImportRefused("The configuration cannot be read", why=f"{component.where}: references lead in a circle")

    def _referred(self, reference: str, where: str) -> object:
        found: object = self.content
        for key in re.split(r"::|#", reference):
            if isinstance(found, Mapping) and key in found:
                found = found[key]
            elif isinstance(found, list) and key.isascii() and key.isdigit() and len(key) < 7 and int(key) < len(found):
                found = found[int(key)]
            else:
                raise ImportRefused("The configuration cannot be read", why=f"{where}: a reference leads nowhere")
        return found


def _literal(text: str, where: str) -> object:
    try:
        if len(text) > _MOST_LITERAL:
            raise ValueError("too long")
        found = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError) as error:
        raise _python(where, "Python that is more than a literal") from error
    return list(found) if isinstance(found, tuple) else found


def _python(where: str, what: str) -> ImportRefused:
    return ImportRefused(
        "radlane runs no Python of a bundle",
        why=f"{where} is {what}",
        remedy="Write the value itself in its place",
    )
