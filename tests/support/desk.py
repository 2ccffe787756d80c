"""The HTTP service on a `World` of jobs: what is accepted is run by a durable engine in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI

from radlane.triggers.intake import Intake
from support.asgi import service
from support.durable import Engine
from support.jobs import Clock, World, drawing_models, world


class Desk:
    """A world, its engine, and the service that accepts jobs for both."""

    def __init__(self, folder: Path) -> None:
        clock = Clock()
        self.world: World = world(folder, drawing_models(folder / "models"), clock)
        self.engine = Engine(clock)
        self.intake = Intake(
            store=self.world.store,
            catalogue=self.world.models.catalogue,
            archives=("a", "b"),
            archive=self.world.parts.archive,
            default_archive="a",
            enqueue=self.engine.enqueue,
            trail=self.world.trail,
            secret=b"a site's secret",
        )
        self.app: FastAPI = service(folder, self.parts, models_dir=folder / "models")

    @property
    def parts(self) -> dict[str, Any]:
        """The services that are this world's."""
        return {
            "store": self.world.store,
            "ledger": self.world.ledger,
            "outbox": self.world.parts.outbox,
            "withdrawals": self.world.withdrawals,
            "models": self.world.models,
            "intake": self.intake,
            "trail": self.world.trail,
        }

    def work(self) -> None:
        """Run all that was accepted."""
        self.engine.drain(self.world.runner)
