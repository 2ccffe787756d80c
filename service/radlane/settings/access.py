"""Who is let in: nobody asked, API keys, or also tokens of an issuer."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from radlane.settings.section import Section, is_kept_secret

_MAPPED_BITS = 96  # before an address of IPv4 in the form of IPv6 (RFC 4291 section 2.5.5.2)


def _is_network(text: str) -> str:
    """One spelling of a network; one of IPv4 in the form of IPv6 is that of IPv4, as the callers' addresses are."""
    found = ip_network(text)
    mapped = found.network_address.ipv4_mapped if isinstance(found, IPv6Network) else None
    if mapped is None or found.prefixlen < _MAPPED_BITS:
        return str(found)
    return str(IPv4Network((mapped, found.prefixlen - _MAPPED_BITS)))


_Url = Annotated[str, Field(pattern=r"^https?://[^\s/?#@]+(/[^\s?#@]*)?$"), AfterValidator(is_kept_secret)]
_Algorithm = Literal[
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519"
]  # fmt: skip
_Claim = Annotated[str, Field(min_length=1, max_length=200)]
Network = Annotated[str, AfterValidator(_is_network)]
"""An address, or a network with its mask."""


class OidcSettings(Section):
    """The issuer of access tokens (OpenID Connect)."""

    issuer: _Url
    """Its name: the claim `iss`, and the address of its metadata."""
    audience: Annotated[str, Field(min_length=1, max_length=200)]
    """What tokens for radlane have in the claim `aud`."""
    algorithms: Annotated[tuple[_Algorithm, ...], Field(min_length=1)] = ("RS256", "ES256")
    """Algorithms of signatures that are taken; all have a public key."""
    roles_claim: _Claim | None = None
    """Claim with the roles, with dots for each step down."""
    scopes_claim: _Claim | None = None
    """Claim with the scopes; `scope` or `scp` if not set."""
    clock_skew_seconds: Annotated[int, Field(ge=0, le=60)] = 30
    """Seconds that the issuer's clock and radlane's may be apart."""
    jwks_url: _Url | None = None
    """Address of its keys, where that has another origin than the issuer."""
    ca_file: Path | None = None
    """Certificates (PEM) to trust in the place of the usual ones."""
