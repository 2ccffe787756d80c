from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from radlane.api.bounds import Bounds
from radlane.api.places import Places
from radlane.api.routes.dicomweb import FULL_S
from radlane.domain.arrival import Failure
from radlane.errors import StorageFull
from support.archives import deflated
from support.asgi import client, service
from support.radiographs import INSTANCE, SERIES, STUDY
from support.reception import BOUNDARY, body_of, desk, image, reasons, stow_headers

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def _post(folder: Path, content: bytes, path: str = "", **changes: Any) -> httpx.Response:
    headers = {**stow_headers(), **changes.pop("headers", {})}
    async with client(service(folder, changes)) as caller:
        return await caller.post(f"/dicomweb/studies{path}", content=content, headers=headers)


async def test_instances_are_kept_and_the_answer_says_so(tmp_path: Path) -> None:
    answer = await _post(tmp_path, body_of([image(1), image(2)]))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/dicom+json")
    assert reasons(answer.json()) == {"stored": [f"{INSTANCE}.1", f"{INSTANCE}.2"], "failed": {}, "other": []}
    received = tmp_path / "data" / "received" / STUDY / SERIES
    assert sorted(path.name for path in received.iterdir()) == [f"{INSTANCE}.1.dcm", f"{INSTANCE}.2.dcm"]


async def test_deflated_instances_are_kept_byte_for_byte(tmp_path: Path) -> None:
    content = deflated(image(1))
    answer = await _post(tmp_path, body_of([content, deflated(image(2))[:500]]))
    expected = {"stored": [f"{INSTANCE}.1"], "failed": {}, "other": [Failure.UNREADABLE]}
    assert (answer.status_code, reasons(answer.json())) == (202, expected)
    assert (tmp_path / "data" / "received" / STUDY / SERIES / f"{INSTANCE}.1.dcm").read_bytes() == content


async def test_some_that_are_not_kept_are_said_with_their_reasons(tmp_path: Path) -> None:
    answer = await _post(tmp_path, body_of([image(1), b"junk", image(2, PatientID="OTHER")]))
    assert answer.status_code == 202
    failed = {f"{INSTANCE}.2": Failure.OTHER_PATIENT}
    assert reasons(answer.json()) == {"stored": [f"{INSTANCE}.1"], "failed": failed, "other": [Failure.UNREADABLE]}


async def test_instances_of_another_study_than_the_address_are_not_kept(tmp_path: Path) -> None:
    answer = await _post(tmp_path, body_of([image(1)]), f"/{STUDY}.2")
    assert answer.status_code == 409
    assert reasons(answer.json())["failed"] == {f"{INSTANCE}.1": Failure.OTHER_STUDY}


async def test_what_the_sender_expects_is_on_record(tmp_path: Path) -> None:
    made = desk(tmp_path)
    headers = {"Radlane-Expect-Instances": "2"}
    answer = await _post(tmp_path, body_of([image(1)]), f"/{STUDY}", headers=headers, reception=made.reception)
    assert answer.status_code == 200
    (received,) = made.table.open()
    assert (received.expected, received.sender.via) == (2, "stow-rs")


@pytest.mark.parametrize(
    ("content", "path", "headers", "status"),
    [
        (b"", "", {}, 400),
        (body_of([]), "", {}, 400),  # no parts
        (body_of([image(1)])[:-6], "", {}, 400),  # it ends too early
        (b"no multipart", "", {}, 400),
        (body_of([image(1)]), "", {"Content-Type": "multipart/related; type=application/dicom"}, 400),  # no boundary
        (body_of([image(1)]), "", {"Content-Type": "application/dicom"}, 415),
        (
            body_of([image(1)]),
            "",
            {"Content-Type": f'multipart/related; type="application/dicom+json"; boundary={BOUNDARY}'},
            415,
        ),
        (body_of([image(1)]), "", {"Accept": "application/dicom+xml"}, 406),
        (body_of([image(1)]), "/..%2f..", {}, 404),
        (body_of([image(1)]), "/no-uid", {}, 422),
        (body_of([image(1)]), f"/{STUDY}", {"Radlane-Expect-Instances": "0"}, 422),
        (body_of([image(1)]), "", {"Content-Length": "9" * 15}, 413),
    ],
)
async def test_what_is_no_request_of_stow_is_refused(
    tmp_path: Path, content: bytes, path: str, headers: dict[str, str], status: int
) -> None:
    answer = await _post(tmp_path, content, path, headers=headers)
    assert answer.status_code == status
    assert not list((tmp_path / "data" / "received").rglob("*.part"))


async def test_parts_of_another_type_are_not_kept(tmp_path: Path) -> None:
    answer = await _post(tmp_path, body_of([image(1)], "application/octet-stream"))
    assert (answer.status_code, reasons(answer.json())["other"]) == (409, [Failure.UNREADABLE])


async def test_a_part_beyond_the_limit_is_too_large_and_the_others_are_kept(tmp_path: Path) -> None:
    large = image(1) + bytes(100_000)
    answer = await _post(tmp_path, body_of([large, image(2)]), most_bytes=50_000)
    assert answer.status_code == 202
    expected = {"stored": [f"{INSTANCE}.2"], "failed": {}, "other": [Failure.TOO_LARGE]}
    assert reasons(answer.json()) == expected


async def test_a_body_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    bounds = Bounds(most_bytes=1000, seconds=10, patience_seconds=10)
    answer = await _post(tmp_path, body_of([image(1)]), store_bounds=bounds)
    assert answer.status_code == 413


async def test_without_room_the_sender_is_told_to_come_again(tmp_path: Path) -> None:
    def full() -> None:
        raise StorageFull("full")

    answer = await _post(tmp_path, body_of([image(1)]), reception=desk(tmp_path, require_room=full).reception)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, str(FULL_S))


async def test_room_that_ends_on_the_way_is_said_too(tmp_path: Path) -> None:
    made = desk(tmp_path, most_bytes=10)
    answer = await _post(tmp_path, body_of([image(1)]), reception=made.reception)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, str(FULL_S))


async def test_only_so_many_requests_come_at_once(tmp_path: Path) -> None:
    answer = await _post(tmp_path, body_of([image(1)]), storing=Places(0))
    assert answer.status_code == 503
