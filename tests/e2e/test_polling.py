"""Polls of a real Orthanc: its list of changes, and QIDO-RS. Who is told is written down here; from there on rules and
jobs are in test_orthanc_trigger.py and test_rules.py; both polls at once before a real service are at the end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydicom.uid import generate_uid

from radlane.dicomweb.credentials import basic
from radlane.dicomweb.orthanc import OrthancRest
from radlane.dicomweb.session import Service
from radlane.domain.job import Expectation
from radlane.jobs.database import Engine, migrate, open_database
from radlane.jobs.poll_book import PollBook
from radlane.triggers.orthanc_changes import OrthancChanges
from radlane.triggers.polling import Poll, Poller, Source
from radlane.triggers.qido_poll import QidoPoll
from support.caller import pacs_settings
from support.orthanc import USER, Orthanc, running
from support.polls import Announced
from support.radiographs import radiograph
from support.server import serving

_STABLE_S = 1
_PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def orthanc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orthanc]:
    with running(tmp_path_factory.mktemp("orthanc"), {"StableAge": _STABLE_S}) as pacs:
        yield pacs


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_database(f"sqlite:///{tmp_path / 'radlane.sqlite'}")
    migrate(made)
    yield made
    made.dispose()


def put(orthanc: Orthanc, study: str, **attributes: str) -> None:
    """An image more of a study of today."""
    today = datetime.now(UTC).strftime("%Y%m%d")
    uids = {"StudyInstanceUID": study, "SeriesInstanceUID": generate_uid(), "SOPInstanceUID": generate_uid()}
    orthanc.put(radiograph(**{"StudyDate": today, **uids, **attributes}))


def poll(engine: Engine, source: Source, announced: Announced) -> Poll:
    return Poll(
        name="night",
        archive="pacs",
        every_s=1.0,
        source=source,
        book=PollBook(engine, "night", "an Orthanc", generate_uid()[:32], lambda: datetime.now(UTC)),
        announce=announced,
        clock=time.monotonic,
        expects=True,
    )


def turn_until(poller: Poller, is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(poller.turn())


def _jobs(url: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = httpx.get(f"{url}/v1/jobs", trust_env=False, timeout=30).json()["items"]
    return items


def test_the_list_of_changes_of_an_orthanc(orthanc: Orthanc, engine: Engine) -> None:
    put(orthanc, generate_uid())  # before the first look
    rest = OrthancRest(
        Service(url=orthanc.url.removesuffix("/dicom-web"), authorization=basic(USER, orthanc.password_file))
    )
    time.sleep(3 * _STABLE_S + 1)
    announced = Announced()
    source = OrthancChanges(orthanc=rest, since=None, record=lambda _: None)
    poller = Poller(poll(engine, source, announced))
    poller.turn()
    one, other, gone, ours = (generate_uid() for _ in range(4))
    put(orthanc, one)
    put(orthanc, one)
    put(orthanc, ours, Manufacturer="radlane")
    put(orthanc, gone)
    put(orthanc, other)
    turn_until(poller, lambda: {one, other, gone} <= set(announced.studies))
    assert ours not in announced.studies
    assert len(announced.told) == 3
    (told,) = (told for told in announced.told if told.study_instance_uid == one)
    assert told.expect == Expectation(series=2, instances=2)
    put(orthanc, one)  # it grows while this process is dead
    time.sleep(3 * _STABLE_S + 1)
    poller._poll.book.leave()
    later = Announced()
    again = Poller(poll(engine, source, later))
    turn_until(again, lambda: later.studies == [one])
    assert later.told[0].expect == Expectation(series=3, instances=3)


def test_studies_of_the_last_days_by_qido(orthanc: Orthanc, engine: Engine) -> None:
    before = generate_uid()
    put(orthanc, before)
    announced = Announced()
    source = QidoPoll(
        listed=orthanc.archive(),
        since=None,
        days=1,
        quiet=timedelta(seconds=3),
        now=lambda: datetime.now(UTC),
        record=lambda _: None,
    )
    poller = Poller(poll(engine, source, announced))
    poller.turn()
    study, old = generate_uid(), generate_uid()
    put(orthanc, study)
    put(orthanc, old, StudyDate="20200101")
    begin = time.monotonic()
    for _ in range(3):
        put(orthanc, study)
        time.sleep(poller.turn() + 0.1)
    assert announced.told == []
    turn_until(poller, lambda: announced.studies == [study])
    assert time.monotonic() - begin > 3
    one_day = orthanc.archive().studies_from(date(2020, 1, 1), date(2020, 1, 1))
    assert [found.name for found in one_day] == [old]
    put(orthanc, before)
    turn_until(poller, lambda: announced.studies == [study, before])


def test_both_polls_at_once_before_a_service_make_one_run(orthanc: Orthanc, tmp_path: Path) -> None:
    """Nobody tells of the study; its report comes into the Orthanc, and the report starts nothing."""
    orthanc.empty()
    (tmp_path / "rules.yaml").write_text("rules:\n  - {name: chest, when: {modality: CR}, run: cxr-lungs}\n")
    polls = {
        "CHANGES__KIND": "orthanc-changes",
        "CHANGES__URL": orthanc.url.removesuffix("/dicom-web"),
        "CHANGES__EVERY_SECONDS": "1",
        "QUERY__KIND": "qido",
        "QUERY__EVERY_SECONDS": "1",
        "QUERY__QUIET_SECONDS": "2",
        **{f"{name}__ARCHIVE": "pacs" for name in ("CHANGES", "QUERY")},
    }
    settings = {
        **pacs_settings(orthanc),
        "RADLANE_RULES_FILE": str(tmp_path / "rules.yaml"),
        **{f"RADLANE_POLLS__{name}": value for name, value in polls.items()},
    }
    with serving(tmp_path / "service", **settings) as service:
        time.sleep(5)
        put(orthanc, generate_uid())
        deadline = time.monotonic() + 2 * _PATIENCE_S
        jobs = _jobs(service.url)
        while not jobs or any(job["state"] in {"queued", "running", "waiting"} for job in jobs):
            assert time.monotonic() < deadline, jobs
            time.sleep(0.3)
            jobs = _jobs(service.url)
        time.sleep(8)  # the results were seen by both
        assert [job["id"] for job in _jobs(service.url)] == [job["id"] for job in jobs]
        assert len({job["run"] for job in jobs}) == 1
        figures = httpx.get(f"{service.url}/metrics", trust_env=False).text
        assert 'radlane_poll_studies{poll="changes"} 0.0' in figures
        assert 'radlane_poll_age_seconds{poll="query"}' in figures
