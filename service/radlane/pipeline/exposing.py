"""A package -> its network with pooled features as one more output, made and tried in a process with limits.

In: a package, which of its networks, names of layers. Out: `Exposed`, in files of a folder: the new ONNX file, and the
golden vectors with the features. What the network said before has to come out bit for bit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from radlane.domain.model import Artifact, Network, OnnxRules
from radlane.errors import ImportRefused, SelfTestFailed
from radlane.inference.devices import choose_device
from radlane.inference.session import Session, open_session
from radlane.pipeline.examination import ExaminationLimits, examine
from radlane.registry.arrays import write_arrays
from radlane.registry.package import ModelPackage, read_artifact, read_golden

FEATURES = "radlane.features"
_WEIGHTS, _LAYERS = "model.onnx", "layers.json"


@dataclass(frozen=True, kw_only=True)
class Exposed:
    """A network with its features.

    Attributes
    ----------
    weights : Path
        The new ONNX file.
    layers : tuple of str
        What the features are pooled from.
    vectors : mapping of str to Path
        Path of a golden vector in the package -> the new one.
    """

    weights: Path
    layers: tuple[str, ...]
    vectors: Mapping[str, Path]


@dataclass(frozen=True, kw_only=True)
class Exposing:
    """What is done, such that it crosses to the process (`examination.Work`).

    Attributes
    ----------
    folder : Path
        An empty folder for what is made.
    files : mapping of str to Path
        Where the package's files lie, by their path in it.
    """

    folder: Path
    network: Network
    rules: OnnxRules
    files: Mapping[str, Path]
    layers: tuple[str, ...]

    def checks(self, limits: ExaminationLimits) -> Mapping[str, Callable[[], None]]:
        """Give the checks of admission: of the file that there is, of the one that is made, and what both say."""
        # onnx is imported here, in the child: the service does not read protobufs
        from radlane.pipeline.graphs import check_model, checked_graph, with_features

        data = read_artifact(self.files.__getitem__, self.network.weights)
        target = self.folder / _WEIGHTS

        def make() -> None:
            made, layers = with_features(data, self.layers)
            check_model(made)
            target.write_bytes(made)
            (self.folder / _LAYERS).write_text(json.dumps(layers))

        return {
            "graph": lambda: checked_graph(data, self.network, self.rules),
            "checker": make,
            "dry-run": lambda: self._try(limits),
            "golden": lambda: None,
        }

    def exposed(self) -> Exposed:
        """Return what the process made."""
        layers = tuple(json.loads((self.folder / _LAYERS).read_text()))
        vectors = {test.path: self._vector(place) for place, test in enumerate(self.network.tests)}
        return Exposed(weights=self.folder / _WEIGHTS, layers=layers, vectors=vectors)

    def _vector(self, place: int) -> Path:
        return self.folder / f"golden-{place}.npz"

    def _try(self, limits: ExaminationLimits) -> None:
        """Run both networks on the golden vectors, and write these with the features."""
        external = [self.files[artifact.path] for artifact in self.network.external]
        before = self._open(self.network, self.files[self.network.weights.path], external, limits)
        made = artifact_of(self.network.weights, self.folder / _WEIGHTS)
        after = self._open(
            replace(self.network, weights=made, features=FEATURES), self.folder / _WEIGHTS, external, limits
        )
        for place, test in enumerate(self.network.tests):
            arrays = dict(read_golden(self.files.__getitem__, test).arrays)
            feeds = {wanted.name: arrays[wanted.name] for wanted in self.network.inputs}
            said = dict(after.run(feeds, limits.seconds))
            features = said.pop(FEATURES)
            require_same(before.run(feeds, limits.seconds), said, self.network.model)
            write_arrays(self._vector(place), {**arrays, FEATURES: features}, compressed=True)

    def _open(self, network: Network, weights: Path, external: list[Path], limits: ExaminationLimits) -> Session:
        return open_session(weights, network, choose_device("cpu", ()), limits.threads, external)


def expose(
    package: ModelPackage, network: Network, layers: tuple[str, ...], folder: Path, limits: ExaminationLimits
) -> Exposed:
    """Make the network with its features in a process with limits.

    Parameters
    ----------
    package : ModelPackage
        Whose network it is.
    layers : tuple of str
        Tensors to pool; none: the deepest one.
    folder : Path
        An empty folder for what is made.

    Raises
    ------
    ImportRefused
        If the layers are none that can be pooled, or what is made does not run, or not as before.
    ModelUnavailable
        If the process could not be started.
    """
    needed = [network.weights.path, *(one.path for one in network.external), *(test.path for test in network.tests)]
    files = {path: package.locate(path) for path in needed}
    work = Exposing(folder=folder, network=network, rules=package.manifest.onnx, files=files, layers=layers)
    last = examine(work, limits, get_context("spawn"))[-1]
    if last.code is not None:
        raise ImportRefused("The features of this network cannot be exposed", why=f"{last.code}: {last.detail}")
    return work.exposed()


def artifact_of(before: Artifact, file: Path) -> Artifact:
    """Return the artifact with the digest and size of another file."""
    data = file.read_bytes()
    return replace(before, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def require_same(
    before: Mapping[str, NDArray[np.float32]], after: Mapping[str, NDArray[np.float32]], model: str
) -> None:
    """See that a network says bit for bit what it said before its features were exposed.

    Raises
    ------
    SelfTestFailed
        With the output that is another.
    """
    for name, values in before.items():
        if not np.array_equal(values, after[name]):
            raise SelfTestFailed("The network says other than before", uid=model, why=f"output {name} is another")
