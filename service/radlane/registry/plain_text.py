"""Texts of a manifest hold no control characters: databases, DICOM and terminals do not take them.

In: the content of `model.yaml`. Out: nothing, or an error that names the place. Lines may end, and there may be tabs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from radlane.errors import ManifestInvalid

# also C1, and what changes the direction of text: a terminal obeys the one, a reader is deceived by the other
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_LINE = re.compile("[\t\n]")  # in a key, which errors name


def require_plain(content: object, above: str = "") -> None:
    """See whether no text, and no key, holds a control character.

    Raises
    ------
    ManifestInvalid
        If one does; the place is named, the text is not repeated.
    """
    inner: Mapping[Any, object] = {}
    if isinstance(content, dict):
        inner = content
    elif isinstance(content, list):
        inner = dict(enumerate(content))
    keys = [key for key in inner if isinstance(key, str)]
    texts = [*keys, content] if isinstance(content, str) else keys
    if any(map(_CONTROL.search, texts)) or any(map(_LINE.search, keys)):
        raise ManifestInvalid("model.yaml holds a control character", why=f"{above or 'the file'}: control characters")
    for key, value in inner.items():
        require_plain(value, f"{above}.{key}" if above else str(key))
