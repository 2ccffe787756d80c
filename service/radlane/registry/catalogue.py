"""All model packages of this installation, with their tags.

In: folders of packages and files of tags. Out: `Catalogue`. Versions are immutable, tags move, nothing is "latest".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from radlane.domain.model import ModelIdentity
from radlane.errors import ModelError, ModelNotFound
from radlane.registry.package import ModelPackage, open_package
from radlane.registry.reference import Reference, parse_reference


class Resolver(Protocol):
    """What those who run models need of what there is: a catalogue of folders, or the registry."""

    def resolve(self, text: str) -> tuple[ModelPackage, ModelIdentity]:
        """Find what a reference means now.

        Raises
        ------
        UsageError
            If the text is no reference.
        ModelError
            If it names nothing, or a version that is broken, is not admitted or was revoked.
        """

    def packages(self) -> tuple[ModelPackage, ...]:
        """Return the packages that can be used."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A package of the catalogue, or the error that keeps it from being used; `folder` is its folder's name."""

    folder: str
    package: ModelPackage | None
    error: ModelError | None


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Packages and tags (name -> tag -> version)."""

    entries: tuple[Entry, ...]
    tags: Mapping[str, Mapping[str, str]]

    def packages(self) -> tuple[ModelPackage, ...]:
        """The usable packages, by name and folder."""
        return tuple(entry.package for entry in self.entries if entry.package is not None)

    def resolve(self, text: str) -> tuple[ModelPackage, ModelIdentity]:
        """Find what a reference means now.

        Raises
        ------
        UsageError
            If the text is no reference.
        ModelNotFound
            If it names nothing, or two different packages claim the version.
        ModelError
            If the package that it names is broken.
        """
        reference = parse_reference(text)
        found = [package for package in self.packages() if self._matches(package, reference)]
        if not found:
            raise self._why_not(reference)
        if len({package.digest for package in found}) > 1:
            raise ModelNotFound(
                "Two packages claim this version with different content", uid=text, remedy="Remove one of them"
            )
        return found[0], identify(found[0], reference.tag)

    def _matches(self, package: ModelPackage, reference: Reference) -> bool:
        if package.manifest.name != reference.name:
            return False
        if reference.digest is not None:
            return package.digest == reference.digest
        return package.manifest.version == self._version(reference)

    def _version(self, reference: Reference) -> str | None:
        if reference.tag is None:
            return reference.version
        return self.tags.get(reference.name, {}).get(reference.tag)

    def _why_not(self, reference: Reference) -> ModelError:
        for entry in self.entries:
            if entry.error is not None and entry.folder == reference.name:
                return entry.error
        if reference.tag is not None and self._version(reference) is None:
            return ModelNotFound(
                f"This model has no tag {reference.tag}", uid=reference.name, remedy="See `models list`"
            )
        return ModelNotFound("No such model version here", uid=reference.name, remedy="See `models list`")


def identify(package: ModelPackage, tag: str | None) -> ModelIdentity:
    """The identity that results carry."""
    return ModelIdentity(
        name=package.manifest.name,
        version=package.manifest.version,
        digest=package.digest,
        weights_digest=package.weights_digest,
        tag=tag,
    )


def load_catalogue(roots: Sequence[Path], tags_files: Sequence[Path]) -> Catalogue:
    """Open every package below the roots; a broken one is kept with its error and hides no other.

    Parameters
    ----------
    roots : sequence of Path
        Folders whose sub-folders with a model.yaml are packages; a root that is not there is empty.
    tags_files : sequence of Path
        JSON files name -> tag -> version; later ones go before earlier ones, absent ones are empty.

    Raises
    ------
    ModelError
        If a file of tags cannot be read.
    """
    folders = [folder for root in roots if root.is_dir() for folder in sorted(root.iterdir())]
    entries = tuple(_entry(folder) for folder in folders if (folder / "model.yaml").exists())
    return Catalogue(entries=entries, tags=_tags(tags_files))


def builtin_roots() -> tuple[Path, ...]:
    """Where packages that come with radlane lie: in the wheel, or in the repository."""
    package = Path(__file__).resolve().parent.parent
    wheel = package / "_models"
    return (wheel if wheel.is_dir() else package.parent.parent / "models",)


def _entry(folder: Path) -> Entry:
    try:
        return Entry(folder=folder.name, package=open_package(folder), error=None)
    except ModelError as error:
        return Entry(folder=folder.name, package=None, error=error)


def _tags(files: Iterable[Path]) -> Mapping[str, Mapping[str, str]]:
    merged: dict[str, dict[str, str]] = {}
    for path in files:
        try:
            content = json.loads(path.read_bytes()) if path.exists() else {}
            for name, tags in content.items():
                merged.setdefault(name, {}).update({str(tag): str(version) for tag, version in tags.items()})
        except (OSError, ValueError, AttributeError) as error:
            raise ModelError(
                "A file of tags cannot be read", uid=path.name, remedy="It maps name to tag to version"
            ) from error
    return merged
