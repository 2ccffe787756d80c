"""A job that waits says where it goes on."""

from __future__ import annotations

import pickle

from radlane.errors import JobWaits


def test_a_wait_carries_its_step_and_time_to_another_process() -> None:
    again = pickle.loads(pickle.dumps(JobWaits("the objects are gone", again_from="retrieve", retry_after_s=3.0)))
    assert (again.again_from, again.retry_after_s, again.retryable) == ("retrieve", 3.0, True)
