"""What commands see that only look, or run in place: versions on record first, then what lies in folders.

In: the catalogue of the folders, and the registry where there is one. Out: what there is, and what a reference means;
nothing is written. What is not registered yet, since no service has started since it came, is found where it lies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from radlane.domain.model import ModelIdentity
from radlane.domain.version import UNKNOWN, Version, VersionState, precedence
from radlane.errors import ModelNotFound
from radlane.jobs.holdings import exists
from radlane.jobs.registry import Registry
from radlane.jobs.shipped import find_broken
from radlane.jobs.standing import called, require_runnable
from radlane.registry.catalogue import Catalogue, Entry, identify
from radlane.registry.package import ModelPackage
from radlane.registry.reference import parse_reference
from radlane.registry.stock import describe


@dataclass(frozen=True, kw_only=True)
class InPlace:
    """The registry, if there is one, and the folders beside it (`catalogue.Resolver`)."""

    catalogue: Catalogue
    registry: Registry | None

    def resolve(self, text: str) -> tuple[ModelPackage, ModelIdentity]:
        """Find what a reference means now.

        Raises
        ------
        UsageError, ModelError
            As `Registry.resolve`; the error of a package in a folder, where that is what it names; `VersionExists`
            where it names a package in a folder, and the one of this number on record is another.
        """
        version, package = self.find(text)
        require_runnable(version)
        return package, identify(package, parse_reference(text).tag)

    def find(self, text: str) -> tuple[Version, ModelPackage]:
        """Return the version that a reference means now, whatever its state, and its package.

        Raises
        ------
        UsageError, ModelError
            As `resolve`, but for those of a state.
        """
        if self.registry is not None:
            try:
                version = self.registry.find(text)
                return version, self.registry.open(version)
            except ModelNotFound:
                pass
        package, identity = self.catalogue.resolve(text)
        known = {called(one): one for one in self._on_record()}.get(called(identity))
        if known is not None and known.digest != package.digest:
            raise exists(known)
        if known is not None and self.registry is not None:  # a tag of the folders leads to what is on record
            return known, self.registry.open(known)
        return _as_registered(package), package

    def packages(self) -> tuple[ModelPackage, ...]:
        """Return the packages that run."""
        registered = self.registry.packages() if self.registry is not None else ()
        return (*registered, *self._unregistered())

    def versions(self) -> tuple[Version, ...]:
        """Return all versions: by name, the lowest first."""
        found = [*self._on_record(), *map(_as_registered, self._unregistered())]
        return tuple(sorted(found, key=lambda one: (one.name, precedence(one.version))))

    def all_tags(self) -> Mapping[str, Mapping[str, str]]:
        """Return name -> tag -> version; the folders' own tags count where there are none of their name."""
        known = self.registry.all_tags() if self.registry is not None else {}
        names = {*known, *self.catalogue.tags}
        return {name: {**self.catalogue.tags.get(name, {}), **known.get(name, {})} for name in sorted(names)}

    def broken(self) -> tuple[Entry, ...]:
        """Return what lies in folders and cannot be used."""
        return find_broken(self.catalogue, self._on_record())

    def _on_record(self) -> tuple[Version, ...]:
        return self.registry.versions() if self.registry is not None else ()

    def _unregistered(self) -> list[ModelPackage]:
        known = {called(version) for version in self._on_record()}
        return [package for package in self.catalogue.packages() if called(package.manifest) not in known]


def _as_registered(package: ModelPackage) -> Version:
    """What a package in a folder will be on record as."""
    return describe(package, (), VersionState.VALIDATED, UNKNOWN, shipped=True)
