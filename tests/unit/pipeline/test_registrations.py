"""Which registration places an earlier study."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import FileDataset

from radlane.dicomweb.part10 import Limits
from radlane.domain.refs import InstanceRef
from radlane.domain.study import Availability, PatientIdentity, RetrievedInstance, SeriesIndex, StudyIndex
from radlane.errors import InputRefused
from radlane.pipeline.registrations import (
    SPATIAL_REGISTRATION,
    Registration,
    is_registration,
    read_registrations,
    register,
    registrations_of,
    spaces_mapped_on,
    unread_registrations,
)
from support.priors import OTHER_SPACE, now, registration
from support.several import SPACE, STUDY
from support.volumes import ref_of, rotation

MAP = rotation((1, 2, 3))
NEAR = MAP.copy()
NEAR[0, 3] += 5e-5
FAR = MAP.copy()
FAR[0, 3] += 0.5


def read(folder: Path, *objects: FileDataset) -> list[Registration]:
    instances = []
    for number, dataset in enumerate(objects):
        path = folder / f"{number}.dcm"
        dataset.save_as(path, enforce_file_format=True)
        instances.append(RetrievedInstance(ref=ref_of(dataset), path=path))
    return list(read_registrations(instances, Limits()))


def made(name: str, matrix: Any, **changes: Any) -> FileDataset:
    return registration(name, {OTHER_SPACE: matrix}, like=now()[0], **changes)


def refusal(found: list[Registration], source: str = OTHER_SPACE) -> str:
    with pytest.raises(InputRefused) as refused:
        register(found, source, SPACE)
    return refused.value.code


def test_the_one_registration_places_the_stack(tmp_path: Path) -> None:
    found = read(tmp_path, made("a", MAP))
    how = register(found, OTHER_SPACE, SPACE)
    assert how is not None
    assert is_registration(how.instance)
    np.testing.assert_allclose(how.matrix, MAP, atol=1e-12)
    assert spaces_mapped_on(found, SPACE) == {SPACE, OTHER_SPACE}
    assert spaces_mapped_on(found, "1.2.3") == frozenset()


def test_what_is_in_the_space_needs_none_and_has_none(tmp_path: Path) -> None:
    assert register([], SPACE, SPACE) is None
    assert register(read(tmp_path, made("a", MAP)), SPACE, SPACE) is None


def test_without_a_map_it_lies_nowhere(tmp_path: Path) -> None:
    assert refusal([]) == "frame-of-reference-differs"
    assert refusal(read(tmp_path, made("a", MAP)), "1.2.3") == "frame-of-reference-differs"


def test_several_that_say_the_same_are_one_and_others_contradict(tmp_path: Path) -> None:
    found = read(tmp_path, made("a", MAP), made("b", NEAR))
    for order in (found, found[::-1]):
        how = register(order, OTHER_SPACE, SPACE)
        assert how is not None
        assert how.instance.ref == min(one.instance.ref for one in found)
    assert refusal(read(tmp_path, made("a", MAP), made("b", FAR))) == "ambiguous-input"


def test_what_cannot_be_read_or_is_of_another_study_is_none(tmp_path: Path) -> None:
    junk = tmp_path / "junk"
    junk.write_bytes(b"no DICOM")
    known = ref_of(made("a", MAP))
    assert list(read_registrations([RetrievedInstance(ref=known, path=junk)], Limits())) == []
    (tmp_path / "moved").mkdir()
    elsewhere = made("a", MAP)
    path = tmp_path / "moved" / "a.dcm"
    elsewhere.StudyInstanceUID = "1.2.3"
    elsewhere.save_as(path, enforce_file_format=True)
    assert list(read_registrations([RetrievedInstance(ref=known, path=path)], Limits())) == []


def test_registrations_are_told_by_their_class() -> None:
    def ref(number: int, sop_class: str) -> InstanceRef:
        return InstanceRef(
            study_instance_uid=STUDY,
            series_instance_uid="1.2.3",
            sop_instance_uid=f"1.2.3.{number}",
            sop_class_uid=sop_class,
        )

    refs = (ref(1, SPATIAL_REGISTRATION), ref(2, "1.2.840.10008.5.1.4.1.1.2"))
    series = SeriesIndex(series_instance_uid="1.2.3", modality="REG", body_part_examined="", instances=refs)
    index = StudyIndex(study_instance_uid=STUDY, patient=PatientIdentity(patient_id="", issuer=""), series=(series,))
    assert registrations_of(index) == refs[:1]
    assert unread_registrations(index) == ()
    gone = replace(series, availability=Availability.OFFLINE)
    others = replace(gone, series_instance_uid="1.2.4", instances=refs[1:])
    (told,) = unread_registrations(replace(index, series=(gone, others)))
    assert (told.series_instance_uid, told.images, str(told.choice)) == ("1.2.3", 1, "refused")
    assert "none is used" in told.text
