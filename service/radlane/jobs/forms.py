"""Forms of runs: which a destination gets, because it refuses SOP Classes, and the objects of each.

In: a run, a destination, a form. Out: rows. The first form is put on record with its run (`Ledger.commit`), any other
one when a destination wants it. Objects that several forms share are there once. What a destination refused of a run it
is not offered again of that run.
Reference: docs/adr/0016.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select

from radlane.domain.form import FIRST, Form, form_for, read_form
from radlane.domain.result import DeliveryState, EncodedObject
from radlane.jobs.database import reading, to_micros
from radlane.jobs.objects import objects_in, put_objects, results_of
from radlane.jobs.runs import locked_run, require_open
from radlane.jobs.schema import DELIVERY, FORM, OBJECT, REFUSAL


class Said(StrEnum):
    """Who says that a destination refuses a SOP Class."""

    ARCHIVE = "archive"
    SETTINGS = "settings"


class Forms:
    """The tables of forms and refusals.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    outbox : Path
        Folder that the paths of objects start from.
    now : callable
        The time, aware.
    """

    def __init__(self, engine: Engine, outbox: Path, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._outbox = outbox
        self._now = now

    def objects(self, run_id: str, form: Form = FIRST) -> tuple[EncodedObject, ...]:
        """Return what a run made in a form, in the order of storing; nothing before it is on record."""
        with reading(self._engine) as connection:
            return objects_in(connection, run_id, form, self._outbox)

    def made_of(self, study: str) -> frozenset[str]:
        """Return the SOP Instance UIDs of all that was made of a study."""
        with reading(self._engine) as connection:
            return frozenset(connection.execute(select(OBJECT.c.sop_instance_uid).filter_by(study=study)).scalars())

    def all_objects(self, run_id: str) -> tuple[EncodedObject, ...]:
        """Return what a run made in all of its forms, the first one first."""
        with reading(self._engine) as connection:
            return results_of(connection, run_id, self._outbox)

    def commit(self, run_id: str, job_id: str, form: Form, objects: Sequence[EncodedObject]) -> bool:
        """Put a form on record, before any object of it is sent; the first commit stays.

        An object that another form has too is that one: its own bytes are not needed.

        Returns
        -------
        bool
            Whether the form is on record now; it is not, and cannot be, where an object is on record with other bytes.

        Raises
        ------
        JobConflict
            If the run is another job's by now, or was withdrawn.
        """
        with self._engine.begin() as connection:
            require_open(connection, run_id, job_id)
            if objects_in(connection, run_id, form, self._outbox):
                return True
            known = {item.ref: item.sha256 for item in results_of(connection, run_id, self._outbox)}
            if any(known.get(item.ref, item.sha256) != item.sha256 for item in objects):
                return False
            put_objects(connection, run_id, [item for item in objects if item.ref not in known], self._outbox)
            put_form(connection, run_id, form, objects)
            return True

    def refuse(self, run_id: str, destination: str, sop_classes: Collection[str], said: Said) -> Form:
        """Put on record which SOP Classes a destination refuses of a run, and return the form that it gets for that.

        Classes that the run does not hold, or that nothing stands for, are left out. An amendment does without those
        too that the run is there without: it refers to what is there.
        """
        with self._engine.begin() as connection:
            amends = locked_run(connection, run_id).amends
            known = forms_of(connection, run_id).get(destination, FIRST)
            before = FIRST if amends is None else forms_of(connection, amends).get(destination, FIRST)
            held = [item.ref.sop_class_uid for item in objects_in(connection, run_id, FIRST, self._outbox)]
            form = Form(refused=before.refused | form_for(held, known.refused | set(sop_classes)).refused)
            for sop_class_uid in sorted(form.refused - known.refused):
                row = {"run_id": run_id, "destination": destination, "sop_class_uid": sop_class_uid, "said": said}
                connection.execute(insert(REFUSAL).values(at=to_micros(self._now()), **row))
            return form

    def made(self, run_id: str) -> tuple[Form, ...]:
        """Return the forms of a run that are on record, the first one first."""
        wanted = select(FORM.c.form).where(FORM.c.run_id == run_id).distinct().order_by(FORM.c.form)
        with reading(self._engine) as connection:
            return tuple(map(read_form, connection.execute(wanted).scalars()))

    def of(self, run_id: str) -> Mapping[str, Form]:
        """Return destination -> form, of the destinations that refuse something of a run."""
        with reading(self._engine) as connection:
            return forms_of(connection, run_id)

    def is_whole(self, run_id: str, destination: str) -> bool:
        """Whether a destination has all objects of the form that it gets."""
        with reading(self._engine) as connection:
            return is_whole_at(connection, run_id, destination, self._outbox)


def is_whole_somewhere(connection: Connection, run_id: str, outbox: Path) -> bool:
    """Return whether a destination has all objects of the form that it gets, in the caller's transaction."""
    named = (
        select(DELIVERY.c.destination)
        .join(OBJECT, OBJECT.c.sop_instance_uid == DELIVERY.c.sop_instance_uid)
        .where(OBJECT.c.run_id == run_id)
        .distinct()
    )
    return any(is_whole_at(connection, run_id, name, outbox) for name in connection.execute(named).scalars().all())


def is_whole_at(connection: Connection, run_id: str, destination: str, outbox: Path) -> bool:
    """Return whether a destination has all objects of the form that it gets, in the caller's transaction."""
    form = forms_of(connection, run_id).get(destination, FIRST)
    wanted = {item.ref.sop_instance_uid for item in objects_in(connection, run_id, form, outbox)}
    return bool(wanted) and wanted <= _stored(connection, run_id, destination)


def put_form(connection: Connection, run_id: str, form: Form, objects: Sequence[EncodedObject]) -> None:
    """Insert which objects a form has, in the caller's transaction."""
    for place, item in enumerate(objects):
        row = {"run_id": run_id, "form": str(form), "place": place, "sop_instance_uid": item.ref.sop_instance_uid}
        connection.execute(insert(FORM).values(**row))


def forms_of(connection: Connection, run_id: str) -> dict[str, Form]:
    """Return destination -> form (`Forms.of`), in the caller's transaction."""
    found: dict[str, set[str]] = {}
    for row in connection.execute(select(REFUSAL).where(REFUSAL.c.run_id == run_id)).mappings():
        found.setdefault(row["destination"], set()).add(row["sop_class_uid"])
    return {destination: Form(refused=frozenset(classes)) for destination, classes in found.items()}


def _stored(connection: Connection, run_id: str, destination: str) -> set[str]:
    there = (
        select(DELIVERY.c.sop_instance_uid)
        .join(OBJECT, OBJECT.c.sop_instance_uid == DELIVERY.c.sop_instance_uid)
        .where(
            OBJECT.c.run_id == run_id,
            DELIVERY.c.destination == destination,
            DELIVERY.c.state == DeliveryState.STORED,
        )
    )
    return set(connection.execute(there).scalars())
