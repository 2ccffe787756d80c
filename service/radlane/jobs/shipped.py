"""Packages that lie in `models_dir`, or came with radlane -> versions on record. At each start of the service.

In: the catalogue of these folders. Out: versions that run, tags where there were none, and what could not be
registered. Bytes of theirs that were lost are there again. Where nothing changed nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, Engine

from radlane.domain.version import RUNNABLE, UNKNOWN, Act, MoveKind, TagMove, Version, VersionState
from radlane.errors import ModelError
from radlane.jobs.database import reading
from radlane.jobs.holdings import Holdings, exists, facts_of, lock_registry
from radlane.jobs.standing import called
from radlane.jobs.tagging import put
from radlane.jobs.tags import list_tags
from radlane.jobs.trail import Say
from radlane.jobs.versions import change_version, list_versions
from radlane.registry.catalogue import Catalogue, Entry
from radlane.registry.package import MANIFEST
from radlane.registry.stock import describe, take_stock
from radlane.security.audit_record import Action

Saying = Callable[[Action], AbstractContextManager[Say | None]]


def _silent(_: Action) -> AbstractContextManager[Say | None]:
    return nullcontext()


def register(
    engine: Engine, holdings: Holdings, catalogue: Catalogue, act: Act, saying: Saying = _silent
) -> tuple[Entry, ...]:
    """Register what lies in the folders, and return what could not be, each with its error.

    A tag is set where there is none of its name yet, and never moved. What lies there no more stays on record.

    Parameters
    ----------
    saying : callable
        Gives out what puts an act on record (`Trail.saying`).

    Raises
    ------
    StorageFull
        If there is no room for the bytes.
    """
    known, broken, here = _known(engine), [], set()
    for entry in catalogue.entries:
        try:
            version = _described(entry, act)
            if _on_record(version, known) is None or not holdings.blobs.are_there(version.files):
                with saying(Action.MODEL_ADDED) as say:
                    known[called(version)], _ = holdings.put(_folder(entry), version, say)
            here.add(called(version))
        except ModelError as error:
            broken.append(replace(entry, package=None, error=error))
    _settle(engine, catalogue, here, act, saying)
    return tuple(broken)


def find_broken(catalogue: Catalogue, versions: Iterable[Version]) -> tuple[Entry, ...]:
    """Return what could not be registered beside these versions; nothing is written."""
    known, broken = {called(version): version for version in versions}, []
    for entry in catalogue.entries:
        try:
            _on_record(_described(entry, UNKNOWN), known)
        except ModelError as error:
            broken.append(replace(entry, package=None, error=error))
    return tuple(broken)


def _known(engine: Engine) -> dict[str, Version]:
    with reading(engine) as connection:
        return {called(version): version for version in list_versions(connection)}


def _described(entry: Entry, act: Act) -> Version:
    if entry.package is None:
        assert entry.error is not None  # an entry has one of both
        raise entry.error
    return describe(entry.package, take_stock(entry.package), VersionState.VALIDATED, act, shipped=True)


def _folder(entry: Entry) -> Path:
    assert entry.package is not None  # `_described` was here before
    return entry.package.locate(MANIFEST).parent


def _on_record(version: Version, known: Mapping[str, Version]) -> Version | None:
    before = known.get(called(version))
    if before is not None and before.files != version.files:
        raise exists(version)
    return before


def _settle(engine: Engine, catalogue: Catalogue, here: Set[str], act: Act, saying: Saying) -> None:
    """Say of each version whether it lies here now, and set the tags that are not there."""
    with reading(engine) as connection:
        if not (_misplaced(connection, here) or _missing(connection, catalogue)):
            return
    with saying(Action.MODEL_EXAMINED) as examined, saying(Action.MODEL_TAGGED) as tagged, engine.begin() as connection:
        lock_registry(connection)
        for version in _misplaced(connection, here):
            _place(connection, version, act, examined)
        for name, tag, number in _missing(connection, catalogue):
            move = TagMove(name=name, tag=tag, number=1, kind=MoveKind.SHIPPED, version=number, previous=None, act=act)
            put(connection, move, tagged)


def _place(connection: Connection, version: Version, act: Act, say: Say | None) -> None:
    """Note whether a version lies in a folder; who put it there has said that it may run."""
    admitted = version.state is VersionState.QUARANTINED and not version.shipped
    changes = {"state": VersionState.VALIDATED, "changed": act} if admitted else {}
    after = change_version(connection, version, shipped=not version.shipped, **changes)
    if admitted and say is not None:
        say(connection, facts=facts_of(after))


def _misplaced(connection: Connection, here: Set[str]) -> list[Version]:
    return [one for one in list_versions(connection) if one.shipped != (called(one) in here)]


def _missing(connection: Connection, catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """The tags of the folders that are not there, of versions that run: name, tag, version."""
    tags = list_tags(connection)
    runs = {called(version) for version in list_versions(connection) if version.state in RUNNABLE}
    return [
        (name, tag, number)
        for name, wanted in catalogue.tags.items()
        for tag, number in wanted.items()
        if tag not in tags.get(name, {}) and f"{name}:{number}" in runs
    ]
