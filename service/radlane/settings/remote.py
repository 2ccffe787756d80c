"""Servers that may run networks for radlane."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from radlane.settings.section import DAY_S, Section, is_kept_secret


class RemoteServerSettings(Section):
    """A server of the Open Inference Protocol to which pixels of patients may go."""

    url: Annotated[str, Field(pattern=r"^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$", max_length=300)]
    """Its origin: scheme, host and port; packages name addresses below it."""
    token_file: Path | None = None
    """File with a token to show it; read again for each request."""
    ca_file: Path | None = None
    """Certificates (PEM) to trust in the place of the usual ones."""
    connect_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 5.0
    """Seconds to wait for a connection."""
    read_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 60.0
    """Seconds to wait for the next bytes of an answer: longer than its slowest run takes."""

    @model_validator(mode="after")
    def _token_is_kept_secret(self) -> Self:
        if self.token_file is not None:
            is_kept_secret(self.url)
        return self
