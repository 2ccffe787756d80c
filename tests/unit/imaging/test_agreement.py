"""One patient, one series, one kind."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pydicom import dcmread

from radlane.dicomweb.part10 import ref_of
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.agreement import odd_one, require_one_kind, require_one_series, require_one_study
from radlane.imaging.slices import Slice
from support.archives import part10
from support.volumes import block, series, slices_of, uid


def spoiled(**attributes: Any) -> list[Slice]:
    """Five slices, the third with other attributes (which its reference repeats)."""
    made = series(block())
    for keyword, found in attributes.items():
        setattr(made[2], keyword, found)
    return slices_of(made)


def test_sound_slices_agree() -> None:
    require_one_series(spoiled())
    require_one_kind(spoiled())
    require_one_series([])
    require_one_kind([])


@pytest.mark.parametrize("keyword", ["PatientID", "IssuerOfPatientID", "StudyInstanceUID", "SeriesInstanceUID"])
@pytest.mark.parametrize("found", [uid("other"), ""])
def test_a_foreign_slice_is_named(keyword: str, found: str) -> None:
    slices = spoiled(**{keyword: found})
    with pytest.raises(InputRefused) as refused:
        require_one_series(slices)
    assert refused.value.code == ReasonCode.SLICES_FOREIGN
    assert refused.value.uid == slices[2].ref.sop_instance_uid


@pytest.mark.parametrize("keyword", ["StudyInstanceUID", "SeriesInstanceUID"])
def test_all_are_what_they_were_asked_for_as(keyword: str) -> None:
    slices = spoiled()
    for item in slices:
        setattr(item.header, keyword, uid("all of another"))
    with pytest.raises(InputRefused) as refused:
        require_one_series(slices)
    assert refused.value.code == ReasonCode.SLICES_FOREIGN


@pytest.mark.parametrize(
    ("keyword", "found"),
    [
        ("SOPClassUID", "1.2.840.10008.5.1.4.1.1.4"),
        ("Modality", "MR"),
        ("FrameOfReferenceUID", uid("other")),
        ("PhotometricInterpretation", "MONOCHROME1"),
        ("Rows", 6),
        ("Columns", 7),
    ],
)
def test_a_slice_of_another_kind_is_named(keyword: str, found: Any) -> None:
    slices = spoiled(**{keyword: found})
    with pytest.raises(InputRefused) as refused:
        require_one_kind(slices)
    assert refused.value.code == ReasonCode.SLICES_MIXED
    assert refused.value.uid == slices[2].ref.sop_instance_uid
    assert str(found) not in refused.value.what


def test_the_odd_one_is_not_of_the_majority() -> None:
    slices = spoiled()
    keys = {id(item): number for item, number in zip(slices, (1, 2, 2, 1, 2), strict=True)}
    assert odd_one(slices, lambda item: keys[id(item)]) is slices[0]
    assert odd_one(slices, lambda _: 0) is None


def test_series_of_one_study_agree() -> None:
    one = slices_of(series(block(), name="one", StudyInstanceUID="1.2"))
    other = slices_of(series(block(), name="other", StudyInstanceUID="1.2"))
    require_one_study([one[0], other[0]])
    require_one_study([])
    for changed in ({"PatientID": "T-2"}, {"StudyTime": "235931"}, {"StudyInstanceUID": "1.3"}):
        strange = slices_of(series(block(), name="other", **{"StudyInstanceUID": "1.2", **changed}))
        with pytest.raises(InputRefused) as refused:
            require_one_study([one[0], other[0], strange[0]])
        assert refused.value.code == ReasonCode.SLICES_FOREIGN


def stored(**attributes: Any) -> list[Slice]:
    """Five slices as they come from files, the third with other attributes: nobody has converted their bytes."""
    made = series(block())
    for keyword, found in attributes.items():
        setattr(made[2], keyword, found)
    read = [dcmread(BytesIO(part10(dataset)), stop_before_pixels=True) for dataset in made]
    return [Slice(ref=ref_of(one), header=two) for one, two in zip(made, read, strict=True)]


def test_of_equal_bytes_no_texts_are_made() -> None:
    slices = stored()
    assert odd_one(slices, lambda item: pytest.fail(item.ref.sop_instance_uid), ("PatientID", "PatientSex")) is None
    require_one_series(slices)
    require_one_kind(slices)
    assert odd_one(slices, lambda item: item.ref.sop_instance_uid, ("NoKeyword",)) is slices[1], "nobody knows it"
    asked = [item.header.PatientID for item in slices]  # converted now
    assert odd_one(slices, lambda item: item.header.PatientID, ("PatientID",)) is None
    assert len(set(asked)) == 1


@pytest.mark.parametrize(
    ("keyword", "found"), [("PatientID", "T-2"), ("PatientName", "Other"), ("StudyTime", "1"), ("StudyID", "")]
)
def test_of_other_bytes_texts_decide(keyword: str, found: str) -> None:
    slices = stored(**{keyword: found})
    with pytest.raises(InputRefused) as refused:
        require_one_series(slices)
    assert refused.value.uid == slices[2].ref.sop_instance_uid


def test_other_bytes_may_be_the_same_text() -> None:
    require_one_series(stored(PatientID=f"{series(block())[0].PatientID}  "))


def test_equal_bytes_in_another_character_set_are_another_name() -> None:
    made = series(block(), PatientName="M\xfcller", SpecificCharacterSet="ISO_IR 100")
    files = [part10(dataset) for dataset in made]
    files[2] = files[2].replace(b"ISO_IR 100", b"ISO_IR 144")
    headers = [dcmread(BytesIO(file), stop_before_pixels=True) for file in files]
    slices = [Slice(ref=ref_of(one), header=two) for one, two in zip(made, headers, strict=True)]
    with pytest.raises(InputRefused) as refused:
        require_one_series(slices)
    assert refused.value.uid == slices[2].ref.sop_instance_uid
