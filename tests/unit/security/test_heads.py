"""The file of heads: added to, read again, and what is not ours is seen."""

from __future__ import annotations

import fcntl
import stat
from pathlib import Path

import pytest

from radlane.errors import AuditUnavailable
from radlane.security.chain import Head, TrailKey
from radlane.security.heads import HeadFile

KEY = TrailKey(secret=b"one")
ONE, TWO = Head(number=1, mac="a" * 64), Head(number=12, mac="b" * 64)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.heads"


def put(file: HeadFile, *heads: Head) -> None:
    """Add heads of records that are committed."""
    for head in heads:
        with file.add(head) as slot:
            slot.close()


def read(path: Path, *heads: Head) -> tuple[int, tuple[int, ...]]:
    """See that these are the heads of a file; return how many lines have no record, and which were changed."""
    found = HeadFile(path, KEY).read()
    assert {n: set(found.anchors.macs(n)) for n in range(20)} == {
        n: {head.mac for head in heads if head.number == n} for n in range(20)
    }
    return found.unclosed, found.damaged


def test_heads_are_read_again(path: Path) -> None:
    assert read(path) == (0, ())
    put(HeadFile(path, KEY), ONE, TWO)
    assert read(path, ONE, TWO) == (0, ())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_head_whose_record_was_not_committed_is_none(path: Path) -> None:
    file = HeadFile(path, KEY)
    with file.add(ONE):
        put(file, TWO)  # another one does not wait for it
    assert read(path, TWO) == (1, ())


def test_what_takes_its_place_needs_no_more_room(path: Path) -> None:
    with HeadFile(path, KEY).add(ONE) as slot:
        before = path.stat().st_size
        slot.close()
    assert path.stat().st_size == before


def test_a_line_that_power_cut_short_is_none_wherever_it_was_cut(path: Path) -> None:
    """The next head stands on a line of its own."""
    file = HeadFile(path, KEY)
    put(file, ONE)
    whole = path.read_bytes()
    put(file, TWO)
    both = path.read_bytes()
    for length in range(len(whole), len(both)):
        path.write_bytes(both[:length])
        assert read(path, ONE) == (0, ())
        put(file, TWO)
        assert read(path, ONE, TWO)[1] == ()


def test_a_line_that_got_a_part_of_its_mac_is_none(path: Path) -> None:
    put(HeadFile(path, KEY), ONE)
    line = path.read_bytes()
    for length in range(1, 64):
        path.write_bytes(line[: -length - 1] + b"-" * length + b"\n")
        assert read(path) == (1, ())


@pytest.mark.parametrize("place", [0, 5, 70, 130])
def test_a_line_that_was_changed_is_seen_and_hides_no_other(path: Path, place: int) -> None:
    put(HeadFile(path, KEY), ONE, TWO)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(bytes(content))
    assert read(path, TWO) == (0, (1,))


def test_another_key_reads_no_heads(path: Path) -> None:
    put(HeadFile(path, TrailKey(secret=b"other")), ONE)
    assert read(path) == (0, (1,))


def test_a_file_that_cannot_be_used(path: Path) -> None:
    path.mkdir()
    file = HeadFile(path, KEY)
    for use in (lambda: file.add(ONE), file.require, file.read, file.has_some):
        with pytest.raises(AuditUnavailable):
            use()


def test_a_file_that_another_process_holds_is_not_waited_for_for_ever(path: Path) -> None:
    file = HeadFile(path, KEY, wait_s=0.1)
    file.require()
    assert not path.exists(), "who only looks makes no file, which would be his"
    path.touch()
    with path.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(AuditUnavailable, match="another process"):
            file.add(ONE)
    put(file, ONE)
    assert read(path, ONE) == (0, ())


def test_a_link_to_nowhere_is_not_taken_for_a_file_that_is_still_to_be_made(path: Path) -> None:
    path.symlink_to(path.parent / "gone" / "heads")
    file = HeadFile(path, KEY)
    for use in (lambda: file.add(ONE), file.require):
        with pytest.raises(AuditUnavailable):
            use()


def test_some_or_none(path: Path) -> None:
    """Lines of what was never committed are none, and neither is what somebody else wrote."""
    file = HeadFile(path, KEY)
    assert not file.has_some()
    with file.add(ONE):
        pass
    with path.open("ab") as other:
        other.write(b"7 nothing of ours\n")
    assert not file.has_some()
    put(file, ONE)
    assert file.has_some()
    with path.open("ab") as other:
        other.write(b"x" * 100)
    assert file.has_some()
