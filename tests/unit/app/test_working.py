"""The parts of a process that works, as settings make them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException

from radlane.app.site import open_site
from radlane.app.working import analyses_at_once, begin_loading, working
from radlane.errors import TooManyRequests
from radlane.inference.devices import CPU_PROVIDER, CUDA_PROVIDER
from radlane.monitoring.metrics import Metrics
from radlane.settings.batching import BatchingSettings
from radlane.settings.limits import LimitSettings
from support.asgi import services_in, settings_in
from support.started import loaded_after


def test_the_services_are_made_of_the_settings(tmp_path: Path) -> None:
    limits = LimitSettings(file_bytes=1234)
    with open_site(settings_in(tmp_path)) as site:
        services = services_in(tmp_path, site, Metrics("0"), limits=limits)
    assert services.site is site
    assert (services.spool, services.most_bytes) == (tmp_path / "data" / "spool", 1234)
    assert not services.turns.locked()


@pytest.mark.parametrize(
    ("device", "available", "images", "at_once"),
    [
        ("auto", (CPU_PROVIDER,), 16, 2),
        ("auto", (CUDA_PROVIDER, CPU_PROVIDER), 16, 16),
        ("auto", (CUDA_PROVIDER, CPU_PROVIDER), 1, 2),  # one is read while the other computes
        ("cpu", (CUDA_PROVIDER, CPU_PROVIDER), 16, 2),
    ],
)
def test_as_many_callers_are_served_at_once_as_may_share_a_run(
    tmp_path: Path, device: str, available: tuple[str, ...], images: int, at_once: int
) -> None:
    settings = settings_in(tmp_path, device=device, batching=BatchingSettings(images=images))
    assert analyses_at_once(settings, available) == at_once


def test_room_is_looked_at_for_each_part_of_a_body_without_writing(tmp_path: Path) -> None:
    with open_site(settings_in(tmp_path)) as site:
        services = services_in(tmp_path, site, Metrics("0"))
    os.utime(tmp_path / "data", ns=(0, 0))
    services.require_room()
    assert (tmp_path / "data").stat().st_mtime_ns == 0


@pytest.mark.parametrize(
    ("said", "most_each"),
    [({}, 4), ({"predictions": 3}, 1), ({"predictions": 1}, 1), ({"predictions": 3, "predictions_each": 3}, 3)],
)
def test_one_caller_has_half_the_places_or_what_the_site_says(
    tmp_path: Path, said: dict[str, int], most_each: int
) -> None:
    with open_site(settings_in(tmp_path)) as site:
        places = services_in(tmp_path, site, Metrics("0"), limits=LimitSettings(**said)).predictions
    with ExitStack() as held:
        for _ in range(most_each):
            held.enter_context(places.taken("a"))
        with pytest.raises((TooManyRequests, HTTPException)):
            held.enter_context(places.taken("a"))


def test_a_worker_begins_and_ends(tmp_path: Path) -> None:
    with working(settings_in(tmp_path, workers=1, lease_seconds=30.0), Metrics("0")) as (archives, services):
        assert archives.settings.data_dir == tmp_path / "data"
        assert services.registry.running
        begin_loading()
        for thread in threading.enumerate():
            if thread.name == "radlane-loading":
                thread.join()


def test_a_process_is_ready_before_it_has_what_jobs_need() -> None:
    """What is large, and not needed by a worker that waits for its first job."""
    loaded = loaded_after("import radlane.app.working")
    assert "radlane.jobs.engine" in loaded
    absent = {"alembic", "fastapi", "highdicom", "httpx", "joserfc", "mako", "onnx"}
    assert not loaded & {*absent, "radlane.pipeline.steps", "rich", "scipy", "uvicorn"}


def test_what_jobs_need_is_loaded_behind() -> None:
    later = "from radlane.app.working import begin_loading; begin_loading(); import threading\n"
    later += "[one.join() for one in threading.enumerate() if one.name == 'radlane-loading']"
    assert {"radlane.pipeline.steps", "scipy.ndimage", "highdicom"} <= loaded_after(later)


def test_a_process_that_cannot_load_what_jobs_need_ends() -> None:
    broken = """
import signal, sys, threading
sys.modules["highdicom"] = None
ended = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: ended.set())
from radlane.app.working import begin_loading
begin_loading()
sys.exit(0 if ended.wait(60) else 1)
"""
    said = subprocess.run([sys.executable, "-c", broken], capture_output=True, text=True, check=True)
    assert "what jobs need cannot be imported" in said.stderr
