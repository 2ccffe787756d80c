"""Whether slices belong together: one patient and series, one kind of image.

In: slices with their headers. Out: nothing, or the reason and the slice that differs from most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import partial

from pydicom.dataelem import DataElement, RawDataElement

from radlane.attribute import tag_of
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
_CHARACTER_SET = "SpecificCharacterSet"
_CONVERTED = (None,)  # of which bytes are not known any more
_ONE_SERIES = {
    _SUBJECT: "The slice is another patient's than the others of its series",
    _ABOVE: "The slice is of another study or series than the others",
    _STUDY: "The slice says something else of its study than the others of its series",
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
    for keywords, why in _ONE_SERIES.items():
        other = odd_one(slices, partial(_texts, keywords=keywords), keywords)
        if other is not None:
            raise _foreign(other, why)


def require_one_study(slices: Sequence[Slice]) -> None:
    """Require one patient and one study of slices of several series, of each series one.

    Raises
    ------
    InputRefused
        `slices-foreign`.
    """
    keywords = ("StudyInstanceUID", *_SUBJECT, *_STUDY)
    other = odd_one(slices, partial(_texts, keywords=keywords), keywords)
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
        other = odd_one(slices, partial(_texts, keywords=(keyword,)), (keyword,))
        if other is not None:
            raise InputRefused(
                ReasonCode.SLICES_MIXED,
                f"The slice has another {name} than the others of its series",
                uid=other.ref.sop_instance_uid,
            )


def odd_one(slices: Sequence[Slice], key: Callable[[Slice], Hashable], keywords: Sequence[str] = ()) -> Slice | None:
    """Return a slice whose key is not that of most slices; None where all have one.

    Parameters
    ----------
    keywords : sequence of str
        Attributes that make the key, and nothing else does; none: nobody knows. Where their bytes are the same in all
        slices, their keys are, and are not made.
    """
    if keywords and _have_the_same(slices, (_CHARACTER_SET, *keywords)):
        return None
    keys = [key(item) for item in slices]
    counts = Counter(keys)
    if len(counts) < 2:
        return None
    usual = counts.most_common(1)[0][0]
    return next(item for item, found in zip(slices, keys, strict=True) if found != usual)


def _have_the_same(slices: Sequence[Slice], keywords: Sequence[str]) -> bool:
    """Whether attributes that nobody has converted yet have the same bytes and VRs, or are absent, in all slices."""
    for tag in map(tag_of, keywords):
        if tag is None:
            return False
        found = {_bytes_of(item.header.get_item(tag)) for item in slices}
        if len(found) > 1 or _CONVERTED in found:
            return False
    return True


def _bytes_of(element: object) -> tuple[object, ...]:
    if element is None:
        return ()
    if isinstance(element, DataElement) and element.keyword == _CHARACTER_SET:  # pydicom converts it as it reads
        return (str(element.value),)
    if not isinstance(element, RawDataElement):
        return _CONVERTED
    return element.VR, element.value, element.is_implicit_VR, element.is_little_endian


def _texts(item: Slice, keywords: Sequence[str]) -> tuple[str, ...]:
    return tuple(text(item.header, keyword) for keyword in keywords)


def _foreign(item: Slice, why: str) -> InputRefused:
    return InputRefused(ReasonCode.SLICES_FOREIGN, why, uid=item.ref.sop_instance_uid)
