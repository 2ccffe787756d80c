"""Types: what has to be there is there, and what has to have a value has one (PS3.5 section 7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.datadict import keyword_for_tag

from radlane.encode.checks.finding import Finding
from radlane.encode.checks.levels import Level
from radlane.encode.checks.value_forms import is_empty
from radlane.encode.iod.content import foreign_tags, value_keywords
from radlane.encode.reading import text
from radlane.encode.source_frame import FUNCTIONAL_GROUPS

# Which macros an item holds is a matter of its IOD, and of what the other items hold (`functional_group_usage.py`).
GROUPS = frozenset(FUNCTIONAL_GROUPS)


def check_types(level: Level) -> Iterator[Finding]:
    """Attributes of Type 1 and 2 are there, those of Type 1 and 1C have a value where they are, all can be read."""
    for tag in level.unreadable:
        yield Finding(code="attribute-unreadable", keyword=keyword_for_tag(tag) or str(tag), words="cannot be read")
    if level.node is None:
        return
    for tag, attribute in () if level.sequence in GROUPS else level.node.always:
        if tag not in level.elements and tag not in level.unreadable:
            yield missing(attribute.keyword, attribute.type)
    for tag, element in level.elements.items():
        if tag in level.node.filled and is_empty(element.value):
            keyword = level.node.attributes[tag].keyword
            yield Finding(code="attribute-empty", keyword=keyword, words="has no value (Type 1)")


def check_content_values(level: Level) -> Iterator[Finding]:
    """A content item holds no value of another Value Type than its own (PS3.3 section C.17.3)."""
    if not level.is_of_content():
        return
    value_type = text(level.dataset, "ValueType")
    foreign = foreign_tags(value_type) if value_keywords(value_type) else frozenset[int]()
    if not foreign.isdisjoint(level.elements):
        for tag, element in level.elements.items():
            if tag in foreign:
                yield unexpected(element.keyword, "is of another Value Type")


def missing(keyword: str, kind: str) -> Finding:
    """Return that an attribute is not there."""
    return Finding(code="attribute-missing", keyword=keyword, words=f"is missing (Type {kind})")


def unexpected(keyword: str, why: str) -> Finding:
    """Return that an attribute is there, and why it may not be."""
    return Finding(code="attribute-unexpected", keyword=keyword, words=f"may not be there: it {why}")
