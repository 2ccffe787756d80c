"""What the settings ask to poll, as threads."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta

from radlane.api.services import Services
from radlane.app.site import Archives, build_authorization, build_service
from radlane.app.trail import now
from radlane.dicomweb.archive import StudyList
from radlane.dicomweb.orthanc import OrthancRest
from radlane.domain.sighting import Sighting
from radlane.jobs.poll_book import PollBook
from radlane.jobs.poll_figures import read_polls
from radlane.jobs.trail import Trail
from radlane.settings.archives import DicomWebArchiveSettings
from radlane.settings.polls import OrthancChangesPollSettings, PollSettings
from radlane.settings.tree import Settings
from radlane.triggers.event_inbox import EVERY_S, SUBJECT, VIA, EventInbox, Told, book_name
from radlane.triggers.found import found_entry
from radlane.triggers.orthanc_changes import OrthancChanges
from radlane.triggers.polling import Poll, Poller, Source
from radlane.triggers.qido_poll import QidoPoll


@contextmanager
def polls_at_work(archives: Archives, services: Services) -> Iterator[None]:
    """All polls of the settings, and what announces the events of archives, at work until the service stops."""
    names = tuple(archives.settings.polls)
    services.metrics.watch_polls(lambda: read_polls(services.trail.engine, names, now()))
    polls = [build_poll(name, archives, services) for name in names]
    with ExitStack() as stack:
        for poll in (*polls, *(_events(name, services) for name in archives.settings.archives)):
            poller = Poller(poll)
            poller.start()
            stack.callback(poller.stop)
        yield


def build_poll(name: str, archives: Archives, services: Services) -> Poll:
    """A poll of the settings."""
    wanted = archives.settings.polls[name]
    return Poll(
        name=name,
        archive=wanted.archive,
        every_s=wanted.every_seconds,
        source=_source(name, wanted, archives, services),
        book=PollBook(services.trail.engine, name, _subject(wanted, archives), _new_name(), now),
        announce=services.announce,
        clock=time.monotonic,
        expects=isinstance(wanted, OrthancChangesPollSettings) and wanted.expect,
    )


def build_inbox(settings: Settings, trail: Trail) -> EventInbox:
    """Where events are put on record."""
    return EventInbox(
        archives=tuple(settings.archives), book=lambda name: PollBook(trail.engine, name, SUBJECT, _new_name(), now)
    )


def _events(archive: str, services: Services) -> Poll:
    name = book_name(archive)
    return Poll(
        name=name,
        archive=archive,
        every_s=EVERY_S,
        source=Told(),
        book=PollBook(services.trail.engine, name, SUBJECT, _new_name(), now),
        announce=services.announce,
        clock=time.monotonic,
        expects=True,
        via=VIA,
    )


def _new_name() -> str:
    """What no other process is called, nor this one after its next start."""
    return secrets.token_hex(16)


def _source(name: str, wanted: PollSettings, archives: Archives, services: Services) -> Source:
    def record(studies: Sequence[Sighting]) -> None:
        services.trail.record(found_entry(name, wanted.archive, studies))

    if isinstance(wanted, OrthancChangesPollSettings):
        return OrthancChanges(orthanc=_orthanc(wanted, archives), since=wanted.since, record=record)
    listed = archives.get(wanted.archive)
    assert isinstance(listed, StudyList)  # the settings see to that
    return QidoPoll(
        listed=listed,
        since=wanted.since,
        days=wanted.look_back_days,
        quiet=timedelta(seconds=wanted.quiet_seconds),
        now=now,
        record=record,
    )


def _orthanc(wanted: OrthancChangesPollSettings, archives: Archives) -> OrthancRest:
    """An Orthanc at its own address, talked to as the archive is."""
    archive = _archive(wanted, archives)
    service = replace(build_service(archive), url=wanted.url.rstrip("/"))
    if wanted.auth is not None:
        service = replace(service, authorization=build_authorization(wanted.auth), certificate=None)
    return OrthancRest(replace(service, ca_file=wanted.ca_file) if wanted.ca_file else service)


def _archive(wanted: PollSettings, archives: Archives) -> DicomWebArchiveSettings:
    archive = archives.settings.archives[wanted.archive]
    assert isinstance(archive, DicomWebArchiveSettings)  # the settings see to that
    return archive


def _subject(wanted: PollSettings, archives: Archives) -> str:
    """What is polled: where that changes, how far it was looked through means nothing."""
    url = wanted.url if isinstance(wanted, OrthancChangesPollSettings) else _archive(wanted, archives).url
    return f"{wanted.kind} {url}"
