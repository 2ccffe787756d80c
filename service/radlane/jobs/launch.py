"""How the engine is set up, and DBOS with it: its database, its version of ours, and its logs.

In: a URL and a worker's name. Out: what `dbos.DBOS` takes.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from dbos import DBOSPortableJSONSerializer

from radlane.jobs.database import IDLE_S
from radlane.jobs.queue import APPLICATION_VERSION
from radlane.pipeline.room import frames_budget


@dataclass(frozen=True, kw_only=True)
class EngineOptions:
    """How the engine works.

    Attributes
    ----------
    url : str
        Database of the engine's own tables.
    executor : str
        Name of this worker; a process that takes its place after a crash has the same, and no other one has.
    workers : int
        Jobs at once, and as many urgent ones beside them.
    boot : str
        Drawn anew by each start of the process.
    ended : collection of str
        Earlier ones of this name that are known to have ended.
    lease_s : float
        After so long a silence a worker is taken for dead.
    drain_s : float
        So long a step that runs when the engine stops is waited for.
    grace_s : float
        So long the sweeper leaves a job alone that was just accepted or moved.
    keep : timedelta or None
        How long jobs that came to their end, and the bytes of their results, are kept; None: for ever.
    frame_bytes : int
        What the frames of all jobs that are under way may take (`pipeline.room`).
    """

    url: str
    executor: str
    workers: int
    boot: str = field(default_factory=lambda: uuid4().hex)
    ended: Collection[str] = ()
    lease_s: float = 30.0
    drain_s: float = 25.0
    grace_s: float = 30.0
    keep: timedelta | None = None
    frame_bytes: int = field(default_factory=lambda: frames_budget(None))


def config_of(url: str, executor: str) -> Any:  # noqa: ANN401 - its type is DBOS's own
    """Return what the engine of a worker is set up with."""
    return {
        "name": "radlane",
        "system_database_url": url,
        "application_version": APPLICATION_VERSION,
        "executor_id": executor,
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "ERROR",
        "sys_db_idle_transaction_timeout_sec": IDLE_S,
        "db_engine_kwargs": {"pool_events": [(_durable, "connect")]} if url.startswith("sqlite") else {},
    }


def hand_logs_over(logger: logging.Logger) -> None:
    """Let the root logger say what DBOS says: its own handler would print the texts of exceptions."""
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
    logger.addHandler(logging.NullHandler())  # DBOS puts its own back where there is none
    logger.propagate = True


def _durable(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    """What is answered is on the disk (SQLite)."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
