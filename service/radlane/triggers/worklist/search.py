"""Searching the worklist: match keys against workitems, and what is told of those that match.

In: the parameters of a query. Out: which workitems match, and their attributes that are returned.
Reference: PS3.18 sections 8.3.4 and 11.9; PS3.4 C.2.2.2 (matching), CC.2.8.3, Table CC.2.5-3 (Match and Return Key).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from pydicom.datadict import dictionary_VR, tag_for_keyword

from radlane.dicomweb.dicom_json import sequence_of, values_of
from radlane.domain.ups import StepState
from radlane.domain.ups_attributes import TOP
from radlane.domain.workitem import DataSet, Workitem
from radlane.errors import WorkitemInvalid
from radlane.triggers.worklist.dataset import element
from radlane.triggers.worklist.moments import DT, span
from radlane.triggers.worklist.rules import LOCK, SOP_CLASS, SOP_INSTANCE, STATE

MOST_RESULTS = 200
MOST_OFFSET = 100_000
_MOST_KEYS = 32
_MOST_VALUE = 1024
_MOST_STARS = 4
_PASSED_OVER = frozenset({"accept", "accept-charset", "charset", "fuzzymatching"})
_RANGE = re.compile(rf"({DT})?-({DT})?")
_SINGLE = re.compile(DT)
_TIMES = frozenset({"DA", "DT"})


@dataclass(frozen=True, kw_only=True)
class Key:
    """A match key: the tags of a place, and the value that is looked for."""

    path: tuple[str, ...]
    value: str


@dataclass(frozen=True, kw_only=True)
class Search:
    """A query; `fields` None: all attributes are returned."""

    keys: tuple[Key, ...] = ()
    fields: frozenset[str] | None = frozenset()
    limit: int = MOST_RESULTS
    offset: int = 0
    fuzzy: bool = False

    @property
    def states(self) -> frozenset[StepState]:
        """The states that are looked for, where the query says so in a way that the database understands."""
        said = [key.value for key in self.keys if key.path == (STATE,)]
        return frozenset(state for state in StepState if said and state == said[0])


def read_search(parameters: Sequence[tuple[str, str]]) -> Search:
    """Read the parameters of a query.

    Raises
    ------
    WorkitemInvalid
        If one names no attribute, or has no value that it may have.
    """
    keys, fields, numbers, fuzzy = list[Key](), set[str](), {"limit": MOST_RESULTS, "offset": 0}, False
    everything = False
    if len(parameters) > _MOST_KEYS or any(len(value) > _MOST_VALUE for _, value in parameters):
        raise _bad("there are too many parameters, or one is too long")
    for name, value in parameters:
        if name == "fuzzymatching":
            fuzzy = value == "true"
        elif name in numbers:
            numbers[name] = _number(value)
        elif name == "includefield":
            everything = everything or value == "all"
            fields |= {_path(one)[0] for one in value.split(",") if one not in ("", "all")}
        elif name not in _PASSED_OVER:
            keys.append(_key(name, value))
    fields |= {key.path[0] for key in keys}
    return Search(
        keys=tuple(keys),
        fields=None if everything else frozenset(fields),
        limit=min(numbers["limit"], MOST_RESULTS),
        offset=min(numbers["offset"], MOST_OFFSET),
        fuzzy=fuzzy,
    )


def whole(item: Workitem) -> dict[str, Any]:
    """Return a workitem as it is told: with its state, and never with its Transaction UID (PS3.4 CC.2.7.3)."""
    from_host = {
        SOP_CLASS: element("UI", "1.2.840.10008.5.1.4.34.6.1"),
        SOP_INSTANCE: element("UI", item.uid),
        STATE: element("CS", str(item.state)),
    }
    told = {**item.attributes, **from_host}
    return {tag: told[tag] for tag in sorted(told) if tag != LOCK}


def returned(item: Workitem, search: Search) -> dict[str, Any]:
    """Return what a search tells of a workitem: Return Keys of type 1 and 2, 1C where they are, and what was asked."""
    told = whole(item)
    if search.fields is None:
        return told
    always = {tag: row.vr for tag, row in TOP.items() if row.returned in ("1", "2")}
    found = {tag: told.get(tag, element(vr)) for tag, vr in always.items()}
    also = {*search.fields, *(tag for tag, row in TOP.items() if row.returned in ("1C", "2C"))}
    found |= {tag: told[tag] for tag in also if tag in told}
    return {tag: found[tag] for tag in sorted(found)}


def matches(item: Workitem, search: Search, zone: tzinfo) -> bool:
    """Whether a workitem matches all keys; times without an offset are the site's."""
    told = whole(item)
    return all(_matches(told, key.path, key.value, zone) for key in search.keys)


def _matches(dataset: DataSet, path: tuple[str, ...], value: str, zone: tzinfo) -> bool:
    if value == "":
        return True  # universal matching
    if len(path) > 1:
        return any(_matches(inner, path[1:], value, zone) for inner in sequence_of(dataset, path[0]))
    vr = _vr(path[0])
    if vr == "UI":
        return bool({str(one) for one in values_of(dataset, path[0])} & set(re.split(r"[,\\]", value)))
    texts = list(_texts(values_of(dataset, path[0])))
    if vr in _TIMES:
        return any(_is_within(text, value, zone) for text in texts)
    form = _wildcard(value, ignore_case=vr == "PN")
    return any(form.fullmatch(text) for text in texts)


def _texts(values: Iterable[object]) -> Iterable[str]:
    for value in values:
        if isinstance(value, dict):
            yield from (str(part) for part in value.values() if part)
        elif value is not None:
            yield str(value)


def _wildcard(value: str, *, ignore_case: bool) -> re.Pattern[str]:
    parts = (
        ".*" if part[0] == "*" else "." if part == "?" else re.escape(part)
        for part in re.findall(r"\*+|\?|[^*?]+", value)
    )
    return re.compile("".join(parts), re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def _is_within(text: str, value: str, zone: tzinfo) -> bool:
    """Whether a time is one, or in a range; a time that says less than seconds is all of what it says."""
    found = span(text, zone)
    single = _SINGLE.fullmatch(value)
    bounds = None if single else _RANGE.fullmatch(value)
    if found is None or (single is None and bounds is None):
        return False
    begin, end = (value, value) if bounds is None else bounds.groups()
    first, last = (span(one, zone) if one else None for one in (begin, end))
    return (first is None or found[1] > first[0]) and (last is None or found[0] < last[1])


def _key(name: str, value: str) -> Key:
    path = _path(name)
    if len(re.findall(r"\*+", value)) > _MOST_STARS:
        raise _bad(f"a value has more than {_MOST_STARS} asterisks")
    if _vr(path[-1]) == "SQ" and value:
        raise _bad("a sequence is matched by an attribute of its items, as in ScheduledWorkitemCodeSequence.CodeValue")
    return Key(path=path, value=value)


def _path(name: str) -> tuple[str, ...]:
    """The tags of a place that is named by keywords or tags with dots between them."""
    path = tuple(_tag(part) for part in name.split("."))
    if path[0] == LOCK:
        raise _bad("the Transaction UID cannot be queried (PS3.4 Table CC.2.5-3)")
    if any(_vr(tag) != "SQ" for tag in path[:-1]):
        raise _bad("only sequences have attributes in them")
    return path


def _tag(name: str) -> str:
    if re.fullmatch(r"[0-9A-Fa-f]{8}", name):
        tag = int(name, 16)
    else:
        found = tag_for_keyword(name)
        if found is None:
            raise _bad("a parameter names no attribute")
        tag = int(found)
    try:
        dictionary_VR(tag)
    except KeyError:
        raise _bad("a parameter names no attribute of the standard") from None
    return f"{tag:08X}"


def _vr(tag: str) -> str:
    return dictionary_VR(int(tag, 16))


def _number(value: str) -> int:
    if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
        raise _bad("limit and offset are numbers")
    return int(value)


def _bad(why: str) -> WorkitemInvalid:
    return WorkitemInvalid("The query is not as PS3.18 section 8.3.4 says", why=why)
