"""Who is let in, as the settings say."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from radlane.app.keys import open_keys
from radlane.security.access import Access, by_kind
from radlane.security.caller import Identify
from radlane.security.rates import Rate
from radlane.settings.access import OidcSettings
from radlane.settings.tree import Settings

if TYPE_CHECKING:
    from radlane.security.issuer import Issuer


def build_access(settings: Settings) -> Access | None:
    """Who is let in; None: no access control."""
    if settings.access == "none":
        return None
    keys = open_keys(settings).identify
    return Access(
        identify=by_kind(keys, build_tokens(settings.oidc)) if settings.access == "oidc" and settings.oidc else keys,
        requests=Rate(settings.limits.requests_per_minute, time.monotonic),
        failures=Rate(settings.limits.failures_per_minute, time.monotonic),
    )


def build_tokens(settings: OidcSettings) -> Identify:
    """What judges the tokens of an issuer."""
    # here, and below: the libraries of tokens are imported where there are some
    from radlane.security.issuer_keys import IssuerKeys
    from radlane.security.tokens import AccessTokens, TokenRules

    rules = TokenRules(
        issuer=settings.issuer,
        audience=settings.audience,
        algorithms=frozenset(settings.algorithms),
        roles_claim=settings.roles_claim,
        scopes_claim=settings.scopes_claim,
        clock_skew_seconds=settings.clock_skew_seconds,
    )
    keys = IssuerKeys(build_issuer(settings).fetch_keys, time.monotonic)
    return AccessTokens(rules, keys.find, lambda: datetime.now(UTC)).identify


def build_issuer(settings: OidcSettings) -> Issuer:
    """The issuer of tokens."""
    from radlane.security.issuer import Issuer

    return Issuer(issuer=settings.issuer, jwks_url=settings.jwks_url, ca_file=settings.ca_file)
