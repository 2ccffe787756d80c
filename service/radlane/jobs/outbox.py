"""Whether the outbox holds what the ledger says that it holds.

In: the database and the outbox. Out: objects whose bytes are not there, or are others than were made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Engine, select

from radlane.dicomweb.part10 import digest
from radlane.jobs.database import reading
from radlane.jobs.runs import RunState
from radlane.jobs.schema import OBJECT, RUN


class Fault(StrEnum):
    """What is wrong with the bytes of an object."""

    MISSING = "missing"
    DIFFERENT = "different"


@dataclass(frozen=True, kw_only=True)
class Damage:
    """An object whose bytes are not those that were made.

    Attributes
    ----------
    wanted : bool
        Whether its run is still to be delivered; bytes of other runs may have been removed on purpose (`keep_days`).
    """

    sop_instance_uid: str
    run_id: str
    fault: Fault
    wanted: bool


def find_damage(engine: Engine, outbox: Path) -> Iterator[Damage]:
    """Yield the objects on record whose bytes are missing or different, by run and place; every file is read."""
    wanted = (
        select(OBJECT.c.sop_instance_uid, OBJECT.c.run_id, OBJECT.c.path, OBJECT.c.sha256, RUN.c.state)
        .join(RUN, RUN.c.id == OBJECT.c.run_id)
        .order_by(OBJECT.c.run_id, OBJECT.c.place)
    )
    with reading(engine) as connection:
        rows = connection.execute(wanted).all()
    for row in rows:
        found = digest(outbox / row.path)
        if found != row.sha256:
            yield Damage(
                sop_instance_uid=row.sop_instance_uid,
                run_id=row.run_id,
                fault=Fault.DIFFERENT if found else Fault.MISSING,
                wanted=row.state == RunState.OPEN,
            )
