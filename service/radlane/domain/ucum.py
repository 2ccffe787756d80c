"""Whether a text can be a unit of UCUM: its grammar, not its list of units.

In: a code value, for example `mm2` or `g/ml{SUVbw}`. Reference: The Unified Code for Units of Measure, section 2.1.
"""

from __future__ import annotations

import re

# A unit's own letters: printable ASCII but what joins, powers, annotates or groups; square brackets hold digits too.
_LETTER = r"(?:[!#-'*,:-<>-Z\\^-z|~]|\[[!-Z\\^-~]+\])"
_GROUPED = "\0"  # what stands for a group that is well formed
_SYMBOL = rf"(?:10[*^]|{_LETTER}+(?:\d+{_LETTER}+)*|\d+(?=[+-]\d)|{_GROUPED})"
_NOTE = r"\{[!-z|~]*\}"  # what people add, in any words: parentheses there group nothing
_COMPONENT = rf"(?:{_SYMBOL}(?:[+-]?\d+)?(?:{_NOTE})?|\d+(?:{_NOTE})?|{_NOTE})"
_TERM = re.compile(rf"/?{_COMPONENT}(?:[./]{_COMPONENT})*")
_GROUP = re.compile(r"\(([^()]*)\)")
_LONGEST = 64  # characters; a Code Value has 16


def is_ucum(value: str) -> bool:
    """Whether a text has the form of a unit: units, powers and annotations joined by `.` and `/`."""
    if len(value) > _LONGEST or _GROUPED in value:
        return False
    whole = re.sub(_NOTE, "{}", value)
    while (found := _GROUP.search(whole)) is not None:
        if _TERM.fullmatch(found.group(1)) is None:
            return False
        whole = f"{whole[: found.start()]}{_GROUPED}{whole[found.end() :]}"
    return _TERM.fullmatch(whole) is not None
