"""A job's trace is that of its request, or one made of its own id."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from radlane.domain.job import Job, JobRequest, JobState, Order

ID = "0c3e5e0c-7d67-4b5c-9c36-6b1f8f6b2d11"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
ORDER = Order(
    request=JobRequest(study_instance_uid="1.2", model="m"), source="a", destinations=(), package_digest="sha256:0"
)


@pytest.mark.parametrize(("said", "trace"), [(None, ID.replace("-", "")), ("ab" * 16, "ab" * 16)])
def test_every_job_has_a_trace(said: str | None, trace: str) -> None:
    job = Job(
        id=ID,
        order=replace(ORDER, trace_id=said),
        state=JobState.QUEUED,
        created_at=NOW,
        updated_at=NOW,
        expires_at=None,
        attempt=1,
        wait_until=None,
        cancel_asked=False,
        run_id=None,
        reused_from=None,
        outcome=None,
        completeness=None,
        timeline=(),
    )
    assert job.trace_id == trace
