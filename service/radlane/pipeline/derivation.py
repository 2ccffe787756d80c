"""The gradient of a network is written in a process with limits: it reads the protobuf.

In: a package, one of its networks, what is wanted of it. Out: the bytes of a self-contained graph and what it holds.
The process writes them into a folder and is ended; nothing else of it is used.
"""

from __future__ import annotations

import json
import math
import resource
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import TemporaryDirectory

from radlane.domain.model import Artifact
from radlane.errors import ArtifactCorrupt, ExplanationRefused, ModelUnavailable, RadlaneError
from radlane.explain.derivation import Derivation, Held, facts_of, read_facts
from radlane.pipeline.child import address_space, begin_in_child, ctrl_c_later
from radlane.pipeline.saying import Said, SaidNothing, say_begin, say_end
from radlane.registry.package import ModelPackage, read_artifact, read_plain

_STEP = "derive"
_START_S = 60.0
_GRACE_S = 5
_GRAPH, _FACTS = "graph.onnx", "facts.json"
_MOST_FACTS = 1 << 16


@dataclass(frozen=True, kw_only=True)
class DerivationLimits:
    """What it may take: wall time in seconds, bytes above what the process has before it, and of the graph."""

    seconds: float = 120.0
    memory_bytes: int = 8 << 30
    graph_bytes: int = 2 << 30


@dataclass(frozen=True, kw_only=True)
class _Work:
    """A network, such that it crosses to the process: where its files lie, by path."""

    weights: Artifact
    external: tuple[Artifact, ...]
    files: Mapping[str, Path]
    model: str
    wanted: Derivation


def derive(
    package: ModelPackage, wanted: Derivation, limits: DerivationLimits, context: BaseContext
) -> tuple[bytes, Held]:
    """Write the graph of a package's main network with what is wanted of it.

    Parameters
    ----------
    package : ModelPackage
        Verified; its files are read again, and must be the same.
    wanted : Derivation
        What the graph is for.
    limits : DerivationLimits
        What it may take.
    context : BaseContext
        How the process is started: `spawn`.

    Returns
    -------
    graph : bytes
        An ONNX file.
    held : Held
        What it holds.

    Raises
    ------
    ExplanationRefused
        If the network cannot be explained so, or it takes more than it may.
    ModelUnavailable
        If the process could not be started, or there is no room for what it writes.
    """
    network = package.manifest.networks[-1]
    artifacts = (network.weights, *network.external)
    files = {artifact.path: package.locate(artifact.path) for artifact in artifacts}
    work = _Work(weights=network.weights, external=network.external, files=files, model=network.model, wanted=wanted)
    with _folder() as folder:
        _run(work, folder, limits, context)
        return _read(folder, network.model, limits)


@contextmanager
def _folder() -> Iterator[Path]:
    try:
        made = TemporaryDirectory(prefix="radlane-derive-", ignore_cleanup_errors=True)
    except OSError as error:
        raise ModelUnavailable(
            "There is no folder in which gradients could be written",
            why=error.strerror,
            remedy="Look at the room for temporary files on this machine; try again",
        ) from error
    with made as name:
        yield Path(name)


def _run(work: _Work, folder: Path, limits: DerivationLimits, context: BaseContext) -> None:
    try:
        pipe, far_end = context.Pipe(duplex=False)
    except OSError as error:
        raise _not_started() from error
    with pipe:
        process = context.Process(target=_serve, args=(far_end, work, folder, limits), daemon=True)  # type: ignore[attr-defined]
        try:
            with far_end, ctrl_c_later():
                process.start()
        except OSError as error:
            raise _not_started() from error
        try:
            code, detail = _heard(Said(pipe), limits)
        finally:
            process.kill()
            process.join()
    if code is not None:
        raise _refused(work.model, detail)


def _heard(said: Said, limits: DerivationLimits) -> tuple[str | None, str]:
    try:
        said.begins(_STEP, time.monotonic() + _START_S)
    except (SaidNothing, TimeoutError) as error:
        raise _not_started() from error
    try:
        return said.ends(time.monotonic() + limits.seconds)
    except TimeoutError:
        return "time", f"it took longer than {limits.seconds:g} s"
    except SaidNothing:
        return "crashed", "the process crashed, or needed more memory"


def _read(folder: Path, model: str, limits: DerivationLimits) -> tuple[bytes, Held]:
    """Read what the process wrote: it read a stranger's file, and may have written anything."""
    try:
        graph = read_plain(folder / _GRAPH, _GRAPH, limits.graph_bytes)
        held = read_facts(json.loads(read_plain(folder / _FACTS, _FACTS, _MOST_FACTS)))
    except (ArtifactCorrupt, ValueError, RecursionError) as error:
        raise _refused(model, "the process wrote no graph") from error
    if len(graph) > limits.graph_bytes:
        raise _refused(model, "the graph is too large")
    return graph, held


def _serve(pipe: Connection, work: _Work, folder: Path, limits: DerivationLimits) -> None:
    """Write the graph; limits go on after the imports."""
    begin_in_child()
    # onnx is imported here, in the child: the service does not read protobufs
    from radlane.explain.graph.derive import derive_graph

    memory = (address_space() or 0) + limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(math.ceil(limits.seconds) + _GRACE_S)
    say_begin(pipe, _STEP)
    code, detail = None, ""
    try:
        external = {artifact.path: read_artifact(work.files.__getitem__, artifact) for artifact in work.external}
        graph, held = derive_graph(read_artifact(work.files.__getitem__, work.weights), external, work.wanted)
        (folder / _GRAPH).write_bytes(graph)
        (folder / _FACTS).write_text(json.dumps(facts_of(held)))
    except RadlaneError as error:
        code, detail = error.code, f"{error.what}: {error.why}" if error.why else error.what
    except MemoryError:
        code, detail = "memory", "it needed more memory than it may"
    except OSError:
        code, detail = "files", "the graph could not be written"
    say_end(pipe, code, detail)
    signal.pause()  # the parent ends this process


def _refused(model: str, why: str) -> ExplanationRefused:
    return ExplanationRefused(
        "The network cannot be explained so",
        uid=model,
        why=why,
        remedy="Ask for occlusion or rise, which need nothing of the network's inside",
    )


def _not_started() -> ModelUnavailable:
    return ModelUnavailable(
        "The process that writes gradients could not be started",
        why=f"it was not ready after {_START_S:g} s, or ended before",
        remedy="Look at the memory and the load of this machine; try again",
    )
