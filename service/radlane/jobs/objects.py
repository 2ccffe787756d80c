"""Objects of runs as rows of `schema.OBJECT`, and back; their bytes lie in the outbox.

In: an object and the outbox's folder, or a run. Out: columns, or objects in the order of storing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select

from radlane.domain.form import Form
from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject, Role
from radlane.jobs.schema import FORM, OBJECT


def objects_in(connection: Connection, run_id: str, form: Form, outbox: Path) -> tuple[EncodedObject, ...]:
    """Return what a run made in a form, in the order of storing."""
    wanted = (
        select(OBJECT)
        .join(FORM, FORM.c.sop_instance_uid == OBJECT.c.sop_instance_uid)
        .where(FORM.c.run_id == run_id, FORM.c.form == str(form))
        .order_by(FORM.c.place)
    )
    return tuple(_object(row, outbox) for row in connection.execute(wanted).mappings())


def results_of(connection: Connection, run_id: str, outbox: Path) -> tuple[EncodedObject, ...]:
    """Return what a run made in all of its forms, the first one first; rejection notes are not of it."""
    return _objects(connection, run_id, outbox, notes=False)


def notes_of(connection: Connection, run_id: str, outbox: Path) -> tuple[EncodedObject, ...]:
    """Return the rejection notes of a run, the last one last; more than one where the bytes of one were lost."""
    return _objects(connection, run_id, outbox, notes=True)


def columns_of(item: EncodedObject, outbox: Path) -> dict[str, Any]:
    """Return an object as columns; its path is told from the outbox, which may be moved."""
    return {
        "sop_instance_uid": item.ref.sop_instance_uid,
        "role": item.role,
        "modality": item.modality,
        "study": item.ref.study_instance_uid,
        "series": item.ref.series_instance_uid,
        "sop_class_uid": item.ref.sop_class_uid,
        "path": item.path.relative_to(outbox).as_posix(),
        "size": item.size,
        "sha256": item.sha256,
    }


def put_objects(connection: Connection, run_id: str, objects: Sequence[EncodedObject], outbox: Path) -> None:
    """Insert objects of a run after those that are there, in the caller's transaction."""
    last = connection.execute(select(func.max(OBJECT.c.place)).where(OBJECT.c.run_id == run_id)).scalar()
    for place, item in enumerate(objects, start=0 if last is None else last + 1):
        connection.execute(insert(OBJECT).values(run_id=run_id, place=place, **columns_of(item, outbox)))


def _objects(connection: Connection, run_id: str, outbox: Path, *, notes: bool) -> tuple[EncodedObject, ...]:
    is_note = OBJECT.c.role == Role.REJECTION
    wanted = select(OBJECT).where(OBJECT.c.run_id == run_id, is_note if notes else ~is_note).order_by(OBJECT.c.place)
    return tuple(_object(row, outbox) for row in connection.execute(wanted).mappings())


def _object(row: RowMapping, outbox: Path) -> EncodedObject:
    ref = InstanceRef(
        study_instance_uid=row["study"],
        series_instance_uid=row["series"],
        sop_instance_uid=row["sop_instance_uid"],
        sop_class_uid=row["sop_class_uid"],
    )
    return EncodedObject(
        role=Role(row["role"]),
        ref=ref,
        modality=row["modality"],
        path=outbox / row["path"],
        size=row["size"],
        sha256=row["sha256"],
    )
