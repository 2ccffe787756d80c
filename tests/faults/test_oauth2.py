"""Tokens for an archive: asked for when they are needed, once, and again when they are refused."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qs

import pytest

from radlane.dicomweb.oauth2 import MOST_BYTES, ClientCredentials, TokenService
from radlane.errors import ArchiveDenied, ArchiveError, ArchiveUnavailable
from support.archives import results
from support.pacs import Pacs, archive
from support.radiographs import STUDY, radiograph
from support.scripted import Asked, Reply, serving

SECRET, CANARY = "s3cret", "CANARYZQ7"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Tokens:
    """A token service: what it was asked, what it gave, and where it misbehaves."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.given: list[str] = []
        self.reply: Reply | None = None
        self.expires_in = 300
        self._lock = Lock()

    def answer(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            if self.reply:
                return self.reply
            self.given.append(f"token-{len(self.given)}")
            said = {"access_token": self.given[-1], "token_type": "Bearer", "expires_in": self.expires_in}
            return Reply(headers={"Content-Type": "application/json"}, body=json.dumps(said).encode())


class Guarded(Pacs):
    """A PACS that lets in who shows one of these tokens."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__(radiograph())
        self.tokens = tokens
        self.revoked: set[str] = set()

    def answer(self, asked: Asked) -> Reply:
        shown = (asked.headers["Authorization"] or "").removeprefix("Bearer ")
        if shown not in self.tokens.given or shown in self.revoked:
            return Reply(status=401, headers={"WWW-Authenticate": f'Bearer realm="{CANARY}"'})
        return super().answer(asked)


class Site:
    """A token service and a PACS that run, and a client of both."""

    def __init__(self, folder: Path, tokens: Tokens, pacs: Guarded, token_url: str, url: str) -> None:
        (folder / "secret").write_text(f"{SECRET}\n")
        self.tokens, self.pacs, self.url, self.clock = tokens, pacs, url, Clock()
        service = TokenService(url=f"{token_url}/token", client_id="radlane", client_secret_file=folder / "secret")
        self.credentials = ClientCredentials(service, self.clock)
        self.archive = archive(url, authorization=self.credentials)

    def ask(self) -> None:
        assert self.archive.find_study(STUDY).study_instance_uid == STUDY


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    tokens = Tokens()
    pacs = Guarded(tokens)
    with serving(tokens.answer) as token_url, serving(pacs.answer) as url:
        yield Site(tmp_path, tokens, pacs, token_url, url)


def test_a_token_is_asked_for_as_the_standard_says_and_kept(site: Site) -> None:
    site.ask()
    site.ask()
    (asked,) = site.tokens.asked
    assert (asked.method, asked.path) == ("POST", "/token")
    assert parse_qs(asked.body.decode()) == {"grant_type": ["client_credentials"]}
    assert asked.headers["Authorization"] == "Basic cmFkbGFuZTpzM2NyZXQ="
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert {asked.headers["Authorization"] for asked in site.pacs.asked} == {"Bearer token-0"}


def test_scope_and_audience_are_asked_for_where_the_site_says(site: Site, tmp_path: Path) -> None:
    url = site.credentials._service.url
    service = TokenService(
        url=url,
        client_id="radlane",
        client_secret_file=tmp_path / "secret",
        scope="dicom read",
        audience="https://pacs",
    )
    assert ClientCredentials(service, Clock())() == "Bearer token-0"
    assert parse_qs(site.tokens.asked[0].body.decode()) == {
        "grant_type": ["client_credentials"],
        "scope": ["dicom read"],
        "audience": ["https://pacs"],
    }


@pytest.mark.parametrize(("expires_in", "kept_s"), [(300, 270), (3600, 3540), (10, 9)])
def test_a_token_is_renewed_shortly_before_it_expires(site: Site, expires_in: int, kept_s: float) -> None:
    site.tokens.expires_in = expires_in
    assert site.credentials() == "Bearer token-0"
    site.clock.now = kept_s - 0.1
    assert site.credentials() == "Bearer token-0"
    site.clock.now = kept_s
    assert site.credentials() == "Bearer token-1"


def test_threads_at_once_ask_once(site: Site) -> None:
    for turn in range(2):
        with ThreadPoolExecutor(16) as pool:
            assert set(pool.map(lambda _: site.credentials(), range(64))) == {f"Bearer token-{turn}"}
        site.clock.now += 300


def test_a_token_that_the_archive_refuses_is_replaced_once(site: Site) -> None:
    site.ask()
    site.pacs.revoked.add("token-0")
    site.ask()
    assert site.tokens.given == ["token-0", "token-1"]


def test_many_threads_whose_token_is_refused_ask_for_few(site: Site) -> None:
    site.ask()
    site.pacs.revoked.add("token-0")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: site.ask(), range(16)))
    assert site.tokens.given == ["token-0", "token-1"]


def test_objects_are_sent_whole_with_the_new_token(site: Site, tmp_path: Path) -> None:
    objects = results(tmp_path / "result")
    site.ask()
    site.pacs.on("POST", "/studies/[\\d.]+", [Reply(status=401)])
    receipt = site.archive.store(objects)
    assert {outcome.state for outcome in receipt.outcomes} == {"stored"}
    assert site.tokens.given == ["token-0", "token-1"]
    sent = [asked for asked in site.pacs.asked if asked.method == "POST"]
    assert len({asked.body for asked in sent if STUDY in asked.path}) == len(sent) - 1  # one came twice, byte for byte


def test_an_archive_that_never_lets_in_is_tried_twice_and_no_more(site: Site) -> None:
    site.pacs.revoked = {f"token-{number}" for number in range(9)}
    with pytest.raises(ArchiveDenied) as denied:
        site.ask()
    assert site.tokens.given == ["token-0", "token-1"]
    assert denied.value.retryable
    assert not {"token-0", "token-1", CANARY} & set(str(denied.value).split())


def test_a_token_service_that_gives_the_same_token_again(site: Site) -> None:
    same = json.dumps({"access_token": "same", "token_type": "bearer", "expires_in": 300}).encode()
    site.tokens.reply = Reply(body=same)
    with pytest.raises(ArchiveDenied):
        site.ask()
    assert len(site.tokens.asked) == 2


@pytest.mark.parametrize(
    ("reply", "kind", "said"),
    [
        (Reply(status=400, body=json.dumps({"error": "invalid_scope", "text": CANARY}).encode()), ArchiveDenied, "400"),
        (Reply(status=401, body=CANARY.encode()), ArchiveDenied, "401"),
        (Reply(status=403, body=CANARY.encode()), ArchiveDenied, "403"),
        (Reply(status=404), ArchiveDenied, "404"),
        (Reply(status=302, headers={"Location": f"/{CANARY}"}), ArchiveError, "redirects"),
        (Reply(status=503, headers={"Retry-After": "7"}), ArchiveUnavailable, "503"),
        (Reply(drops=True), ArchiveUnavailable, "broken off"),
        (Reply(body=b"x" * (MOST_BYTES + 1)), ArchiveError, "more than"),
        (Reply(body=b'{"access_token": "CANARYZQ7"}'), ArchiveError, "no bearer token"),
        (Reply(body=b'{"access_token": "CANARYZQ7 x", "token_type": "bearer"}'), ArchiveError, "RFC 6750"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_token_service_says_no_with(
    site: Site, reply: Reply, kind: type, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    site.tokens.reply = reply
    with pytest.raises(ArchiveError, match=said) as failed:
        site.ask()
    assert type(failed.value) is kind
    assert "token service" in str(failed.value)
    assert getattr(failed.value, "retry_after_s", None) == (7.0 if reply.status == 503 else None)
    assert site.pacs.asked == []
    cause: BaseException | None = failed.value
    while cause is not None:
        assert not any(text in str(cause) for text in (CANARY, SECRET, "czNjcmV0"))
        cause = cause.__cause__
    assert SECRET not in caplog.text
    assert CANARY not in caplog.text


def test_a_token_service_that_is_back_is_asked_again(site: Site) -> None:
    site.tokens.reply = Reply(status=500)
    with pytest.raises(ArchiveUnavailable):
        site.ask()
    site.tokens.reply = None
    site.ask()


def test_a_secret_that_cannot_be_read_stops_the_request(site: Site, tmp_path: Path) -> None:
    (tmp_path / "secret").unlink()
    with pytest.raises(ArchiveUnavailable, match="secret"):
        site.ask()
    assert site.tokens.asked == []
    (tmp_path / "secret").write_text(SECRET)
    site.ask()


def test_other_credentials_are_not_tried_twice(site: Site) -> None:
    """Only what can be renewed is worth a second try."""
    asked: list[Any] = []

    def refuse(request: Asked) -> Reply:
        asked.append(request)
        return Reply(status=401)

    for header in ("Bearer t", None):
        with serving(refuse) as url, pytest.raises(ArchiveDenied):
            archive(url, authorization=lambda shown=header: shown).find_study(STUDY)
    assert len(asked) == 2
