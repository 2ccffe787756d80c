"""An outbox in an object store, in memory; each adapter: tests/contract/test_outbox.py, and S3: tests/s3."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import fsspec
import pytest

from radlane.errors import ArchiveUnavailable, SettingsError
from radlane.jobs.object_outbox import S3, ObjectOutbox, Store, files_below, open_s3
from support.durable import Engine
from support.jobs import Clock, World, agree
from support.outboxes import MARKED, RUN, SHA256, put


class Away(Exception):
    """What a store raises that is of no kind that others know."""


class Broken:
    """A store that answers nothing."""

    def __getattr__(self, name: str) -> Any:
        def fail(*_: object, **__: object) -> None:
            raise Away("https://secret.example/")

        return fail


def store(folder: Path) -> Store:
    return Store(files=fsspec.filesystem("memory", skip_instance_cache=True), root=f"/{folder.name}")


def test_what_is_published_is_there_and_nothing_else(tmp_path: Path) -> None:
    there = store(tmp_path)
    outbox = ObjectOutbox(there, tmp_path / "here", Clock())
    outbox.tie(MARKED, None)
    put(outbox)
    names = [name.removeprefix(f"{there.root}/") for name in files_below(there.files, there.root)]
    assert sorted(names) == [f"{RUN}/0a1b/1.2.3.dcm", f"{RUN}/0a1b/conclusion.npz", "radlane.outbox"]
    assert list(files_below(there.files, "/none")) == []


def test_a_store_that_is_away_is_waited_for(tmp_path: Path) -> None:
    outbox = ObjectOutbox(Store(files=Broken(), root="/x", errors=(Away,)), tmp_path / "here", Clock())
    with pytest.raises(ArchiveUnavailable) as error:
        put(outbox)
    assert "secret.example" not in str(error.value)
    with pytest.raises(SettingsError, match="Away"):
        outbox.tie(MARKED, None)
    path = tmp_path / "here" / RUN / "0a1b" / "1.2.3.dcm"
    assert outbox.bring(path, SHA256), "the copy is good enough"
    outbox.discard(path.parent)
    assert not path.parent.exists()


def test_what_speaks_s3_may_not_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore.fsspec", None)
    with pytest.raises(SettingsError, match="needs more packages"):
        open_s3(S3(url="s3://bucket/prefix"))


def test_bucket_and_prefix() -> None:
    assert open_s3(S3(url="s3://bucket/a/b", region="x")).root == "bucket/a/b"


@pytest.mark.parametrize("lost", [("before deliver",), ("before deliver", "before encode", "before claim")])
def test_a_job_goes_on_where_no_copy_is(on: World, clock: Clock, lost: tuple[str, ...]) -> None:
    """As on another machine: what was made before comes from the store, and both archives get one analysis."""
    outbox = ObjectOutbox(store(on.folder), on.folder / "outbox", clock)
    outbox.tie(MARKED, None)
    runner = replace(on.runner, parts=replace(on.parts, outbox=outbox))
    begun: list[str] = []

    def at(point: str) -> None:
        if point in lost:
            begun.append(point)
            shutil.rmtree(on.folder / "outbox", ignore_errors=True)

    engine = Engine(clock, at)
    job = on.accept()
    engine.enqueue(job)
    engine.drain(runner)
    assert set(begun) == set(lost)
    assert on.store.get(job.id).state == "succeeded"
    assert len(agree(on.stored("a"))) == 1
    assert agree(on.stored("a")) == agree(on.stored("b"))


def test_bytes_that_the_store_lost_are_made_again(on: World, clock: Clock) -> None:
    there = store(on.folder)
    outbox = ObjectOutbox(there, on.folder / "outbox", clock)
    outbox.tie(MARKED, None)
    runner = replace(on.runner, parts=replace(on.parts, outbox=outbox))
    losses = ["once"]

    def at(point: str) -> None:
        if point == "before deliver" and losses:
            losses.clear()
            shutil.rmtree(on.folder / "outbox")
            for key in [key for key in files_below(there.files, there.root) if key.endswith(".dcm")]:
                there.files.rm_file(key)

    engine = Engine(clock, at)
    job = on.accept()
    engine.enqueue(job)
    engine.drain(runner)
    assert on.store.get(job.id).state == "succeeded"
    assert len(agree(on.stored("a"))) == 1
