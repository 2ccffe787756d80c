"""A model reference -> networks that have passed their self-test, for as long as they are used.

In: what there is, and a reference. Out: `LoadedModel`, on a lease. A package is loaded once, and never by its tag: a
tag that moves leads to another package.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from radlane.domain.job import Priority
from radlane.domain.model import Manifest, ModelIdentity
from radlane.errors import ModelError, VersionRevoked
from radlane.explain.out_of_distribution import Gaussian
from radlane.inference.batched import Batched
from radlane.inference.memory import UNBOUNDED, Memory
from radlane.inference.running import Running
from radlane.pipeline.explainers import Explainer, Explainers
from radlane.pipeline.networks import Places, open_network
from radlane.pipeline.residents import Resident, Residents, Sessions
from radlane.registry.catalogue import Resolver
from radlane.registry.features import read_features
from radlane.registry.package import ModelPackage
from radlane.registry.reference import parse_reference
from radlane.registry.sanity_book import SanityBook


@dataclass(frozen=True, kw_only=True)
class KnownModel:
    """A package's manifest, and the identity that results carry."""

    manifest: Manifest
    identity: ModelIdentity


@dataclass(frozen=True, kw_only=True)
class LoadedModel(KnownModel):
    """A package's networks too.

    Attributes
    ----------
    sessions : tuple of Running
        One for each of the manifest's networks, in the order in which they run.
    fitted : Gaussian or None
        What features of valid studies look like; None: nobody looks.
    explainer : Explainer or None
        Looks inside the main network; None where nothing does.
    on_cpu : set of str
        Ids of the networks that ran on the CPU since the lease began, as the GPU had too little memory.
    """

    sessions: Sessions
    fitted: Gaussian | None = None
    explainer: Explainer | None = None
    on_cpu: Set[str] = frozenset()

    @property
    def session(self) -> Running:
        """The main network's."""
        return self.sessions[-1]

    @property
    def reads_raw(self) -> bool:
        """Whether the main network, and the others of its ensemble, take radiographs as they are stored."""
        return all(one.reads_raw for one in (self.session, *self.members))

    @property
    def members(self) -> Sessions:
        """Those of the other networks of its ensemble."""
        first = len(self.manifest.before)
        return self.sessions[first : first + len(self.manifest.uncertainty.members)]


def read_gaussian(package: ModelPackage) -> Gaussian | None:
    """Read what features of valid studies look like; None where the manifest does not say how far others may lie.

    Raises
    ------
    ArtifactCorrupt
        If the artifact is not the one that the manifest names, or holds something else.
    """
    found = read_features(package)
    return None if found is None else Gaussian(mean=found.mean, whitening=found.whitening)


class Models:
    """The models of this process, each loaded when it is first asked for.

    Parameters
    ----------
    catalogue : Resolver
        What there is.
    places : Places
        Where they may run.
    memory : Memory
        Where they lie, and how much of it they may take (`inference.memory.memory_for`).
    book : SanityBook
        Which methods of explanation are none for which of them.

    Attributes
    ----------
    book : SanityBook
        The same.
    """

    def __init__(
        self, catalogue: Resolver, places: Places, memory: Memory = UNBOUNDED, book: SanityBook | None = None
    ) -> None:
        self.catalogue = catalogue
        self._places = places
        self._residents = Residents(self._load, memory)
        self.book = book or SanityBook(None)
        self._explainers = Explainers(places, self.book)

    @contextmanager
    def lease(
        self, reference: str, *, modest: bool = False, priority: Priority = Priority.ROUTINE
    ) -> Iterator[LoadedModel]:
        """Hold the model that a reference means now; it stays loaded, and the same, as long as it is held.

        Parameters
        ----------
        modest : bool
            Take no memory from models that others use (`Residents.lease`).
        priority : Priority
            What is more urgent goes first where runs of a network wait.

        Raises
        ------
        UsageError
            If the text is no reference.
        ModelError
            If there is no such model, it may not run, or is broken, does not fit its manifest or into memory, or fails
            its self-test.
        DeviceError
            If the device cannot be used.
        """
        package, identity = self._resolve(reference)
        on_cpu: set[str] = set()
        with self._residents.lease(package, modest=modest) as sessions:
            networks = zip(package.manifest.networks, sessions, strict=True)
            yield LoadedModel(
                manifest=package.manifest,
                identity=identity,
                sessions=tuple(
                    one.at(priority, partial(on_cpu.add, network.id)) if isinstance(one, Batched) else one
                    for network, one in networks
                ),
                on_cpu=on_cpu,
                fitted=read_gaussian(package),
                explainer=self._explainers.of(package),
            )

    def know(self, reference: str) -> KnownModel:
        """Return what a reference means now, without loading it.

        Raises
        ------
        UsageError
            If the text is no reference.
        ModelError
            If there is no such model, or it may not run.
        """
        package, identity = self._resolve(reference)
        return KnownModel(manifest=package.manifest, identity=identity)

    def warm(self, reference: str) -> None:
        """Load a model and let it pass its self-test; it stays loaded. What fails changes nothing of what serves.

        Raises
        ------
        UsageError, ModelError, DeviceError
            As `lease` does.
        """
        with self.lease(reference):
            return

    def unload(self, digest: str) -> None:
        """Let a package go: at once, or where it is in use, when that ends. Who asks for it again loads it again."""
        self._residents.unload(digest)

    def resident(self) -> tuple[Resident, ...]:
        """Return what is loaded now."""
        return self._residents.list()

    def _resolve(self, reference: str) -> tuple[ModelPackage, ModelIdentity]:
        try:
            return self.catalogue.resolve(reference)
        except VersionRevoked:
            self._unload_revoked(parse_reference(reference).name)
            raise

    def _unload_revoked(self, name: str) -> None:
        """Let go of what may not run any more: another process may have revoked it."""
        for one in self.resident():
            if one.name == name and not self._may_run(one):
                self.unload(one.digest)

    def _may_run(self, one: Resident) -> bool:
        try:
            self.catalogue.resolve(f"{one.name}@{one.digest}")
        except ModelError:
            return False
        return True

    def _load(self, package: ModelPackage) -> Sessions:
        """Load its networks; their self-test is also their first run, at the shape that they are made for."""
        return tuple(open_network(package, network, self._places) for network in package.manifest.networks)
