"""Who is let in, as a site says it."""

from __future__ import annotations

import pytest

from radlane.settings.reading import load_settings
from support.settings_file import CANARY, file, refused

OIDC = "access: oidc\noidc: {{issuer: 'https://id.example/realms/a', audience: radlane, {}}}\n"


def test_an_issuer() -> None:
    file(OIDC.format("roles_claim: realm_access.roles"))
    found = load_settings().oidc
    assert found is not None
    assert (found.issuer, found.audience) == ("https://id.example/realms/a", "radlane")
    assert (found.algorithms, found.clock_skew_seconds) == (("RS256", "ES256"), 30)


def test_an_issuer_in_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_ACCESS", "oidc")
    monkeypatch.setenv("RADLANE_OIDC__ISSUER", "https://id.example")
    monkeypatch.setenv("RADLANE_OIDC__AUDIENCE", "radlane")
    monkeypatch.setenv("RADLANE_OIDC__ALGORITHMS", '["PS256"]')
    found = load_settings().oidc
    assert found is not None
    assert found.algorithms == ("PS256",)


def test_tokens_need_an_issuer() -> None:
    file("access: oidc\n")
    assert "oidc: value_error" in refused()


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("algorithms: [none]", "oidc.algorithms.0"),
        ("algorithms: [HS256]", "oidc.algorithms.0"),
        ("algorithms: []", "oidc.algorithms"),
        ("clock_skew_seconds: 61", "oidc.clock_skew_seconds"),
        ("jwks_url: 'http://id.example/keys'", "oidc.jwks_url"),  # in clear
        (f"jwks_url: 'https://user:{CANARY}@id.example/keys'", "oidc.jwks_url"),
        (f"secret: {CANARY}", "oidc.secret"),
    ],
)
def test_what_an_issuer_may_not_be(said: str, key: str) -> None:
    file(OIDC.format(said))
    assert f"{key}: " in refused()


@pytest.mark.parametrize("host", ["127.0.0.1:9000", "localhost", "[::1]:9000"])
def test_an_issuer_on_this_machine_may_speak_in_clear(host: str) -> None:
    file(f"access: oidc\noidc: {{issuer: 'http://{host}/', audience: radlane}}\n")
    assert load_settings().oidc is not None


def test_an_issuer_elsewhere_may_not() -> None:
    file("access: oidc\noidc: {issuer: 'http://id.example', audience: radlane}\n")
    assert "oidc.issuer: " in refused()


def test_proxies_are_addresses_or_networks() -> None:
    assert load_settings().trusted_proxies == ()
    file("trusted_proxies: [10.1.2.3, 'fd00::/8']\n")
    assert load_settings().trusted_proxies == ("10.1.2.3/32", "fd00::/8")
    file("trusted_proxies: ['::ffff:10.1.2.3', '::ffff:10.1.0.0/112', '::fffe:a01:203', '::/0']\n")
    assert load_settings().trusted_proxies == ("10.1.2.3/32", "10.1.0.0/16", "::fffe:a01:203/128", "::/0")
    file("trusted_proxies: ['*']\n")
    assert "trusted_proxies.0: " in refused()
