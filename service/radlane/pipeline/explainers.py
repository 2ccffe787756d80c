"""Networks with their gradients, made when they are first asked for, and kept while others are not.

In: a package and what is wanted inside its main network. Out: a `DerivedSession` and what it holds. A graph is made in
a process with limits (`pipeline.derivation`); only so many are kept, since each has the weights once more.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from threading import Lock

from radlane.domain.model import RemoteRuntime
from radlane.errors import ExplanationRefused
from radlane.explain.derivation import Derivation, Held, Inside
from radlane.inference.derived import DerivedSession, open_derived
from radlane.pipeline.derivation import DerivationLimits, derive
from radlane.pipeline.networks import Places
from radlane.registry.package import ModelPackage
from radlane.registry.sanity_book import SanityBook

MOST_KEPT = 4
_LIMITS = DerivationLimits()
_OF_GRADIENTS = (Inside.LAYER, Inside.INPUT)
Derived = tuple[DerivedSession, Held]
Key = tuple[str, Derivation]
"""Digest of a package, and what is wanted of it."""


@dataclass(frozen=True, kw_only=True)
class Explainer:
    """What makes the graphs of one package.

    Attributes
    ----------
    package : ModelPackage
        The package.
    open : callable
        What is wanted -> the network with it. It raises as `Explainers.open`.
    book : SanityBook
        Which methods are none for it.
    """

    package: ModelPackage
    open: Callable[[Derivation], Derived]
    book: SanityBook


class Explainers:
    """The derived graphs of this process; several threads may ask.

    Parameters
    ----------
    places : Places
        Where they run.
    book : SanityBook
        Which methods are none for which package.
    limits : DerivationLimits
        What it may take to make one.
    """

    def __init__(self, places: Places, book: SanityBook, limits: DerivationLimits = _LIMITS) -> None:
        self._places = places
        self._book = book
        self._limits = limits
        self._lock, self._making = Lock(), Lock()
        self._kept: OrderedDict[Key, Derived] = OrderedDict()

    def of(self, package: ModelPackage) -> Explainer:
        """Return what makes the graphs of a package."""
        return Explainer(package=package, open=lambda wanted: self.open(package, wanted), book=self._book)

    def open(self, package: ModelPackage, wanted: Derivation) -> Derived:
        """Return a network with what is wanted of it.

        Raises
        ------
        ExplanationRefused
            If it cannot be had, the network runs on another machine, or in half precision, which loses gradients.
        ModelMismatch
            If this runtime does not load the graph.
        ModelUnavailable
            If the process that makes it could not be started.
        """
        if isinstance(package.manifest.runtime, RemoteRuntime):
            raise ExplanationRefused(
                "The network cannot be explained so",
                uid=package.manifest.networks[-1].model,
                why="it runs on another machine",
                remedy="Ask for occlusion or rise, which need nothing of the network's inside",
            )
        if package.manifest.networks[-1].weights.precision == "fp16" and wanted.inside in _OF_GRADIENTS:
            raise ExplanationRefused(
                "The network cannot be explained so",
                uid=package.manifest.networks[-1].model,
                why="it reckons in half precision, in which small gradients become zero",
                remedy="Ask for occlusion or rise, or explain with the version that it was converted from",
            )
        key = package.digest, wanted
        found = self._look(key)
        if found is not None:
            return found
        with self._making:  # one at a time; who asks for what is there does not wait, nor loses its seconds
            found = self._look(key)
            if found is None:
                graph, held = derive(package, wanted, self._limits, get_context("spawn"))
                network = package.manifest.networks[-1]
                found = open_derived(graph, network, self._places.device, self._places.threads), held
                self._keep(key, found)
            return found

    def _look(self, key: Key) -> Derived | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: Key, made: Derived) -> None:
        """Keep a graph; of those with random weights only the last one: none is looked at again after its check."""
        with self._lock:
            if key[1].seed is not None:
                for drawn in [other for other in self._kept if other[1].seed is not None]:
                    del self._kept[drawn]
            self._kept[key] = made
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
