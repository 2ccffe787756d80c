"""Tags over HTTP: read, moved with If-Match, rolled back, with their history."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from radlane.errors import SelfTestFailed
from radlane.pipeline.models import Models
from support.asgi import client, service
from support.registry import small_archive, small_package

T = "/v1/models/small/tags/production"
WHY = "a test"


@asynccontextmanager
async def desk(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A service with small:1.0.0 in production and 1.1.0, and 1.2.0 quarantined."""
    root = folder / "packages"
    for version in ("1.0.0", "1.1.0"):
        small_package(root / version, version)
    (root / "tags.json").write_text('{"small": {"production": "1.0.0"}}')
    archive = small_archive(folder / "sent", "1.2.0").read_bytes()
    async with client(service(folder, models_dir=root)) as caller:
        zipped = {"content-type": "application/zip"}
        assert (await caller.put("/v1/models/small/versions/1.2.0", content=archive, headers=zipped)).status_code == 201
        yield caller


def to(version: str) -> dict[str, str]:
    return {"version": version, "reason": WHY}


@pytest.mark.asyncio
async def test_a_tag_is_moved_and_rolled_back(tmp_path: Path) -> None:
    async with desk(tmp_path) as caller:
        first = await caller.get(T)
        assert (first.json()["version"], first.json()["kind"], first.headers["etag"]) == ("1.0.0", "shipped", '"1"')
        moved = await caller.put(T, json=to("1.1.0"), headers={"If-Match": '"1"'})
        assert (moved.status_code, moved.json()["previous"], moved.headers["etag"]) == (200, "1.0.0", '"2"')
        assert (await caller.get("/v1/models/small/versions/production")).json()["version"] == "1.1.0"
        for etag in ('"1"', "2", "*"):  # where it was, and what is none
            late = await caller.post(f"{T}/rollback", json={"reason": "worse"}, headers={"If-Match": etag})
            assert (late.status_code, late.json()["code"]) == (412, "tag-changed")
        back = await caller.post(f"{T}/rollback", json={"reason": "worse"}, headers={"If-Match": '"2"'})
        assert (back.json()["version"], back.json()["kind"], back.headers["etag"]) == ("1.0.0", "rolled-back", '"3"')
        further = await caller.post(f"{T}/rollback", json={"reason": "worse"})
        assert (further.status_code, further.json()["code"]) == (409, "version-conflict")
        history = (await caller.get(f"{T}/history")).json()
        assert [(one["number"], one["version"], one["reason"]) for one in history["items"]] == [
            (3, "1.0.0", "worse"),
            (2, "1.1.0", WHY),
            (1, "1.0.0", "a test"),
        ]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "version", "headers", "status", "code"),
    [
        (T, "1.1.0", {}, 428, "precondition-required"),
        (T, "1.1.0", {"If-Match": '"7"'}, 412, "tag-changed"),
        (T, "1.1.0", {"If-Match": "1"}, 412, "tag-changed"),  # no ETag
        (T, "1.1.0", {"If-Match": "*"}, 412, "tag-changed"),  # who knows nothing moves nothing
        (T, "1.1.0", {"If-Match": 'W/"1"'}, 412, "tag-changed"),
        (T, "1.1.0", {"If-Match": '"1"', "If-None-Match": "*"}, 412, "tag-changed"),
        (T, "1.1.0", {"If-None-Match": "*"}, 412, "tag-changed"),  # it is there
        (T, "1.2.0", {"If-Match": '"1"'}, 409, "version-quarantined"),
        (T, "9.9.9", {"If-Match": '"1"'}, 404, "model-not-found"),
        ("/v1/models/small/tags/staging", "1.1.0", {"If-Match": '"1"'}, 412, "tag-changed"),
        ("/v1/models/small/tags/1.0.0", "1.1.0", {"If-None-Match": "*"}, 422, "usage"),
        ("/v1/models/nothing/tags/staging", "1.1.0", {"If-None-Match": "*"}, 404, "model-not-found"),
    ],
)
async def test_what_moves_no_tag(
    tmp_path: Path, path: str, version: str, headers: dict[str, str], status: int, code: str
) -> None:
    async with desk(tmp_path) as caller:
        answer = await caller.put(path, json=to(version), headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert (await caller.get(T)).headers["etag"] == '"1"'


@pytest.mark.asyncio
async def test_a_new_tag(tmp_path: Path) -> None:
    async with desk(tmp_path) as caller:
        made = await caller.put("/v1/models/small/tags/ward", json=to("1.1.0"), headers={"If-None-Match": "*"})
        assert (made.status_code, made.headers["etag"]) == (200, '"1"')
        model = (await caller.get("/v1/models/small")).json()
        assert model["tags"] == {"production": "1.0.0", "ward": "1.1.0"}


@pytest.mark.asyncio
async def test_a_revoked_version_is_tagged_no_more(tmp_path: Path) -> None:
    async with desk(tmp_path) as caller:
        revoked = await caller.post("/v1/models/small/versions/production/revoke", json={"reason": WHY})
        assert revoked.json()["tags"] == ["production"]
        answer = await caller.put(T, json=to("1.0.0"), headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["code"]) == (410, "version-revoked")
        job = await caller.post("/v1/jobs", json={"study": "1.2.3", "model": "small"})
        assert (job.status_code, job.json()["code"]) == (410, "version-revoked")


@pytest.mark.asyncio
async def test_what_cannot_be_loaded_leaves_the_tag_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warm(_: Models, reference: str) -> None:
        assert reference.startswith("small@sha256:")
        raise SelfTestFailed("The golden vectors do not come out")

    async with desk(tmp_path) as caller:
        monkeypatch.setattr(Models, "warm", warm)
        answer = await caller.put(T, json=to("1.1.0"), headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["code"]) == (500, "self-test-failed")
        assert (await caller.get(T)).json()["version"] == "1.0.0"
