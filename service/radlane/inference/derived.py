"""A network with its gradient, ready to run (`explain.graph`).

In: the bytes of a graph that was made of a package's own weights, a device. Out: `DerivedSession`, which gives tensors
from inside the network and their gradients.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.model import Network
from radlane.errors import InferenceFailed
from radlane.inference.devices import Device, device_of, load_runtime
from radlane.inference.session import load_graph, until

_TYPES = {"tensor(float16)": np.float16, "tensor(double)": np.float64}  # what a network reckons in inside
Arrays = Mapping[str, NDArray[np.float32]]


class DerivedSession:
    """A loaded graph.

    Attributes
    ----------
    device : str
        What it really runs on: `cpu` or `cuda`.
    """

    def __init__(self, loaded: Any, network: Network, device: str) -> None:  # noqa: ANN401 - onnxruntime has no types
        self.device = device
        self._network = network
        self._loaded = loaded

    def run(self, feeds: Arrays, names: Sequence[str], deadline_s: float) -> dict[str, NDArray[np.float32]]:
        """Run the graph once.

        Parameters
        ----------
        feeds : mapping of str to float32
            One array for each input of the graph.
        names : sequence of str
            Which outputs are wanted: only what they need is computed.
        deadline_s : float
            Seconds after which the run is stopped.

        Raises
        ------
        InferenceFailed
            If the run fails or is stopped, or an output is not finite.
        """
        types = {value.name: value.type for value in self._loaded.get_inputs()}
        fed = {name: array.astype(_TYPES.get(types[name], np.float32), copy=False) for name, array in feeds.items()}
        with until(deadline_s, self._network.model, "the time for the explanation is up") as options:
            values = [value.astype(np.float32, copy=False) for value in self._loaded.run(list(names), fed, options)]
        for name, value in zip(names, values, strict=True):
            if not np.isfinite(value).all():
                raise InferenceFailed(
                    "The network could not be explained", uid=self._network.model, why=f"{name} is not finite"
                )
        return dict(zip(names, values, strict=True))


def open_derived(graph: bytes, network: Network, device: Device, threads: int) -> DerivedSession:
    """Load a graph.

    Parameters
    ----------
    graph : bytes
        A self-contained ONNX file.
    network : Network
        The network that it was made of, for messages.
    device, threads
        As `open_session`.

    Raises
    ------
    ModelMismatch
        If this runtime does not load it.
    DeviceUnavailable
        If the device is strict and does not work here.
    """
    loaded = load_graph(load_runtime(), graph, network, device, threads)
    return DerivedSession(loaded, network, device_of(device, loaded.get_providers()))
