"""The small network, made once, and radlane's own worklist for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.pipeline.models import Models
from support.durable import Engine
from support.jobs import Clock, World, drawing_models, world
from support.worklists import Bench


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    return drawing_models(tmp_path_factory.mktemp("models"))


@pytest.fixture
def on(tmp_path: Path, models: Models) -> World:
    """A radiograph in two archives."""
    return world(tmp_path, models, Clock())


@pytest.fixture
def bench(on: World) -> Bench:
    assert isinstance(on.clock, Clock)
    return Bench(on=on, engine=Engine(on.clock))
