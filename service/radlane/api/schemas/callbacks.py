"""What receivers are told, for the contract: `jobs.callbacks` writes it."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel


class ToldModel(BaseModel):
    """The version that the job was accepted with; `version` is null where nothing knows it any more."""

    name: str
    version: str | None
    digest: str


class ToldJob(BaseModel):
    """A job at its end; nothing in it says who the patient or which the study is.

    `verdict` is null without a result, `codes` say why there is none; `reason` says why a result was withdrawn.
    """

    job: str
    state: str
    model: ToldModel
    run: str | None
    reused_from: str | None
    verdict: str | None
    codes: list[str]
    created_at: datetime
    ended_at: datetime
    reason: str | None = None


class CallbackEvent(BaseModel):
    """An event; `type` is `job.` and the state, or `result.withdrawn`. `timestamp` puts events in their order."""

    type: str
    timestamp: datetime
    data: ToldJob
