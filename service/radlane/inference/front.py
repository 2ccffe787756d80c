"""Images as they are stored, before a network: what is done to them is done where the network runs.

In: arrays of `RawTensor.feeds`, or codes of windows with their table, and a loaded network with one input. Out: what it
is given, or its outputs. The front is a graph of its own
beside the network's, on the same device: what it makes stays there and is what the network is given. The network's file
is loaded once, as it is; it takes tensors too.
Reference: docs/serving.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.input import Input, ProjectionGeometry, VolumeGeometry
from radlane.domain.model import Network
from radlane.domain.tensor import raw_names
from radlane.inference.devices import load_runtime
from radlane.inference.shapes import sides_at_once

_FEW = {"uint8": 1 << 8, "uint16": 1 << 16}  # levels of codes that are bits of stored values
_RANKS = "int32"
Raw = Mapping[str, NDArray[Any]]


def is_of_radiographs(network: Network) -> bool:
    """Whether a network has one input, of one radiograph."""
    return len(network.inputs) == 1 and isinstance(network.inputs[0].geometry, ProjectionGeometry)


def is_of_windows(network: Network) -> bool:
    """Whether a network has one input, of windows of one series."""
    (*others, wanted), geometry = network.inputs, network.inputs[-1].geometry
    windowed = isinstance(geometry, VolumeGeometry) and geometry.window is not None
    return not others and windowed and len(wanted.channels) == 1


class Front:
    """What stands before a network; several threads may use one.

    Parameters
    ----------
    network : Network
        One of radiographs or of windows.
    device : str
        Where the network runs: `cpu` or `cuda`.
    load : callable
        Loads a graph there (`inference.session.load_graph`).
    """

    def __init__(self, network: Network, device: str, load: Callable[[bytes], Any]) -> None:
        (self._input,) = network.inputs
        self.is_of_radiographs = is_of_radiographs(network)
        self._device = device
        self._load = load
        self._lock = Lock()
        self._loaded: dict[str, Any] = {}

    def reads(self, feeds: Raw) -> bool:
        """Whether these are radiographs as they are stored, by their names."""
        return self.is_of_radiographs and set(feeds) == set(raw_names(self._input.name))

    def complain(self, feeds: Raw) -> str | None:
        """What keeps arrays from being fed; None where nothing does."""
        codes, table, places = (feeds[name] for name in raw_names(self._input.name))
        if not _are_codes(codes, table):
            return "the codes do not fit their table"
        if not np.isfinite(table).all():
            return "the table is not finite"
        if not _are_places(places, len(codes), self._input):
            return "the places are not on the network's grid"
        return None

    def run(self, network: Any, feeds: Raw, names: Sequence[str], options: Any) -> list[NDArray[Any]]:  # noqa: ANN401
        """Run the front and the network behind it.

        Parameters
        ----------
        network : onnxruntime.InferenceSession
            The network.
        feeds : mapping of str to array
            `RawTensor.feeds`, or several such one after the other.
        names : sequence of str
            Outputs that are wanted.
        options : onnxruntime.RunOptions
            Ends either run where its `terminate` is set.
        """
        bound = network.io_binding()
        bound.bind_ortvalue_input(self._input.name, self._lay(feeds, options).get_outputs()[0])
        for name in names:
            bound.bind_output(name, "cpu")
        network.run_with_iobinding(bound, options)
        bound.synchronize_outputs()
        return list(bound.copy_outputs_to_cpu())

    def tensor(self, feeds: Raw, options: Any) -> NDArray[np.float32]:  # noqa: ANN401 - onnxruntime has no types
        """Return what the network is given, float32 [n, 1, y, x]: to look at it."""
        values: NDArray[np.float32] = self._lay(feeds, options).copy_outputs_to_cpu()[0]
        return values

    def _lay(self, feeds: Raw, options: Any) -> Any:  # noqa: ANN401
        """Run the front; its output stays on the device."""
        whole = {name: np.ascontiguousarray(values) for name, values in feeds.items()}
        loaded = self._of(str(whole[raw_names(self._input.name)[0]].dtype))
        bound = loaded.io_binding()
        for name, values in whole.items():
            bound.bind_cpu_input(name, values)
        return self._ran(loaded, bound, options)

    def _ran(self, loaded: Any, bound: Any, options: Any) -> Any:  # noqa: ANN401
        bound.bind_output(self._input.name, self._device)
        bound.synchronize_inputs()
        loaded.run_with_iobinding(bound, options)
        bound.synchronize_outputs()  # the network's run is on another stream
        return bound

    def looking_up(self, table: NDArray[np.float32]) -> Callable[[NDArray[Any], Any], Any]:
        """Return what makes windows of codes [n, 1, z, y, x]: (codes, options) -> float32 of that shape, on the device.

        The table, float32 [m], goes there once.
        """
        codes_name, table_name, _ = raw_names(self._input.name)
        held = load_runtime().OrtValue.ortvalue_from_numpy(table, self._device, 0)

        def lay(codes: NDArray[Any], options: Any) -> Any:  # noqa: ANN401 - onnxruntime has no types
            loaded = self._of(str(codes.dtype))
            bound = loaded.io_binding()
            bound.bind_input(codes_name, "cpu", 0, codes.dtype, codes.shape, codes.ctypes.data)
            bound.bind_ortvalue_input(table_name, held)
            return self._ran(loaded, bound, options).get_outputs()[0]

        return lay

    def _of(self, codes: str) -> Any:  # noqa: ANN401
        """The graph for codes of a type, loaded when it is first needed."""
        # onnx is imported where a front is made: nobody else in the service needs it
        from radlane.inference.front_graph import front_graph, lookup_graph

        name, geometry = self._input.name, self._input.geometry
        with self._lock:
            if codes not in self._loaded:
                if isinstance(geometry, ProjectionGeometry):
                    graph = front_graph(name, geometry.size, geometry.pad, codes)
                else:
                    graph = lookup_graph(name, sides_at_once(self._input), codes)
                self._loaded[codes] = self._load(graph)
            return self._loaded[codes]


def _are_codes(codes: NDArray[Any], table: NDArray[Any]) -> bool:
    if codes.ndim != 3 or table.ndim != 2 or table.dtype != np.float32 or 0 in codes.shape:
        return False
    if len(table) != len(codes):
        return False
    if str(codes.dtype) in _FEW:
        return len(table[0]) == _FEW[str(codes.dtype)]
    return str(codes.dtype) == _RANKS and bool(0 <= codes.min() <= codes.max() < len(table[0]))


def _are_places(places: NDArray[Any], count: int, wanted: Input) -> bool:
    geometry = wanted.geometry
    assert isinstance(geometry, ProjectionGeometry)  # `is_of_radiographs`
    if places.dtype != np.float64 or places.shape != (count, 2, 3) or not np.isin(places[..., 2], (0, 1)).all():
        return False
    filled, first = places[..., 0], places[..., 1]
    return bool((filled >= 1).all() and (first >= 0).all() and (filled + first <= geometry.size).all())
