"""What is shown to a token service, and what is taken of its answer; the rest is tested over connections (faults)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from radlane.dicomweb.oauth2 import client_basic, token_in
from radlane.errors import ArchiveError, ArchiveUnavailable

SECRET = "s3cret"


@pytest.mark.parametrize(
    ("client", "secret", "header"),
    [
        ("radlane", "secret", "Basic cmFkbGFuZTpzZWNyZXQ="),
        ("a:b", "c d+e", "Basic YSUzQWI6YytkJTJCZQ=="),  # a%3Ab:c+d%2Be (RFC 6749 appendix B)
        ("r", "ü", "Basic cjolQzMlQkM="),
    ],
)
def test_a_client_s_id_and_secret_are_encoded(tmp_path: Path, client: str, secret: str, header: str) -> None:
    (tmp_path / "secret").write_text(f"{secret}\n")
    assert client_basic(client, tmp_path / "secret")() == header


def test_a_secret_is_read_each_time_and_said_by_nobody(tmp_path: Path) -> None:
    shown = client_basic("radlane", tmp_path / "secret")
    with pytest.raises(ArchiveUnavailable):
        shown()
    (tmp_path / "secret").write_text(f"{SECRET}\nmore\n")
    with pytest.raises(ArchiveUnavailable) as unusable:
        shown()
    assert SECRET not in str(unusable.value)
    (tmp_path / "secret").write_text("secret")
    assert shown() == "Basic cmFkbGFuZTpzZWNyZXQ="


@pytest.mark.parametrize(
    ("expires_in", "seconds"),
    [(300, 300.0), ("3600", 3600.0), (1.5, 1.5), (0, 0.0), (-5, 0.0), (10**9, 86400.0), (None, 60.0), ("soon", 60.0)],
)
def test_how_long_a_token_is_valid(expires_in: object, seconds: float) -> None:
    said = {"access_token": "abc", "token_type": "Bearer", "expires_in": expires_in}
    assert token_in(json.dumps(said).encode()) == ("abc", seconds)


def test_a_token_that_does_not_say_it() -> None:
    assert token_in(b'{"access_token": "a.b-c~", "token_type": "bearer"}') == ("a.b-c~", 60.0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b"\xff",
        b"[]",
        b'{"access_token": "s3cret"}',
        b'{"access_token": "s3cret", "token_type": "mac"}',
        b'{"access_token": "s3cret", "token_type": ["bearer"]}',
        b'{"token_type": "bearer"}',
        b'{"access_token": 7, "token_type": "bearer"}',
        b'{"access_token": "s3cret\\r\\nX: y", "token_type": "bearer"}',
        b'{"access_token": "", "token_type": "bearer"}',
    ],
)
def test_an_answer_without_a_token(content: bytes) -> None:
    with pytest.raises(ArchiveError) as refused:
        token_in(content)
    assert SECRET not in f"{refused.value}{refused.value.__cause__}"
