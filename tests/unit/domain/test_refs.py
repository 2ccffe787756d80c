"""What counts as a UID (PS3.5 section 9.1)."""

from __future__ import annotations

import pytest

from radlane.domain.refs import is_uid, require_uid
from radlane.errors import UidInvalid


@pytest.mark.parametrize(
    "text",
    [
        "1.2.840.10008.1.2",
        "0.0",  # a component may be zero
        "2.25.329800735698586629295641978511506172918",
        "1." + "2" * 62,  # 64 characters
    ],
)
def test_uids(text: str) -> None:
    assert is_uid(text)
    assert require_uid(text, "Study Instance UID") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",  # one component
        "1.",
        ".1",
        "1..2",
        "1.02",  # a leading zero
        "1.2 ",  # padding is taken off before
        "1.2\n",
        "1.2\x00",
        "1.a",
        "1.\u0662",  # a digit, but not of ASCII
        "../../x",
        "1." + "2" * 63,  # 65 characters
    ],
)
def test_no_uids(text: str) -> None:
    assert not is_uid(text)
    with pytest.raises(UidInvalid, match="Study Instance UID is not a UID"):
        require_uid(text, "Study Instance UID")


def test_a_refusal_does_not_repeat_the_text() -> None:
    with pytest.raises(UidInvalid) as raised:
        require_uid("Canary^Carl", "Study Instance UID")
    assert "Canary" not in str(raised.value)
