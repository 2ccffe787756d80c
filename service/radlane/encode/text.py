"""Texts that fit their value representation (PS3.5 section 6.2)."""

from __future__ import annotations

import re

_LONG_STRING = 64
STATEMENT_LENGTH = 1024  # an ST
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_NOT_SHOWN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_CODE_STRING = re.compile(r"[A-Z0-9 _]{1,16}", re.ASCII)


def long_string(words: str, limit: int = _LONG_STRING) -> str:
    """Return a text as LO (or SH, ST): one line, no backslash, `limit` characters at most."""
    return _CONTROL.sub(" ", words).replace("\\", "/")[:limit].strip()


def one_line(words: str) -> str:
    """Return a person's words as UT: one line that every character set of Unicode can write; it may be empty."""
    return _NOT_SHOWN.sub(" ", words)[:STATEMENT_LENGTH].strip()


def is_code_string(words: str) -> bool:
    """Whether a text is a CS: up to 16 upper-case letters, digits, spaces and underscores."""
    return _CODE_STRING.fullmatch(words) is not None
