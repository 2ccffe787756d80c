"""The model registry: versions that do not change, their states, and what a reference means now.

In: references, packages and acts. Out: packages, or `Version`. States go from left to right only; who did it and why is
on record in the transaction of the change.
Reference: docs/adr/0020.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, Engine

from radlane.domain.admission import Report
from radlane.domain.model import ModelIdentity
from radlane.domain.version import RUNNABLE, Act, StoredFile, Version, VersionState
from radlane.errors import ArtifactCorrupt, ModelError, ModelNotFound, PackageRefused
from radlane.jobs.database import BUSY_S, reading, serialize
from radlane.jobs.holdings import Holdings, facts_of, lock_registry
from radlane.jobs.standing import (
    called,
    require_not_revoked,
    require_replacement,
    require_runnable,
    require_same,
    require_unused,
    results_left,
)
from radlane.jobs.store import ACCEPT_LOCK
from radlane.jobs.tagging import Tagging
from radlane.jobs.tags import list_tags, meant_version, tags_on
from radlane.jobs.trail import Say
from radlane.jobs.versions import change_version, find_digest, find_version, list_versions, remove_version
from radlane.registry.archive import unpack
from radlane.registry.catalogue import Entry, identify
from radlane.registry.members import PackageLimits, Room, enough
from radlane.registry.package import ModelPackage, open_files, open_package
from radlane.registry.reference import Reference, parse_reference
from radlane.registry.staging import stage
from radlane.registry.stock import describe, take_stock


@dataclass(frozen=True, kw_only=True)
class Revoked:
    """A version that was revoked, and what is left to do about it.

    Attributes
    ----------
    tags : tuple of str
        Those that still mean it: who asks for them gets nothing until they are moved.
    results : int
        How many results of it are not withdrawn.
    """

    version: Version
    tags: tuple[str, ...]
    results: int


class Registry:
    """All versions of all models, in the database of jobs.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    folder : Path
        Where the bytes of the versions lie.
    limits : PackageLimits
        What an archive with a package may take.
    new_id : callable
        A text that no other upload has.
    room : callable
        Raises `StorageFull` where there is no room for so many bytes.

    Attributes
    ----------
    broken : tuple of Entry
        Packages in folders that could not be registered (`shipped.register`).
    running : tuple of Version
        What ran when `require_some` looked last.
    """

    def __init__(
        self, engine: Engine, folder: Path, limits: PackageLimits, new_id: Callable[[], str], room: Room = enough
    ) -> None:
        self.holdings = Holdings(engine, folder, new_id, room)
        self.tags = Tagging(engine)
        self.broken: tuple[Entry, ...] = ()
        self.running: tuple[Version, ...] = ()
        self._engine = engine
        self._limits = limits
        self._room = room
        self._opened: dict[tuple[StoredFile, ...], ModelPackage] = {}

    def resolve(self, text: str) -> tuple[ModelPackage, ModelIdentity]:
        """Find what a reference means now, to run it.

        Raises
        ------
        UsageError
            If the text is no reference.
        ModelNotFound
            If it names nothing.
        NotAdmitted, VersionRevoked
            If the version does not run yet, or no more.
        ModelError
            If its bytes are not what they were.
        """
        reference = parse_reference(text)
        version = self._find(reference)
        require_runnable(version)
        package = self.open(version)
        return package, identify(package, reference.tag)

    def packages(self) -> tuple[ModelPackage, ...]:
        """Return the packages that run; each is read whole where it was not before."""
        found = []
        for version in self.versions():
            if version.state in RUNNABLE:
                try:
                    found.append(self.open(version))
                except ModelError:  # whoever asks for it is told
                    continue
        return tuple(found)

    def find(self, text: str) -> Version:
        """Return the version that a reference means now, whatever its state.

        Raises
        ------
        UsageError, ModelNotFound
            As `resolve`.
        """
        return self._find(parse_reference(text))

    def versions(self, name: str | None = None) -> tuple[Version, ...]:
        """Return all versions, or those of a model: by name, the lowest first."""
        with reading(self._engine) as connection:
            return list_versions(connection, name)

    def require_some(self) -> None:
        """See what runs.

        Raises
        ------
        ModelNotFound
            If nothing does.
        """
        self.running = tuple(version for version in self.versions() if version.state in RUNNABLE)
        if not self.running:
            raise ModelNotFound("There is no model that can be used", remedy="See `radlane models list`")

    def all_tags(self) -> Mapping[str, Mapping[str, str]]:
        """Return name -> tag -> version."""
        with reading(self._engine) as connection:
            return list_tags(connection)

    def open(self, version: Version) -> ModelPackage:
        """Return the package of a version; its bytes are compared with their digests when they are first asked for.

        Raises
        ------
        ModelError
            If they are not what they were.
        """
        package = self._opened.get(version.files)
        if package is None:
            package = open_files(self.holdings.blobs.locate(version.files))
            self._require_whole(version, package)
            self._opened[version.files] = package
        return package

    def upload(self, archive: Path, name: str, version: str, act: Act, say: Say | None = None) -> tuple[Version, bool]:
        """Take a package in an archive: it is quarantined; say whether it is new.

        Raises
        ------
        PackageRefused
            With the code of what is wrong with the archive or the package; `name-mismatch` where its manifest says
            another name or version.
        VersionExists
            If the version is there, with other content.
        StorageFull
            If there is no room.
        """
        return self._take(archive, (name, version), act, say)

    def add(self, archive: Path, act: Act, say: Say | None = None) -> tuple[Version, bool]:
        """Take a package in an archive under the name and version that its manifest says (`upload`)."""
        return self._take(archive, None, act, say)

    def add_folder(self, folder: Path, act: Act, say: Say | None = None) -> tuple[Version, bool]:
        """Take a package in a folder (`add`); what its manifest does not name stays there.

        Raises
        ------
        ManifestInvalid, ArtifactCorrupt
            If it is none.
        VersionExists, StorageFull
            As `upload`.
        """
        package = open_package(folder)
        version = describe(package, take_stock(package), VersionState.QUARANTINED, act)
        return self.holdings.put(folder, version, say)

    def validate(self, text: str, act: Act, admit: Callable[[ModelPackage], Report], say: Say | None = None) -> Version:
        """Examine a version; what was quarantined runs from now on where it passes.

        A version that ran before and fails now goes on running: that is for somebody to decide. The report says so.

        Raises
        ------
        PackageRefused
            With the code of the check that it failed; the report is on record.
        VersionRevoked
            If it was revoked.
        VersionConflict
            If other content has its number by now: that was not examined.
        """
        asked = self.find(text)
        require_not_revoked(asked)
        report = admit(self.open(asked))
        failed = report.failed
        with self._engine.begin() as connection:
            lock_registry(connection)
            before = require_same(connection, asked)
            require_not_revoked(before)
            moves = before.state is VersionState.QUARANTINED and failed is None
            changes = {"state": VersionState.VALIDATED, "changed": act} if moves else {}
            after = change_version(connection, before, report=report, **changes)
            if say is not None:
                say(connection, facts={**facts_of(after), **({"code": failed.code} if failed else {})})
        if failed is not None and failed.code is not None:
            raise PackageRefused(
                failed.code,
                "The version is not admitted",
                uid=called(after),
                why=failed.detail,
                remedy="See its report",
            )
        return after

    def deprecate(
        self,
        text: str,
        act: Act,
        *,
        sunset: datetime | None = None,
        replacement: str | None = None,
        say: Say | None = None,
    ) -> Version:
        """Say that a version will not run for ever; the same again changes what is said.

        Parameters
        ----------
        sunset : datetime or None
            When it will be revoked.
        replacement : str or None
            Another version of the model.

        Raises
        ------
        NotAdmitted, VersionRevoked
            If it does not run.
        UsageError
            If the replacement does not run, or is this version.
        """
        with self._engine.begin() as connection:
            lock_registry(connection)
            before = self._meant(connection, parse_reference(text))
            require_runnable(before)
            require_replacement(connection, before, replacement)
            said = {"changed": act, "sunset": sunset, "replacement": replacement}
            after = change_version(connection, before, state=VersionState.DEPRECATED, **said)
            if say is not None:
                say(connection, facts={**facts_of(after), "reason": act.reason})
        return after

    def revoke(
        self, text: str, act: Act, unload: Callable[[str], None] = lambda _: None, say: Say | None = None
    ) -> Revoked:
        """Stop a version for good; the same again changes nothing.

        Parameters
        ----------
        unload : callable
            Told its digest when it is revoked.
        """
        with self._engine.begin() as connection:
            lock_registry(connection)
            version = self._meant(connection, parse_reference(text))
            if version.state is not VersionState.REVOKED:
                version = change_version(connection, version, state=VersionState.REVOKED, changed=act)
                if say is not None:
                    say(connection, facts={**facts_of(version), "reason": act.reason})
            tags = tags_on(connection, version.name, version.version)
            results = results_left(connection, version)
        unload(version.digest)
        return Revoked(version=version, tags=tags, results=results)

    def delete(self, text: str, say: Say | None = None) -> Version:
        """Remove a version that nothing refers to, with its bytes.

        Raises
        ------
        VersionKept
            If it made a result or has a job, a tag means it or did, or it lies in `models_dir`.
        """
        with self._engine.begin() as connection:
            lock_registry(connection)
            serialize(connection, ACCEPT_LOCK, BUSY_S)  # no job for it comes meanwhile
            version = self._meant(connection, parse_reference(text))
            require_unused(connection, version)
            remove_version(connection, version)
            if say is not None:
                say(connection, facts=facts_of(version))
        self._opened.pop(version.files, None)
        self.holdings.drop(version.files)
        return version

    def _take(self, archive: Path, wanted: tuple[str, str] | None, act: Act, say: Say | None) -> tuple[Version, bool]:
        with self.holdings.staging() as folder:
            unpack(archive, folder / "package", self._limits, self._room)
            staged = stage(folder / "package")
            version = describe(staged.package, staged.files, VersionState.QUARANTINED, act)
            if wanted not in (None, (version.name, version.version)):
                raise PackageRefused(
                    "name-mismatch",
                    "The manifest says another name or version than the address",
                    remedy="Send it to the address that its manifest says",
                )
            return self.holdings.put(folder / "package", version, say)

    def _require_whole(self, version: Version, package: ModelPackage) -> None:
        """See whether what is no weights, which were read just now, is as on record: the manifest and what it names."""
        weights = {PurePosixPath(artifact.path).as_posix() for artifact in package.manifest.artifacts}
        for file in version.files:
            if file.path not in weights and not self.holdings.blobs.is_whole(file):
                raise ArtifactCorrupt(f"The file {file.path} is not the one on record", uid=called(version))
        if package.digest != version.digest:
            raise ArtifactCorrupt("The manifest is not the one on record", uid=called(version))

    def _find(self, reference: Reference) -> Version:
        with reading(self._engine) as connection:
            return self._meant(connection, reference)

    def _meant(self, connection: Connection, reference: Reference) -> Version:
        found = None
        if reference.digest is not None:
            found = find_digest(connection, reference.name, reference.digest)
        else:
            number = reference.version or meant_version(connection, reference.name, str(reference.tag))
            found = find_version(connection, reference.name, number) if number is not None else None
        if found is None:
            raise self._why_not(reference)
        return found

    def _why_not(self, reference: Reference) -> ModelError:
        for entry in self.broken:
            if entry.error is not None and entry.folder == reference.name:
                return entry.error
        what = f"This model has no tag {reference.tag}" if reference.tag is not None else "No such model version here"
        return ModelNotFound(what, uid=reference.name, remedy="See `models list`")
