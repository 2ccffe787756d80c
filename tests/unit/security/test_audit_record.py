"""The one text of a record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from radlane.security.audit_record import Action, Entry, Record, content_of, plain_json

RECORD = Record(
    number=7,
    at=datetime(2026, 3, 1, tzinfo=UTC),
    entry=Entry(action=Action.RESULT_READ, caller="\N{SNOWMAN}", facts={"b": 1, "a": [None]}),
    previous="p",
    mac="m",
)


def test_a_record_has_one_text() -> None:
    assert content_of(RECORD, 8) == (
        b'{"action":"result-read","address":null,"at":"2026-03-01T00:00:00+00:00","caller":"\\u2603",'
        b'"facts":{"a":[null],"b":1},"job":null,"number":8,"outcome":"done","previous":"p","study":null,"via":""}'
    )


def test_what_json_cannot_say_is_not_put_on_record() -> None:
    with pytest.raises(ValueError, match="JSON"):
        plain_json({"a": float("nan")})
