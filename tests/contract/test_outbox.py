"""The outbox on each of its adapters that needs no server; on S3: tests/s3."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from radlane.jobs.object_outbox import Store
from support.jobs import Clock
from support.outboxes import CopiesSuite, Made, OutboxSuite, folder_outbox, object_outbox


@pytest.fixture
def clock() -> Clock:
    return Clock()


class TestFolder(OutboxSuite):
    """A folder that machines share."""

    @pytest.fixture
    def made(self, tmp_path: Path) -> Made:
        return folder_outbox(tmp_path / "outbox")


class TestStore(OutboxSuite, CopiesSuite):
    """Object stores that are in memory, and on the disk."""

    @pytest.fixture(params=["memory", "file"])
    def made(self, request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Made:
        options = {"auto_mkdir": True} if request.param == "file" else {}
        files = fsspec.filesystem(request.param, skip_instance_cache=True, **options)
        root = str(tmp_path / "store") if request.param == "file" else f"/{tmp_path.name}/results"
        return object_outbox(Store(files=files, root=root), tmp_path, clock)

    @pytest.mark.parametrize("made", ["file"], indirect=True)
    def test_many_at_once_get_the_same_file(self, made: Made) -> None:
        """All who read a file in memory share one position in it: that is fsspec's, for one thread."""
        super().test_many_at_once_get_the_same_file(made)
