"""What an archive answers to a STOW: which objects it has, which not, and why, in plain words.

In: the body of an answer. Out: SOP Instance UID -> what was said of it. An answer that is no DICOM JSON says nothing.
That is no error, for only asking for the objects proves that they are there.
Reference: PS3.18 annex I (Store Instances Response Module), tables I.2-1 and I.2-2; PS3.7 annex C; the conformance
statement of Azure's DICOM service for 43265, 45070 and 45071; dcm4chee's sources for A770 to A774.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from radlane.dicomweb.dicom_json import Item, number_of, sequence_of, text_of
from radlane.domain.result import Answer

_FAILED, _STORED = "00081198", "00081199"
_UID, _REASON, _WARNING = "00081155", "00081197", "00081196"

# Codes that mean one thing; of the others the first hexadecimal digits decide.
_REASONS: Mapping[int, str] = {
    0x0110: "the archive failed while it processed the object",
    0x0111: "the archive has an object with this SOP Instance UID already",
    0x0117: "the archive takes the SOP Instance UID for none",
    0x0118: "the archive knows no such SOP Class",
    0x0119: "the archive has this SOP Instance UID under another SOP Class",
    0x0122: "the archive does not take this SOP Class",
    0x0124: "the archive does not allow it",
    0x0213: "the archive has no resources for it",
    0xA770: "the archive has this rejection note already",
    0xA771: "the archive has rejected an object with this SOP Instance UID",
    0xA772: "the archive has not every object that the rejection note lists",
    0xA773: "the archive has an object that the rejection note lists under another SOP Class",
    0xA774: "an object that the rejection note lists is rejected already",
    0xA901: "the archive says that it does not conform to its SOP Class, or is of another study than the address",
    0xB00E: "the archive has an object with this SOP Instance UID already",
    0xB00F: "the archive is just storing an object with this SOP Instance UID",
    0xC122: "the archive does not take this transfer syntax",
}
_CLASSES: Mapping[int, str] = {
    0xA7: "the archive has no resources for it",
    0xA9: "the archive says that it does not conform to its SOP Class",
    0xC0: "the archive does not understand it",
}
_WARNINGS: Mapping[int, str] = {
    0xB000: "the archive changed attributes of it",
    0xB006: "the archive discarded attributes of it",
    0xB007: "the archive says that it does not conform to its SOP Class",
}
_TAKEN = frozenset({0x0111, 0xA770, 0xB00E, 0xB00F})
_LATER = frozenset({0x0110, 0x0213, 0xB00F})
_OUT_OF_RESOURCES = 0xA7
_OF_REJECTION = 0xA77  # not of resources: nothing changes while one waits
_NOT_ALL_KNOWN = 0xA772
_OF_CLASS = frozenset({0x0118, 0x0122})


@dataclass(frozen=True, kw_only=True)
class StoreAnswer:
    """What was said of each object.

    Attributes
    ----------
    readable : bool
        Whether the answer says anything at all.
    stored : mapping
        SOP Instance UID -> warning, empty where there is none.
    failed : mapping
        SOP Instance UID -> code of the reason; None where none is given.
    """

    readable: bool
    stored: Mapping[str, str]
    failed: Mapping[str, int | None]


def read_store_answer(body: bytes) -> StoreAnswer:
    """Read an answer."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    item = answer[0] if isinstance(answer, list) and len(answer) == 1 else answer
    if not isinstance(item, dict) or not (_FAILED in item or _STORED in item):
        return StoreAnswer(readable=False, stored={}, failed={})
    return StoreAnswer(
        readable=True,
        stored={text_of(stored, _UID): _warning(stored) for stored in sequence_of(item, _STORED)},
        failed={text_of(failed, _UID): number_of(failed, _REASON) for failed in sequence_of(item, _FAILED)},
    )


def reason_text(code: int | None) -> str:
    """Return a Failure Reason (0008,1197) in plain words, with its code."""
    if code is None:
        return "the archive refused it without a reason"
    said = _REASONS.get(code) or _CLASSES.get(code >> 8) or (_CLASSES[0xC0] if code >> 12 == 0xC else None)
    return f"{said or 'the archive refused it for a reason of its own'} (code {code:04X}, {code})"


def is_taken(code: int | None) -> bool:
    """Whether a reason says that the UID is known: then the object may be there already."""
    return code in _TAKEN


def answer_of(code: int | None) -> Answer | None:
    """Return what follows from a reason, beside the object's not being stored."""
    if is_taken(code):
        return Answer.HAS_IT
    if code in _OF_CLASS:
        return Answer.NO_SUCH_CLASS
    return Answer.NOT_ALL_KNOWN if code == _NOT_ALL_KNOWN else None


def may_work_later(code: int | None) -> bool:
    """Whether the same object may be taken later."""
    if code is None or code >> 4 == _OF_REJECTION:
        return False
    return code in _LATER or code >> 8 == _OUT_OF_RESOURCES


def _warning(item: Item) -> str:
    code = number_of(item, _WARNING)
    return "" if code is None else warning_text(code)


def warning_text(code: int) -> str:
    """Return a Warning Reason (0008,1196) in plain words, with its code."""
    return f"{_WARNINGS.get(code, 'the archive warns for a reason of its own')} (code {code:04X}, {code})"
