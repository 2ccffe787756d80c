"""Polls as settings make them; at work: tests/e2e/test_polling.py."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from radlane.api.services import Services
from radlane.app.polls import build_inbox, build_poll, polls_at_work
from radlane.app.site import Archives, open_site
from radlane.dicomweb.orthanc import OrthancRest
from radlane.domain.sighting import Sighting
from radlane.errors import ArchiveNotFound
from radlane.monitoring.metrics import Metrics
from radlane.security.audit_record import Action
from radlane.settings.archives import BasicAuthSettings, DicomWebArchiveSettings, FolderArchiveSettings
from radlane.settings.polls import OrthancChangesPollSettings, QidoPollSettings
from radlane.triggers.announcement import Announcement
from radlane.triggers.intake import Caller
from radlane.triggers.orthanc_changes import OrthancChanges
from radlane.triggers.qido_poll import QidoPoll
from support.asgi import services_in, settings_in

PACS = DicomWebArchiveSettings(
    kind="dicomweb",
    url="http://pacs.example/dicom-web",
    auth=BasicAuthSettings(kind="basic", username="u", password_file=Path("/absent")),
)
OTHER = BasicAuthSettings(kind="basic", username="other", password_file=Path("/absent"))
CHANGES = OrthancChangesPollSettings(kind="orthanc-changes", archive="pacs", url="http://pacs.example/", expect=True)
QUERY = QidoPollSettings(kind="qido", archive="pacs", since=date(2026, 1, 1))


@pytest.fixture
def made(tmp_path: Path) -> tuple[Archives, Services]:
    polls: dict[str, Any] = {"changes": CHANGES, "query": QUERY}
    polls["other"] = CHANGES.model_copy(update={"auth": OTHER, "ca_file": Path("/authority.pem")})
    chosen: dict[str, Any] = {"archives": {"pacs": PACS}, "polls": polls}
    with open_site(settings_in(tmp_path, **chosen)) as site:
        services = services_in(tmp_path, site, Metrics("0"), **chosen)
    return Archives(settings_in(tmp_path, **chosen), services.metrics.archives), services


def test_a_poll_of_changes_asks_the_orthanc_as_the_archive_is_asked(made: tuple[Archives, Services]) -> None:
    poll = build_poll("changes", *made)
    assert (poll.name, poll.archive, poll.every_s, poll.expects, poll.via) == ("changes", "pacs", 10.0, True, "poll")
    assert isinstance(poll.source, OrthancChanges)
    assert isinstance(poll.source.orthanc, OrthancRest)
    assert poll.source.orthanc._url == "http://pacs.example"
    assert poll.source.orthanc._session.verify is True
    other = build_poll("other", *made)
    assert isinstance(other.source, OrthancChanges)
    assert isinstance(other.source.orthanc, OrthancRest)
    assert other.source.orthanc._session.verify == "/authority.pem"


def test_a_poll_by_queries_asks_the_archive_itself(made: tuple[Archives, Services]) -> None:
    archives, services = made
    poll = build_poll("query", archives, services)
    assert isinstance(poll.source, QidoPoll)
    assert poll.source.listed is archives.get("pacs")
    assert (poll.source.since, poll.source.quiet, poll.expects) == (date(2026, 1, 1), timedelta(seconds=120), False)


def test_what_a_poll_finds_is_on_record(made: tuple[Archives, Services]) -> None:
    poll = build_poll("query", *made)
    assert isinstance(poll.source, QidoPoll)
    poll.source.record([Sighting(name="1.2")])
    *_, record = made[1].trail.walk()
    assert (record.entry.action, record.entry.facts["studies"]) == (Action.STUDY_QUERIED, ["1.2"])


def test_polls_and_events_of_a_service_are_at_work_until_it_stops(tmp_path: Path) -> None:
    chosen = {"archives": {"ward": FolderArchiveSettings(kind="folder", path=tmp_path)}}
    with open_site(settings_in(tmp_path, **chosen)) as site:
        services = services_in(tmp_path, site, Metrics("0"), **chosen)
        archives = Archives(settings_in(tmp_path, **chosen), services.metrics.archives)
        event = Announcement(study_instance_uid="1.2", source="ward", caller=Caller())
        with polls_at_work(archives, services):
            services.announce_later(event)
            asyncio.run(_until_announced(services))


async def _until_announced(services: Services) -> None:
    for _ in range(400):
        if b'radlane_announcements_total{outcome="no-rules",via="orthanc"} 1.0' in services.metrics.text():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the event was not announced")


def test_events_are_of_archives_that_there_are(made: tuple[Archives, Services]) -> None:
    archives, services = made
    inbox = build_inbox(archives.settings, services.trail)
    with pytest.raises(ArchiveNotFound):
        inbox.add(Announcement(study_instance_uid="1.2", source="other", caller=Caller()))
