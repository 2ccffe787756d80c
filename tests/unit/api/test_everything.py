"""The whole application: each group of routes, and what radlane calls itself."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

from radlane.api import routes
from radlane.api.everything import EVERYTHING, build_everything
from radlane.monitoring.metrics import Metrics
from support.started import loaded_after

CALLED_BY_US = "webhooks"


def test_no_group_of_routes_is_forgotten() -> None:
    there = {path.stem for path in Path(routes.__path__[0]).glob("[a-z]*.py")}
    assert {group.__name__.rpartition(".")[2] for group in EVERYTHING} == there - {CALLED_BY_US}


def test_it_says_what_it_calls_itself() -> None:
    contract = build_everything("0", lambda _: AsyncExitStack(), Metrics("0")).openapi()
    assert contract["webhooks"]
    assert "/v1/jobs" in contract["paths"]


def test_it_does_without_what_only_jobs_need() -> None:
    assert not loaded_after("import radlane.api.everything") & {"scipy", "highdicom", "radlane.pipeline.steps"}
