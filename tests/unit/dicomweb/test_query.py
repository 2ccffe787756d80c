"""Only what is no UID can be seen without a connection; all else is in tests/faults and tests/contract."""

from __future__ import annotations

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
