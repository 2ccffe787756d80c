"""Which servers may be asked, and what they are shown; TLS and requests are tested on connections (tests/faults)."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.errors import ModelUnavailable, PackageRefused
from radlane.inference.servers import NOT_ALLOWED, RemoteServer, server_at

CANARY = "CANARYZQ7"
PLAIN = RemoteServer(url="http://triton:8000")
SECURE = RemoteServer(url="https://triton.example")
SERVERS = (PLAIN, SECURE)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("http://triton:8000", PLAIN),
        ("http://triton:8000/", PLAIN),
        ("http://triton:8000/below/it", PLAIN),
        ("http://TRITON:8000", PLAIN),
        ("https://triton.example", SECURE),
        ("https://triton.example:443/x", SECURE),
    ],
)
def test_a_server_is_known_by_its_origin(url: str, server: RemoteServer) -> None:
    assert server_at(url, SERVERS) is server


@pytest.mark.parametrize(
    "url",
    [
        "http://triton",
        "http://triton:80",
        "https://triton:8000",
        "http://triton.example",
        "https://triton.example:8443",
        "https://triton.example.evil.example",
        "https://triton.example@evil.example",
        "https://evil.example/https://triton.example",
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:8000",
        "file:///etc/passwd",
        "http://a:port",
        "",
    ],
)
def test_no_other_is_asked(url: str) -> None:
    with pytest.raises(PackageRefused) as caught:
        server_at(url, SERVERS)
    assert caught.value.code == NOT_ALLOWED
    assert "evil" not in str(caught.value)


def test_where_none_is_allowed_none_is_asked() -> None:
    with pytest.raises(PackageRefused):
        server_at("http://triton:8000", ())


def test_a_token_is_shown_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("abc.DEF-1==\n")
    server = RemoteServer(url=SECURE.url, token_file=path)
    assert server.headers()["Authorization"] == "Bearer abc.DEF-1=="
    path.write_text("other")
    assert server.headers()["Authorization"] == "Bearer other"
    assert "Authorization" not in SECURE.headers()


@pytest.mark.parametrize("content", [None, b"", b"two\nlines", CANARY.encode() + b"\xff", b"with space"])
def test_a_token_that_cannot_be_used_may_be_put_right_later(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "token"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelUnavailable) as caught:
        RemoteServer(url=SECURE.url, token_file=path).headers()
    assert caught.value.retryable
    assert CANARY not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_certificates_that_cannot_be_used(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelUnavailable, match="certificates"):
        RemoteServer(url=SECURE.url, ca_file=path).trusted()
