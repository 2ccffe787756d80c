"""Which images an order was announced with: rows of `schema.ANNOUNCED`.

In: an order and the digest of the images that its model would read. Out: the job that stands for that already, or none.
One row for each order (`rows.digest_of`), kept longer than the jobs: automatic triggers never ask twice for the same
images, however their job ended, and what was deleted in an archive is not sent again.
Reference: docs/rules.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from radlane.domain.job import FINAL, JobState, Order
from radlane.errors import JobNotFound
from radlane.jobs.database import to_micros
from radlane.jobs.entry import append
from radlane.jobs.rows import digest_of, is_as_soon, serves
from radlane.jobs.schema import ANNOUNCED, EVENT, JOB

# The images of such a job gave a result, or the reason why they do not: that of another caller is as good.
_SAID = (JobState.SUCCEEDED, JobState.NOT_ANALYSED)
_ON_THE_WAY = (JobState.QUEUED, JobState.RUNNING, JobState.WAITING)


def under_way(connection: Connection, order: Order) -> str | None:
    """The id of a job that is under way and gives the caller the same."""
    wanted = select(JOB).where(JOB.c.request_digest == digest_of(order), JOB.c.state.not_in(FINAL))
    rows = connection.execute(wanted.order_by(JOB.c.created_at, JOB.c.id)).all()
    return next((str(row.id) for row in rows if serves(row, order)), None)


@dataclass(frozen=True, kw_only=True)
class Announced:
    """How an order came to be.

    Attributes
    ----------
    inputs : str
        SHA-256 of the SOP Instance UIDs that the model would read.
    rule, rules_digest : str
        The rule that wants it, and the SHA-256 of the file that it stands in.
    now : datetime
        When; aware.
    short : bool
        Whether the archive has less of the study than the order expects: then these are not all of its images, and
        only a job that waits for the same size stands for it.
    """

    inputs: str
    rule: str
    rules_digest: str
    now: datetime
    short: bool = False

    def earlier(self, connection: Connection, order: Order) -> str | None:
        """Return the id of the job that stands for the same order and the same images already.

        Raises
        ------
        JobNotFound
            If there was one, and it is no longer kept.
        """
        if self.short:
            return under_way(connection, order)
        row = connection.execute(select(ANNOUNCED).filter_by(request_digest=digest_of(order))).one_or_none()
        if row is not None and row.inputs == self.inputs:
            job = connection.execute(select(JOB).where(JOB.c.id == row.job_id)).one_or_none()
            if job is None:
                raise JobNotFound("The job of these images is no longer kept")
            if job.state in FINAL or is_as_soon(job, order):
                return str(job.id)
        return self._of_another_way(connection, order)

    def keep(self, connection: Connection, order: Order, job_id: str, *, new: bool) -> None:
        """Put on record which job stands for an order, and in a new one's timeline which rule wants it."""
        key, moment = digest_of(order), to_micros(self.now)
        values = {"inputs": self.inputs, "job_id": job_id, "at": moment}
        if not connection.execute(update(ANNOUNCED).where(ANNOUNCED.c.request_digest == key).values(**values)).rowcount:
            study = order.request.study_instance_uid
            connection.execute(insert(ANNOUNCED).values(request_digest=key, study=study, **values))
        if new:
            append(connection, job_id, "note", "rule", {"rule": self.rule, "rules": self.rules_digest}, self.now)

    def _of_another_way(self, connection: Connection, order: Order) -> str | None:
        """A job that somebody asked for, or that was announced with fewer images and has not looked at them yet."""
        wanted = select(JOB).where(JOB.c.request_digest == digest_of(order)).order_by(JOB.c.created_at, JOB.c.id)
        rows = connection.execute(wanted.where(JOB.c.state.in_((*_ON_THE_WAY, *_SAID)))).all()
        for row in rows:
            if row.state in _SAID:
                if row.inputs == self.inputs:
                    return str(row.id)
            elif serves(row, order) and row.inputs in (self.inputs, None) and not self._looks_now(connection, row.id):
                return str(row.id)
        return None

    def _looks_now(self, connection: Connection, job_id: str) -> bool:
        """Whether a job asks its archive just now, or did: nobody knows yet which images it saw."""
        state = connection.execute(select(JOB.c.state, JOB.c.inputs).where(JOB.c.id == job_id)).one()
        if state.inputs is not None or state.state != JobState.RUNNING:
            return False
        resolved = select(EVENT.c.number).where(EVENT.c.job_id == job_id, EVENT.c.kind == "step")
        return connection.execute(resolved.where(EVENT.c.name == "resolve").limit(1)).first() is not None
