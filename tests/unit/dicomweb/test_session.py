"""What a request looks like before it leaves; what becomes of it is tested over real connections (tests/faults)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import requests

from radlane.dicomweb.session import Service, Session
from radlane.errors import ArchiveUnavailable


def prepared(session: Session, url: str = "http://pacs.example/studies") -> requests.PreparedRequest:
    return session.prepare_request(requests.Request("GET", url))


def test_a_request_shows_who_we_are_and_refuses_compression() -> None:
    request = prepared(Session(Service(url="http://pacs.example", authorization=lambda: "Bearer t")))
    assert dict(request.headers) == {
        "User-Agent": "radlane",
        "Accept-Encoding": "identity",
        "Authorization": "Bearer t",
    }


def test_a_request_carries_the_trace_on(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str | None] = []
    answer = requests.Response()
    answer.status_code, answer.raw = 200, BytesIO()

    def leaving(_: requests.Session, request: requests.PreparedRequest, **__: object) -> requests.Response:
        sent.append(request.headers.get("traceparent"))
        return answer

    monkeypatch.setattr(requests.Session, "send", leaving)
    parents = iter(["00-1-2-00", None])
    session = Session(Service(url="", authorization=lambda: None, traceparent=lambda: next(parents)))
    for _ in range(2):
        session.send(prepared(session), stream=True)
    assert sent == ["00-1-2-00", None]


def test_credentials_are_asked_for_each_time() -> None:
    secrets = iter(["one", "two"])
    session = Session(Service(url="http://pacs.example", authorization=lambda: next(secrets)))
    assert [prepared(session).headers["Authorization"] for _ in range(2)] == ["one", "two"]


def test_without_credentials_there_is_no_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where the machine has some for this host."""
    (tmp_path / ".netrc").write_text("machine pacs.example login x password y\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    assert "Authorization" not in prepared(Session(Service(url="", authorization=lambda: None))).headers


def test_credentials_that_cannot_be_read_stop_the_request() -> None:
    def unreadable() -> str:
        raise ArchiveUnavailable("The file cannot be read")

    with pytest.raises(ArchiveUnavailable):
        prepared(Session(Service(url="", authorization=unreadable)))


def test_a_private_authority_takes_the_place_of_the_usual_ones() -> None:
    assert Session(Service(url="", authorization=lambda: None)).verify is True
    own = Service(url="", authorization=lambda: None, ca_file=Path("/etc/own.pem"))
    assert Session(own).verify == "/etc/own.pem"


def test_no_redirect_has_a_target() -> None:
    answer = requests.Response()
    answer.status_code = 302
    answer.headers["Location"] = "http://elsewhere.example"
    session = Session(Service(url="", authorization=lambda: None))
    assert session.get_redirect_target(answer) is None  # type: ignore[func-returns-value]
