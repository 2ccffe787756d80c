"""A process is killed at any moment of an upload: after the next start nothing is left over, and the upload goes in.

`make test-faults` kills it at every step, `make test` at a few.
"""

from __future__ import annotations

import http.client
import os
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from radlane.jobs.registry import Registry
from radlane.registry.members import PackageLimits
from support.archives import killed_at
from support.registry import ACT, small_archive
from support.schemas import with_schema
from support.server import Server, serving

PATH = "/v1/models/small/versions/1.0.0"
STRIDE = 1 if os.environ.get("RADLANE_FAULTS") == "all" else 6  # `make test-faults` tries all
ZIP = {"Content-Type": "application/zip"}


def opened(folder: Path) -> Registry:
    """A registry as another process finds it."""
    engine = with_schema(f"sqlite:///{folder / 'jobs.sqlite'}")
    return Registry(engine, folder / "models", PackageLimits(), lambda: uuid.uuid4().hex)


def left_over(folder: Path, registry: Registry) -> set[str]:
    """Files beside those that are on record."""
    kept = {file.sha256 for version in registry.versions() for file in version.files}
    return {path.name for path in (folder / "models").rglob("*") if path.is_file()} - kept - {"lock"}


def test_killed_at_every_step_of_an_upload(tmp_path: Path) -> None:
    """Each step is a call into the world outside: a file that is opened, written, moved, locked or removed."""
    archive, outcomes = small_archive(tmp_path / "sent"), []
    for event in range(1, 1000, STRIDE):
        folder = tmp_path / str(event)
        folder.mkdir()
        opened(folder)
        if not killed_at(event, lambda at=folder: opened(at).upload(archive, "small", "1.0.0", ACT)):
            break
        registry = opened(folder)
        before = registry.versions()
        registry.holdings.sweep()
        assert left_over(folder, registry) == set(), event
        version, is_new = registry.upload(archive, "small", "1.0.0", ACT)
        assert is_new is not bool(before)
        assert registry.open(version).digest == version.digest
        outcomes.append(is_new)
    assert outcomes.count(True) > 30 / STRIDE
    assert outcomes == sorted(outcomes, reverse=True), "what was on record once is not lost again"


def test_a_server_is_killed_while_a_package_comes(tmp_path: Path) -> None:
    archive = small_archive(tmp_path / "sent").read_bytes()
    with serving(tmp_path / "service") as server:
        half = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
        half.putrequest("PUT", PATH)
        for name, value in {**ZIP, "Content-Length": str(len(archive))}.items():
            half.putheader(name, value)
        half.endheaders(archive[: len(archive) // 2])
        _wait_for_a_part(server)
        server.process.kill()
        server.process.wait()
        half.close()
        assert server.spooled
    with serving(tmp_path / "service") as server, httpx.Client(base_url=server.url, trust_env=False) as caller:
        assert server.spooled == []
        assert caller.get(PATH).status_code == 404
        assert caller.put(PATH, content=archive, headers=ZIP).status_code == 201
        assert caller.put(PATH, content=archive, headers=ZIP).status_code == 200
        assert not list((server.folder / "data" / "models").glob("staging/.*"))


def _wait_for_a_part(server: Server) -> None:
    while not list((server.folder / "data" / "spool").glob("*/incoming/package")):
        assert server.process.poll() is None
