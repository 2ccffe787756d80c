"""An issuer of tokens over a connection: what it says, and what nobody should say."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from radlane.errors import IssuerUnavailable, Unauthenticated
from radlane.security.issuer import MOST_BYTES, Issuer
from radlane.security.issuer_keys import LEAST_S, IssuerKeys
from radlane.security.tokens import AccessTokens
from support.issuer import NOW, RULES, SmallIssuer, rsa_key
from support.scripted import Asked, Reply, serving

SMALL = SmallIssuer()
CANARY = "CANARYZQ7"
METADATA = "/realms/a/.well-known/openid-configuration"
KEYS = "/realms/a/keys"
Answer = Callable[[Asked], Reply]


def as_json(document: object) -> Reply:
    return Reply(headers={"Content-Type": "application/json"}, body=json.dumps(document).encode())


def well_behaved(url: str, asked: Asked, seen: list[str]) -> Reply:
    """Its metadata and its keys."""
    seen.append(asked.path)
    if asked.path == METADATA:
        return as_json({"issuer": f"{url}/realms/a", "jwks_uri": f"{url}{KEYS}"})
    return Reply(body=SMALL.published) if asked.path == KEYS else Reply(status=404)


def fetched(answer: Callable[[str, Asked], Reply], **facts: str) -> set[str]:
    """Names of the keys that are fetched of a server that answers so."""
    where: list[str] = []
    with serving(lambda asked: answer(where[0], asked)) as url:
        where.append(url)
        said = {name: value.replace("URL", url) for name, value in facts.items()}
        return set(Issuer(**{"issuer": f"{url}/realms/a", **said}).fetch_keys())  # type: ignore[arg-type]


def test_keys_are_where_the_metadata_says() -> None:
    seen: list[str] = []
    assert fetched(lambda url, asked: well_behaved(url, asked, seen)) == {"one", "two"}
    assert seen == [METADATA, KEYS]


def test_keys_may_be_where_the_site_says() -> None:
    seen: list[str] = []
    assert fetched(lambda url, asked: well_behaved(url, asked, seen), jwks_url=f"URL{KEYS}") == {"one", "two"}
    assert seen == [KEYS]


def test_an_issuer_s_name_may_end_with_a_slash() -> None:
    def answer(url: str, asked: Asked) -> Reply:
        document = {"issuer": f"{url}/realms/a/", "jwks_uri": f"{url}{KEYS}"}
        return as_json(document) if asked.path == METADATA else Reply(body=SMALL.published)

    assert fetched(answer, issuer="URL/realms/a/") == {"one", "two"}


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ({"issuer": "https://other.example", "jwks_uri": "URL/realms/a/keys"}, "another issuer"),
        ({"jwks_uri": "URL/realms/a/keys"}, "another issuer"),
        ({"issuer": "URL/realms/a", "jwks_uri": "https://other.example/keys"}, "another origin"),
        ({"issuer": "URL/realms/a", "jwks_uri": "http://127.0.0.1:1/keys"}, "another origin"),
        ({"issuer": "URL/realms/a", "jwks_uri": "file:///etc/passwd"}, "another origin"),
        ({"issuer": "URL/realms/a", "jwks_uri": "/keys"}, "another origin"),
        ({"issuer": "URL/realms/a", "jwks_uri": "http://a:port"}, "InvalidURL"),
        ({"issuer": "URL/realms/a", "jwks_uri": 7}, "another origin"),
        ({"issuer": "URL/realms/a"}, "another origin"),
        (["URL/realms/a"], "no JSON object"),
    ],
)
def test_metadata_that_leads_elsewhere(document: object, why: str) -> None:
    def answer(url: str, asked: Asked) -> Reply:
        said = json.dumps(document).replace("URL", url).encode()
        return Reply(body=said) if asked.path == METADATA else Reply(body=SMALL.published)

    with pytest.raises(IssuerUnavailable, match=why):
        fetched(answer)


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(status=302, headers={"Location": f"/{CANARY}"}), "status 302"),
        (Reply(status=404, body=CANARY.encode()), "status 404"),
        (Reply(status=503), "status 503"),
        (Reply(body=b'{"keys": [' + CANARY.encode()), "no JSON"),
        (Reply(body=b"[" * 100_000), "no JSON"),
        (Reply(body=b"\xff\xfe"), "no JSON"),
        (Reply(headers={"Content-Encoding": "gzip"}, body=b"\x1f\x8b" + bytes(40)), "no JSON"),
        (Reply(body=b" " * (MOST_BYTES + 1)), "too large"),
        (Reply(body=b'{"keys": []}'), "no key"),
        (Reply(body=SMALL.published, cut=40), "Protocol"),
        (Reply(drops=True), "Protocol"),
        (Reply(wait_s=30), "too slow"),
        (Reply(body=b" " * 400, drip_s=0.05), "too slow"),
        (Reply(drips_head=b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 400, drip_s=0.05), "too slow"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_an_issuer_should_not_say(reply: Reply, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    most = 0.5 if why == "too slow" else 30.0  # a busy machine is slow too, and that is another test
    monkeypatch.setattr("radlane.security.issuer.MOST_SECONDS", most)
    asked_for: list[str] = []

    def answer(url: str, asked: Asked) -> Reply:
        asked_for.append(asked.path)
        return reply

    begin = time.monotonic()
    with pytest.raises(IssuerUnavailable, match=why) as failed:
        fetched(answer, jwks_url=f"URL{KEYS}")
    assert why != "too slow" or time.monotonic() - begin < 5
    assert CANARY not in str(failed.value)
    assert failed.value.__cause__ is None
    assert asked_for == [KEYS]


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(IssuerUnavailable, match="ConnectError"):
        Issuer(issuer=f"http://127.0.0.1:{port}").fetch_keys()


def test_nothing_of_the_machine_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy variables, no .netrc."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login x password y\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    seen: list[Asked] = []

    def answer(url: str, asked: Asked) -> Reply:
        seen.append(asked)
        return Reply(body=SMALL.published)

    assert fetched(answer, jwks_url=f"URL{KEYS}") == {"one", "two"}
    assert "authorization" not in {name.lower() for name in seen[0].headers}
    assert seen[0].headers["Accept-Encoding"] == "identity"


def test_tls_with_a_certificate_of_the_site_s_own(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(lambda _: Reply(body=SMALL.published), context) as url:
        assert set(Issuer(issuer=url, jwks_url=url, ca_file=certificate).fetch_keys()) == {"one", "two"}
        with pytest.raises(IssuerUnavailable, match="ConnectError"):
            Issuer(issuer=url, jwks_url=url).fetch_keys()


def test_a_stranger_s_tokens_do_not_hammer_the_issuer_and_a_new_key_is_found() -> None:
    """The whole way: keys that change, names that nobody knows, and an issuer that goes away and comes back."""
    small, seen, clock = SmallIssuer(), count(), [0.0]
    away = [False]

    def answer(asked: Asked) -> Reply:
        next(seen)
        return Reply(status=503) if away[0] else Reply(body=small.published)

    with serving(answer) as url:
        keys = IssuerKeys(Issuer(issuer=url, jwks_url=url).fetch_keys, lambda: clock[0])
        judge = AccessTokens(RULES, keys.find, lambda: datetime.fromtimestamp(NOW, UTC))
        good = small.token()
        assert judge.identify(good).id == "oidc:dr-who"
        strange = rsa_key("three")
        for number in range(200):
            with pytest.raises(Unauthenticated):
                judge.identify(small.token(header={"kid": f"no-{number}"}, key=strange))
        assert next(seen) == 1
        away[0] = True
        clock[0] += LEAST_S
        with pytest.raises(Unauthenticated):
            judge.identify(small.token(header={"kid": "three"}, key=strange))
        assert judge.identify(good).id == "oidc:dr-who"
        away[0] = False
        small.keys["three"] = strange
        clock[0] += LEAST_S
        assert judge.identify(small.token(header={"kid": "three"}, key=strange)).id == "oidc:dr-who"
        assert next(seen) == 4


def test_names_that_nobody_looks_up_do_not_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system asks name servers that do not answer for many seconds, and cannot be told to stop."""
    monkeypatch.setattr("radlane.security.issuer.MOST_SECONDS", 0.5)
    answered = Event()

    def slow(*_: object, **__: object) -> list[object]:
        answered.wait(30)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    begin = time.monotonic()
    try:
        with pytest.raises(IssuerUnavailable, match="too slow"):
            Issuer(issuer="https://issuer.example").fetch_keys()
        assert time.monotonic() - begin < 5
    finally:
        answered.set()
