"""Which images an order was announced with: rows of `schema.ANNOUNCED`.

In: an order and the digest of the images that its model would read. Out: the job that stands for that already, or none.
One row for each order (`rows.digest_of`), kept longer than the jobs: automatic triggers never ask twice for the same
images, however their job ended, and what was deleted in an archive is not sent again.
Reference: docs/rules.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from radlane.domain.job import FINAL, Expectation, JobState, Order
from radlane.errors import JobNotFound
from radlane.jobs.database import to_micros
from radlane.jobs.entry import append
from radlane.jobs.rows import digest_of, is_as_soon, serves, serves_but_for_size
from radlane.jobs.schema import ANNOUNCED, EVENT, JOB

# The images of such a job gave a result, or the reason why they do not: that of another caller is as good.
_SAID = (JobState.SUCCEEDED, JobState.NOT_ANALYSED)
_RULE = ("note", "rule")  # in the timeline of what was announced


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
    series, instances : int
        How much of the study the archive has. Where that is less than the order expects, these are not all of its
        images: only a job that waits for the same size stands for it, and that job does not stand for these images.
    """

    inputs: str
    rule: str
    rules_digest: str
    now: datetime
    series: int
    instances: int

    def earlier(self, connection: Connection, order: Order) -> str | None:
        """Return the id of the job that stands for the same order and the same images already.

        Raises
        ------
        JobNotFound
            If there was one, and it is no longer kept.
        """
        if not self._has(order.expect):
            return under_way(connection, order)
        row = connection.execute(select(ANNOUNCED).filter_by(request_digest=digest_of(order))).one_or_none()
        if row is not None and row.inputs == self.inputs:
            job = connection.execute(select(JOB).where(JOB.c.id == row.job_id)).one_or_none()
            if job is None:
                raise JobNotFound("The job of these images is no longer kept")
            if self._sees(job) and (job.state in FINAL or is_as_soon(job, order)):
                return str(job.id)
        return self._of_another_way(connection, order)

    def keep(self, connection: Connection, order: Order, job_id: str, *, new: bool) -> None:
        """Put on record which job stands for an order, and in a new one's timeline which rule wants it."""
        if self._has(order.expect):
            self._keep_images(connection, order, job_id)
        if new:
            append(connection, job_id, *_RULE, {"rule": self.rule, "rules": self.rules_digest}, self.now)

    def _keep_images(self, connection: Connection, order: Order, job_id: str) -> None:
        key, moment = digest_of(order), to_micros(self.now)
        values = {"inputs": self.inputs, "job_id": job_id, "at": moment}
        if not connection.execute(update(ANNOUNCED).where(ANNOUNCED.c.request_digest == key).values(**values)).rowcount:
            study = order.request.study_instance_uid
            connection.execute(insert(ANNOUNCED).values(request_digest=key, study=study, **values))

    def _has(self, expect: Expectation | None) -> bool:
        """Whether the archive has as much of the study as is expected."""
        return expect is None or expect.is_met(self.series, self.instances)

    def _sees(self, job: Row[Any]) -> bool:
        """Whether a job has looked at the study, or waits for no more of it than there is."""
        return job.inputs is not None or self._has(Expectation(**job.expect) if job.expect else None)

    def _of_another_way(self, connection: Connection, order: Order) -> str | None:
        """A job that somebody asked for, or that was announced with fewer images and has not looked at them yet."""
        wanted = select(JOB).where(JOB.c.request_digest == digest_of(order)).order_by(JOB.c.created_at, JOB.c.id)
        for row in connection.execute(wanted).all():
            if row.state in FINAL:
                if row.inputs == self.inputs and (row.state in _SAID or _is_announced(connection, row.id)):
                    return str(row.id)
            elif self._will_do(connection, row, order):
                return str(row.id)
        return None

    def _will_do(self, connection: Connection, row: Row[Any], order: Order) -> bool:
        """Whether a job that is under way sees these images."""
        if row.inputs not in (self.inputs, None) or not self._sees(row) or not serves_but_for_size(row, order):
            return False
        return not self._looks_now(connection, row.id)

    def _looks_now(self, connection: Connection, job_id: str) -> bool:
        """Whether a job asks its archive just now, or did: nobody knows yet which images it saw."""
        state = connection.execute(select(JOB.c.state, JOB.c.inputs).where(JOB.c.id == job_id)).one()
        if state.inputs is not None or state.state != JobState.RUNNING:
            return False
        resolved = select(EVENT.c.number).where(EVENT.c.job_id == job_id, EVENT.c.kind == "step")
        return connection.execute(resolved.where(EVENT.c.name == "resolve").limit(1)).first() is not None


def _is_announced(connection: Connection, job_id: str) -> bool:
    """Whether a rule wanted a job: its images are not tried again by themselves, however it ended."""
    kind, name = _RULE
    wanted = select(EVENT.c.number).where(EVENT.c.job_id == job_id, EVENT.c.kind == kind, EVENT.c.name == name)
    return connection.execute(wanted.limit(1)).first() is not None
