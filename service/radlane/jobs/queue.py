"""The queue as those see it who only put jobs into it: what a workflow is called, and whose turn comes first.

In: a job. Out: its workflow in the queue, where any worker finds it.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from dbos import DBOSClient, DBOSPortableJSONSerializer
from sqlalchemy.exc import SQLAlchemyError

from radlane.domain.job import Job, Priority
from radlane.errors import RecordsUnavailable
from radlane.jobs.workflow import start_of

QUEUE, URGENT = "jobs", "urgent"  # each has places of its own in every worker
WORKFLOW = "job"
# Changes only with a workflow that cannot go on with what an earlier one began: then drain first.
APPLICATION_VERSION = "radlane-1"
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_SLACK_S = {Priority.STAT: 0, Priority.ROUTINE: 1800, Priority.BACKGROUND: 86400}
_MOST_PRIORITY = 2**31 - 1
_LOG = logging.getLogger(__name__)


def workflow_id(job_id: str, attempt: int) -> str:
    """Return the ID of a job's workflow."""
    return f"{job_id}.{attempt}"


def queue_of(job: Job) -> str:
    """Return the queue of a job: an urgent one waits for no other one to end."""
    return URGENT if job.order.priority is Priority.STAT else QUEUE


def due(job: Job) -> int:
    """Return a job's place in the queue: when it was accepted, and how long its priority may wait.

    So a job is overtaken only by those that were accepted within that time after it: none waits for ever.
    """
    seconds = int((job.created_at - _EPOCH).total_seconds()) + _SLACK_S[job.order.priority]
    return min(max(1, seconds), _MOST_PRIORITY)


class Sender:
    """Puts jobs into the queue of other processes; nothing runs here.

    Parameters
    ----------
    url : str
        Database of the engine's tables. The first worker makes them; until then jobs are on record only.
    """

    def __init__(self, url: str) -> None:
        self._client = DBOSClient(
            system_database_url=url,
            serializer=DBOSPortableJSONSerializer(),
            application_name="radlane",
            lazy=True,
            retry_connection_errors=False,
        )

    def offer(self, job: Job) -> None:
        """Give a job that is on record its workflow; where that cannot be, a worker's sweeper does it later."""
        try:
            self._client.enqueue(
                {
                    "queue_name": queue_of(job),
                    "workflow_name": WORKFLOW,
                    "workflow_id": workflow_id(job.id, job.attempt),
                    "app_version": APPLICATION_VERSION,
                    "priority": due(job),
                },
                start_of(job),
            )
        except SQLAlchemyError as error:
            _LOG.warning(
                "a job is not in the queue yet", extra={"code": RecordsUnavailable.code, "job": job.id}, exc_info=error
            )

    def close(self) -> None:
        """Let go of the database."""
        self._client.destroy()
