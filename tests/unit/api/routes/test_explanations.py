"""Heat maps over HTTP: the picture as it was sent, and the numbers."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pydicom import dcmread

from radlane.domain.explanation import Method, Sanity
from radlane.domain.result import Role
from support.asgi import client
from support.desk import Desk
from support.jobs import MODEL
from support.radiographs import STUDY


def keep(desk: Desk, digest: str, method: Method, correlation: float) -> None:
    """Say what was found of a method: this network has no weights that could be drawn at random."""
    desk.world.models.book.keep(digest, Sanity(method=method, correlation=correlation))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.asyncio
async def test_a_job_that_is_explained_has_pictures_and_numbers(desk: Desk) -> None:
    body = {"study": STUDY, "model": MODEL, "explain": "occlusion"}
    async with client(desk.app) as caller:
        accepted = await caller.post("/v1/jobs", json=body)
        assert accepted.json()["explain"] == "occlusion"
        path = accepted.headers["location"]
        keep(desk, accepted.json()["package_digest"], Method.OCCLUSION, 0.0)
        desk.work()
        result = (await caller.get(f"{path}/result")).json()
        found = result["explanations"]
        assert [one["number"] for one in found] == list(range(1, len(found) + 1))
        assert {one["method"] for one in found} == {"occlusion"}
        assert {one["finding"] for one in found} <= {finding["id"] for finding in result["findings"]}
        assert all(one["faithfulness"]["steps"] >= 0 for one in found)
        roles = [item["role"] for item in result["objects"]]
        assert roles.count("explanation") == len(found) > 0
        job = (await caller.get(path)).json()
        pictures = [one for one in desk.world.ledger.objects(job["run"]) if one.role is Role.EXPLANATION]
        for one, picture in zip(found, pictures, strict=True):
            shown = await caller.get(f"{path}/explanations/{one['number']}/picture")
            assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
            np.testing.assert_array_equal(
                np.asarray(Image.open(BytesIO(shown.content))), dcmread(picture.path).pixel_array
            )
            numbers = await caller.get(f"{path}/explanations/{one['number']}/array")
            assert (numbers.status_code, numbers.headers["content-type"]) == (200, "application/x-npy")
            array = np.load(BytesIO(numbers.content), allow_pickle=False)
            assert (array.dtype, array.ndim, len(array)) == (np.float32, 3, 1)
            assert np.ptp(array) > 0
        for kind in ("picture", "array"):
            beyond = await caller.get(f"{path}/explanations/{len(found) + 1}/{kind}")
            assert (beyond.status_code, beyond.json()["code"]) == (404, "job-not-found")
            assert (await caller.get(f"{path}/explanations/0/{kind}")).status_code == 422


@pytest.mark.asyncio
async def test_what_is_asked_to_be_explained_is_another_job(desk: Desk) -> None:
    """Two callers at once of which one wants maps do not share a job; a method that there is not is refused."""
    body = {"study": STUDY, "model": MODEL}
    async with client(desk.app) as caller:
        plain = (await caller.post("/v1/jobs", json=body)).json()
        explained = (await caller.post("/v1/jobs", json={**body, "explain": "rise"})).json()
        assert plain["id"] != explained["id"]
        assert (plain["explain"], explained["explain"]) == (None, "rise")
        again = (await caller.post("/v1/jobs", json={**body, "explain": "rise"})).json()
        assert again["id"] == explained["id"]
        refused = await caller.post("/v1/jobs", json={**body, "explain": "score-cam"})
        assert (refused.status_code, refused.json()["code"]) == (422, "usage")


@pytest.mark.asyncio
async def test_a_job_without_a_result_has_no_pictures(desk: Desk) -> None:
    async with client(desk.app) as caller:
        path = (await caller.post("/v1/jobs", json={"study": STUDY, "model": MODEL})).headers["location"]
        for kind in ("picture", "array"):
            early = await caller.get(f"{path}/explanations/1/{kind}")
            assert (early.status_code, early.json()["code"]) == (409, "job-conflict")
        desk.work()
        for kind in ("picture", "array"):
            assert (await caller.get(f"{path}/explanations/1/{kind}")).status_code == 404


@pytest.mark.asyncio
async def test_a_version_says_how_it_is_explained(desk: Desk) -> None:
    """What stays alike when the weights are drawn at random is not offered, and who asks for it is told."""
    async with client(desk.app) as caller:
        name = f"/v1/models/{MODEL}/versions/production/explanations"
        methods = (await caller.get(name)).json()["items"]
        assert methods[0] == {"method": "grad-cam", "offered": True, "correlation": None}
        accepted = await caller.post("/v1/jobs", json={"study": STUDY, "model": MODEL, "explain": "rise"})
        digest = accepted.json()["package_digest"]
        keep(desk, digest, Method.OCCLUSION, 0.125)
        keep(desk, digest, Method.RISE, 0.5)
        known = {one["method"]: one for one in (await caller.get(name)).json()["items"]}
        assert (known["occlusion"]["correlation"], known["occlusion"]["offered"]) == (0.125, True)
        assert (known["rise"]["correlation"], known["rise"]["offered"]) == (0.5, False)
        desk.work()
        result = (await caller.get(f"{accepted.headers['location']}/result")).json()
        assert result["explanations"] == []
        assert "not-explained" in [reason["code"] for reason in result["reasons"]]
