"""A model reference -> a network that has passed its self-test.

In: the catalogue and a reference. Out: `LoadedModel`. A package is loaded once, and never by its tag: a tag that moves
leads to another package.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from radlane.domain.model import Manifest, ModelIdentity
from radlane.inference.devices import Device
from radlane.inference.selftest import check_golden
from radlane.inference.session import Session, open_session
from radlane.registry.catalogue import Catalogue
from radlane.registry.package import ModelPackage, golden_vectors


@dataclass(frozen=True, kw_only=True)
class LoadedModel:
    """A network, its manifest, and the identity that results carry."""

    manifest: Manifest
    identity: ModelIdentity
    session: Session


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
    """

    def __init__(self, catalogue: Catalogue, device: Device, threads: int) -> None:
        self.catalogue = catalogue
        self._device = device
        self._threads = threads
        self._lock = Lock()
        self._sessions: dict[str, Session] = {}

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
            session = self._sessions.get(package.digest)
            if session is None:
                session = self._sessions[package.digest] = self._open(package)
        return LoadedModel(manifest=package.manifest, identity=identity, session=session)

    def _open(self, package: ModelPackage) -> Session:
        session = open_session(package.weights_path, package.manifest, self._device, self._threads)
        check_golden(session.run, package.manifest, golden_vectors(package))
        return session
