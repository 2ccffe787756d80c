"""Versions of models as rows of `schema.MODEL_VERSION`, and back.

In: a connection and a version. Out: rows, or `Version`. Whoever changes one holds the registry's lock (`serialize`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from radlane.domain.admission import Check, Report
from radlane.domain.version import Act, StoredFile, Version, VersionState, precedence
from radlane.errors import VersionConflict, VersionRevoked
from radlane.jobs.database import to_micros, to_moment
from radlane.jobs.schema import MODEL_VERSION, RUN

_AS_THEY_ARE = ("name", "version", "digest", "weights_digest", "title", "trained_on", "statement", "shipped")


def find_version(connection: Connection, name: str, version: str) -> Version | None:
    """Return a version by its number."""
    wanted = select(MODEL_VERSION).where(MODEL_VERSION.c.name == name, MODEL_VERSION.c.version == version)
    row = connection.execute(wanted).mappings().one_or_none()
    return version_of(row) if row is not None else None


def find_digest(connection: Connection, name: str, digest: str) -> Version | None:
    """Return a version by its digest."""
    wanted = select(MODEL_VERSION).where(MODEL_VERSION.c.name == name, MODEL_VERSION.c.digest == digest)
    row = connection.execute(wanted).mappings().one_or_none()
    return version_of(row) if row is not None else None


def list_versions(connection: Connection, name: str | None = None) -> tuple[Version, ...]:
    """Return all versions, or those of a model: by name, and the lowest first."""
    wanted = select(MODEL_VERSION) if name is None else select(MODEL_VERSION).where(MODEL_VERSION.c.name == name)
    found = [version_of(row) for row in connection.execute(wanted).mappings()]
    return tuple(sorted(found, key=lambda one: (one.name, precedence(one.version))))


def add_version(connection: Connection, version: Version) -> None:
    """Put a new version on record."""
    connection.execute(insert(MODEL_VERSION).values(**_columns(version)))


def change_version(connection: Connection, before: Version, **changes: Any) -> Version:  # noqa: ANN401 - attributes
    """Change what is said of a version, if its state is still as it was before.

    Raises
    ------
    VersionConflict
        If it is not.
    """
    after = replace(before, **changes)
    here = (
        MODEL_VERSION.c.name == before.name,
        MODEL_VERSION.c.version == before.version,
        MODEL_VERSION.c.state == before.state,
    )
    if connection.execute(update(MODEL_VERSION).where(*here).values(**_columns(after))).rowcount != 1:
        raise VersionConflict(
            "The version was changed by somebody else meanwhile", uid=f"{before.name}:{before.version}"
        )
    return after


def remove_version(connection: Connection, version: Version) -> None:
    """Take a version off the record."""
    here = (MODEL_VERSION.c.name == version.name, MODEL_VERSION.c.version == version.version)
    connection.execute(delete(MODEL_VERSION).where(*here))


def require_unrevoked(connection: Connection, run_id: str) -> None:
    """Stop what is about to be done with a run, where the version that made it was revoked.

    Raises
    ------
    VersionRevoked
        If it was.
    """
    revoked = select(MODEL_VERSION.c.name, MODEL_VERSION.c.version).join(
        RUN, RUN.c.package_digest == MODEL_VERSION.c.digest
    )
    here = (RUN.c.id == run_id, MODEL_VERSION.c.state == VersionState.REVOKED)
    row = connection.execute(revoked.where(*here)).one_or_none()
    if row is not None:
        raise VersionRevoked("The version was revoked", uid=f"{row.name}:{row.version}", remedy="Name another version")


def used_blobs(connection: Connection) -> frozenset[str]:
    """Return the SHA-256 of every file of every version."""
    rows = connection.execute(select(MODEL_VERSION.c.files)).scalars()
    return frozenset(file["sha256"] for files in rows for file in files)


def version_of(row: RowMapping) -> Version:
    """Return a row as a version."""
    return Version(
        **{name: row[name] for name in _AS_THEY_ARE},
        files=tuple(StoredFile(**file) for file in row["files"]),
        state=VersionState(row["state"]),
        added=Act(at=to_moment(row["added_at"]), caller=row["added_by"], reason=row["added_reason"]),
        changed=_changed(row),
        sunset=to_moment(row["sunset"]) if row["sunset"] is not None else None,
        replacement=row["replacement"],
        report=_report(row["report"]) if row["report"] else None,
    )


def _columns(version: Version) -> dict[str, Any]:
    changed = version.changed
    return {
        **{name: getattr(version, name) for name in _AS_THEY_ARE},
        "files": [asdict(file) for file in version.files],
        "state": version.state,
        "added_at": to_micros(version.added.at),
        "added_by": version.added.caller,
        "added_reason": version.added.reason,
        "changed_at": to_micros(changed.at) if changed else None,
        "changed_by": changed.caller if changed else None,
        "changed_reason": changed.reason if changed else None,
        "sunset": to_micros(version.sunset) if version.sunset else None,
        "replacement": version.replacement,
        "report": {**asdict(version.report), "at": version.report.at.isoformat()} if version.report else None,
    }


def _changed(row: RowMapping) -> Act | None:
    if row["changed_at"] is None:
        return None
    return Act(at=to_moment(row["changed_at"]), caller=row["changed_by"], reason=row["changed_reason"])


def _report(said: Mapping[str, Any]) -> Report:
    return Report(
        at=datetime.fromisoformat(said["at"]),
        radlane=said["radlane"],
        runtime=said["runtime"],
        checks=tuple(Check(**check) for check in said["checks"]),
        warnings=tuple(said["warnings"]),
    )
