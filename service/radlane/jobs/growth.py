"""A study that grew: the report of all its images takes the place of the one of fewer.

In: what a job is about to analyse. Out: the reports that its own will name as predecessors, or the run that has to be
whole first. Who reads the study then sees that the older report was right for what was there, and which one is of all.
Reference: PS3.3 section C.17.2 (Predecessor Documents Sequence); docs/rules.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from radlane.domain.job import FINAL
from radlane.domain.refs import InstanceRef
from radlane.domain.result import DeliveryState, Role
from radlane.jobs.forms import is_whole_somewhere
from radlane.jobs.runs import Run, RunState, Wanted, packed, run_of
from radlane.jobs.schema import DELIVERY, JOB, OBJECT, RUN

_DIGITS = 16  # of one input in `packed`


class Growth:
    """The runs of a study, as another one of more of its images finds them.

    Parameters
    ----------
    connection : Connection
        In a transaction of the caller, which lets one run of the study begin at a time.
    wanted : Wanted
        What is about to be analysed.
    outbox : Path
        Folder that the paths of objects start from.
    """

    def __init__(self, connection: Connection, wanted: Wanted, outbox: Path) -> None:
        self._connection = connection
        self._outbox = outbox
        self._fewer = _fewer(connection, wanted) if wanted.inputs and not wanted.shadow else ()

    def under_way(self) -> Run | None:
        """Return a run of fewer images that a job makes now, and that no archive has whole yet."""
        for row in self._fewer:
            if row.state == RunState.OPEN and self._is_made(row) and not self._is_whole(row):
                return run_of(row._mapping)
        return None

    def reports(self) -> list[Mapping[str, str]]:
        """Return the root SRs that archives have of the run of the most images; none where there is no such run."""
        for row in self._fewer:
            if row.state == RunState.COMPLETE or self._is_whole(row):
                found = _roots(self._connection, row.id)
                if found:
                    return found
        return []

    def _is_made(self, row: Row[Any]) -> bool:
        state = self._connection.execute(select(JOB.c.state).where(JOB.c.id == row.job_id)).scalar()
        return state is not None and state not in FINAL

    def _is_whole(self, row: Row[Any]) -> bool:
        return is_whole_somewhere(self._connection, row.id, self._outbox)


def refs_of(reports: Iterable[Mapping[str, str]]) -> tuple[InstanceRef, ...]:
    """Return reports as a run's row names them."""
    return tuple(InstanceRef(**report) for report in reports)


def _fewer(connection: Connection, wanted: Wanted) -> Sequence[Row[Any]]:
    """The runs of the same package on fewer images of the study, those of the most first, then the youngest."""
    ours = _inputs(packed(wanted.inputs))
    found = connection.execute(
        select(RUN)
        .where(RUN.c.study == wanted.study_instance_uid, RUN.c.package_digest == wanted.model.digest)
        .where(RUN.c.state.in_((RunState.OPEN, RunState.COMPLETE)), RUN.c.status.is_(None), RUN.c.shadow.is_(False))
        .where(RUN.c.inputs.is_not(None))
    ).all()
    fewer = [row for row in found if _inputs(row.inputs) < ours]
    return sorted(fewer, key=lambda row: (len(row.inputs), row.started_at, row.number), reverse=True)


def _inputs(text: str) -> frozenset[str]:
    return frozenset(text[begin : begin + _DIGITS] for begin in range(0, len(text), _DIGITS))


def _roots(connection: Connection, run_id: str) -> list[Mapping[str, str]]:
    stored = select(DELIVERY.c.sop_instance_uid).where(DELIVERY.c.state == DeliveryState.STORED)
    wanted = select(OBJECT).where(OBJECT.c.run_id == run_id, OBJECT.c.role == Role.REPORT)
    rows = connection.execute(wanted.where(OBJECT.c.sop_instance_uid.in_(stored)).order_by(OBJECT.c.place)).all()
    return [
        {
            "study_instance_uid": row.study,
            "series_instance_uid": row.series,
            "sop_instance_uid": row.sop_instance_uid,
            "sop_class_uid": row.sop_class_uid,
        }
        for row in rows
    ]
