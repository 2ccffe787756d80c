"""An Orthanc that says what it says, and others that say something else; a real one: tests/e2e/test_polling.py."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter

from radlane.dicomweb.orthanc import Changes, OrthancRest
from radlane.dicomweb.session import Service
from radlane.domain.sighting import Sighting
from radlane.errors import ArchiveError, ArchiveUnavailable

ID = "dc22db32-2d8013fd-7252f2f3-628e39a5-bbc4fc38"
OTHER = ID.replace("d", "e")


def change(place: Any, kind: str = "StableStudy", orthanc_id: Any = ID) -> dict[str, Any]:
    return {"ChangeType": kind, "ID": orthanc_id, "ResourceType": "Study", "Seq": place}


class Answers(BaseAdapter):
    """Path -> what is answered: a status, bytes, or JSON."""

    def __init__(self, answers: dict[str, Any]) -> None:
        super().__init__()
        self.answers = answers

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        said = self.answers.get(str(request.path_url), 404)
        answer = requests.Response()
        answer.status_code = said if isinstance(said, int) else 200
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        answer.raw, answer.request, answer.url = Raw(body), request, str(request.url)
        return answer

    def close(self) -> None:
        """There is nothing to close."""


class Raw(BytesIO):
    """Bytes as urllib3 gives them."""

    def read1(self, size: int = -1, **_: Any) -> bytes:  # type: ignore[override]
        return super().read1(size)


def asked(answers: dict[str, Any]) -> OrthancRest:
    rest = OrthancRest(Service(url="http://orthanc.example", authorization=lambda: None))
    rest._session.mount("http://", Answers(answers))
    return rest


def page(*changes: Any, done: bool = True) -> dict[str, Any]:
    return {"Changes": list(changes), "Done": done, "Last": 0}


def test_the_newest_change() -> None:
    assert asked({"/changes?last": page(change(7, "StablePatient"))}).newest() == 7
    assert asked({"/changes?last": page()}).newest() == 0


def test_studies_that_became_stable_are_named_once() -> None:
    said = page(change(4), change(5, "NewStudy"), change(6, orthanc_id=OTHER), change(9), done=False)
    found = asked({"/changes?since=3&limit=10": said}).changes(3, 10)
    assert found == Changes(stable=(ID, OTHER), last=9, done=False)


def test_an_empty_page_is_the_end_and_moves_nothing() -> None:
    assert asked({"/changes?since=3&limit=10": page(done=False)}).changes(3, 10) == Changes(
        stable=(), last=3, done=True
    )


def test_an_id_that_is_none_is_not_asked_for() -> None:
    said = page(change(4, orthanc_id="../../system"), change(5, orthanc_id=None), change(6, orthanc_id=ID + "?x"))
    assert asked({"/changes?since=3&limit=10": said}).changes(3, 10).stable == ()


# What is no list of changes: it does not go on, goes back, or is something else.
STRANGE = [
    page(change(3)),
    page(change(5), change(4)),
    page(change(5), change(5)),
    page(change(-1)),
    page(change("4")),
    page(change(2**70)),
    page("x"),
    {"Changes": {}},
    [],
    b"<html>",
    b"[" * 100_000,
]


@pytest.mark.parametrize("said", STRANGE, ids=range(len(STRANGE)))
def test_what_is_no_list_of_changes_is_an_error(said: Any) -> None:
    with pytest.raises(ArchiveError):
        asked({"/changes?since=3&limit=10": said}).changes(3, 10)


def series(manufacturer: str | None, count: int) -> dict[str, Any]:
    tags = {} if manufacturer is None else {"Manufacturer": manufacturer}
    return {"MainDicomTags": tags, "Instances": ["i"] * count}


def of_study(*parts: dict[str, Any], uid: Any = "1.2.3") -> dict[str, Any]:
    tags = {} if uid is None else {"StudyInstanceUID": uid}
    return {f"/studies/{ID}": {"MainDicomTags": tags}, f"/studies/{ID}/series": list(parts)}


def test_a_study_is_as_large_as_what_others_put_into_it() -> None:
    said = of_study(series("Acme", 3), series("radlane", 1), series(None, 4))
    assert asked(said).study(ID) == Sighting(name="1.2.3", series=2, instances=7)


def test_what_is_gone_or_ours_alone_or_has_no_uid_is_no_study() -> None:
    assert asked({}).study(ID) is None
    assert asked(of_study(series("radlane", 3))).study(ID) is None
    assert asked(of_study(series("Acme", 3), uid="*")).study(ID) is None
    assert asked(of_study(series("Acme", 3), uid=None)).study(ID) is None


def test_what_does_not_answer_now_is_asked_later() -> None:
    with pytest.raises(ArchiveUnavailable):
        asked({"/changes?last": 503}).newest()
    with pytest.raises(ArchiveError, match="status 400"):
        asked({"/changes?last": 400}).newest()
