"""Events of an Orthanc over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from radlane.app.keys import open_keys
from radlane.domain.job import Expectation, JobRequest, Order
from radlane.errors import ArchiveNotFound, StudyNotFound
from radlane.security.scopes import Scope
from support.asgi import client, service, settings_in
from support.desk import Desk
from support.jobs import MODEL
from support.polls import Announced
from support.radiographs import STUDY

PATH = "/v1/events/orthanc"


class Telling:
    """A desk, and who is told at once or later; what fits the rules is a job of its own."""

    def __init__(self, folder: Path) -> None:
        self.desk, self.now, self.later = Desk(folder), Announced(), Announced()
        self.wanted = True

    def announce(self, announcement: Any) -> Any:
        self.now(announcement)
        if not self.wanted:
            return ()
        request = JobRequest(study_instance_uid=announcement.study_instance_uid, model=MODEL)
        order = Order(request=request, source=announcement.source, destinations=("a",), package_digest="d")
        return (self.desk.world.store.accept(order)[0],)

    @property
    def parts(self) -> dict[str, Any]:
        return {**self.desk.parts, "announce": self.announce, "announce_later": self.later}


@pytest.fixture
def telling(tmp_path: Path) -> Telling:
    return Telling(tmp_path)


def app_of(telling: Telling, folder: Path, **settings: Any) -> Any:
    return service(folder, telling.parts, models_dir=folder / "models", **settings)


@pytest.mark.asyncio
async def test_an_event_gives_the_jobs_that_the_rules_want_the_same_ones_each_time(
    telling: Telling, tmp_path: Path
) -> None:
    async with client(app_of(telling, tmp_path)) as caller:
        answers = [await caller.post(PATH, json={"study": STUDY, "instances": 3}) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [202, 202]
        (first,), (second,) = (answer.json()["jobs"] for answer in answers)
        assert (first["id"], first["study"], answers[0].json()["reason"]) == (second["id"], STUDY, None)
        told = telling.now.told[0]
        assert (told.study_instance_uid, told.source, told.caller.via) == (STUDY, "a", "orthanc")
        assert told.expect == Expectation(instances=3)
        telling.wanted = False
        nothing = (await caller.post(PATH, json={"study": STUDY, "archive": "b"})).json()
        assert (nothing["jobs"], nothing["reason"]["code"]) == ([], "nothing-wanted")
        assert telling.now.told[-1].source == "b"


@pytest.mark.asyncio
async def test_an_event_may_be_looked_into_later(telling: Telling, tmp_path: Path) -> None:
    async with client(app_of(telling, tmp_path)) as caller:
        answer = await caller.post(PATH, json={"study": STUDY, "wait": False})
        assert (answer.status_code, answer.json()["reason"]["code"]) == (202, "looked-up-later")
        assert (telling.now.told, telling.later.studies) == ([], [STUDY])


@pytest.mark.asyncio
async def test_what_cannot_be_announced_is_a_problem(telling: Telling, tmp_path: Path) -> None:
    async with client(app_of(telling, tmp_path)) as caller:
        assert (await caller.post(PATH, json={"study": "../system"})).json()["code"] == "uid-invalid"
        assert (await caller.post(PATH, json={"study": STUDY, "url": "http://x"})).status_code == 422
        telling.now.errors[""] = StudyNotFound("It is not there", uid=STUDY)
        assert (await caller.post(PATH, json={"study": STUDY})).status_code == 404
        telling.later.errors[""] = ArchiveNotFound("There is none")
        assert (await caller.post(PATH, json={"study": STUDY, "wait": False})).json()["code"] == "archive-not-found"


@pytest.mark.asyncio
async def test_who_may_not_write_jobs_tells_of_nothing(telling: Telling, tmp_path: Path) -> None:
    settings = settings_in(tmp_path, access="keys")
    keys = open_keys(settings)
    _, reads = keys.create("reader", (Scope.JOBS_READ,), None)
    async with client(app_of(telling, tmp_path, access="keys")) as caller:
        assert (await caller.post(PATH, json={"study": STUDY})).status_code == 401
        headers = {"Authorization": f"Bearer {reads}"}
        assert (await caller.post(PATH, json={"study": STUDY}, headers=headers)).status_code == 403
    assert telling.now.told == []
