"""Only what is no UID can be seen without a connection; all else is in tests/faults and tests/contract."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.dicomweb.query import Query
from radlane.dicomweb.session import Service, Session
from radlane.errors import UidInvalid


@pytest.mark.parametrize("text", ["", "*", "1.2.3/../..", "1.2.3?limit=1", "1.02"])
def test_a_text_that_is_no_uid_is_not_asked_for(text: str) -> None:
    service = Service(url="http://pacs.example", authorization=lambda: None)
    with pytest.raises(UidInvalid) as invalid:
        Query(service, Session(service)).find_study(text)
    assert text not in str(invalid.value) or not text


@pytest.mark.parametrize(("said", "is_disputed"), [("T-1", False), ("T-2", True)])
def test_a_study_is_disputed_where_the_list_names_another_patient_than_the_instance(
    monkeypatch: pytest.MonkeyPatch, said: str, is_disputed: bool
) -> None:
    def data(**values: str) -> dict[str, Any]:
        return {tag.strip("_"): {"vr": "LO", "Value": [value]} for tag, value in values.items()}

    service = Service(url="http://pacs.example", authorization=lambda: None)
    query = Query(service, Session(service))
    instance = data(_0020000E="1.2.4", _00080018="1.2.5", _00080016="1.2.6")
    monkeypatch.setattr(query, "_studies", lambda _: (data(_00100020=said),))
    monkeypatch.setattr(query, "_all", lambda *_, **__: (data(_0020000E="1.2.4"),))
    monkeypatch.setattr(query, "_instances", lambda *_: (instance,))
    monkeypatch.setattr(query, "_metadata", lambda _: data(_00100020="T-1"))
    found = query.find_study("1.2.3")
    assert (found.patient.patient_id, found.is_disputed) == ("T-1", is_disputed)
