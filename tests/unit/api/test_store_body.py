from __future__ import annotations

from pathlib import Path

import pytest

from radlane.api.store_body import StoreBody, type_of
from radlane.domain.arrival import Failure
from radlane.errors import ArchiveUnavailable, StorageFull
from support.reception import Desk, body_of, desk, image, stow_headers


def _read(made: Desk, content: bytes, *, most_parts: int = 10, chunk: int = 1000) -> list[Failure | None]:
    with made.transfer() as transfer:
        body = StoreBody(transfer=transfer, study=None, expected=None, most_parts=most_parts, most_bytes=1 << 20)
        reader = body.reader(stow_headers()["Content-Type"])
        for begin in range(0, len(content), chunk):
            reader.feed(content[begin : begin + chunk])
        reader.finish()
    return [arrival.failure for arrival in body.arrivals]


def test_parts_are_kept_as_they_come_whole(tmp_path: Path) -> None:
    made = desk(tmp_path)
    assert _read(made, body_of([image(1), image(2)])) == [None, None]
    assert len(made.kept()) == 2


def test_a_part_without_bytes_is_unreadable(tmp_path: Path) -> None:
    assert _read(desk(tmp_path), body_of([b"", image(1)])) == [Failure.UNREADABLE, None]


def test_there_are_so_many_parts_at_most(tmp_path: Path) -> None:
    made = desk(tmp_path)
    with pytest.raises(ArchiveUnavailable):
        _read(made, body_of([image(1), image(2)]), most_parts=1)
    assert len(made.kept()) == 1


def test_room_that_ends_in_the_middle_leaves_nothing_of_the_part(tmp_path: Path) -> None:
    asked = []

    def room() -> None:
        asked.append(1)
        if len(asked) > 2:
            raise StorageFull("full")

    made = desk(tmp_path, require_room=room)
    assert _read(made, body_of([image(1)])) == [Failure.NO_ROOM]
    assert not made.kept()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('Multipart/Related; Type="Application/DICOM"; boundary=x', ("multipart/related", "application/dicom")),
        ("multipart/related; boundary=x", ("multipart/related", "")),
        ("application/dicom", ("application/dicom", "")),
        ("", ("text/plain", "")),
    ],
)
def test_the_types_of_a_body_and_its_parts_are_read(said: str, found: tuple[str, str]) -> None:
    assert type_of(said) == found
