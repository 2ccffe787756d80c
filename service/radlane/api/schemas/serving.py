"""The serving life of models on the wire: pauses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from radlane.api.schemas.models import ModelDocument
from radlane.api.schemas.patterns import NO_NUL
from radlane.jobs.pauses import Pause


class ServingBody(BaseModel):
    """Why a model is paused or resumed; it stands on record, so no name of a patient belongs in it."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    reason: Annotated[str, Field(min_length=1, max_length=1000, pattern=NO_NUL)]


class PauseDocument(BaseModel):
    """Whether a model is paused, and since when, by whom and why; `released` jobs waited for the end of a pause."""

    model: str
    paused: bool
    at: datetime | None = None
    caller: str | None = None
    reason: str | None = None
    released: int = 0


def pause_document(model: str, pause: Pause) -> PauseDocument:
    """Describe a pause."""
    return PauseDocument(model=model, paused=True, at=pause.at, caller=pause.caller, reason=pause.reason)


def mark_paused(models: Iterable[ModelDocument], paused: Collection[str]) -> None:
    """Let descriptions of models say which of them are paused."""
    for model in models:
        model.paused = model.name in paused
