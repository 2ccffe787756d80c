"""Archives by name: where they are, and how radlane shows them who it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator

from radlane.domain.form import CLASS_NAMES
from radlane.settings.dimse import AeTitle, TlsSettings
from radlane.settings.section import DAY_S, Section, is_kept_secret

URL = r"^https?://[^\s/?#@]+(/[^\s?#@]*)?$"


class _AnyArchiveSettings(Section):
    sop_classes_refused: tuple[
        Literal["comprehensive-3d-sr", "comprehensive-sr", "label-map", "parametric-map"], ...
    ] = ()
    """SOP Classes that the archive, or what reads it, does not take: it gets what stands for them."""

    @property
    def refused(self) -> frozenset[str]:
        """The same as SOP Class UIDs."""
        return frozenset(CLASS_NAMES[name] for name in self.sop_classes_refused)


class FolderArchiveSettings(_AnyArchiveSettings):
    """A folder of DICOM files."""

    kind: Literal["folder"]
    path: Path
    """The folder; it has to be there."""

    @field_validator("path")
    @classmethod
    def _is_of_the_user(cls, path: Path) -> Path:
        return path.expanduser()


class NoAuthSettings(Section):
    """The archive asks for no credentials."""

    kind: Literal["none"] = "none"


class BasicAuthSettings(Section):
    """Name and password (RFC 7617)."""

    kind: Literal["basic"]
    username: Annotated[str, Field(pattern=r"^[^:\x00-\x1f\x7f]+$")]
    password_file: Path
    """File with the password; read again for each request."""


class BearerAuthSettings(Section):
    """A token (RFC 6750)."""

    kind: Literal["bearer"]
    token_file: Path
    """File with the token; read again for each request."""


class OAuth2AuthSettings(Section):
    """A token that a token service gives for a client's id and secret (RFC 6749 section 4.4)."""

    kind: Literal["oauth2"]
    token_url: Annotated[str, Field(pattern=URL), AfterValidator(is_kept_secret)]
    """Address of the token service, `https` (`http` on this machine only)."""
    client_id: Annotated[str, Field(pattern=r"^[\x20-\x7e]+$")]
    client_secret_file: Path
    """File with the secret; read again for each token."""
    scope: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    """Scopes to ask for, with spaces between them."""
    audience: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    """Whom the token is for, where the token service asks for that."""
    ca_file: Path | None = None
    """Certificates (PEM) to trust in the place of the usual ones."""


class ClientCertificateSettings(Section):
    """A certificate with which radlane shows who it is while a connection is made (mutual TLS)."""

    certificate_file: Path
    """The certificate, and those that lead to its authority (PEM)."""
    key_file: Path
    """Its key, not encrypted (PEM)."""


AuthSettings = Annotated[
    NoAuthSettings | BasicAuthSettings | BearerAuthSettings | OAuth2AuthSettings, Field(discriminator="kind")
]
_Prefix = Annotated[str, Field(pattern=r"^[\w.~-]+(/[\w.~-]+)*$")]


class DicomWebArchiveSettings(_AnyArchiveSettings):
    """A PACS over DICOMweb."""

    kind: Literal["dicomweb"]
    url: Annotated[str, Field(pattern=URL)]
    """Address of the service, without a name or password in it."""
    auth: AuthSettings = NoAuthSettings()
    """How radlane shows who it is."""
    ca_file: Path | None = None
    """Certificates (PEM) to trust in the place of the usual ones."""
    client_certificate: ClientCertificateSettings | None = None
    """How radlane shows who it is while a connection is made."""
    connections: Annotated[int, Field(gt=0, le=64)] = 4
    """Connections at once."""
    requests_per_second: Annotated[float, Field(gt=0, le=10_000)] | None = None
    """Requests begun in a second; no limit if not set."""
    connect_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 5.0
    """Seconds to wait for a connection."""
    read_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 60.0
    """Seconds to wait for the head, and for the next bytes, of an answer."""
    qido_prefix: _Prefix | None = None
    """Path of queries below `url`."""
    wado_prefix: _Prefix | None = None
    """Path of retrieval below `url`."""
    stow_prefix: _Prefix | None = None
    """Path of storing below `url`."""


class DimseArchiveSettings(_AnyArchiveSettings):
    """A DICOM node that takes results by C-STORE, and is asked nothing."""

    kind: Literal["dimse"]
    host: Annotated[str, Field(min_length=1, max_length=255)]
    """Name or address of the node."""
    port: Annotated[int, Field(gt=0, le=65535)] = 104
    """Its port."""
    ae_title: AeTitle
    """Its AE title."""
    calling_ae_title: AeTitle = "RADLANE"
    """AE title that radlane says is its own."""
    tls: TlsSettings | None = None
    """How the connection is kept secret; in clear text if not set."""
    connect_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 10.0
    """Seconds to wait for a connection and an association."""
    answer_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 60.0
    """Seconds to wait for the answer to one object."""


ArchiveSettings = Annotated[
    FolderArchiveSettings | DicomWebArchiveSettings | DimseArchiveSettings, Field(discriminator="kind")
]
