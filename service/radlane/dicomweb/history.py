"""What a list of studies says of a patient's -> `PatientStudy`.

In: the data sets of a query for studies. Out: each study that has the Patient ID and may be of those days; an archive
may ignore what it was asked for. One that is answered several times is there as often: its answers may contradict.
Reference: PS3.18 section 10.6.3.3.1 (what a search for studies answers).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from radlane.dicomweb.dicom_json import Item, text_of, values_of
from radlane.dicomweb.index import BIRTH_DATE, ISSUER, PATIENT_ID, SEX, STUDY, STUDY_DATE
from radlane.dicomweb.sightings import is_of
from radlane.domain.prior import PatientStudy, Person
from radlane.domain.refs import is_uid

STUDY_TIME, MODALITIES = "00080030", "00080061"
SAID = (PATIENT_ID, ISSUER, BIRTH_DATE, SEX, STUDY_DATE, STUDY_TIME, MODALITIES)
MOST_STUDIES = 5000  # of one patient in the days that are asked for


def days(first: date, last: date) -> str:
    """Return a range of days as a query asks for it (PS3.4 section C.2.2.2.5.1)."""
    return "-".join(day.isoformat().replace("-", "") for day in (first, last))


def history_of(studies: Iterable[Item], patient_id: str, first: date, last: date) -> tuple[PatientStudy, ...]:
    """Return the studies with a Patient ID that are of some days, or do not say of which."""
    return tuple(
        _study(item)
        for item in studies
        if text_of(item, PATIENT_ID) == patient_id and is_uid(text_of(item, STUDY)) and is_of(item, first, last)
    )


def _study(item: Item) -> PatientStudy:
    person = Person(
        patient_id=text_of(item, PATIENT_ID),
        issuer=text_of(item, ISSUER),
        birth_date=text_of(item, BIRTH_DATE),
        sex=text_of(item, SEX),
    )
    return PatientStudy(
        study_instance_uid=text_of(item, STUDY),
        person=person,
        study_date=text_of(item, STUDY_DATE),
        study_time=text_of(item, STUDY_TIME),
        modalities=frozenset(one.strip() for one in values_of(item, MODALITIES) if isinstance(one, str)),
    )
