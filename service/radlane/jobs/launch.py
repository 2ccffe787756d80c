"""How DBOS is set up: its database, its version of ours, and its logs.

In: a URL and a worker's name. Out: what `dbos.DBOS` takes.
"""

from __future__ import annotations

import logging
from typing import Any

from dbos import DBOSPortableJSONSerializer

from radlane.jobs.database import IDLE_S
from radlane.jobs.queue import APPLICATION_VERSION


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
