"""Standardized Uptake Value by body weight of a PET series.

In: the headers of its slices. Out: the factor from Bq/ml to g/ml, or the reason why there is none. Nothing is guessed:
a weight, a dose or a time that is absent or cannot be true makes every uptake wrong.
Reference: PS3.3 sections C.8.9.1 (PET Series: Units, Decay Correction), C.8.9.2 (PET Isotope), C.7.2.2 (Patient's
Weight); QIBA Profile FDG-PET/CT, appendix on the computation of SUV.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from pydicom import Dataset
from pydicom.valuerep import DT

from radlane.attribute import items, numbers
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.agreement import odd_one
from radlane.imaging.reading import text
from radlane.imaging.slices import Slice

SUV_KEYWORDS = (
    "PatientWeight", "SeriesDate", "SeriesTime", "AcquisitionDate", "AcquisitionTime", "Units", "SUVType",
    "DecayCorrection", "CorrectedImage", "TimezoneOffsetFromUTC", "RadiopharmaceuticalInformationSequence",
)  # fmt: skip
"""What has to be read of each slice besides `slices.HEADER`."""

_COMMON = (
    "PatientWeight", "SeriesDate", "SeriesTime", "Units", "SUVType", "DecayCorrection", "CorrectedImage",
    "TimezoneOffsetFromUTC",
)  # fmt: skip
_OF_THE_DRUG = (
    "RadionuclideTotalDose", "RadionuclideHalfLife", "RadiopharmaceuticalStartDateTime", "RadiopharmaceuticalStartTime",
)  # fmt: skip
_WEIGHT_KG = (0.3, 700.0)
_DOSE_BQ = (1e5, 1e11)  # a dose in MBq is below, whatever the isotope
_HALF_LIFE_S = (30.0, 1e7)  # of what is used in PET: 75 s (Rb-82) to 4.2 days (I-124)
_MOST_HALF_LIVES = 10.0  # after which a thousandth is left
_A_DAY = timedelta(days=1)
_OVER_MIDNIGHT = timedelta(hours=12)  # a time without a date that is longer ago is rather that of a clock ahead
_TO_THE_MINUTE = re.compile(r"\d{12}", re.ASCII)


def suv_factor(slices: Sequence[Slice]) -> float:
    """Return what activity concentrations in Bq/ml are multiplied with to become SUV by body weight in g/ml.

    The factor is the weight in grams by the activity at the moment that the scanner corrected the decay to: of the
    injection (Decay Correction ADMIN), or, by the half-life, at the start of the acquisition (START). That start is the
    Series Time, where no slice was acquired before it, else the earliest Acquisition Time: a series that was derived
    later has a later time. Images that are SUV by body weight already have the factor 1.

    Raises
    ------
    InputRefused
        `suv-unknown` with the attribute that is absent, impossible, or not the same for all slices.
    """
    other = odd_one(slices, _common)
    if other is not None:
        raise _unknown(
            "The slices say different things of weight, drug, time, units or corrections", other.ref.sop_instance_uid
        )
    header, uid = slices[0].header, slices[0].ref.sop_instance_uid
    units = text(header, "Units")
    if units == "GML" and text(header, "SUVType") in ("", "BW"):
        return 1.0
    if units != "BQML":
        raise _unknown("Units is not BQML, nor SUV by body weight", uid)
    _require_corrected(header, uid)
    weight = _number(header, "PatientWeight", _WEIGHT_KG, uid)
    return weight * 1000.0 / _activity(slices, uid)


def _common(item: Slice) -> tuple[str, ...]:
    """What all slices have to say alike."""
    drugs = items(item.header, "RadiopharmaceuticalInformationSequence") or ()
    own = (text(item.header, keyword) for keyword in _COMMON)
    return (*own, *(text(drug, keyword) for drug in drugs[:2] for keyword in _OF_THE_DRUG))


def _require_corrected(header: Dataset, uid: str) -> None:
    corrected = text(header, "CorrectedImage").split("\\")
    if not {"ATTN", "DECY"} <= set(corrected):
        raise _unknown("Corrected Image does not say that attenuation and decay are corrected", uid)


def _activity(slices: Sequence[Slice], uid: str) -> float:
    """Bq of what was injected, at the moment that the images are corrected to."""
    found = items(slices[0].header, "RadiopharmaceuticalInformationSequence") or ()
    if len(found) != 1:
        raise _unknown("Radiopharmaceutical Information Sequence has not one item", uid)
    (drug,) = found
    dose = _number(drug, "RadionuclideTotalDose", _DOSE_BQ, uid)
    correction = text(slices[0].header, "DecayCorrection")
    if correction == "ADMIN":
        return dose
    if correction != "START":
        raise _unknown("Decay Correction is neither START nor ADMIN", uid)
    half_life = _number(drug, "RadionuclideHalfLife", _HALF_LIFE_S, uid)
    start = _start(slices, uid)
    elapsed = (start - _injection(slices[0].header, drug, start, uid)).total_seconds()
    if not 0 <= elapsed <= _MOST_HALF_LIVES * half_life:
        raise _unknown("The injection is after the acquisition, or so long before that nothing is left", uid)
    return float(dose * 2.0 ** (-elapsed / half_life))


def _start(slices: Sequence[Slice], uid: str) -> datetime:
    """When the acquisition began."""
    series = _moment(slices[0].header, "Series", uid)
    first = min(_moment(item.header, "Acquisition", item.ref.sop_instance_uid) for item in slices)
    return min(series, first)


def _moment(header: Dataset, name: str, uid: str) -> datetime:
    found = _read(text(header, f"{name}Date") + text(header, f"{name}Time"))
    if found is None:
        raise _unknown(f"{name} Date or {name} Time is absent, or is none", uid)
    return found.replace(tzinfo=None)


def _injection(header: Dataset, drug: Dataset, start: datetime, uid: str) -> datetime:
    """When the drug was given, in the images' own time: by date and time, else at that time before the start."""
    stated = _read(text(drug, "RadiopharmaceuticalStartDateTime"))
    if stated is not None:
        return _local(stated, _read(f"{start:%Y%m%d%H%M}{text(header, 'TimezoneOffsetFromUTC')}"), uid)
    given = _read(f"{start:%Y%m%d}{text(drug, 'RadiopharmaceuticalStartTime')}")
    if given is None or given.tzinfo is not None:  # a time of the day has no offset
        raise _unknown("Radiopharmaceutical Start DateTime and Start Time are absent, or are none", uid)
    if given > start:
        given -= _A_DAY
    if start - given > _OVER_MIDNIGHT:
        raise _unknown("Radiopharmaceutical Start Time has no date, and is after the acquisition or long before", uid)
    return given


def _local(stated: datetime, here: datetime | None, uid: str) -> datetime:
    """A moment in the images' own time; `here` is any moment with their offset, if they state one."""
    if stated.tzinfo is None:
        return stated
    if here is None or here.tzinfo is None:
        raise _unknown("The injection has an offset from UTC, and the images have none", uid)
    try:
        return stated.astimezone(here.tzinfo).replace(tzinfo=None)
    except OverflowError as error:
        raise _unknown("Radiopharmaceutical Start DateTime is none", uid) from error


def _read(said: str) -> datetime | None:
    """A date with a time (DA with TM, or DT), to the minute at least; None where it is none."""
    if _TO_THE_MINUTE.match(said) is None:
        return None
    try:
        return datetime.fromisoformat(DT(said).isoformat())  # a plain one: pydicom's own keeps its text
    except ValueError:
        return None


def _number(dataset: Dataset, keyword: str, between: tuple[float, float], uid: str) -> float:
    found = numbers(dataset, keyword)
    if not found or len(found) != 1:
        raise _unknown(f"{keyword} is absent or no number", uid)
    if not between[0] <= found[0] <= between[1]:
        raise _unknown(f"{keyword} cannot be true", uid)
    return found[0]


def _unknown(what: str, uid: str) -> InputRefused:
    return InputRefused(ReasonCode.SUV_UNKNOWN, what, uid=uid)
