"""A version over HTTP: uploaded, examined, read, deprecated, revoked, deleted; and each refusal."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from radlane.api.places import Places
from radlane.domain.admission import Check, Report
from radlane.registry.package import ModelPackage
from support.asgi import client, service
from support.registry import ACT, small_archive, small_package

ZIP = {"content-type": "application/zip"}
V = "/v1/models/small/versions"
WHY = {"reason": "a test"}
CANARY = "CANARYZQ7"


def admit(package: ModelPackage) -> Report:
    """Pass all but version 1.3.0."""
    code = "self-test-failed" if package.manifest.version == "1.3.0" else None
    check = Check(name="golden", code=code, detail="looked at", seconds=0.1, memory_mib=1.0)
    return Report(at=ACT.at, radlane="0", runtime="1", checks=(check,))


def registry(folder: Path, **parts: Any) -> Any:
    """The service over a folder without packages."""
    (folder / "none").mkdir()
    return client(service(folder, {"admit": admit, **parts}, models_dir=folder / "none"))


async def upload(caller: httpx.AsyncClient, folder: Path, version: str = "1.0.0", **changes: str) -> httpx.Response:
    archive = small_archive(folder / f"sent-{len(list(folder.iterdir()))}", version, **changes)
    return await caller.put(f"{V}/{version}", content=archive.read_bytes(), headers=ZIP)


@pytest.mark.asyncio
async def test_the_life_of_a_version(tmp_path: Path) -> None:
    async with registry(tmp_path) as caller:
        new = await upload(caller, tmp_path)
        assert (new.status_code, new.headers["location"]) == (201, f"{V}/1.0.0")
        assert (new.json()["state"], new.json()["added"]["reason"]) == ("quarantined", "uploaded")
        again = await upload(caller, tmp_path)
        assert (again.status_code, again.json()) == (200, new.json())
        other = await upload(caller, tmp_path, card="Another card.")
        assert (other.status_code, other.json()["code"]) == (409, "version-exists")
        assert (await caller.get(f"{V}/1.0.0/report")).status_code == 404
        predicted = await caller.post("/v1/predict?model=small:1.0.0", content=b"", headers={"content-type": "x/y"})
        assert predicted.status_code == 415
        job = await caller.post("/v1/jobs", json={"study": "1.2.3", "model": "small:1.0.0"})
        assert (job.status_code, job.json()["code"]) == (409, "version-quarantined")

        passed = await caller.post(f"{V}/1.0.0/validate")
        assert (passed.status_code, passed.json()["state"], passed.json()["changed"]["reason"]) == (
            200,
            "validated",
            "examined",
        )
        report = (await caller.get(f"{V}/{passed.json()['digest']}/report")).json()
        assert (report["passed"], [check["name"] for check in report["checks"]]) == (True, ["golden"])

        await upload(caller, tmp_path, "1.10.0")
        await upload(caller, tmp_path, "1.9.0")
        listed = (await caller.get(V)).json()["items"]
        assert [one["version"] for one in listed] == ["1.0.0", "1.9.0", "1.10.0"]
        assert (await caller.delete(f"{V}/1.10.0")).status_code == 204
        assert (await caller.get(f"{V}/1.10.0")).status_code == 404

        said = {**WHY, "sunset": "2030-01-31T12:00:00+01:00", "replacement": "1.9.0"}
        unfit = await caller.post(f"{V}/1.0.0/deprecate", json=said)
        assert (unfit.status_code, unfit.json()["code"]) == (422, "usage")  # 1.9.0 does not run
        await caller.post(f"{V}/1.9.0/validate", json=WHY)
        deprecated = await caller.post(f"{V}/1.0.0/deprecate", json=said)
        assert (deprecated.status_code, deprecated.json()["state"]) == (200, "deprecated")
        for part in ("", "/card", "/manifest", "/files", "/files/model.onnx"):
            headers = (await caller.get(f"{V}/1.0.0{part}")).headers
            assert headers["deprecation"].startswith("@1"), part
            assert headers["sunset"] == "Thu, 31 Jan 2030 11:00:00 GMT"
            assert headers["link"] == f'<{V}/1.9.0>; rel="successor-version"'

        revoked = (await caller.post(f"{V}/1.0.0/revoke", json=WHY)).json()
        assert (revoked["version"]["state"], revoked["tags"], revoked["results"]) == ("revoked", [], 0)
        assert (await caller.get(revoked["results_url"])).json() == {"items": [], "next": None}
        assert (await caller.post(f"{V}/1.0.0/revoke", json=WHY)).status_code == 200
        assert (await caller.get(f"{V}/1.0.0")).json()["state"] == "revoked"
        for path, body in (("deprecate", WHY), ("validate", WHY)):
            gone = await caller.post(f"{V}/1.0.0/{path}", json=body)
            assert (gone.status_code, gone.json()["code"]) == (410, "version-revoked")
        job = await caller.post("/v1/jobs", json={"study": "1.2.3", "model": "small:1.0.0"})
        assert (job.status_code, job.json()["code"]) == (410, "version-revoked")


@pytest.mark.asyncio
async def test_what_fails_stays_quarantined_and_its_report_says_why(tmp_path: Path) -> None:
    async with registry(tmp_path) as caller:
        await upload(caller, tmp_path, "1.3.0")
        failed = await caller.post(f"{V}/1.3.0/validate", json=WHY)
        assert (failed.status_code, failed.json()["code"]) == (422, "self-test-failed")
        report = (await caller.get(f"{V}/1.3.0/report")).json()
        assert (report["passed"], report["checks"][0]["code"]) == (False, "self-test-failed")
        assert (await caller.get(f"{V}/1.3.0")).json()["state"] == "quarantined"


@pytest.mark.asyncio
async def test_the_files_of_a_version(tmp_path: Path) -> None:
    folder = small_package(tmp_path / "same")
    async with registry(tmp_path) as caller:
        size = (await upload(caller, tmp_path)).json()["size"]
        listed = (await caller.get(f"{V}/1.0.0/files")).json()["items"]
        assert [one["path"] for one in listed] == ["README.md", "golden/one.npz", "model.onnx", "model.yaml"]
        assert sum(one["size"] for one in listed) == size
        for one in listed:
            got = await caller.get(f"{V}/1.0.0/files/{one['path']}")
            assert hashlib.sha256(got.content).hexdigest() == one["sha256"]
            assert got.headers["etag"] == f'"{one["sha256"]}"'
            assert got.headers["content-type"] == "application/octet-stream"
        weights = await caller.get(f"{V}/1.0.0/files/model.onnx")
        assert weights.content == (folder / "model.onnx").read_bytes()
        for path in ("golden", "nothing", "..%2Fmodel.onnx", "golden%2F..%2Fmodel.onnx", "%2Fetc%2Fpasswd"):
            assert (await caller.get(f"{V}/1.0.0/files/{path}")).status_code == 404


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "headers", "status", "code"),
    [
        ("small/versions/1.0.0", {"content-type": "application/gzip"}, 415, "media-type-unsupported"),
        ("small/versions/1.0.0", {}, 415, "media-type-unsupported"),
        ("small/versions/1.0.1", ZIP, 422, "name-mismatch"),
        ("other/versions/1.0.0", ZIP, 422, "name-mismatch"),
        ("small/versions/production", ZIP, 422, "name-mismatch"),  # no version at all
        (f"{CANARY}/versions/1.0.0", ZIP, 422, "name-mismatch"),
    ],
)
async def test_what_is_sent_to_the_wrong_address(
    tmp_path: Path, path: str, headers: dict[str, str], status: int, code: str
) -> None:
    archive = small_archive(tmp_path / "sent").read_bytes()
    async with registry(tmp_path) as caller:
        answer = await caller.put(f"/v1/models/{path}", content=archive, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert CANARY not in answer.text
        assert (await caller.get("/v1/models")).json()["items"] == []
    assert not list((tmp_path / "data" / "spool").glob("*"))


@pytest.mark.asyncio
async def test_an_archive_that_is_none_or_too_large(tmp_path: Path) -> None:
    async def much() -> AsyncIterator[bytes]:
        for _ in range(4):
            yield b"x" * 1000

    async with registry(tmp_path, most_package_bytes=3000) as caller:
        none = await caller.put(f"{V}/1.0.0", content=b"no archive", headers=ZIP)
        assert (none.status_code, none.json()["code"]) == (422, "archive-kind")
        large = await caller.put(f"{V}/1.0.0", content=much(), headers=ZIP)
        assert (large.status_code, large.json()["code"]) == (413, "body-too-large")


@pytest.mark.asyncio
@pytest.mark.parametrize("said", ["3001", "9" * 5000])
async def test_an_archive_that_says_of_itself_that_it_is_too_large_is_not_read(tmp_path: Path, said: str) -> None:
    async def unread() -> AsyncIterator[bytes]:
        raise AssertionError
        yield b""

    async with registry(tmp_path, most_package_bytes=3000) as caller:
        large = await caller.put(f"{V}/1.0.0", content=unread(), headers={**ZIP, "Content-Length": said})
        assert (large.status_code, large.json()["code"]) == (413, "body-too-large")
    assert not list((tmp_path / "data" / "spool").glob("*"))


@pytest.mark.asyncio
async def test_more_uploads_at_once_than_there_may_be(tmp_path: Path) -> None:
    async with registry(tmp_path, uploads=Places(0)) as caller:
        busy = await upload(caller, tmp_path)
        assert (busy.status_code, busy.json()["code"]) == (503, "service-busy")
        assert (await caller.post(f"{V}/1.0.0/validate")).status_code == 503


@pytest.mark.asyncio
async def test_what_is_kept_is_not_deleted(tmp_path: Path) -> None:
    async with client(service(tmp_path)) as caller:
        kept = await caller.delete("/v1/models/cxr-lungs/versions/1.1.0")
        assert (kept.status_code, kept.json()["code"]) == (409, "version-kept")
        for path in ("cxr-lungs/versions/9.9.9", "nothing/versions/1.0.0"):
            assert (await caller.delete(f"/v1/models/{path}")).status_code == 404


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "body", [{}, {"reason": ""}, {"reason": "\x00"}, {"reason": "x" * 1001}, {"reason": "x", "y": 1}]
)
async def test_a_reason_is_needed(tmp_path: Path, body: dict[str, object]) -> None:
    async with client(service(tmp_path)) as caller:
        for path in ("deprecate", "revoke"):
            answer = await caller.post(f"/v1/models/cxr-lungs/versions/1.1.0/{path}", json=body)
            assert (answer.status_code, answer.json()["code"]) == (422, "usage")
