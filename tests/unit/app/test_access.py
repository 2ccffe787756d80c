"""Access control as the settings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.app.access import build_access
from radlane.app.keys import open_keys
from radlane.errors import IssuerUnavailable, Unauthenticated
from radlane.security.roles import Role
from radlane.settings.access import OidcSettings
from support.asgi import settings_in
from support.issuer import SmallIssuer


def test_no_access_control(tmp_path: Path) -> None:
    assert build_access(settings_in(tmp_path)) is None


def test_keys_alone(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, access="keys")
    _, text = open_keys(settings).create("pacs", (), None, (Role.PACS,))
    access = build_access(settings)
    assert access is not None
    assert access.recognise(text, "10.0.0.1").name == "pacs"
    with pytest.raises(Unauthenticated):
        access.recognise(SmallIssuer().token(), "10.0.0.1")


def test_keys_and_the_tokens_of_an_issuer(tmp_path: Path) -> None:
    """The issuer is asked when the first token comes; this one has no address that can be reached."""
    oidc = OidcSettings(issuer="https://issuer.example", audience="radlane", ca_file=tmp_path / "absent.pem")
    settings = settings_in(tmp_path, access="oidc", oidc=oidc)
    _, text = open_keys(settings).create("pacs", (), None, (Role.PACS,))
    access = build_access(settings)
    assert access is not None
    assert access.recognise(text, "10.0.0.1").name == "pacs"
    with pytest.raises(IssuerUnavailable):
        access.recognise(SmallIssuer().token(), "10.0.0.1")
