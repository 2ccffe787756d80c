"""`radlane pause` and `radlane resume`: whether a model's jobs go on."""

from __future__ import annotations

from typing import Annotated

import typer

from radlane.api.schemas.serving import PauseDocument, pause_document
from radlane.app.records import Records, open_records
from radlane.app.registry import seen_models
from radlane.app.trail import who_runs
from radlane.cli.beginning import begin
from radlane.cli.console import Answer
from radlane.errors import ModelNotFound
from radlane.security.audit_record import Action, Entry
from radlane.settings.tree import Settings

_Model = Annotated[str, typer.Argument(metavar="MODEL", help="The model's name.")]
_Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; it stands on record.")]


def pause(model: _Model, reason: _Reason) -> Answer:
    """Let the jobs of a model wait; they are accepted, and none is lost."""
    records = _opened(begin(), model)
    with records.trail.saying(_by(Action.MODEL_PAUSED, "radlane pause", reason)) as say:
        made = records.store.pauses.pause(model, who_runs(), reason, say)
    document = pause_document(model, made)
    return Answer(document=document, lines=[f"{model} is paused since {made.at.astimezone():%Y-%m-%d %H:%M}"])


def resume(model: _Model, reason: _Reason) -> Answer:
    """Let the jobs of a model go on; the service takes up those that wait within a minute."""
    records = _opened(begin(), model)
    with records.trail.saying(_by(Action.MODEL_RESUMED, "radlane resume", reason)) as say:
        released = records.store.pauses.resume(model, say)
    document = PauseDocument(model=model, paused=False, released=len(released))
    return Answer(document=document, lines=[f"{model} goes on; {len(released)} jobs waited for that"])


def _opened(settings: Settings, model: str) -> Records:
    records = open_records(settings)
    with seen_models(settings) as seen:
        used = {version.name for version in seen.versions()}
    if model not in used and not records.store.pauses.knows(model):
        raise ModelNotFound("There is no such model here", remedy="See `radlane models list`")
    return records


def _by(action: Action, via: str, reason: str) -> Entry:
    return Entry(action=action, caller=who_runs(), via=via, facts={"reason": reason})
