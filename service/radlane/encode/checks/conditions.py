"""Conditions: attributes of Type 1C and 2C that have to be there, or may not be, for what stands beside them.

In: a level of an object. Out: attributes that are missing or unexpected. Each condition is one small function that says
whether its attribute is required (True), forbidden (False), or neither (None); its docstring names the clause.
Conditions that only the writer of an object can know (whether a step was performed, a patient is an animal) are not
here: of those attributes it is asked that they have a value where they are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from radlane.encode.checks.attribute_types import missing, unexpected
from radlane.encode.checks.conditions_of_content import CONTENT_CONDITIONS
from radlane.encode.checks.conditions_of_images import IMAGE_CONDITIONS
from radlane.encode.checks.conditions_of_macros import MACRO_CONDITIONS
from radlane.encode.checks.finding import Finding
from radlane.encode.checks.levels import Level

Condition = Callable[[Level], bool | None]

_CONDITIONS: Mapping[str, Condition] = {**MACRO_CONDITIONS, **IMAGE_CONDITIONS, **CONTENT_CONDITIONS}


def check_conditions(level: Level) -> Iterator[Finding]:
    """Attributes of Type 1C and 2C are there where their condition says so, and not where it forbids them."""
    if level.node is None:
        return
    for tag, attribute in level.node.sometimes:
        condition = _CONDITIONS.get(attribute.keyword)
        required = condition(level) if condition is not None else None
        is_there = tag in level.elements or tag in level.unreadable
        if required and not is_there:
            yield missing(attribute.keyword, attribute.type)
        elif required is False and is_there:
            yield unexpected(attribute.keyword, "is only for what is not the case here")
