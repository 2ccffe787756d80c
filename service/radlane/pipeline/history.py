"""Which studies of a patient may be the earlier one that a model asks for, by what an archive's list says of them.

In: the study that is analysed, a list, and the manifest's terms. Out: those that may be it, the newest first, and what
speaks against each of the others. A study counts as earlier, and as the same patient's, only where that is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pydicom import Dataset

from radlane.domain.choice import Choice, SeriesChoice
from radlane.domain.prior import Moment, PatientStudy, Person, Prior, moment_of
from radlane.domain.reason import ReasonCode
from radlane.imaging.reading import text

MOST_NAMED = 16  # studies of which each is said; of more, how many there are
_TELLING = ("issuer", "birth_date", "sex")  # what tells people of one Patient ID apart
_WILD = frozenset("*?\\")  # in a query they mean any character, or another value (PS3.4 section C.2.2.2)

_R = ReasonCode


@dataclass(frozen=True, kw_only=True)
class Objection:
    """What speaks against a study, as a code and in words."""

    code: ReasonCode
    text: str


FOREIGN = Objection(
    code=_R.PRIOR_FOREIGN, text="It may be another patient's: issuer, birth date or sex differ, or several are said"
)
_UNDATED = Objection(code=_R.PRIOR_DATE, text="It has no usable date")
_NOT_BEFORE = Objection(code=_R.PRIOR_DATE, text="Dates and times do not say that it was before the current study")
_ANOTHER_KIND = Objection(code=_R.NO_MATCHING_SERIES, text="It has no series of a modality that the model reads")
_NOBODYS = Objection(
    code=_R.PRIOR_MISSING, text="The current study has no Patient ID: nobody knows which studies are the same patient's"
)
_WILDCARD = Objection(
    code=_R.PRIOR_MISSING, text="The Patient ID of the current study cannot be asked for: it would mean others too"
)
_UNTIMED = Objection(
    code=_R.PRIOR_MISSING, text="The current study has no usable date: nobody knows which studies were before it"
)


@dataclass(frozen=True, kw_only=True)
class Current:
    """The study that is analysed, as far as earlier ones are compared with it.

    Attributes
    ----------
    apart : frozenset of str
        What the archive's studies with its Patient ID contradict each other in: the ID is of several people, and a
        study is this one's only where both say the same of each of these.
    """

    uid: str
    person: Person
    moment: Moment
    apart: frozenset[str] = frozenset()

    def is_of(self, person: Person) -> bool:
        """Whether a study is of the same patient."""
        proven = all(getattr(person, name) == getattr(self.person, name) != "" for name in self.apart)
        return proven and self.person.is_same(person)


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A study that may be what is asked for."""

    uid: str
    moment: Moment
    days_before: int


@dataclass(frozen=True, kw_only=True)
class History:
    """What a list says.

    Attributes
    ----------
    groups : tuple of tuple of Earlier
        The newest first; in one group are those of which nothing says which is newer.
    refused : tuple of SeriesChoice
        What speaks against the others.
    apart : frozenset of str
        For `Current`: images have to prove it, where a list says less than they do.
    """

    groups: tuple[tuple[Earlier, ...], ...]
    refused: tuple[SeriesChoice, ...]
    apart: frozenset[str] = frozenset()


def current_of(header: Dataset, study_instance_uid: str) -> Current | Objection:
    """Return what earlier studies are compared with; or why no study can be one, whatever the archive has."""
    person, moment = person_of(header), _moment(header)
    if not person.patient_id:
        return _NOBODYS
    if _WILD & set(person.patient_id):
        return _WILDCARD
    return _UNTIMED if moment is None else Current(uid=study_instance_uid, person=person, moment=moment)


def person_of(header: Dataset) -> Person:
    """Return who an image says it is of."""
    return Person(
        patient_id=text(header, "PatientID"),
        issuer=text(header, "IssuerOfPatientID"),
        birth_date=text(header, "PatientBirthDate"),
        sex=text(header, "PatientSex"),
    )


def days_of(current: Current, terms: Prior) -> tuple[date, date]:
    """Return the first and the last day on which an earlier study may have been."""
    today = current.moment.day.toordinal()
    first, last = (max(1, today - days) for days in (terms.within_days, terms.at_least_days))
    return date.fromordinal(first), date.fromordinal(last)


def history_of(listed: Iterable[PatientStudy], current: Current, terms: Prior, modalities: Collection[str]) -> History:
    """Judge what an archive lists.

    Parameters
    ----------
    listed : iterable of PatientStudy
        The archive's list; a study that is there twice, with different words, is of nobody.
    current : Current
        What it is compared with; it is not one of its own earlier ones.
    terms : Prior
        What the manifest asks for.
    modalities : collection of str
        One of these has to be among those of the study, where the archive says them.
    """
    said: dict[str, set[PatientStudy]] = {}
    for study in listed:
        said.setdefault(study.study_instance_uid, set()).add(study)
    said.pop(current.uid, None)
    people = [study.person for answers in said.values() for study in answers]
    apart = _apart([current.person, *people])
    is_provable = all(getattr(current.person, name) for name in apart)
    fitting, against = [], []
    for uid, answers in sorted(said.items()):
        judged = FOREIGN if not is_provable else _judge(answers, current, terms, modalities)
        if isinstance(judged, Earlier):
            fitting.append(judged)
        else:
            # what may be another patient's is counted, and not named
            against.append((None if judged is FOREIGN else uid, judged))
    return History(groups=_by_age(fitting), refused=_told(against), apart=apart)


def _apart(people: Sequence[Person]) -> frozenset[str]:
    """Return in what those contradict each other who have the Patient ID of the first one."""
    same = [person for person in people if person.patient_id == people[0].patient_id]
    return frozenset(name for name in _TELLING if len({getattr(one, name) for one in same} - {""}) > 1)


def objection_to(person: Person, moment: Moment | None, current: Current, terms: Prior) -> Objection | None:
    """Return what speaks against a study, or an image of one, as an earlier one of the patient."""
    if not current.is_of(person):
        return FOREIGN
    if moment is None:
        return _UNDATED
    if not moment.is_before(current.moment):
        return _NOT_BEFORE
    if not terms.at_least_days <= moment.days_until(current.moment) <= terms.within_days:
        text = f"The model asks for {terms.at_least_days} to {terms.within_days} days before the current study"
        return Objection(code=_R.PRIOR_DATE, text=text)
    return None


def objection_to_image(header: Dataset, current: Current, terms: Prior) -> Objection | None:
    """Return what speaks against an image that was brought: what it says itself, not what a list said of it."""
    return objection_to(person_of(header), _moment(header), current, terms)


def refused(objection: Objection, earlier: Earlier | None = None) -> SeriesChoice:
    """Return what is said of a study that is not taken, or of all of them."""
    return SeriesChoice(
        series_instance_uid=None,
        images=0,
        choice=Choice.REFUSED,
        code=str(objection.code),
        text=objection.text,
        study_instance_uid=None if earlier is None else earlier.uid,
        days_before=None if earlier is None else earlier.days_before,
    )


def outdone(older: Sequence[Earlier]) -> tuple[SeriesChoice, ...]:
    """Return what is said of studies that are older than the one that is taken; nobody looked at them."""
    words = "A newer study has what the model reads"
    named = tuple(
        SeriesChoice(
            series_instance_uid=None,
            images=0,
            choice=Choice.OUTDONE,
            code=None,
            text=words,
            study_instance_uid=one.uid,
            days_before=one.days_before,
        )
        for one in older[:MOST_NAMED]
    )
    rest = len(older) - len(named)
    if not rest:
        return named
    counted = f"{words} ({rest} more studies)"
    return (*named, SeriesChoice(series_instance_uid=None, images=0, choice=Choice.OUTDONE, code=None, text=counted))


def _judge(
    answers: Collection[PatientStudy], current: Current, terms: Prior, modalities: Collection[str]
) -> Earlier | Objection:
    if len(answers) > 1:
        return FOREIGN
    (study,) = answers
    moment = moment_of(study.study_date, study.study_time)
    objection = objection_to(study.person, moment, current, terms)
    if objection is not None:
        return objection
    if study.modalities and not study.modalities & set(modalities):
        return _ANOTHER_KIND
    assert moment is not None  # that is an objection
    days = moment.days_until(current.moment)
    return Earlier(uid=study.study_instance_uid, moment=moment, days_before=days)


def _by_age(found: Iterable[Earlier]) -> tuple[tuple[Earlier, ...], ...]:
    """Put the newest first, those together of which nothing says which is newer than the other."""
    groups: list[list[Earlier]] = []
    for one in sorted(found, key=lambda item: (item.moment.day, item.moment.latest, item.uid), reverse=True):
        if groups and not all(one.moment.is_before(other.moment) for other in groups[-1]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return tuple(map(tuple, groups))


def _told(against: Sequence[tuple[str | None, Objection]]) -> tuple[SeriesChoice, ...]:
    """Say of each study what speaks against it, of many how many there are by what speaks against them."""
    named = [(uid, one) for uid, one in against if uid is not None][:MOST_NAMED]
    counted = Counter(one for _, one in against)
    counted.subtract(one for _, one in named)
    return (
        *(
            SeriesChoice(
                series_instance_uid=None,
                images=0,
                choice=Choice.REFUSED,
                code=str(one.code),
                text=one.text,
                study_instance_uid=uid,
            )
            for uid, one in named
        ),
        *(
            refused(Objection(code=one.code, text=f"{one.text} ({count} {'study' if count == 1 else 'studies'})"))
            for one, count in counted.items()
            if count
        ),
    )


def _moment(header: Dataset) -> Moment | None:
    return moment_of(text(header, "StudyDate"), text(header, "StudyTime"))
