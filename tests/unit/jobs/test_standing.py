"""What a state allows; what refers to a version is in tests/contract/test_registry.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.version import Version, VersionState
from radlane.errors import NotAdmitted, VersionRevoked
from radlane.jobs.standing import called, require_not_revoked, require_runnable
from support.registry import ACT

VERSION = Version(
    name="small",
    version="1.0.0",
    digest="",
    weights_digest="",
    files=(),
    title="",
    trained_on="",
    statement="",
    state=VersionState.VALIDATED,
    shipped=False,
    added=ACT,
)


@pytest.mark.parametrize("state", [VersionState.VALIDATED, VersionState.DEPRECATED])
def test_what_runs(state: VersionState) -> None:
    require_runnable(replace(VERSION, state=state))


def test_what_does_not_run_says_why() -> None:
    with pytest.raises(NotAdmitted, match=r"small:1\.0\.0"):
        require_runnable(replace(VERSION, state=VersionState.QUARANTINED))
    require_not_revoked(replace(VERSION, state=VersionState.QUARANTINED))
    for require in (require_runnable, require_not_revoked):
        with pytest.raises(VersionRevoked, match=called(VERSION)):
            require(replace(VERSION, state=VersionState.REVOKED))
