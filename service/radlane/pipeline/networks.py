"""A package's network -> what runs it: onnxruntime here, or a server that its manifest names.

In: a package, one of its networks. Out: `Running`, which has passed its self-test where it runs.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from radlane.domain.model import Network, RemoteRuntime
from radlane.inference.batched import Batched
from radlane.inference.batcher import Batcher, Bounds
from radlane.inference.devices import Device, choose_device
from radlane.inference.running import NOBODY, Running, Told
from radlane.inference.selftest import check_golden, is_divisible
from radlane.inference.servers import RemoteServer
from radlane.inference.session import Session, open_session
from radlane.inference.shapes import windows_at_once
from radlane.inference.spare import Spare
from radlane.pipeline.fronts import give_front, with_front
from radlane.registry.package import ModelPackage, golden_vectors

_CPU = choose_device("cpu", ())
_UNBOUNDED = Bounds(at_once=1 << 10, waiting=1 << 10)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where networks may run.

    Attributes
    ----------
    device : Device
        What those run on that run here (`inference.devices.choose_device`).
    threads : int
        Threads of one of these.
    servers : tuple of RemoteServer
        Servers that may be asked to run others.
    queues : mapping of str to Bounds
        Device that it really is -> the queue before each network; of one that is not in it nothing waits.
    told : Told
        Who is told how they run.
    """

    device: Device
    threads: int
    servers: tuple[RemoteServer, ...] = ()
    queues: Mapping[str, Bounds] = field(default_factory=dict)
    told: Told = NOBODY


def open_network(package: ModelPackage, network: Network, places: Places) -> Running:
    """Make a network ready, and run its golden vectors where it runs: other weights are refused there too.

    Raises
    ------
    ModelError
        If it is broken, does not fit its manifest, fails its self-test, or its server may not be asked or is away.
    DeviceError
        If the device cannot be used.
    """
    runtime = package.manifest.runtime
    if isinstance(runtime, RemoteRuntime):
        from radlane.inference.remote import open_remote  # here: it brings an HTTP client that others do without

        running = open_remote(network, runtime, places.servers)
        check_golden(running.run, network, golden_vectors(package, network))
        return running
    session = _open(package, network, places, places.device)
    if not package.manifest.uncertainty.augmentations:
        session = give_front(session, network, places.device, places.threads)
    return _queued(package, network, places, session)


def _open(package: ModelPackage, network: Network, places: Places, device: Device) -> Session:
    external = package.external_paths(network)
    session = open_session(package.weights_path(network), network, device, places.threads, external)
    check_golden(session.run, network, golden_vectors(package, network))
    return session


def _open_spare(package: ModelPackage, network: Network, places: Places, *, reads_raw: bool) -> Session:
    """The network on the CPU; it takes what is stored too where that is what it is given."""
    session = _open(package, network, places, _CPU)
    return with_front(session, network, _CPU, places.threads) if reads_raw else session


def _queued(package: ModelPackage, network: Network, places: Places, session: Session) -> Batched:
    """The network with its queue, and the CPU to go on with where a GPU may be done without."""
    bounds = places.queues.get(session.device, _UNBOUNDED)
    most = max(session.most_batch, windows_at_once(network.inputs[0]))
    divisible = (bounds.most > 1 or session.device != "cpu") and most > 1
    if divisible and not is_divisible(session.run, network, golden_vectors(package, network)):
        divisible = False
        _LOG.info("images are given to a network one by one: they would not be apart", extra={"model": network.model})
    may_spare = session.device != "cpu" and not places.device.strict
    batcher = Batcher(network.model, bounds, time.monotonic, partial(places.told.runs, network.model))
    spare = Spare(
        session,
        partial(_open_spare, package, network, places, reads_raw=session.reads_raw) if may_spare else None,
        partial(places.told.fell, network.model),
        time.monotonic,
        is_divisible=divisible,
        aside=batcher.aside,
    )
    return Batched(session=session, batcher=batcher, spare=spare, is_divisible=divisible)
