"""Records and verdicts on the wire."""

from __future__ import annotations

from datetime import UTC, datetime

from radlane.api.schemas.audit import record_document, verdict_document
from radlane.security.audit_record import Action, Entry, Record
from radlane.security.chain import Head
from radlane.security.verification import Break, Damage, Verdict

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_record() -> None:
    entry = Entry(
        action=Action.RESULT_READ, caller="key", via="GET /", address="::1", study="1.2", job="j", facts={"a": 1}
    )
    said = record_document(Record(number=7, at=NOW, entry=entry, previous="p", mac="m")).model_dump(mode="json")
    assert said == {
        "number": 7,
        "at": "2026-03-01T00:00:00Z",
        "action": "result-read",
        "outcome": "done",
        "caller": "key",
        "via": "GET /",
        "address": "::1",
        "study": "1.2",
        "job": "j",
        "facts": {"a": 1},
        "mac": "m",
    }


def test_a_verdict() -> None:
    head = Head(number=2, mac="m")
    whole = verdict_document(Verdict(head=head, anchored=1))
    assert (whole.ok, whole.head.number, whole.anchored, whole.breaks) == (True, 2, 1, [])
    cut = Break(first=3, last=4, damage=Damage.TRUNCATED)
    verdict = Verdict(head=head, anchored=4, breaks=(cut,), open_heads=1, damaged_heads=(2,))
    broken = verdict_document(verdict)
    assert broken.model_dump(mode="json") == {
        "ok": False,
        "head": {"number": 2, "mac": "m"},
        "anchored": 4,
        "breaks": [{"first": 3, "last": 4, "damage": "truncated"}],
        "open_heads": 1,
        "damaged_heads": [2],
    }
    assert not verdict_document(Verdict(head=head, anchored=2, damaged_heads=(1,))).ok
