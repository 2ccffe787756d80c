"""What DBOS is set up with."""

from __future__ import annotations

import logging

from radlane.jobs.launch import config_of, hand_logs_over
from radlane.jobs.queue import APPLICATION_VERSION


def test_only_a_file_is_told_to_write_durably() -> None:
    file, server = config_of("sqlite:///x", "here"), config_of("postgresql+psycopg://x", "here")
    assert [set(config["db_engine_kwargs"]) for config in (file, server)] == [{"pool_events"}, set()]
    assert (file["executor_id"], file["application_version"]) == ("here", APPLICATION_VERSION)


def test_what_dbos_says_goes_to_the_root_logger_only() -> None:
    logger = logging.Logger("other")
    logger.addHandler(logging.StreamHandler())
    logger.propagate = False
    hand_logs_over(logger)
    assert [type(handler) for handler in logger.handlers] == [logging.NullHandler]
    assert logger.propagate
