"""The same name again is the same job; it never stands for two requests."""

from __future__ import annotations

import pytest

from radlane.errors import IdempotencyConflict
from radlane.jobs.idempotency import Name, job_of_key, keep_name, named_job
from support.jobs import World

NAME = Name(key="a" * 64, asked_digest="b" * 64)


def test_a_name_stands_for_one_request(on: World) -> None:
    job = on.accept()
    with on.engine.begin() as connection:
        assert named_job(connection, NAME) is None
        assert job_of_key(connection, NAME.key) is None
        keep_name(connection, NAME, job.id)
        assert named_job(connection, NAME) == job.id
        with pytest.raises(IdempotencyConflict):
            named_job(connection, Name(key=NAME.key, asked_digest="c" * 64))
        assert job_of_key(connection, NAME.key) == job.id, "whatever was asked"
