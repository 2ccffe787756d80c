"""Small packages that are really loaded, where a test says when, and what each takes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock

import numpy as np

from radlane.errors import RadlaneError
from radlane.inference.devices import choose_device
from radlane.inference.memory import Memory
from radlane.inference.session import Session, open_session
from radlane.pipeline.residents import Residents
from radlane.registry.package import ModelPackage, open_package
from support.volume_models import bright_package

VOLUME = np.zeros((1, 1, 4, 8, 8), np.float32)
SIZE = 1000  # bytes that each takes, where a test says nothing else; its weights are fewer


def packages(root: Path, count: int) -> tuple[ModelPackage, ...]:
    """So many versions of `bright`."""
    folder = bright_package(root) / "bright"
    manifest = json.loads((folder / "model.yaml").read_text())
    made = []
    for number in range(count):
        (folder / "model.yaml").write_text(json.dumps({**manifest, "version": f"1.0.{number}"}))
        made.append(open_package(folder))
    return tuple(made)


@dataclass(kw_only=True)
class Loader:
    """Loads packages, and counts how often.

    Attributes
    ----------
    sizes : mapping of str to int
        Digest -> bytes that it takes.
    gates : mapping of str to Event
        Digest -> what its load waits for.
    broken : set of str
        Digests whose load fails.
    """

    sizes: Mapping[str, int] = field(default_factory=dict)
    gates: Mapping[str, Event] = field(default_factory=dict)
    broken: dict[str, Exception] = field(default_factory=dict)
    loads: list[str] = field(default_factory=list)
    taken: int = 0

    def __post_init__(self) -> None:
        self._lock = Lock()
        self.begun = Event()

    def residents(self, budget: int, patience_s: float = 20.0) -> Residents:
        return Residents(self, Memory(budget=budget, used=lambda: self.taken), patience_s)

    def __call__(self, package: ModelPackage) -> tuple[Session, ...]:
        with self._lock:
            self.loads.append(package.digest)
        self.begun.set()
        if package.digest in self.gates:
            assert self.gates[package.digest].wait(20)
        if package.digest in self.broken:
            raise self.broken[package.digest]
        network = package.manifest.networks[0]
        session = open_session(package.weights_path(network), network, choose_device("cpu", ()), 1)
        with self._lock:
            self.taken += self.sizes.get(package.digest, SIZE)
        return (session,)


def runs(sessions: tuple[Session, ...]) -> bool:
    """Whether the sessions are open, and say something."""
    try:
        return all(session.run({"volume": VOLUME})["seen"].shape == (1, 2, 4, 8, 8) for session in sessions)
    except RadlaneError:
        return False
