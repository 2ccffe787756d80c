"""Earlier studies of a patient: which a model asks for, what an archive says of them, and whether they may be that.

Nothing is guessed: two studies are of one patient where both name the same Patient ID and nothing that they say of the
patient contradicts; one is before the other where dates, or dates and times, say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from radlane.domain.code import Closed

_DAY_S = 86400.0
_TIME = re.compile(r"(\d\d)(?:(\d\d)(?:(\d\d)(?:\.(\d{1,6}))?)?)?", re.ASCII)
_PARTS_S = (3600.0, 60.0, 1.0)
_MOST = (23, 59, 60)  # hours, minutes, seconds


@dataclass(frozen=True, kw_only=True)
class Prior(Closed):
    """The earlier study of the patient that a channel is read from.

    Attributes
    ----------
    within_days : int
        The study is at most so many days older than the current one.
    at_least_days : int
        And at least so many.
    registration : str
        How its points are found in the current study. `frame-of-reference`: it lies in the same Frame of Reference, or
        a Spatial Registration object maps its own rigidly on that; then it is brought to the grid of the reference.
        `none`: they are not, and the network is given it on a grid of its own, as an input of its own.
    """

    within_days: int
    at_least_days: int = 0
    registration: Literal["frame-of-reference", "none"]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who a study says it is of; what it does not say is empty.

    Attributes
    ----------
    patient_id, issuer : str
        Patient ID (0010,0020) and Issuer of Patient ID (0010,0021).
    birth_date, sex : str
        Patient's Birth Date (0010,0030) and Patient's Sex (0010,0040), as they stand.
    """

    patient_id: str = field(repr=False)
    issuer: str = field(default="", repr=False)
    birth_date: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)

    def is_same(self, other: Person) -> bool:
        """Whether two are one patient: the same Patient ID, and nothing that both say is different.

        Without a Patient ID nobody is the same as anybody. Names are not compared: people change them.
        """
        pairs = ((self.issuer, other.issuer), (self.birth_date, other.birth_date), (self.sex, other.sex))
        contradicts = any(one and another and one != another for one, another in pairs)
        return bool(self.patient_id) and self.patient_id == other.patient_id and not contradicts


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When a study began, as closely as it is said.

    Attributes
    ----------
    day : date
        Study Date (0008,0020).
    earliest, latest : float
        Seconds of that day between which Study Time (0008,0030) lies: all of them where it is absent or no time.
    """

    day: date
    earliest: float
    latest: float

    def is_before(self, other: Moment) -> bool:
        """Whether it is surely before another one; as local dates and times stand, without their offsets."""
        return self.day < other.day or (self.day == other.day and self.latest < other.earliest)

    def days_until(self, other: Moment) -> int:
        """Days from this one's date to another's; negative where that is earlier."""
        return (other.day - self.day).days


def moment_of(study_date: str, study_time: str) -> Moment | None:
    """Return when a study began, from its DA and TM (PS3.5 section 6.2); None where there is no date."""
    try:
        if not (study_date.isascii() and study_date.isdigit() and len(study_date) == len("YYYYMMDD")):
            return None
        day = datetime.strptime(study_date, "%Y%m%d").date()  # noqa: DTZ007 - a date of no zone
    except ValueError:
        return None
    begin, width_s = _seconds(study_time)
    return Moment(day=day, earliest=begin, latest=begin + width_s * (1 - 1e-9))  # 10:15 is over when 10:16 begins


def _seconds(study_time: str) -> tuple[float, float]:
    """When a time begins, and how long it lasts, by its last part; of none, the whole day.

    Midnight to the second is what many write who do not know the time.
    """
    found = _TIME.fullmatch(study_time)
    parts = [int(part) for part in found.groups()[:3] if part is not None] if found else []
    if found is None or any(part > most for part, most in zip(parts, _MOST, strict=False)):
        return 0.0, _DAY_S
    begin, fraction = sum(part * unit for part, unit in zip(parts, _PARTS_S, strict=False)), found.group(4)
    if begin == 0 and len(parts) == len(_MOST) and not int(fraction or 0):
        return 0.0, _DAY_S
    if fraction is None:
        return begin, _PARTS_S[len(parts) - 1]
    return begin + float(f"0.{fraction}"), 10.0 ** -len(fraction)


@dataclass(frozen=True, kw_only=True)
class PatientStudy:
    """A study of a patient as an archive lists it.

    Attributes
    ----------
    person : Person
        Who it says it is of.
    study_date, study_time : str
        Study Date and Study Time as they stand; empty where they are absent.
    modalities : frozenset of str
        Modalities in Study (0008,0061); empty where the archive does not say.
    """

    study_instance_uid: str
    person: Person
    study_date: str = field(default="", repr=False)
    study_time: str = field(default="", repr=False)
    modalities: frozenset[str] = frozenset()
