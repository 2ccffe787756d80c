"""A package's networks are examined in a process with limits.

In: the files of a package. Out: one `Check` after the other, the first that fails is the last. The process reads the
protobuf, checks it, runs it, and is ended; nothing of it is used again.
"""

from __future__ import annotations

import math
import resource
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from radlane.domain.admission import Check
from radlane.domain.input import VolumeGeometry
from radlane.domain.model import Manifest, Network
from radlane.errors import ModelMismatch, ModelUnavailable, RadlaneError
from radlane.inference.devices import CPU_PROVIDER, Device
from radlane.inference.layouts import Shape, fit_layout
from radlane.inference.selftest import check_golden
from radlane.inference.session import Session, open_session
from radlane.inference.shapes import made_layouts, shape_at_once
from radlane.pipeline.child import address_space, begin_in_child, ctrl_c_later, peak_memory
from radlane.pipeline.models import read_gaussian
from radlane.pipeline.saying import Said, SaidNothing, say_begin, say_end
from radlane.registry.package import ModelPackage, golden_vectors, read_artifact

CHECKS = ("graph", "checker", "dry-run", "golden")  # in their order
_START_S = 60.0
_GRACE_S = 5
_CPU = Device(providers=(CPU_PROVIDER,), strict=True)
_MEBI = 1 << 20
_NO_MEMORY = ("bad_alloc", "Failed to allocate memory", "out of memory")
_PASSED = {
    "graph": "versions, domains, operators, functions and tensors are allowed",
    "checker": "onnx.checker and its inference of shapes find nothing",
    "dry-run": "it fits the manifest, and runs on the declared shape",
    "golden": "the golden vectors come out",
}


@dataclass(frozen=True, kw_only=True)
class ExaminationLimits:
    """What one check may take: wall time in seconds, bytes above what the process has before it, threads."""

    seconds: float = 120.0
    memory_bytes: int = 8 << 30
    threads: int = 2


class Work(Protocol):
    """What is examined, such that it crosses to another process."""

    def checks(self, limits: ExaminationLimits) -> Mapping[str, Callable[[], None]]:
        """Give each of `CHECKS`; one that fails raises RadlaneError or MemoryError."""


@dataclass(frozen=True, kw_only=True)
class Examined:
    """A package, such that it crosses to another process: `files` are the places of its files, by path."""

    manifest: Manifest
    digest: str
    weights_digest: str
    files: Mapping[str, Path]

    def package(self) -> ModelPackage:
        """Return the package itself."""
        return ModelPackage(
            locate=self.files.__getitem__,
            manifest=self.manifest,
            digest=self.digest,
            weights_digest=self.weights_digest,
        )

    def checks(self, limits: ExaminationLimits) -> Mapping[str, Callable[[], None]]:
        """Give the checks of all networks (`checks_of`)."""
        return checks_of(self.package(), limits)


def examine(work: Work, limits: ExaminationLimits, context: BaseContext) -> tuple[Check, ...]:
    """Run the checks in a new process.

    Parameters
    ----------
    work : Work
        What is examined; it crosses to the process.
    limits : ExaminationLimits
        What each check may take.
    context : BaseContext
        How the process is started: `spawn`, since a fork would copy the threads' locks in whatever state they are.

    Raises
    ------
    ModelUnavailable
        If the process could not be started.
    """
    try:
        pipe, far_end = context.Pipe(duplex=False)
    except OSError as error:
        raise _not_started() from error
    with pipe:
        process = context.Process(target=_serve, args=(far_end, work, limits), daemon=True)  # type: ignore[attr-defined]
        try:
            with far_end, ctrl_c_later():
                process.start()
        except OSError as error:  # no process, memory or file is left for it
            raise _not_started() from error
        try:
            return tuple(_heard(Said(pipe), limits, lambda: peak_memory(process.pid)))
        finally:
            process.kill()
            process.join()


def _heard(said: Said, limits: ExaminationLimits, peak: Callable[[], int | None]) -> Iterator[Check]:
    """Give what the process says; where it falls silent or dies, the check that it was at has failed.

    Each check is begun once and in its order, so that all of it has an end, whatever the process says.
    """
    try:
        said.begins(CHECKS[0], time.monotonic() + _START_S)
    except (SaidNothing, TimeoutError) as error:
        raise _not_started() from error
    for number, name in enumerate(CHECKS):
        begun = time.monotonic()
        try:
            if number:
                said.begins(name, begun + limits.seconds)
            code, detail = said.ends(begun + limits.seconds)
        except TimeoutError:
            code, detail = f"{name}-time", f"it took longer than {limits.seconds:g} s"
        except SaidNothing:
            code, detail = f"{name}-crashed", "the process crashed, or needed more memory"
        yield _check(name, code, detail, time.monotonic() - begun, peak())
        if code is not None:
            return


def _not_started() -> ModelUnavailable:
    return ModelUnavailable(
        "The process that examines packages could not be started",
        why=f"it was not ready after {_START_S:g} s, or ended before",
        remedy="Look at the memory and the load of this machine; try again",
    )


def _serve(pipe: Connection, work: Work, limits: ExaminationLimits) -> None:
    """Run the checks; limits go on after the imports."""
    begin_in_child()
    checks = work.checks(limits)
    memory = (address_space() or 0) + limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for name in CHECKS:
        # The parent looks at the clock, too; the kernel ends a check whose parent died, whatever this process does.
        signal.alarm(math.ceil(limits.seconds) + _GRACE_S)
        say_begin(pipe, name)
        done = run_check(name, checks[name])
        say_end(pipe, done.code, done.detail)
        if done.code is not None:
            break
    signal.pause()  # the parent looks at what this process took, and ends it


def run_check(name: str, check: Callable[[], None]) -> Check:
    """Run one check and say what came of it."""
    begun = time.monotonic()
    code, detail = None, _PASSED[name]
    try:
        check()
    except (RadlaneError, MemoryError) as error:
        code, detail = _failure(name, error)
    return _check(name, code, detail, time.monotonic() - begun, peak_memory())


def _failure(name: str, error: RadlaneError | MemoryError) -> tuple[str, str]:
    causes = (error, error.__cause__)
    if any(isinstance(cause, MemoryError) or any(text in str(cause) for text in _NO_MEMORY) for cause in causes):
        return f"{name}-memory", "it needed more memory than it may"
    assert isinstance(error, RadlaneError)
    code = f"{name}-failed" if error.code == "inference-failed" else error.code
    return code, f"{error.what}: {error.why}" if error.why else error.what


def _check(name: str, code: str | None, detail: str, seconds: float, peak: int | None) -> Check:
    memory = None if peak is None else round(peak / _MEBI, 1)
    return Check(name=name, code=code, detail=detail, seconds=round(seconds, 3), memory_mib=memory)


def checks_of(package: ModelPackage, limits: ExaminationLimits) -> Mapping[str, Callable[[], None]]:
    """Give the checks in their order, each of all networks; what is open for one is there for the next."""
    # onnx is imported here, in the child: the service does not read protobufs, and does not carry what reads them
    from radlane.pipeline.graphs import check_model, checked_graph

    networks = package.manifest.networks
    sessions: list[tuple[Network, Session]] = []

    def graph() -> None:
        for network in networks:
            checked_graph(read_artifact(package.locate, network.weights), network, package.manifest.onnx)

    def checker() -> None:
        for network in networks:
            check_model(read_artifact(package.locate, network.weights))

    def dry_run() -> None:
        for network in networks:
            external = package.external_paths(network)
            session = open_session(package.weights_path(network), network, _CPU, limits.threads, external)
            for batch in _batches(network):
                _run(session, network, batch)
            sessions.append((network, session))

    def golden() -> None:
        for network, session in sessions:
            check_golden(session.run, network, golden_vectors(package, network))
        _fit_features(package)

    return {"graph": graph, "checker": checker, "dry-run": dry_run, "golden": golden}


def _fit_features(package: ModelPackage) -> None:
    """See that the features of the golden vectors are as many as were fitted."""
    fitted = read_gaussian(package)
    named = [(network, network.features) for network in package.manifest.networks if network.features is not None]
    if fitted is not None:
        for network, features in named:
            for vector in golden_vectors(package, network):
                fitted.distances(vector.arrays[features])


def _run(session: Session, network: Network, batch: int) -> None:
    """Run on the declared shape; its values go from 0 to 1, so that none is special."""
    outputs = session.run({value.name: _ramp(shape_at_once(value, batch)) for value in network.inputs})
    for layouts in made_layouts(network, batch):
        found = {name: outputs[name].shape for name in layouts[0]}
        if not any(fit_layout(found, layout) for layout in layouts):
            raise ModelMismatch(
                "The network does not fit its manifest",
                uid=network.model,
                why=f"output {', '.join(found)} has another shape",
            )


def _batches(network: Network) -> tuple[int, ...]:
    """One window, which is what is left at the end of a volume, and as many at once as the manifest says."""
    geometry = network.inputs[0].geometry
    window = geometry.window if isinstance(geometry, VolumeGeometry) else None
    return (1, window.batch) if window is not None and window.batch > 1 else (1,)


def _ramp(shape: Shape) -> NDArray[np.float32]:
    known = [side for side in shape if side is not None]
    assert len(known) == len(shape)  # a grid of any size is seen through windows
    return np.linspace(0, 1, math.prod(known), dtype=np.float32).reshape(known)
