"""What the state of a version, and what refers to it, allow to be done with it.

In: a version. Out: nothing, or an error that says why not.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, or_, select

from radlane.domain.model import Manifest, ModelIdentity
from radlane.domain.version import RUNNABLE, Version, VersionState
from radlane.errors import ModelNotFound, NotAdmitted, UsageError, VersionConflict, VersionKept, VersionRevoked
from radlane.jobs.runs import RunState
from radlane.jobs.schema import JOB, OBJECT, RUN
from radlane.jobs.tags import was_tagged
from radlane.jobs.versions import find_version


def called(version: Version | ModelIdentity | Manifest) -> str:
    """Return what people call a version."""
    return f"{version.name}:{version.version}"


def require_runnable(version: Version) -> None:
    """See whether a version may run.

    Raises
    ------
    NotAdmitted, VersionRevoked
        If not yet, or no more.
    """
    require_not_revoked(version)
    if version.state not in RUNNABLE:
        raise NotAdmitted("The version is quarantined", uid=called(version), remedy="Validate it, and see its report")


def require_not_revoked(version: Version) -> None:
    """See whether a version was not revoked.

    Raises
    ------
    VersionRevoked
        If it was.
    """
    if version.state is VersionState.REVOKED:
        raise VersionRevoked("The version was revoked", uid=called(version), remedy="Name another version")


def require_there(connection: Connection, name: str, number: str) -> Version:
    """Return a version.

    Raises
    ------
    ModelNotFound
        If there is none.
    """
    version = find_version(connection, name, number)
    if version is None:
        raise ModelNotFound("No such model version here", uid=name, remedy="See `models list`")
    return version


def require_same(connection: Connection, known: Version) -> Version:
    """Return a version as it is now; its files are those that somebody looked at before.

    Raises
    ------
    ModelNotFound
        If it is there no more.
    VersionConflict
        If it was deleted, and other content has its number now.
    """
    there = require_there(connection, known.name, known.version)
    if there.files != known.files:  # the digest leaves out the card and the golden vectors
        raise VersionConflict("The version has other content by now", uid=called(known), remedy="Look at it, try again")
    return there


def require_replacement(connection: Connection, version: Version, replacement: str | None) -> None:
    """See whether what stands for a version is another one that runs.

    Raises
    ------
    UsageError
        If not.
    """
    if replacement is None:
        return
    other = find_version(connection, version.name, replacement)
    if other is None or other.state not in RUNNABLE or replacement == version.version:
        raise UsageError("The replacement is no other version of this model that runs")


def require_unused(connection: Connection, version: Version) -> None:
    """See whether nothing refers to a version.

    Raises
    ------
    VersionKept
        If something does.
    """
    why = None
    if version.shipped:
        why = "it lies in models_dir, or came with radlane: the next start would bring it back"
    elif was_tagged(connection, version.name, version.version):
        why = "a tag means it, or did"
    elif _is_used(connection, version):
        why = "it made a result, or a job asks for it"
    if why is not None:
        raise VersionKept("The version is kept", uid=called(version), why=why, remedy="Revoke it, if it must not run")


def results_left(connection: Connection, version: Version) -> int:
    """Return how many results of a version are not withdrawn, with those that are not everywhere yet.

    An amendment is none of its own.
    """
    here = (RUN.c.package_digest == version.digest, RUN.c.shadow.is_(False), RUN.c.amends.is_(None))
    is_made = select(OBJECT.c.run_id).where(OBJECT.c.run_id == RUN.c.id).exists()
    is_result = or_(RUN.c.state == RunState.COMPLETE, (RUN.c.state == RunState.OPEN) & is_made)
    wanted = select(func.count()).select_from(RUN).where(*here, is_result)
    return connection.execute(wanted).scalar_one()


def _is_used(connection: Connection, version: Version) -> bool:
    run = select(RUN.c.id).where(RUN.c.package_digest == version.digest).exists()
    job = select(JOB.c.id).where(JOB.c.package_digest == version.digest).exists()
    return bool(connection.execute(select(or_(run, job))).scalar())
