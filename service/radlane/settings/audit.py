"""The audit trail, and who gets it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from radlane.settings.section import Section

_LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = rf"^({_LABEL}(\.{_LABEL})*|[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*)$"  # a name, or an address


class SyslogSettings(Section):
    """A receiver of audit messages: syslog over TLS (RFC 5425), and nothing else."""

    host: Annotated[str, Field(min_length=1, max_length=253, pattern=_HOST)]
    """Name of the receiver, as its certificate has it."""
    port: Annotated[int, Field(gt=0, le=65535)] = 6514
    """Its port."""
    ca_file: Path | None = None
    """Certificates to trust, in PEM; the system's if not set."""
    certificate_file: Path | None = None
    """Our own certificate for the receiver, in PEM."""
    key_file: Path | None = None
    """The key of our own certificate, in PEM."""

    @model_validator(mode="after")
    def _certificate_has_its_key(self) -> Self:
        if (self.certificate_file is None) != (self.key_file is None):
            raise ValueError("a certificate needs its key")
        return self


class AuditSettings(Section):
    """The audit trail, and who gets it."""

    key_file: Path | None = None
    """File with the trail's key, 32 bytes; made with the first record. `audit.key` in `data_dir` if not set."""
    syslog: SyslogSettings | None = None
    """Who gets the DICOM audit messages; nobody if not set."""
