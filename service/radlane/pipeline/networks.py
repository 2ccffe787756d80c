"""A package's network -> what runs it: onnxruntime here, or a server that its manifest names.

In: a package, one of its networks. Out: `Running`, which has passed its self-test where it runs.
"""

from __future__ import annotations

from dataclasses import dataclass

from radlane.domain.model import Network, RemoteRuntime
from radlane.inference.devices import Device
from radlane.inference.running import Running
from radlane.inference.selftest import check_golden
from radlane.inference.servers import RemoteServer
from radlane.inference.session import open_session
from radlane.registry.package import ModelPackage, golden_vectors


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
    """

    device: Device
    threads: int
    servers: tuple[RemoteServer, ...] = ()


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
    running: Running
    if isinstance(runtime, RemoteRuntime):
        from radlane.inference.remote import open_remote  # here: it brings an HTTP client that others do without

        running = open_remote(network, runtime, places.servers)
    else:
        external = package.external_paths(network)
        running = open_session(package.weights_path(network), network, places.device, places.threads, external)
    check_golden(running.run, network, golden_vectors(package, network))
    return running
