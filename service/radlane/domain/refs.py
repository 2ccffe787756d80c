"""References to DICOM instances, and what counts as a UID."""

from __future__ import annotations

import re
from dataclasses import dataclass

from radlane.errors import UidInvalid

_UID = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))+", re.ASCII)
_UID_LENGTH = 64


def is_uid(text: str) -> bool:
    """Whether a text is a UID: dotted numbers without leading zeros, 64 characters at most (PS3.5 section 9.1)."""
    return len(text) <= _UID_LENGTH and _UID.fullmatch(text) is not None


def require_uid(text: str, name: str) -> str:
    """Return the UID, or raise.

    Parameters
    ----------
    text : str
        What should be a UID.
    name : str
        The attribute it stands for; the message names it instead of the text.

    Raises
    ------
    UidInvalid
        If the text is no UID. The text itself is not repeated.
    """
    if not is_uid(text):
        raise UidInvalid(
            f"{name} is not a UID", why="UIDs are dotted numbers of 64 characters at most (PS3.5 section 9.1)"
        )
    return text


@dataclass(frozen=True, kw_only=True, order=True)
class InstanceRef:
    """One SOP Instance and the hierarchy above it."""

    study_instance_uid: str
    series_instance_uid: str
    sop_instance_uid: str
    sop_class_uid: str


@dataclass(frozen=True, kw_only=True)
class FrameRef:
    """One analysed frame: its instance, and its number, from 1, where that is a multi-frame one."""

    sop_instance_uid: str
    number: int | None
