"""What commands see that only look, or run in place: versions on record first, then what lies in folders.

In: the registry and the catalogue. Out: what a reference means; nothing is written. What is not registered yet, since
the service has not started since it came, is found where it lies.
"""

from __future__ import annotations

from dataclasses import dataclass

from radlane.domain.model import ModelIdentity
from radlane.errors import ModelNotFound
from radlane.jobs.registry import Registry
from radlane.jobs.standing import called
from radlane.registry.catalogue import Catalogue, identify
from radlane.registry.package import ModelPackage
from radlane.registry.reference import parse_reference


@dataclass(frozen=True, kw_only=True)
class InPlace:
    """The registry, and folders beside it (`catalogue.Resolver`)."""

    registry: Registry
    catalogue: Catalogue

    def resolve(self, text: str) -> tuple[ModelPackage, ModelIdentity]:
        """Find what a reference means now.

        Raises
        ------
        UsageError, ModelError
            As `Registry.resolve`; the error of a package in a folder, where that is what it names.
        """
        try:
            return self.registry.resolve(text)
        except ModelNotFound:
            package, identity = self.catalogue.resolve(text)
        if called(identity) not in {called(version) for version in self.registry.versions(identity.name)}:
            return package, identity
        package, _ = self.registry.resolve(called(identity))  # a tag of the folders leads to what is on record
        return package, identify(package, parse_reference(text).tag)

    def packages(self) -> tuple[ModelPackage, ...]:
        """Return the packages that run."""
        known = {called(version) for version in self.registry.versions()}
        others = [package for package in self.catalogue.packages() if called(package.manifest) not in known]
        return (*self.registry.packages(), *others)
