"""Worklists: radlane's own, and those elsewhere that it performs for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from radlane.settings.archives import AuthSettings, ClientCertificateSettings, NoAuthSettings
from radlane.settings.section import DAY_S, Section

_URL = r"^https?://[^\s/?#@]+(/[^\s?#@]*)?$"


class ProcedureSettings(Section):
    """What radlane does for workitems of a code."""

    code: Annotated[str, Field(min_length=1, max_length=64)]
    """Code Value of the Scheduled Workitem Code Sequence."""
    scheme: Annotated[str, Field(min_length=1, max_length=16)]
    """Its Coding Scheme Designator."""
    model: Annotated[str, Field(min_length=1, max_length=256)]
    """The model that analyses the input: `name`, `name:tag` or `name:version`."""
    source: str | None = None
    """The archive that has the studies, where a workitem names no address of one; `default_archive` if not set."""
    destinations: tuple[str, ...] | None = None
    """Archives that get the results; the source if not set."""


class WorklistSettings(Section):
    """radlane's own worklist (`/dicomweb/workitems`)."""

    procedures: tuple[ProcedureSettings, ...] = ()
    """What radlane performs itself; other workitems are there for other systems."""
    most_open: Annotated[int, Field(gt=0, le=100_000)] = 10_000
    """Workitems that are not at their end."""
    keep_days: Annotated[int, Field(gt=0, le=36500)] = 30
    """Days after which workitems that came to their end are removed."""


class WorklistElsewhereSettings(Section):
    """A worklist elsewhere (UPS-RS) that radlane performs for."""

    url: Annotated[str, Field(pattern=_URL)]
    """Address of the service, without `/workitems`, and without a name or password in it."""
    auth: AuthSettings = NoAuthSettings()
    """How radlane shows who it is."""
    ca_file: Path | None = None
    """Certificates (PEM) to trust in the place of the usual ones."""
    client_certificate: ClientCertificateSettings | None = None
    """How radlane shows who it is while a connection is made."""
    procedures: Annotated[tuple[ProcedureSettings, ...], Field(min_length=1)]
    """What radlane performs; other workitems are left alone."""
    match: dict[str, Annotated[str, Field(max_length=256)]] = Field(default_factory=dict)
    """Keys of the search by keyword or tag, beside SCHEDULED and READY."""
    every_seconds: Annotated[float, Field(ge=0.1, le=DAY_S)] = 15.0
    """Seconds between two looks at the worklist."""
    progress_seconds: Annotated[float, Field(ge=0, le=DAY_S)] = 15.0
    """Seconds between two reports of how far a workitem is."""
    at_once: Annotated[int, Field(gt=0, le=1000)] = 8
    """Workitems that radlane holds."""
    connect_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 5.0
    """Seconds to wait for a connection."""
    read_seconds: Annotated[float, Field(gt=0, le=DAY_S)] = 60.0
    """Seconds to wait for the head, and for the next bytes, of an answer."""
