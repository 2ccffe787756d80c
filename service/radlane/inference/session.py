"""One network, ready to run.

In: the weights and their manifest, a device. Out: `Session`, whose `run` turns feeds into outputs. Several threads may
run one session at once; onnxruntime releases the GIL while it computes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import Timer
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.model import Artifact, Network
from radlane.domain.tensor import Outputs
from radlane.errors import ArtifactCorrupt, InferenceFailed, MemoryExhausted, ModelMismatch, RadlaneError
from radlane.inference.binding import Binding
from radlane.inference.devices import (
    CPU_PROVIDER,
    CUDA_PROVIDER,
    Device,
    device_of,
    installed_runtimes,
    load_runtime,
    preload_cuda,
)
from radlane.inference.exhaustion import is_exhausted
from radlane.inference.front import Front
from radlane.inference.graph import require_fit
from radlane.inference.running import DEADLINE_S, Predict
from radlane.inference.shapes import MOST_IMAGES, complain_of_feeds, is_large

_ERRORS_ONLY = 3
_OF_IMAGES = 4  # axes: the batch, the channels, rows and columns
_SHRINKAGE = "memory.enable_memory_arena_shrinkage"
_SHRINK = {"cpu": (_SHRINKAGE, "cpu:0"), "cuda": (_SHRINKAGE, "cpu:0;gpu:0")}
# The arena grows by what is asked, not to the next power of two; the search for algorithms does not start anew at each
# shape; TF32 would move the outputs away from the golden vectors.
_CUDA_OPTIONS = {"arena_extend_strategy": "kSameAsRequested", "cudnn_conv_algo_search": "HEURISTIC", "use_tf32": "0"}


class Session:
    """A loaded network.

    Attributes
    ----------
    device : str
        What it really runs on: `cpu` or `cuda`.
    runtime : Mapping[str, str]
        `package` (distribution and version), `provider` and `threads`, for the provenance of results.
    """

    def __init__(
        self,
        loaded: Any,  # noqa: ANN401
        network: Network,
        device: str,
        runtime: Mapping[str, str],
        front: Front | None = None,
    ) -> None:
        self.device = device
        self.runtime = runtime
        self._network = network
        self._loaded = loaded
        self._front = front

    @property
    def reads_raw(self) -> bool:
        """Whether it takes what is stored too: `run` radiographs (`RawTensor.feeds`), `bind` windows with a table."""
        return self._front is not None

    def behind(self, front: Front) -> Session:
        """Return the same network with a front; the provenance of results says so where that may round otherwise."""
        runtime = {**self.runtime, "preprocessing": "graph"} if front.is_of_radiographs else self.runtime
        return Session(self._open(), self._network, self.device, runtime, front)

    @property
    def most_batch(self) -> int:
        """Images that it may be given in one run: as many as the graph says, or `MOST_IMAGES`; volumes one by one."""
        shape = self._open().get_inputs()[0].shape
        if isinstance(shape[0], int):
            return shape[0]
        return MOST_IMAGES if len(shape) == _OF_IMAGES else 1

    def run(self, feeds: Mapping[str, NDArray[np.float32]], deadline_s: float = DEADLINE_S) -> Outputs:
        """Run the network once.

        Parameters
        ----------
        feeds : Mapping[str, float32 [n, c, y, x] or [n, c, z, y, x]]
            One array for each input of the network, by ONNX name; or radiographs as they are stored.
        deadline_s : float
            Seconds after which the run is stopped; onnxruntime looks between two nodes.

        Returns
        -------
        Mapping[str, float32]
            Every output of the network, raw; labels of boxes are float32 too.

        Raises
        ------
        InferenceFailed
            If the feeds do not fit, the run fails or is stopped, an output is not finite, or the session is closed.
        """
        loaded = self._open()
        front = self._front if self._front is not None and self._front.reads(feeds) else None
        complaint = complain_of_feeds(self._network, feeds) if front is None else front.complain(feeds)
        if complaint is not None:
            raise self._failed(complaint)
        names = list(self._network.tensors)
        values: Sequence[NDArray[np.float32 | np.int64]]
        with self._until(deadline_s, _late(deadline_s)) as options:
            if front is not None:
                values = front.run(loaded, feeds, names, options)
            else:
                if is_large(feeds):
                    options.add_run_config_entry(*_SHRINK[self.device])
                values = loaded.run(names, dict(feeds), options)
        for name, value in zip(names, values, strict=True):
            if not np.isfinite(value).all():
                raise self._failed(f"output {name} is not finite")
        return {name: value.astype(np.float32, copy=False) for name, value in zip(names, values, strict=True)}

    def bind(
        self,
        output: str,
        shape: tuple[int, ...],
        remaining: Callable[[], float],
        table: NDArray[np.float32] | None = None,
    ) -> Predict:
        """Return the network with one input and one output as a function, for many runs on one buffer (`tiling`).

        Parameters
        ----------
        output : str
            The ONNX output that is wanted.
        shape : tuple of int
            Its shape in the largest run, the batch first.
        remaining : callable
            Seconds that are left for all the runs together (`count_down`).
        table : float32 [m] or None
            What it sees of each code, finite: patches are codes then. Only of a network that `reads_raw`.

        Returns
        -------
        callable
            float32 [n, ...], or codes -> float32 [n, ...], raw, until its next call. One thread's at a time. It raises
            `InferenceFailed` as `run` does.

        Raises
        ------
        InferenceFailed
            If the network has other than one input or no front for a table, or the session is closed.
        """
        sources = [value.name for value in self._open().get_inputs()]
        if len(sources) != 1:
            raise self._failed("it has other than one input")
        lay, patch = (None, "float32") if table is None else (self._looking_up(table), "codes")
        binding = Binding(sources[0], output, shape, lay)

        def predict(patches: NDArray[np.float32]) -> NDArray[np.float32]:
            loaded, deadline_s = self._open(), remaining()
            if not binding.fits(patches):
                raise self._failed(f"the patches are not contiguous {patch}, or more than were stated")
            if table is None and not np.isfinite(patches).all():
                raise self._failed("the patches are not finite")
            with self._until(deadline_s, "the time for all windows is up") as options:
                values = binding.run(loaded, patches, options)
            if not np.isfinite(values).all():
                raise self._failed(f"output {output} is not finite")
            return values

        return predict

    def _looking_up(self, table: NDArray[np.float32]) -> Callable[[NDArray[Any], Any], Any]:
        if self._front is None or self._front.is_of_radiographs:
            raise self._failed("it has no front for windows")
        return self._front.looking_up(table)

    def close(self) -> None:
        """Give the network's memory back once the runs that are under way have ended."""
        self._loaded = self._front = None

    def _until(self, deadline_s: float, late: str) -> AbstractContextManager[Any]:
        return until(deadline_s, self._network.model, late)

    def _open(self) -> Any:  # noqa: ANN401 - onnxruntime has no types
        if self._loaded is None:
            raise self._failed("the session is closed")
        return self._loaded

    def _failed(self, why: str) -> InferenceFailed:
        return _not_run(self._network.model, why)


def open_session(
    weights: Path, network: Network, device: Device, threads: int, external: Sequence[Path] = ()
) -> Session:
    """Load a network.

    The weights are read once, and the bytes whose digest was checked are the bytes that are loaded: a file that changes
    meanwhile is never run. Tensors in other files come from those that the manifest names, in the same way; a graph
    that asks for any other is refused: the manifest's digest would not cover it.

    Parameters
    ----------
    weights : Path
        The file of the network's artifact.
    network : Network
        What the network must look like.
    device : Device
        From `choose_device`.
    threads : int
        From `count_threads`.
    external : sequence of Path
        The files of `network.external`, in that order.

    Raises
    ------
    ArtifactCorrupt
        If a file is not the one that the manifest names.
    ModelMismatch
        If it is no ONNX graph that this runtime loads, needs other files, or does not fit the manifest.
    DeviceUnavailable
        If the device is strict and does not work here.
    RuntimeConflict
        If none or several onnxruntime packages are installed.
    """
    graph = _read_verified(weights, network.weights)
    files = {
        artifact.path: _read_verified(path, artifact) for path, artifact in zip(external, network.external, strict=True)
    }
    loaded = load_graph(load_runtime(), graph, network, device, threads, files)
    got = loaded.get_providers()
    name = device_of(device, got)
    require_fit(network, loaded.get_inputs(), loaded.get_outputs())
    facts = {"package": installed_runtimes()[0], "provider": got[0], "threads": str(threads)}
    return Session(loaded, network, name, facts)


@contextmanager
def until(deadline_s: float, model: str, late: str) -> Iterator[Any]:
    """Give RunOptions that end a run when the time is up; `late` is what the error then says.

    Raises
    ------
    InferenceFailed
        If the run fails or is stopped, or there is no time left for it.
    """
    if deadline_s <= 0:
        raise _not_run(model, late)
    runtime = load_runtime()
    options = runtime.RunOptions()
    options.log_severity_level = _ERRORS_ONLY
    timer = Timer(deadline_s, setattr, (options, "terminate", True))
    timer.start()
    try:
        with _mapped(runtime, lambda error: _not_run(model, late) if options.terminate else _broken(model, error)):
            yield options
    finally:
        timer.cancel()


def load_graph(
    runtime: Any,  # noqa: ANN401 - onnxruntime has no types
    graph: bytes,
    network: Network,
    device: Device,
    threads: int,
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> Any:  # noqa: ANN401
    """Load a graph of a network; `files` are what it asks for by their paths.

    Raises
    ------
    ModelMismatch
        If it is no ONNX graph that this runtime loads, or needs other files.
    """
    options = _options(runtime, threads, files)
    if CUDA_PROVIDER in device.providers:
        preload_cuda(runtime)
        # Without a card, or without memory on it, onnxruntime raises: whether the graph is at fault, the CPU says.
        with suppress(*runtime_errors(runtime)):
            return _start(runtime, graph, device, options)
    with _mapped(runtime, lambda error: _not_loadable(network, _says(error))):
        return _start(runtime, graph, Device(providers=(CPU_PROVIDER,), strict=True), options)


def _start(runtime: Any, graph: bytes, device: Device, options: Any) -> Any:  # noqa: ANN401
    return runtime.InferenceSession(
        graph,
        sess_options=options,
        providers=[(name, cuda_options(device) if name == CUDA_PROVIDER else {}) for name in device.providers],
        enable_fallback=0,  # onnxruntime's own fallback prints, and runs on the CPU in silence
    )


def cuda_options(device: Device) -> dict[str, str]:
    """What CUDA is told: also how much of the GPU this session's tensors may take, where that is known."""
    limit = {} if device.arena_bytes is None else {"gpu_mem_limit": str(device.arena_bytes)}
    return {**_CUDA_OPTIONS, **limit}


def _read_verified(weights: Path, artifact: Artifact) -> bytes:
    try:
        with weights.open("rb") as file:
            content = file.read(artifact.size + 1)
    except OSError as error:
        raise ArtifactCorrupt("The weights cannot be read", uid=artifact.path, why=error.strerror) from error
    if len(content) != artifact.size or hashlib.sha256(content).hexdigest() != artifact.sha256:
        raise ArtifactCorrupt(
            "The weights are not the ones that the manifest names",
            uid=artifact.path,
            remedy="Install the package again",
        )
    return content


def _options(runtime: Any, threads: int, files: Mapping[str, bytes]) -> Any:  # noqa: ANN401
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = runtime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.log_severity_level = _ERRORS_ONLY
    for pool in ("intra_op", "inter_op"):  # a spinning pool takes the cores from decoding and from other sessions
        options.add_session_config_entry(f"session.{pool}.allow_spinning", "0")
    # What was checked is a protobuf. Left to itself, onnxruntime takes its own format where bytes 4 to 8 say so: one
    # file can be both, with another graph in each.
    options.add_session_config_entry("session.load_model_format", "ONNX")
    # Where a graph from bytes looks for weights in other files. The default is the working folder; this is no folder.
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", os.devnull)
    if files:
        sizes = [len(data) for data in files.values()]
        options.add_external_initializers_from_files_in_memory(list(files), list(files.values()), sizes)
    return options


@contextmanager
def _mapped(runtime: Any, wrap: Callable[[Exception], RadlaneError]) -> Iterator[None]:  # noqa: ANN401
    """Turn what onnxruntime raises into our own errors; its texts can hold input values, so they stay in the cause."""
    try:
        yield
    except runtime_errors(runtime) as error:
        raise wrap(error) from error


def runtime_errors(runtime: Any) -> tuple[type[Exception], ...]:  # noqa: ANN401 - onnxruntime has no types
    """Every class that onnxruntime raises: one for each of its status codes, and Python's own for arguments."""
    state = runtime.capi.onnxruntime_pybind11_state
    own = [kind for kind in vars(state).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    return (*own, RuntimeError, ValueError, MemoryError)


def _says(error: Exception) -> str:
    return f"onnxruntime says {type(error).__name__}"


def _broken(model: str, error: Exception) -> InferenceFailed:
    if not is_exhausted(error):
        return _not_run(model, _says(error))
    return MemoryExhausted(
        "There is not enough memory to run the network",
        uid=model,
        remedy="Give it more memory, run less beside it, or let it run on the CPU too (device: auto)",
    )


def _not_run(model: str, why: str) -> InferenceFailed:
    return InferenceFailed("The network did not run", uid=model, why=why)


def _not_loadable(network: Network, why: str) -> ModelMismatch:
    return ModelMismatch(
        "The weights are no network that this runtime loads",
        uid=network.model,
        why=why,
        remedy="Export one self-contained ONNX file with standard operators",
    )


def count_down(deadline_s: float, clock: Callable[[], float]) -> Callable[[], float]:
    """Return what says how many seconds are left; `clock` gives seconds that only grow (`time.monotonic`)."""
    end = clock() + deadline_s
    return lambda: end - clock()


def _late(deadline_s: float) -> str:
    return f"it ran longer than {deadline_s:.3g} s"
