"""DIMSE: what radlane listens on, and whom it lets in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from radlane.security.loopback import is_loopback
from radlane.settings.access import Network
from radlane.settings.section import DAY_S, Section

_SEEN = r"[\x21-\x5b\x5d-\x7e]"
AeTitle = Annotated[str, Field(pattern=rf"^{_SEEN}([\x20-\x5b\x5d-\x7e]{{0,14}}{_SEEN})?$")]
"""VR AE (PS3.5 section 6.2): no backslash, no control character, and no spaces around it, which mean nothing."""


class TlsSettings(Section):
    """TLS: with a certificate of one's own, and one that the other side has to show."""

    certificate_file: Path | None = None
    """Certificate to show, and those that lead to its authority (PEM); who listens needs one."""
    key_file: Path | None = None
    """Its key, not encrypted (PEM)."""
    ca_file: Path | None = None
    """Certificates (PEM) to trust; who listens then lets only those in who show one."""


class ListenSettings(Section):
    """What takes instances by C-STORE."""

    ae_title: AeTitle = "RADLANE"
    """AE title that callers have to call."""
    host: str = "127.0.0.1"
    """Address that is listened on."""
    port: Annotated[int, Field(ge=0, le=65535)] = 11112
    """Port that is listened on."""
    callers: tuple[AeTitle, ...] = ()
    """AE titles that are let in; all if empty. Anybody can say that this is his: `addresses` bind more."""
    addresses: tuple[Network, ...] = ()
    """Addresses and networks that are let in; all if empty."""
    associations: Annotated[int, Field(gt=0, le=200)] = 8
    """Associations at once."""
    idle_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 60.0
    """Seconds in which the next message, and each of its parts, has to come."""
    tls: TlsSettings | None = None
    """How connections are kept secret; in clear text if not set."""

    @model_validator(mode="after")
    def _lets_not_everybody_in(self) -> Self:
        if not is_loopback(self.host) and not (self.callers or self.addresses):
            raise ValueError("others reach this address: name callers or addresses")
        return self

    @model_validator(mode="after")
    def _has_a_certificate(self) -> Self:
        if self.tls is not None and (self.tls.certificate_file is None or self.tls.key_file is None):
            raise ValueError("who listens with TLS needs certificate_file and key_file")
        return self


class DimseSettings(Section):
    """DIMSE (PS3.7, PS3.8)."""

    listen: ListenSettings | None = None
    """Nothing listens if not set."""
