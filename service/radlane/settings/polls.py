"""Polls by name: where radlane asks again and again what is new."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from radlane.settings.archives import URL, AuthSettings
from radlane.settings.section import DAY_S, Section


class _AnyPollSettings(Section):
    archive: str
    """The archive that has the studies, by its name."""


class OrthancChangesPollSettings(_AnyPollSettings):
    """The list of changes of an Orthanc."""

    kind: Literal["orthanc-changes"]
    url: Annotated[str, Field(pattern=URL)]
    """Address of its REST API, without a name or password in it."""
    auth: AuthSettings | None = None
    """How radlane shows who it is; as to the archive, where that is on the same host, if not set."""
    ca_file: Path | None = None
    """Certificates (PEM) to trust in the place of the usual ones; those of the archive if not set."""
    every_seconds: Annotated[float, Field(ge=1, le=DAY_S)] = 10.0
    """Seconds between two looks."""
    since: Annotated[int, Field(ge=0)] | None = None
    """Number of the change after which the first look begins; at the end of the list if not set."""
    expect: bool = False
    """Whether jobs wait until the archive has as much of a study as the Orthanc: where that only passes images on."""


class QidoPollSettings(_AnyPollSettings):
    """Queries for the studies of the last days (QIDO-RS)."""

    kind: Literal["qido"]
    every_seconds: Annotated[float, Field(ge=1, le=DAY_S)] = 60.0
    """Seconds between two looks."""
    quiet_seconds: Annotated[float, Field(ge=0, le=3600)] = 120.0
    """Seconds for which the number of a study's series and instances has to stay the same."""
    look_back_days: Annotated[int, Field(ge=0, le=366)] = 1
    """Days before today whose studies are asked for, by Study Date."""
    since: date | None = None
    """Study Date from which on studies are announced that are there at the first look; none are if not set."""


PollName = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$")]
PollSettings = Annotated[OrthancChangesPollSettings | QidoPollSettings, Field(discriminator="kind")]
