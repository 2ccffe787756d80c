"""Pauses on the wire."""

from __future__ import annotations

from datetime import UTC, datetime

from radlane.api.schemas.models import ModelDocument
from radlane.api.schemas.serving import mark_paused, pause_document
from radlane.jobs.pauses import Pause


def test_a_pause_says_since_when_by_whom_and_why() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    assert pause_document("drawn", Pause(at=at, caller="me", reason="it errs")).model_dump() == {
        "model": "drawn",
        "paused": True,
        "at": at,
        "caller": "me",
        "reason": "it errs",
        "released": 0,
    }


def test_models_say_whether_they_are_paused() -> None:
    models = [ModelDocument(name=name, tags={}, versions=[]) for name in ("drawn", "other")]
    mark_paused(models, {"drawn"})
    assert [model.paused for model in models] == [True, False]
