"""The small network, made once, and a world of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.pipeline.models import Models
from support.durable import Engine
from support.jobs import Clock, World, drawing_models, world


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    return drawing_models(tmp_path_factory.mktemp("models"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def on(tmp_path: Path, models: Models, clock: Clock) -> World:
    """A radiograph in two archives."""
    return world(tmp_path, models, clock)


@pytest.fixture
def engine(clock: Clock) -> Engine:
    return Engine(clock)
