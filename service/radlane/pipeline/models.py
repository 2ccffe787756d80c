"""A model reference -> networks that have passed their self-test.

In: the catalogue and a reference. Out: `LoadedModel`. A package is loaded once, and never by its tag: a tag that moves
leads to another package.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from radlane.domain.model import Manifest, ModelIdentity
from radlane.inference.devices import Device
from radlane.inference.running import Running
from radlane.inference.servers import RemoteServer
from radlane.pipeline.networks import Places, open_network
from radlane.registry.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class LoadedModel:
    """A package's networks, its manifest, and the identity that results carry.

    Attributes
    ----------
    sessions : tuple of Running
        One for each of the manifest's networks, in the order in which they run.
    """

    manifest: Manifest
    identity: ModelIdentity
    sessions: tuple[Running, ...]

    @property
    def session(self) -> Running:
        """The main network's."""
        return self.sessions[-1]


class Models:
    """The models of this process, each loaded when it is first asked for.

    Parameters
    ----------
    catalogue : Catalogue
        What there is.
    device : Device
        What they run on (`inference.devices.choose_device`).
    threads : int
        Threads of one network.
    servers : tuple of RemoteServer
        Servers that may be asked to run networks.
    """

    def __init__(
        self, catalogue: Catalogue, device: Device, threads: int, servers: tuple[RemoteServer, ...] = ()
    ) -> None:
        self.catalogue = catalogue
        self._places = Places(device=device, threads=threads, servers=servers)
        self._lock = Lock()
        self._sessions: dict[str, tuple[Running, ...]] = {}

    def load(self, reference: str) -> LoadedModel:
        """Return the model that a reference means now.

        Raises
        ------
        UsageError
            If the text is no reference.
        ModelError
            If there is no such model, or it is broken, does not fit its manifest or fails its self-test.
        DeviceError
            If the device cannot be used.
        """
        package, identity = self.catalogue.resolve(reference)
        with self._lock:
            sessions = self._sessions.get(package.digest)
            if sessions is None:
                opened = (open_network(package, network, self._places) for network in package.manifest.networks)
                sessions = self._sessions[package.digest] = tuple(opened)
        return LoadedModel(manifest=package.manifest, identity=identity, sessions=sessions)
