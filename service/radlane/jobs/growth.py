"""A study that grew: the report of all its images takes the place of the one of fewer.

In: what a job is about to analyse. Out: the reports that its own will name as predecessors, or the run that keeps it
from being made now. Who reads the study then sees that the older report was right for what was there, and which one is
of all.
Reference: PS3.3 section C.17.2 (Predecessor Documents Sequence); docs/rules.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from radlane.domain.refs import InstanceRef
from radlane.domain.result import DeliveryState, Role
from radlane.jobs.forms import is_whole_somewhere
from radlane.jobs.runs import Claimed, Run, RunState, Wanted, amendments_of, is_under_way, packed, run_of
from radlane.jobs.schema import DELIVERY, OBJECT, RUN

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
        found = _of_package(connection, wanted) if wanted.inputs and not wanted.shadow else ()
        self._fewer = _fewer(found, wanted)
        self._more = _more(found, wanted)

    def before(self) -> tuple[Claimed, Run] | None:
        """Return the run that keeps another one from being made now, and what the job has to do.

        One of more images that began after the job looked at the study: it looks again, and sees them too; where they
        are gone by then, it makes its own. One of fewer images that a job makes now, and that no archive has whole yet,
        is waited for.
        """
        for row in self._more:
            return Claimed.LOOK, run_of(row._mapping)
        for row in self._fewer:
            if row.state == RunState.OPEN and is_under_way(self._connection, row.job_id) and not self._is_whole(row):
                return Claimed.WAIT, run_of(row._mapping)
        return None

    def reports(self) -> list[Mapping[str, str]]:
        """Return the root SRs that archives have of the run of the most images; none where there is no such run."""
        for row in self._fewer:
            if row.state == RunState.COMPLETE or self._is_whole(row):
                found = latest_roots(self._connection, row.id)
                if found:
                    return found
        return []

    def _is_whole(self, row: Row[Any]) -> bool:
        return is_whole_somewhere(self._connection, row.id, self._outbox)


def refs_of(reports: Iterable[Mapping[str, str]]) -> tuple[InstanceRef, ...]:
    """Return reports as a run's row names them."""
    return tuple(InstanceRef(**report) for report in reports)


def results_of(connection: Connection, study: str, package_digest: str) -> Sequence[Row[Any]]:
    """Return the runs of a study by a package that are results of it, or are on their way to be."""
    return connection.execute(
        select(RUN)
        .where(RUN.c.study == study, RUN.c.package_digest == package_digest)
        .where(RUN.c.state.in_((RunState.OPEN, RunState.COMPLETE)), RUN.c.status.is_(None), RUN.c.shadow.is_(False))
        .where(RUN.c.inputs.is_not(None))
    ).all()


def _of_package(connection: Connection, wanted: Wanted) -> Sequence[Row[Any]]:
    return results_of(connection, wanted.study_instance_uid, wanted.model.digest)


def _fewer(found: Sequence[Row[Any]], wanted: Wanted) -> Sequence[Row[Any]]:
    """Those of fewer images than a job's, those of the most first, then the youngest."""
    ours = _inputs(packed(wanted.inputs))
    fewer = [row for row in found if _inputs(row.inputs) < ours]
    return sorted(fewer, key=lambda row: (len(row.inputs), row.started_at, row.number), reverse=True)


def _more(found: Sequence[Row[Any]], wanted: Wanted) -> Sequence[Row[Any]]:
    """Those of all images of a job's and more, but those that there were before it looked: to them it came later.

    Runs are told apart by their ids: the clocks of several machines are not compared.
    """
    ours = _inputs(packed(wanted.inputs))
    return [row for row in found if _inputs(row.inputs) > ours and row.id not in wanted.known]


def _inputs(text: str) -> frozenset[str]:
    return frozenset(text[begin : begin + _DIGITS] for begin in range(0, len(text), _DIGITS))


def latest_roots(connection: Connection, run_id: str) -> list[Mapping[str, str]]:
    """Return the root SRs that archives have of the newest amendment of a run; where there is none, those of the run.

    One that archives do not have whole, or that was withdrawn, is none.
    """
    amendments = [one for one in amendments_of(connection, run_id) if one.state is RunState.COMPLETE]
    found = (roots_of(connection, one.id) for one in reversed(amendments))
    return next((roots for roots in found if roots), None) or roots_of(connection, run_id)


def roots_of(connection: Connection, run_id: str, *, stored: bool = True) -> list[Mapping[str, str]]:
    """Return the root SRs of a run, in whatever form: those that archives have, or all that were made."""
    there = select(DELIVERY.c.sop_instance_uid).where(DELIVERY.c.state == DeliveryState.STORED)
    wanted = select(OBJECT).where(OBJECT.c.run_id == run_id, OBJECT.c.role == Role.REPORT)
    wanted = wanted.where(OBJECT.c.sop_instance_uid.in_(there)) if stored else wanted
    rows = connection.execute(wanted.order_by(OBJECT.c.place)).all()
    return [
        {
            "study_instance_uid": row.study,
            "series_instance_uid": row.series,
            "sop_instance_uid": row.sop_instance_uid,
            "sop_class_uid": row.sop_class_uid,
        }
        for row in rows
    ]
