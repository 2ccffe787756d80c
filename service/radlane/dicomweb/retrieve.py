"""Instances from a DICOMweb archive, as Part 10 files in a spool.

In: an index, and which of its instances are wanted. Out: files. They are streamed to the disk, several answers at once,
and never held in memory. Whatever breaks, what has arrived whole stays: who asks again gets the rest.
Reference: PS3.18 sections 10.4 (Retrieve) and 8.7.3 (media types).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import requests

from radlane.dicomweb.budget import Budget
from radlane.dicomweb.deposit import target_of
from radlane.dicomweb.failures import unexpected
from radlane.dicomweb.multipart import boundary_of, read_parts
from radlane.dicomweb.part10 import Head, Limits
from radlane.dicomweb.session import Service, Session, body_of
from radlane.dicomweb.spool import Intake, find_spooled, of_this_start
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef, require_uid
from radlane.domain.study import Availability, RetrievedInstance, SeriesIndex, StudyIndex
from radlane.errors import ArchiveUnavailable, InputRefused, StudyNotFound

AS_STORED = 'multipart/related; type="application/dicom"; transfer-syntax=*'
EXPLICIT = 'multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.1'
_NOT_SO = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_ACCEPTABLE)
_ABSENT = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.NO_CONTENT)
_GIVEN = (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT)


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request: a whole series, or one instance, and what has to come."""

    path: str
    wanted: tuple[InstanceRef, ...]


class Retrieval:
    """Retrieves from one archive.

    Parameters
    ----------
    service : Service
        Where it is.
    session : Session
        How it is talked to.
    limits : Limits
        Bytes of an instance, and what comes of a study.
    """

    def __init__(self, service: Service, session: Session, limits: Limits) -> None:
        prefix = f"/{service.wado_prefix}" if service.wado_prefix else ""
        self._url = f"{service.url}{prefix}"
        self._connections = service.connections
        self._session = session
        self._limits = limits

    def retrieve(
        self, index: StudyIndex, instances: Sequence[InstanceRef], spool: Path
    ) -> tuple[RetrievedInstance, ...]:
        """Return the instances, in the order asked for, with the heads of those that came now.

        Raises
        ------
        InputRefused, StudyNotFound, ArchiveError, ArchiveUnavailable, StorageFull
            As the port says.
        """
        spool = of_this_start(spool)
        heads: dict[InstanceRef, Head] = {}
        missing = [ref for ref in dict.fromkeys(instances) if not find_spooled(spool, ref, self._limits)]
        if missing:
            _require_few(missing, self._limits)
            _require_within_reach(index, missing)
            with _told_if_slow(index, missing):
                heads = self._fetch_all(plan(index, missing), spool)
        return tuple(RetrievedInstance(ref=ref, path=_arrived(ref, spool), head=heads.get(ref)) for ref in instances)

    def retrieve_one(self, ref: InstanceRef, spool: Path) -> Path:
        """Return the file of an instance that no index needs to name.

        Raises
        ------
        InputRefused, StudyNotFound, ArchiveError, ArchiveUnavailable, StorageFull
            As the port says.
        """
        self._fetch_all(tuple(_plan({}, [ref])), spool)
        return _arrived(ref, spool)

    def _fetch_all(self, asked: Sequence[Request], spool: Path) -> dict[InstanceRef, Head]:
        """Fetch several at once, and return the heads of what came; the first error ends all of them."""
        budget = Budget(self._limits.study_bytes, self._limits.study_seconds, time.monotonic)
        with ThreadPoolExecutor(min(self._connections, len(asked))) as pool:
            fetching = [pool.submit(copy_context().run, self._fetch, request, spool, budget) for request in asked]
            try:
                done = wait(fetching, return_when=FIRST_EXCEPTION).done
            finally:
                budget.stop()
                pool.shutdown(cancel_futures=True)
        heads: dict[InstanceRef, Head] = {}
        for future in (future for future in fetching if future in done):
            heads |= future.result()
        return heads

    def _fetch(self, request: Request, spool: Path, budget: Budget) -> dict[InstanceRef, Head]:
        budget.require_time()
        answer = self._ask(request)
        with closing(answer), Intake(spool, request.wanted, self._limits) as intake:
            boundary = boundary_of(answer.headers.get("Content-Type", ""))
            chunks = budget.watch(body_of(answer, self._session.patience_s))
            read_parts(chunks, boundary, intake.open_part)
        return intake.heads

    def _ask(self, request: Request) -> requests.Response:
        """Ask for what is stored, as it is; an archive that does not know how to say that gets a plain question."""
        url = f"{self._url}{request.path}"
        answer = self._session.get(url, headers={"Accept": AS_STORED}, stream=True)
        if answer.status_code in _NOT_SO:
            answer.close()
            answer = self._session.get(url, headers={"Accept": EXPLICIT}, stream=True)
        if answer.status_code in _GIVEN:
            return answer
        answer.close()
        if answer.status_code in _ABSENT:
            raise _gone(request.wanted[0])
        if answer.status_code == HTTPStatus.ACCEPTED:
            raise ArchiveUnavailable("The archive fetches the images first", remedy="Try again later")
        raise unexpected(answer.status_code)


def plan(index: StudyIndex, missing: Sequence[InstanceRef]) -> tuple[Request, ...]:
    """Return what to ask for: series of which all instances are missing as a whole, others one by one.

    Raises
    ------
    UidInvalid
        If a UID is none.
    """
    return tuple(_plan({series.series_instance_uid: series.instances for series in index.series}, missing))


def _plan(known: dict[str, tuple[InstanceRef, ...]], missing: Sequence[InstanceRef]) -> Iterator[Request]:
    of_series: dict[tuple[str, str], list[InstanceRef]] = {}
    for ref in missing:
        of_series.setdefault((ref.study_instance_uid, ref.series_instance_uid), []).append(ref)
    for (study, series), refs in of_series.items():
        path = (
            f"/studies/{require_uid(study, 'Study Instance UID')}/series/{require_uid(series, 'Series Instance UID')}"
        )
        if len(refs) > 1 and set(refs) == set(known.get(series, ())):
            yield Request(path=path, wanted=tuple(refs))
            continue
        for ref in refs:
            uid = require_uid(ref.sop_instance_uid, "SOP Instance UID")
            yield Request(path=f"{path}/instances/{uid}", wanted=(ref,))


def _arrived(ref: InstanceRef, spool: Path) -> Path:
    path = target_of(ref, spool)
    if not path.is_file():
        raise _gone(ref)
    return path


def _gone(ref: InstanceRef) -> StudyNotFound:
    return StudyNotFound("An instance is no longer in the archive", uid=ref.sop_instance_uid)


def _require_few(missing: Sequence[InstanceRef], limits: Limits) -> None:
    if len(missing) > limits.study_instances:
        raise InputRefused(
            ReasonCode.FILE_UNREADABLE,
            f"The study has more than {limits.study_instances} instances to be retrieved",
            uid=missing[0].study_instance_uid,
        )


def _require_within_reach(index: StudyIndex, missing: Sequence[InstanceRef]) -> None:
    """Do not ask for what somebody has to fetch first."""
    away = [series for series in _holding(index, missing) if series.is_away]
    if away:
        raise ArchiveUnavailable(
            "The images are not in the archive now",
            uid=away[0].series_instance_uid,
            why=f"Instance Availability is {away[0].availability}",
            remedy="Bring them back into the archive, then run again",
        )


@contextmanager
def _told_if_slow(index: StudyIndex, missing: Sequence[InstanceRef]) -> Iterator[None]:
    """What is on slow media comes only when it is asked for, and maybe not in time."""
    try:
        yield
    except ArchiveUnavailable as error:
        slow = [series for series in _holding(index, missing) if series.availability is Availability.NEARLINE]
        if not slow:
            raise
        raise ArchiveUnavailable(
            "The images are on slow media and did not come",
            uid=slow[0].series_instance_uid,
            why=f"Instance Availability is {slow[0].availability}; {error.why or error.what}",
            remedy="The archive has been asked for them. Try again later",
            retry_after_s=error.retry_after_s,
        ) from error


def _holding(index: StudyIndex, missing: Sequence[InstanceRef]) -> list[SeriesIndex]:
    wanted = {ref.series_instance_uid for ref in missing}
    return [series for series in index.series if series.series_instance_uid in wanted]
