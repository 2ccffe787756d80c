"""A model where its device has too little memory: a real session that really asks for a TiB."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.job import Priority
from radlane.domain.tensor import Outputs
from radlane.inference.batched import Batched
from radlane.inference.batcher import Batcher, Bounds
from radlane.inference.devices import choose_device
from radlane.inference.running import DEADLINE_S, Predict
from radlane.inference.session import open_session
from radlane.inference.spare import Spare
from radlane.pipeline.models import LoadedModel, Models
from support.networks import greedy_nodes, network, network_of, written


class Scarce:
    """Stands for a network on a GPU: each of its runs is one for which there is no memory."""

    device = "cuda"
    runtime: Mapping[str, str] = MappingProxyType({"provider": "CUDAExecutionProvider"})
    most_batch = 8
    reads_raw = False

    def __init__(self, folder: Path) -> None:
        weights = network(greedy_nodes(from_images=1))
        path = written(weights, folder)
        self._session = open_session(path, network_of(weights), choose_device("cpu", ()), 1)

    def run(self, feeds: Mapping[str, NDArray[np.float32]], deadline_s: float = DEADLINE_S) -> Outputs:  # noqa: ARG002
        """Fail as onnxruntime does."""
        return self._session.run({"image": np.zeros((1, 1, 4, 4), np.float32)}, deadline_s)

    def bind(self, output: str, shape: tuple[int, ...], remaining: Callable[[], float]) -> Predict:
        """Fail as onnxruntime does, when it runs."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the session."""
        self._session.close()


class ScarceModels(Models):
    """Models of which each has too little memory, and falls back to itself."""

    folder: Path

    @contextmanager
    def lease(self, *arguments: Any, **facts: Any) -> Iterator[LoadedModel]:
        """Hold a model."""
        with super().lease(*arguments, **facts) as model:
            yield scarce_model(self.folder, model, strict=False)


def scarce_model(folder: Path, model: LoadedModel, *, strict: bool) -> LoadedModel:
    """A model with one network; what it falls back to, unless the device is strict, is the model itself."""
    scarce, on_cpu = Scarce(folder), set[str]()
    itself = model.session
    spare = Spare(scarce, None if strict else lambda: itself, lambda _: None, monotonic, is_divisible=True)
    batched = Batched(session=scarce, batcher=Batcher("m:1", Bounds(), monotonic), spare=spare)
    session = batched.at(Priority.ROUTINE, lambda: on_cpu.add("main"))
    return replace(model, sessions=(session,), on_cpu=on_cpu)
