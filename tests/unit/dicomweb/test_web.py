"""What is refused before anything is asked; the port itself is tested in tests/contract and tests/faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.dicomweb.deposit import CHANGED, LEFT_OUT
from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.session import Service
from radlane.dicomweb.web import DicomWebArchive
from radlane.errors import UidInvalid
from support.archives import results


@pytest.fixture
def archive() -> DicomWebArchive:
    """An archive that nobody can reach: there are no sockets here."""
    return DicomWebArchive("pacs", Service(url="http://pacs.example", authorization=lambda: None), Limits())


def test_a_file_that_is_not_what_was_encoded_is_not_sent(archive: DicomWebArchive, tmp_path: Path) -> None:
    objects = results(tmp_path / "result", [1, 2])
    objects[0].path.write_bytes(b"something else")
    receipt = archive.store(objects)
    assert receipt.destination == archive.name == "pacs"
    assert [outcome.detail for outcome in receipt.outcomes] == [CHANGED, LEFT_OUT]
    assert [outcome.may_be_there for outcome in receipt.outcomes] == [None, None], "as before: nobody asked"


def test_a_uid_that_is_none_is_not_sent(archive: DicomWebArchive, tmp_path: Path) -> None:
    with pytest.raises(UidInvalid):
        archive.store(results(tmp_path / "result", [1], StudyInstanceUID="../.."))


def test_nothing_is_stored_for_nothing(archive: DicomWebArchive) -> None:
    assert archive.store([]).outcomes == ()
