"""Data sets that come as DICOM JSON, read without trust, and the elements of those that go.

In: bytes. Out: a data set with no more than tags, VRs and values of their kind. Errors never say what was sent.
Reference: PS3.18 annex F.2 (JSON), 11.1.3 (no bulk data); PS3.5 section 6.2 (VRs).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydicom.datadict import dictionary_VR

from radlane.dicomweb.dicom_json import sequence_of, text_of, values_of
from radlane.domain.code import Code
from radlane.domain.refs import is_uid
from radlane.domain.workitem import DataSet
from radlane.errors import WorkitemInvalid
from radlane.triggers.worklist.moments import DT, span

MOST_DEPTH = 8
MOST_ELEMENTS = 20_000
_TAG = re.compile(r"[0-9A-Fa-f]{8}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_FORMS = {
    "DT": re.compile(DT),
    "DA": re.compile(r"\d{8}"),
    "TM": re.compile(r"\d\d(?:\d\d(?:\d\d(?:\.\d{1,6})?)?)?"),
    "CS": re.compile(r"[A-Z0-9 _]*"),
    "AT": _TAG,
    "IS": re.compile(r"[+-]?\d{1,11}"),
    "DS": re.compile(r"[+-]?\d*\.?\d*(?:[eE][+-]?\d+)?"),
}
_MOST = {"AE": 16, "AS": 4, "CS": 16, "LO": 64, "SH": 16, "ST": 1024, "UI": 64, "DS": 16, "IS": 12, "PN": 324}
_MOST_TEXT = 10_240
_TEXTS = frozenset({*_MOST, "DA", "DT", "TM", "LT", "UC", "UR", "UT", "AT"})
_NUMBERS = frozenset({"FL", "FD", "SL", "SS", "SV", "UL", "US", "UV", "DS", "IS"})
_NAME_PARTS = frozenset({"Alphabetic", "Ideographic", "Phonetic"})


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was read; `left_out` where there were attributes that nobody here knows."""

    dataset: DataSet
    left_out: bool


def invalid(why: str) -> WorkitemInvalid:
    """Return the error for a data set that is none."""
    return WorkitemInvalid("The data set is not what the standard asks for", why=why)


def read_dataset(body: bytes) -> Read:
    """Read the one data set of a request.

    Raises
    ------
    WorkitemInvalid
        If it is no DICOM JSON, has bulk data, or is nested or long beyond measure.
    """
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise invalid("it is no JSON") from None
    if isinstance(sent, list) and len(sent) == 1:
        sent = sent[0]
    reader = _Reader()
    dataset = reader.read(sent, 1)
    return Read(dataset=dataset, left_out=reader.left_out)


class _Reader:
    def __init__(self) -> None:
        self.left_out = False
        self._count = 0

    def read(self, sent: object, depth: int) -> dict[str, Any]:
        if not isinstance(sent, dict):
            raise invalid("a data set is an object of tags")
        if depth > MOST_DEPTH:
            raise invalid(f"sequences are nested more than {MOST_DEPTH} times")
        made: dict[str, Any] = {}
        for name, element in sent.items():
            self._count += 1
            if self._count > MOST_ELEMENTS:
                raise invalid(f"it has more than {MOST_ELEMENTS} attributes")
            if not _TAG.fullmatch(name) or not isinstance(element, dict):
                raise invalid("an attribute is a tag of 8 hexadecimal digits, and an object")
            tag = name.upper()
            if _is_known(tag):
                made[tag] = self._element(tag, element, depth)
            else:
                self.left_out = True
        return made

    def _element(self, tag: str, element: Mapping[str, Any], depth: int) -> dict[str, Any]:
        vr = element.get("vr")
        if not set(element) <= {"vr", "Value"}:
            raise invalid("a workitem has no bulk data (PS3.18 section 11.1.3)")
        if vr not in dictionary_VR(int(tag, 16)).split(" or "):
            raise invalid(f"({tag[:4]},{tag[4:]}) has another VR")
        values = element.get("Value", [])
        if not isinstance(values, list):
            raise invalid("Value is a list")
        if vr == "SQ":
            return _made(vr, [self.read(item, depth + 1) for item in values])
        if not all(_is_of(vr, value) for value in values):
            raise invalid(f"({tag[:4]},{tag[4:]}) has a value that its VR does not allow")
        self._count += len(values)
        return _made(vr, values)


def _made(vr: str, values: list[Any]) -> dict[str, Any]:
    return {"vr": vr, "Value": values} if values else {"vr": vr}


def _is_known(tag: str) -> bool:
    """Whether a tag is one of the standard's; command elements are none, but for the Affected SOP Instance UID."""
    try:
        dictionary_VR(int(tag, 16))
    except KeyError:
        return False
    return tag[:4] not in ("0000", "0002") or tag == "00001000"


def _is_of(vr: str, value: object) -> bool:
    if value is None:
        return True
    if isinstance(value, bool):
        return False
    if vr == "PN":
        return isinstance(value, dict) and set(value) <= _NAME_PARTS and all(_is_text(vr, p) for p in value.values())
    if isinstance(value, int | float):
        return vr in _NUMBERS and _is_finite(value)
    return vr in _TEXTS and _is_text(vr, value)


def _is_finite(value: float) -> bool:
    """Whether a number is one of JSON; Python reads NaN and 1e999 too. A whole one is, however long."""
    return isinstance(value, int) or math.isfinite(value)


def _is_text(vr: str, value: object) -> bool:
    if not isinstance(value, str) or len(value) > _MOST.get(vr, _MOST_TEXT) or _CONTROL.search(value):
        return False
    form = _FORMS.get(vr)
    if vr == "DT" and value and span(value, UTC) is None:
        return False  # of the form, and no day of the calendar
    return not value or (is_uid(value) if vr == "UI" else form is None or form.fullmatch(value) is not None)


def has_value(dataset: DataSet, tag: str) -> bool:
    """Whether an attribute has a value; an empty text is none."""
    return any(value not in (None, "") for value in values_of(dataset, tag))


def element(vr: str, *values: object) -> dict[str, Any]:
    """Return an element."""
    return _made(vr, list(values))


def code_item(code: Code) -> dict[str, Any]:
    """Return an item of a code sequence; a long value is a Long Code Value (PS3.3 section 8.1)."""
    is_long = len(code.value) > _MOST["SH"]
    return {
        ("00080119" if is_long else "00080100"): element("UC" if is_long else "SH", code.value),
        "00080102": element("SH", code.scheme),
        "00080104": element("LO", code.meaning[: _MOST["LO"]]),
    }


def codes_of(dataset: DataSet, tag: str) -> tuple[Code, ...]:
    """Return the codes of a sequence."""
    return tuple(
        Code(
            scheme=text_of(item, "00080102"),
            value=next((found for name in ("00080100", "00080119", "00080120") if (found := text_of(item, name))), ""),
            meaning=text_of(item, "00080104"),
        )
        for item in sequence_of(dataset, tag)
    )


def to_dt(moment: datetime) -> str:
    """Return an aware moment as DT, with its offset from UTC."""
    return moment.strftime("%Y%m%d%H%M%S.%f%z")


def map_items(dataset: DataSet, tag: str, change: Callable[[DataSet], DataSet]) -> dict[str, Any]:
    """Return a data set with each item of a sequence changed."""
    return {**dataset, tag: element("SQ", *map(change, sequence_of(dataset, tag)))}
