"""What a request looks like before it leaves; what becomes of it is tested over real connections (tests/faults)."""

from __future__ import annotations

from http.client import RemoteDisconnected
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

from radlane.dicomweb.session import Service, Session
from radlane.errors import ArchiveDenied, ArchiveUnavailable


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


class Renewing:
    """Credentials that change when they are refused."""

    def __init__(self) -> None:
        self.shown = 0

    def __call__(self) -> str:
        return f"Bearer {self.shown}"

    def forget(self, header: str) -> None:
        self.shown += header == self()


class Answers(BaseAdapter):
    """Statuses in the place of a connection, and what was shown for each."""

    def __init__(self, *statuses: int) -> None:
        super().__init__()
        self.statuses = iter(statuses)
        self.shown: list[str | None] = []

    def send(self, request: requests.PreparedRequest, **_: object) -> requests.Response:  # type: ignore[override]
        self.shown.append(request.headers.get("Authorization"))
        answer = requests.Response()
        answer.status_code = next(self.statuses)
        answer.raw = HTTPResponse(BytesIO(), preload_content=False)
        return answer

    def close(self) -> None:
        """There is nothing to close."""


@pytest.mark.parametrize(
    ("authorization", "statuses", "shown"),
    [
        (Renewing(), [200], ["Bearer 0"]),
        (Renewing(), [401, 200], ["Bearer 0", "Bearer 1"]),
        (Renewing(), [401, 401], ["Bearer 0", "Bearer 1"]),
        (Renewing(), [403], ["Bearer 0"]),  # who we are is not what is wrong
        (lambda: "Bearer t", [401], ["Bearer t"]),
        (lambda: None, [401], [None]),
    ],
)
def test_what_is_refused_is_shown_anew_once(authorization: Any, statuses: list[int], shown: list[str | None]) -> None:
    session = Session(Service(url="", authorization=authorization))
    answers = Answers(*statuses)
    session.mount("http://", answers)
    if statuses[-1] == 200:
        session.get("http://pacs.example/studies", stream=True)
    else:
        with pytest.raises(ArchiveDenied):
            session.get("http://pacs.example/studies", stream=True)
    assert answers.shown == shown


class Closes(Answers):
    """A connection that ends without an answer, as often as it is said."""

    def __init__(self, times: int) -> None:
        super().__init__(200)
        self.times = times

    def send(self, request: requests.PreparedRequest, **kwargs: object) -> requests.Response:  # type: ignore[override]
        if self.times:
            self.times -= 1
            self.shown.append(None)
            raise requests.ConnectionError from RemoteDisconnected()
        return super().send(request, **kwargs)


def test_what_means_something_else_the_second_time_is_sent_once() -> None:
    session = Session(Service(url="", authorization=lambda: None))
    closes = Closes(1)
    session.mount("http://", closes)
    with pytest.raises(ArchiveUnavailable):
        session.ask_once("PUT", "http://ris.example/workitems/1.2/state", data=b"[]", headers={})
    assert len(closes.shown) == 1
    assert session.ask_once("PUT", "http://ris.example/", data=b"[]", headers={}).status_code == 200


def test_all_else_is_sent_a_second_time_and_no_third() -> None:
    session = Session(Service(url="", authorization=lambda: None))
    session.mount("http://", once := Closes(1))
    assert session.get("http://pacs.example/studies").status_code == 200
    assert len(once.shown) == 2
    session.mount("http://", twice := Closes(2))
    with pytest.raises(ArchiveUnavailable):
        session.get("http://pacs.example/studies")
    assert len(twice.shown) == 2


def test_what_is_sent_once_is_shown_anew_where_nobody_was_let_in() -> None:
    session = Session(Service(url="", authorization=Renewing()))
    session.mount("http://", answers := Answers(401, 409))
    answer = session.ask_once("PUT", "http://ris.example/", data=b"[]", headers={"Accept": "application/json"})
    assert (answer.status_code, answers.shown) == (409, ["Bearer 0", "Bearer 1"])
