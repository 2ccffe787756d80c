"""What was found of a method is found once for an installation."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.domain.explanation import Method, Sanity
from radlane.registry.sanity_book import SanityBook

DIGEST = f"sha256:{'ab' * 32}"
FOUND = Sanity(method=Method.RISE, correlation=0.125)


@pytest.mark.parametrize("kept", [True, False])
def test_what_was_kept_is_read(kept: bool, tmp_path: Path) -> None:
    book = SanityBook(tmp_path / "explanations" if kept else None)
    assert book.read(DIGEST, Method.RISE) is None
    book.keep(DIGEST, FOUND)
    assert book.read(DIGEST, Method.RISE) == FOUND
    assert book.read(DIGEST, Method.CAM) is None
    assert book.read(DIGEST.replace("ab", "cd"), Method.RISE) is None


def test_another_process_reads_it_too(tmp_path: Path) -> None:
    first = SanityBook(tmp_path)
    first.keep(DIGEST, FOUND)
    first.keep(DIGEST, Sanity(method=Method.CAM, correlation=1.0))
    assert SanityBook(tmp_path).list(DIGEST) == (Sanity(method=Method.CAM, correlation=1.0), FOUND)
    assert SanityBook(None).list(DIGEST) == ()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"method": "magic", "correlation": 0}', b"\xff"])
def test_what_cannot_be_read_is_not_known(content: bytes, tmp_path: Path) -> None:
    SanityBook(tmp_path).keep(DIGEST, FOUND)
    (file,) = tmp_path.rglob("*.json")
    file.write_bytes(content)
    assert SanityBook(tmp_path).read(DIGEST, Method.RISE) is None


def test_where_nothing_can_be_written_it_is_known_here(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    book = SanityBook(tmp_path / "file")
    book.keep(DIGEST, FOUND)
    assert book.read(DIGEST, Method.RISE) == FOUND
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]
