"""A model reference -> networks that have passed their self-test.

In: the catalogue and a reference. Out: `LoadedModel`. A package is loaded once, and never by its tag: a tag that moves
leads to another package.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from radlane.domain.model import Manifest, ModelIdentity, Network
from radlane.inference.devices import Device
from radlane.inference.selftest import check_golden
from radlane.inference.session import Session, open_session
from radlane.registry.catalogue import Resolver
from radlane.registry.package import ModelPackage, golden_vectors


@dataclass(frozen=True, kw_only=True)
class LoadedModel:
    """A package's networks, its manifest, and the identity that results carry.

    Attributes
    ----------
    sessions : tuple of Session
        One for each of the manifest's networks, in the order in which they run.
    """

    manifest: Manifest
    identity: ModelIdentity
    sessions: tuple[Session, ...]

    @property
    def session(self) -> Session:
        """The main network's."""
        return self.sessions[-1]


class Models:
    """The models of this process, each loaded when it is first asked for.

    Parameters
    ----------
    catalogue : Resolver
        What there is.
    device : Device
        What they run on (`inference.devices.choose_device`).
    threads : int
        Threads of one network.
    """

    def __init__(self, catalogue: Resolver, device: Device, threads: int) -> None:
        self.catalogue = catalogue
        self._device = device
        self._threads = threads
        self._lock = Lock()
        self._sessions: dict[str, tuple[Session, ...]] = {}

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
                networks = package.manifest.networks
                sessions = self._sessions[package.digest] = tuple(self._open(package, network) for network in networks)
        return LoadedModel(manifest=package.manifest, identity=identity, sessions=sessions)

    def warm(self, reference: str) -> None:
        """Load a model; what it raises leaves what serves untouched (`load`)."""
        self.load(reference)

    def unload(self, digest: str) -> None:
        """Let a model go."""
        with self._lock:
            self._sessions.pop(digest, None)

    def _open(self, package: ModelPackage, network: Network) -> Session:
        external = package.external_paths(network)
        session = open_session(package.weights_path(network), network, self._device, self._threads, external)
        check_golden(session.run, network, golden_vectors(package, network))
        return session
