"""Events of archives on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from radlane.api.schemas.jobs import JobDocument
from radlane.api.schemas.patterns import NO_NUL, UID
from radlane.domain.job import Expectation

MOST = 1_000_000  # instances of a study
NOTHING_WANTED, LOOKED_UP_LATER = "nothing-wanted", "looked-up-later"


class OrthancEventBody(BaseModel):
    """A study became stable in an Orthanc.

    `archive` is the name of the archive of the settings that has it (the default archive if it is left out). Where that
    is not the Orthanc itself, `series` and `instances` say how large the study is there without results of radlane:
    jobs wait until the archive has as much. With `wait: false` the event is on record when it is answered, and the
    study is looked up afterwards: an Orthanc answers nobody while its script in Lua waits.
    """

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    study: Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NUL, json_schema_extra=UID)]
    archive: Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NUL)] | None = None
    wait: bool = True
    series: Annotated[int, Field(gt=0, le=MOST)] | None = None
    instances: Annotated[int, Field(gt=0, le=MOST)] | None = None


class NoJob(BaseModel):
    """Why an event has no job."""

    code: str
    text: str


class EventAnswer(BaseModel):
    """What comes of an event: its jobs, new ones and those that were there already; or why there are none."""

    jobs: list[JobDocument]
    reason: NoJob | None = None


def expectation_of(body: OrthancEventBody) -> Expectation | None:
    """Return how large the study is to become, where the event says so."""
    if body.series is None and body.instances is None:
        return None
    return Expectation(series=body.series, instances=body.instances)
