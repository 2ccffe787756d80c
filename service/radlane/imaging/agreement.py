"""Whether slices belong together: one patient and series, one kind of image.

In: slices with their headers. Out: nothing, or the reason and the slice that differs from most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import partial

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.reading import text
from radlane.imaging.slices import Slice

_SUBJECT = ("PatientID", "IssuerOfPatientID", "PatientName", "PatientBirthDate", "PatientSex")
_STUDY = ("AccessionNumber", "StudyID", "StudyDate", "StudyTime", "ReferringPhysicianName")
_ABOVE = ("StudyInstanceUID", "SeriesInstanceUID")
_KIND = {
    "SOPClassUID": "SOP Class",
    "Modality": "Modality",
    "FrameOfReferenceUID": "Frame of Reference",
    "PhotometricInterpretation": "polarity",
    "Rows": "number of rows",
    "Columns": "number of columns",
}


def require_one_series(slices: Sequence[Slice]) -> None:
    """Require one patient, one study and one series, those of the references; results repeat what they say of them.

    Raises
    ------
    InputRefused
        `slices-foreign`.
    """
    for item in slices:
        asked = (item.ref.study_instance_uid, item.ref.series_instance_uid)
        if _texts(item, _ABOVE) != asked:
            raise _foreign(item, "The slice says another study or series than it was asked for as")
    other = odd_one(slices, partial(_texts, keywords=_SUBJECT))
    if other is not None:
        raise _foreign(other, "The slice is another patient's than the others of its series")
    other = odd_one(slices, partial(_texts, keywords=_ABOVE))
    if other is not None:
        raise _foreign(other, "The slice is of another study or series than the others")
    other = odd_one(slices, partial(_texts, keywords=_STUDY))
    if other is not None:
        raise _foreign(other, "The slice says something else of its study than the others of its series")


def require_one_study(slices: Sequence[Slice]) -> None:
    """Require one patient and one study of slices of several series, of each series one.

    Raises
    ------
    InputRefused
        `slices-foreign`.
    """
    other = odd_one(slices, partial(_texts, keywords=("StudyInstanceUID", *_SUBJECT, *_STUDY)))
    if other is not None:
        raise _foreign(other, "The series says another patient or study than the others that the model reads")


def require_one_kind(slices: Sequence[Slice]) -> None:
    """Require one SOP Class, Modality, Frame of Reference, polarity and size.

    Raises
    ------
    InputRefused
        `slices-mixed`.
    """
    for keyword, name in _KIND.items():
        other = odd_one(slices, partial(_texts, keywords=(keyword,)))
        if other is not None:
            raise InputRefused(
                ReasonCode.SLICES_MIXED,
                f"The slice has another {name} than the others of its series",
                uid=other.ref.sop_instance_uid,
            )


def odd_one(slices: Sequence[Slice], key: Callable[[Slice], Hashable]) -> Slice | None:
    """Return a slice whose key is not that of most slices; None where all have one."""
    keys = [key(item) for item in slices]
    counts = Counter(keys)
    if len(counts) < 2:
        return None
    usual = counts.most_common(1)[0][0]
    return next(item for item, found in zip(slices, keys, strict=True) if found != usual)


def _texts(item: Slice, keywords: Sequence[str]) -> tuple[str, ...]:
    return tuple(text(item.header, keyword) for keyword in keywords)


def _foreign(item: Slice, why: str) -> InputRefused:
    return InputRefused(ReasonCode.SLICES_FOREIGN, why, uid=item.ref.sop_instance_uid)
