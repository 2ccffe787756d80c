"""What queries answered of a study -> `StudyIndex`.

In: the data sets of the study, its series and its instances, and one instance's identifiers. Out: the index. Nothing is
believed twice: patients that differ in any of the answers are a study of several patients.
Reference: PS3.18 section 10.6.3 (results of a search).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence

from radlane.dicomweb.dicom_json import Item, sequence_of, text_of
from radlane.dicomweb.patient_age import age_of
from radlane.domain.refs import InstanceRef, is_uid
from radlane.domain.study import Accession, Availability, PatientIdentity, SeriesIndex, StudyFacts, StudyIndex
from radlane.errors import StudyMismatch

STUDY, SERIES, INSTANCE, CLASS = "0020000D", "0020000E", "00080018", "00080016"
PATIENT_ID, ISSUER = "00100020", "00100021"
ACCESSION, ACCESSION_ISSUER = "00080050", "00080051"
LOCAL_ENTITY, UNIVERSAL_ENTITY = "00400031", "00400032"
MODALITY, BODY_PART, AVAILABILITY = "00080060", "00180015", "00080056"
DESCRIPTION, STATION, REGIONS = "0008103E", "00081010", "00082218"
CODE, CODING_SCHEME = "00080100", "00080102"
STUDY_DESCRIPTION, STUDY_DATE = "00081030", "00080020"
SEX, AGE, BIRTH_DATE = "00100040", "00101010", "00100030"
_LOG = logging.getLogger(__name__)


def identity_of(item: Item) -> PatientIdentity:
    """Return whose a data set is."""
    return PatientIdentity(patient_id=text_of(item, PATIENT_ID), issuer=text_of(item, ISSUER))


def accession_of(item: Item) -> Accession:
    """Return a study's accession number, with its issuer where that is said."""
    issuer = sequence_of(item, ACCESSION_ISSUER)[:1]
    names = (text_of(entry, tag) for entry in issuer for tag in (LOCAL_ENTITY, UNIVERSAL_ENTITY))
    return Accession(number=text_of(item, ACCESSION), issuers=frozenset(filter(None, names)))


def require_one_patient(studies: Sequence[Item], below: Iterable[Item], study_instance_uid: str) -> None:
    """See that all answers are of one patient.

    An archive that splits a study by patients answers it several times, one of them maybe without a Patient ID. In the
    answers of series and instances, which need not name the patient, what is absent says nothing.

    Raises
    ------
    StudyMismatch
        If there are several.
    """
    ids = {text_of(item, PATIENT_ID) for item in studies}
    ids |= {found for item in below if (found := text_of(item, PATIENT_ID))}
    issuers = {found for item in (*studies, *below) if (found := text_of(item, ISSUER))}
    if len(ids) > 1 or len(issuers) > 1:
        raise StudyMismatch(
            "The instances of this study belong to several patients",
            uid=study_instance_uid,
            remedy="Correct Patient ID and Issuer of Patient ID in the archive",
        )


def names_another(listed: Iterable[Item], whole: Item) -> bool:
    """Whether a list names another patient than an instance does; what one of the two does not say says nothing."""
    pairs = ((text_of(item, tag), text_of(whole, tag)) for item in listed for tag in (PATIENT_ID, ISSUER))
    return any(one and other and one != other for one, other in pairs)


def refs_of(instances: Iterable[Item], study_instance_uid: str) -> dict[InstanceRef, Item]:
    """Return the instances whose UIDs are some; others cannot be asked for."""
    found: dict[InstanceRef, Item] = {}
    unusable = 0
    for item in instances:
        ref = InstanceRef(
            study_instance_uid=study_instance_uid,
            series_instance_uid=text_of(item, SERIES),
            sop_instance_uid=text_of(item, INSTANCE),
            sop_class_uid=text_of(item, CLASS),
        )
        if all(map(is_uid, (ref.series_instance_uid, ref.sop_instance_uid, ref.sop_class_uid))):
            found[ref] = item
        else:
            unusable += 1
    if unusable:
        _LOG.warning("the archive names instances without usable UIDs", extra={"count": unusable})
    return found


def facts_of(item: Item) -> StudyFacts:
    """Return what an instance's data set says of its study and its patient."""
    return StudyFacts(
        description=text_of(item, STUDY_DESCRIPTION),
        sex=text_of(item, SEX),
        age_years=age_of(text_of(item, AGE), text_of(item, BIRTH_DATE), text_of(item, STUDY_DATE)),
    )


def index_of(
    study_instance_uid: str, whole: Item, series: Iterable[Item], found: Mapping[InstanceRef, Item]
) -> StudyIndex:
    """Return the index of a study; `whole` is the data set of one of its instances."""
    of_series = {text_of(item, SERIES): item for item in series}
    members: dict[str, list[InstanceRef]] = {}
    for ref in sorted(found):
        members.setdefault(ref.series_instance_uid, []).append(ref)
    return StudyIndex(
        study_instance_uid=study_instance_uid,
        patient=identity_of(whole),
        series=tuple(
            _series(uid, refs, [found[ref] for ref in refs], of_series.get(uid, {}))
            for uid, refs in sorted(members.items())
        ),
        facts=facts_of(whole),
    )


def _series(uid: str, refs: Sequence[InstanceRef], instances: Sequence[Item], series: Item) -> SeriesIndex:
    return SeriesIndex(
        series_instance_uid=uid,
        modality=text_of(series, MODALITY) or _agreed(instances, MODALITY),
        body_part_examined=_agreed([*instances, series], BODY_PART),
        instances=tuple(refs),
        availability=_slowest([*instances, series]),
        description=_agreed([*instances, series], DESCRIPTION),
        station=_agreed([*instances, series], STATION),
        regions=frozenset(
            (text_of(code, CODING_SCHEME), text_of(code, CODE))
            for item in (*instances, series)
            for code in sequence_of(item, REGIONS)
        ),
    )


def _agreed(items: Iterable[Item], tag: str) -> str:
    """The value that a series has once; empty where its answers contradict each other."""
    said = {value for item in items if (value := text_of(item, tag))}
    return said.pop() if len(said) == 1 else ""


def _slowest(items: Iterable[Item]) -> Availability:
    """What an archive does not say, or says in words of its own, is taken for online: asking finds out."""
    order = list(Availability)
    said = [text_of(item, AVAILABILITY) for item in items]
    return max((Availability(value) for value in said if value in order), key=order.index, default=Availability.ONLINE)
