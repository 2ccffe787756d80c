"""What a DICOMweb archive has of a study.

In: a Study Instance UID. Out: `StudyIndex`, over dicomweb-client on radlane's own session.
Reference: PS3.18 sections 10.6 (Search) and 10.4.1.1.2 (metadata).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import date
from http import HTTPStatus

from dicomweb_client.web import DICOMwebClient
from requests import HTTPError

from radlane.dicomweb.dicom_json import Item, items_of, text_of
from radlane.dicomweb.failures import mapped, unexpected
from radlane.dicomweb.history import MOST_STUDIES, SAID, days, history_of
from radlane.dicomweb.index import (
    ACCESSION,
    ACCESSION_ISSUER,
    AVAILABILITY,
    BODY_PART,
    DESCRIPTION,
    INSTANCE,
    ISSUER,
    PATIENT_ID,
    REGIONS,
    SERIES,
    STATION,
    STUDY,
    accession_of,
    identity_of,
    index_of,
    names_another,
    refs_of,
    require_one_patient,
)
from radlane.dicomweb.paging import MOST_RESULTS, collect
from radlane.dicomweb.session import Service, Session
from radlane.dicomweb.sightings import SIZES, is_of, sightings_of
from radlane.domain.prior import PatientStudy
from radlane.domain.refs import InstanceRef, is_uid, require_uid
from radlane.domain.sighting import Sighting
from radlane.domain.study import Accession, StudyIndex
from radlane.errors import ArchiveError, StudyNotFound

PAGE = 500
_NOBODYS_STUDY = "2.25.0"  # the UUID of zeros (PS3.5 section B.2)
_ABSENT = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class _Refused(Exception):
    """The archive does not answer this question; it may answer another."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Query:
    """Asks one archive.

    Parameters
    ----------
    service : Service
        Where it is.
    session : Session
        How it is talked to.
    """

    def __init__(self, service: Service, session: Session) -> None:
        self._client = DICOMwebClient(
            service.url,
            session=session,
            qido_url_prefix=service.qido_prefix,
            wado_url_prefix=service.wado_prefix,
        )
        self._client.set_http_retry_params(retry=False)

    def check(self) -> None:
        """Ask for a study that nobody has: what is asked again and again reads nothing of a patient.

        Where that is answered as a wrong address would be, any one study is asked for, and thrown away: `limit=0` means
        all of them to some archives.

        Raises
        ------
        ArchiveError, ArchiveUnavailable
            If the archive does not answer as one.
        """
        nobodys = {"StudyInstanceUID": _NOBODYS_STUDY}
        answer = _answered(lambda: self._client.search_for_studies(limit=1, search_filters=nobodys))
        if answer is None:  # some say so where nothing fits, and a wrong address has nothing either
            answer = _answered(lambda: self._client.search_for_studies(limit=1))
        if answer is None:
            raise ArchiveError("There is no DICOMweb service at this address", remedy="Look at the archive's url")
        items_of(answer)

    def study_uids(self) -> tuple[str, ...]:
        """Return the Study Instance UIDs of the archive, in order.

        Raises
        ------
        ArchiveError, ArchiveUnavailable
            If it does not say, or has more than can be listed.
        """
        found = self._all(self._client.search_for_studies, (), lambda item: text_of(item, STUDY))
        return tuple(sorted(filter(is_uid, {text_of(item, STUDY) for item in found})))

    def studies_from(self, first: date, last: date | None) -> tuple[Sighting, ...]:
        """Return the studies of a day and of those after it up to another, by their Study Date, with their sizes.

        Raises
        ------
        ArchiveError, ArchiveUnavailable
            If the archive does not say, or has more than can be listed.
        """
        found = self._all(
            self._client.search_for_studies,
            SIZES,
            lambda item: (text_of(item, STUDY), *(text_of(item, tag) for tag in SIZES)),
            absent=self.check,
            search_filters={"StudyDate": f"{first:%Y%m%d}-{format(last, '%Y%m%d') if last else ''}"},
        )
        return sightings_of(item for item in found if is_of(item, first, last))

    def studies_of(self, accession: Accession) -> tuple[str, ...]:
        """Return the Study Instance UIDs of the studies that may have this accession number, in order.

        An archive need not answer Issuer of Accession Number to a query; then an instance's metadata say it.

        Raises
        ------
        ArchiveError, ArchiveUnavailable
            If it does not say.
        """
        found = self._all(
            self._client.search_for_studies,
            (ACCESSION, ACCESSION_ISSUER),
            lambda item: (text_of(item, STUDY), text_of(item, ACCESSION)),
            absent=self.check,
            search_filters={"AccessionNumber": accession.number},
        )
        named = {text_of(item, STUDY): accession_of(item) for item in found if accession_of(item).may_be(accession)}
        return tuple(uid for uid in sorted(filter(is_uid, named)) if self._may_have(uid, named[uid], accession))

    def studies_of_patient(self, patient_id: str, first: date, last: date) -> tuple[PatientStudy, ...]:
        """Return the studies with a Patient ID from one day to another.

        Raises
        ------
        ArchiveError, ArchiveUnavailable
            If the archive does not say, or names more than one patient can have.
        """
        found = self._all(
            self._client.search_for_studies,
            SAID,
            lambda item: (text_of(item, STUDY), *(text_of(item, tag) for tag in SAID)),
            absent=self.check,
            most=MOST_STUDIES,
            search_filters={"PatientID": patient_id, "StudyDate": days(first, last)},
        )
        return history_of(found, patient_id, first, last)

    def _may_have(self, uid: str, answered: Accession, wanted: Accession) -> bool:
        """Whether a study that has this number has it of this issuer too."""
        if answered.issuers or not wanted.issuers:
            return True
        series = self._all(self._client.search_for_series, (), _by(SERIES), study_instance_uid=uid)
        refs = refs_of(self._instances(uid, series), uid)
        issuers = accession_of(self._metadata(min(refs))).issuers if refs else frozenset()
        return replace(answered, issuers=issuers).may_be(wanted)

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        """Return what the archive has of a study.

        The patient is the one that an instance names: an archive need not answer Issuer of Patient ID to a query, and
        what it answers may have been corrected while its files were not.

        Raises
        ------
        UidInvalid, StudyNotFound, StudyMismatch, ArchiveError, ArchiveUnavailable
            As the port says.
        """
        uid = require_uid(study_instance_uid, "Study Instance UID")
        studies = self._studies(uid)
        fields = (BODY_PART, AVAILABILITY, DESCRIPTION, STATION, REGIONS)
        series = self._all(self._client.search_for_series, fields, _by(SERIES), study_instance_uid=uid)
        instances = self._instances(uid, series)
        require_one_patient(studies, (*series, *instances), uid)
        found = refs_of(instances, uid)
        if not found:
            raise StudyNotFound("The archive has no instance of this study", uid=uid)
        whole = self._metadata(min(found))
        is_disputed = names_another((*studies, *series, *instances), whole)
        return replace(index_of(uid, whole, series, found), is_disputed=is_disputed)

    def _studies(self, uid: str) -> tuple[Item, ...]:
        """The answers for this study: several where the archive splits it; an archive may also ignore the filter."""
        found = self._all(
            self._client.search_for_studies,
            (PATIENT_ID, ISSUER),
            lambda item: (text_of(item, STUDY), identity_of(item)),
            absent=self.check,
            search_filters={"StudyInstanceUID": uid},
        )
        studies = tuple(item for item in found if text_of(item, STUDY) == uid)
        if not studies:
            raise StudyNotFound("The archive has no such study", uid=uid)
        return studies

    def _instances(self, uid: str, series: Sequence[Item]) -> tuple[Item, ...]:
        """The instances of all series at once; series by series where an archive cannot, or names no series."""
        search, fields = self._client.search_for_instances, (BODY_PART, AVAILABILITY, ISSUER)
        try:
            found = self._collect(search, fields, _by(SERIES, INSTANCE), study_instance_uid=uid)
        except _Refused:
            found = ()
        said = {text_of(item, SERIES) for item in found}
        for name in (text_of(item, SERIES) for item in series):
            if name not in said and is_uid(name):
                more = self._all(search, fields, _by(INSTANCE), study_instance_uid=uid, series_instance_uid=name)
                found += tuple({SERIES: {"vr": "UI", "Value": [name]}, **item} for item in more)
        return tuple(item for item in found if text_of(item, SERIES))

    def _metadata(self, ref: InstanceRef) -> Item:
        answer = _answered(
            lambda: self._client.retrieve_instance_metadata(
                ref.study_instance_uid, ref.series_instance_uid, ref.sop_instance_uid
            )
        )
        if answer is None:
            raise StudyNotFound("An instance is no longer in the archive", uid=ref.sop_instance_uid)
        return items_of([answer])[0]

    def _all(
        self,
        search: Callable[..., object],
        fields: Sequence[str],
        key: Callable[[Item], Hashable],
        *,
        absent: Callable[[], None] = lambda: None,
        most: int = MOST_RESULTS,
        **where: object,
    ) -> tuple[Item, ...]:
        """All results of a search; `absent` is called where the archive says that there is no such thing."""
        try:
            return self._collect(search, fields, key, absent, most=most, **where)
        except _Refused as refusal:
            raise unexpected(refusal.status) from None

    def _collect(
        self,
        search: Callable[..., object],
        fields: Sequence[str],
        key: Callable[[Item], Hashable],
        absent: Callable[[], None] = lambda: None,
        *,
        most: int = MOST_RESULTS,
        **where: object,
    ) -> tuple[Item, ...]:
        """All results of a search; without the fields where the archive does not know them."""

        def ask(offset: int) -> tuple[Item, ...]:
            answer = _asked(lambda: search(limit=PAGE, offset=offset, fields=fields or None, **where))
            if answer is None:
                absent()  # some say so of what does not fit, and a wrong address has nothing either
            return () if answer is None else items_of(answer)

        try:
            return collect(ask, key, most)
        except _Refused as refusal:
            if refusal.status != HTTPStatus.BAD_REQUEST or not fields:
                raise
            return self._collect(search, (), key, absent, most=most, **where)


def _by(*tags: str) -> Callable[[Item], Hashable]:
    return lambda item: tuple(text_of(item, tag) for tag in tags)


def _answered(ask: Callable[[], object]) -> object:
    """What dicomweb-client answers to a question that has no other form."""
    try:
        return _asked(ask)
    except _Refused as refusal:
        raise unexpected(refusal.status) from None


def _asked(ask: Callable[[], object]) -> object:
    """What dicomweb-client answers; None where there is no such thing.

    Raises
    ------
    _Refused
        If the archive does not answer this question.
    ArchiveError, ArchiveUnavailable
        Whatever else it does.
    """
    try:
        with mapped():
            try:
                return ask()
            except HTTPError as error:  # what `Session.send` leaves
                status = error.response.status_code
    except (RecursionError, LookupError, TypeError, ValueError) as error:  # JSON without end, numbers that are too long
        raise ArchiveError("The archive's answer is no DICOM JSON", remedy="Look at the archive's url") from error
    if status in _ABSENT:
        return None
    raise _Refused(status)
