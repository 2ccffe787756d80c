"""What runs a network, wherever that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from radlane.domain.tensor import Outputs

DEADLINE_S = 120.0
Predict = Callable[[NDArray[np.float32]], NDArray[np.float32]]


@dataclass(frozen=True, kw_only=True)
class Runs:
    """A run that begins: how many images it has, and the seconds that each of those who wanted it waited."""

    rows: int
    waited: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Told:
    """Who is told how networks run, by the name and version of their model.

    Attributes
    ----------
    runs : callable
        Told of each run before it begins.
    fell : callable
        Told where memory did not suffice, and what came of it: `smaller-batch` or `cpu`.
    """

    runs: Callable[[str, Runs], None] = lambda _, __: None
    fell: Callable[[str, str], None] = lambda _, __: None


NOBODY = Told()


class Running(Protocol):
    """A network that is ready to run (`Session` here, `RemoteSession` on a server); several threads may use one."""

    @property
    def device(self) -> str:
        """What it runs on: `cpu`, `cuda` or `remote`."""

    @property
    def runtime(self) -> Mapping[str, str]:
        """What runs it, for the provenance of results."""

    @property
    def most_batch(self) -> int:
        """How many images it may be given in one run."""

    @property
    def reads_raw(self) -> bool:
        """Whether it takes what is stored too: `run` radiographs (`RawTensor.feeds`), `bind` windows with a table."""

    def run(self, feeds: Mapping[str, NDArray[np.float32]], deadline_s: float = DEADLINE_S) -> Outputs:
        """Run the network once."""

    def bind(
        self,
        output: str,
        shape: tuple[int, ...],
        remaining: Callable[[], float],
        table: NDArray[np.float32] | None = None,
    ) -> Predict:
        """Return the network as a function, for many runs; one thread's at a time."""

    def close(self) -> None:
        """Let go of it once the runs that are under way have ended."""
