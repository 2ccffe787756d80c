"""The file of heads: added to, read again, and what is not ours is seen."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from radlane.errors import AuditDamaged, AuditUnavailable
from radlane.security.chain import Head, TrailKey
from radlane.security.heads import HeadFile

KEY = TrailKey(secret=b"one")
ONE, TWO = Head(number=1, mac="a" * 64), Head(number=12, mac="b" * 64)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.heads"


def test_heads_are_read_again(path: Path) -> None:
    file = HeadFile(path, KEY)
    assert file.read() == ()
    file.add(ONE)
    file.add(TWO)
    assert HeadFile(path, KEY).read() == (ONE, TWO)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_line_that_power_cut_short_is_none_wherever_it_was_cut(path: Path) -> None:
    """The next head stands on a line of its own."""
    file = HeadFile(path, KEY)
    file.add(ONE)
    whole = path.read_bytes()
    file.add(TWO)
    both = path.read_bytes()
    for length in range(len(whole), len(both)):
        path.write_bytes(both[:length])
        assert HeadFile(path, KEY).read() == (ONE,)
        file.add(TWO)
        assert set(HeadFile(path, KEY).read()) == {ONE, TWO}


@pytest.mark.parametrize("place", [0, 5, 70, 130])
def test_a_line_that_was_changed_is_seen(path: Path, place: int) -> None:
    file = HeadFile(path, KEY)
    file.add(ONE)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(AuditDamaged, match="Line 1"):
        file.read()


def test_another_key_reads_no_heads(path: Path) -> None:
    HeadFile(path, TrailKey(secret=b"other")).add(ONE)
    with pytest.raises(AuditDamaged):
        HeadFile(path, KEY).read()


def test_a_file_that_cannot_be_used(path: Path) -> None:
    path.mkdir()
    with pytest.raises(AuditUnavailable):
        HeadFile(path, KEY).add(ONE)
    with pytest.raises(AuditUnavailable):
        HeadFile(path, KEY).read()
