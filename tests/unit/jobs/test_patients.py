"""Whose study a job has to be of."""

from __future__ import annotations

import pytest

from radlane.domain.study import PatientIdentity, StudyIndex
from radlane.errors import StudyMismatch
from radlane.jobs.patients import digests_of, require_patient

KEY = b"the key of a site"


def patient(patient_id: str, issuer: str) -> PatientIdentity:
    return PatientIdentity(patient_id=patient_id, issuer=issuer)


@pytest.mark.parametrize(
    ("said", "found", "is_right"),
    [
        (("T-1", "here"), ("T-1", "here"), True),
        (("T-1", ""), ("T-1", "here"), True),
        (("T-1", "here"), ("T-1", ""), True),
        (("", ""), ("T-2", "there"), True),
        (("T-1", "here"), ("T-2", "here"), False),
        (("T-1", "here"), ("T-1", "there"), False),
        (("T-1", "here"), ("", ""), False),
        (("", "here"), ("T-1", "there"), False),
    ],
)
def test_a_study_is_of_the_patient_who_was_named(said: tuple[str, str], found: tuple[str, str], is_right: bool) -> None:
    index = StudyIndex(study_instance_uid="1.2", patient=patient(*found), series=())
    wanted = digests_of(KEY, patient(*said))
    if is_right:
        require_patient(KEY, wanted, index)
    else:
        with pytest.raises(StudyMismatch):
            require_patient(KEY, wanted, index)


def test_half_a_character_is_a_patient_like_any_other() -> None:
    """JSON may say it (a lone surrogate), and UTF-8 has no bytes for it."""
    wanted = digests_of(KEY, patient("\ud800", "here"))
    require_patient(KEY, wanted, StudyIndex(study_instance_uid="1.2", patient=patient("\ud800", "here"), series=()))
    with pytest.raises(StudyMismatch):
        require_patient(KEY, wanted, StudyIndex(study_instance_uid="1.2", patient=patient("?", "here"), series=()))


def test_digests_tell_nobody_who_it_is() -> None:
    assert digests_of(KEY, None) is None
    one, other = (digests_of(key, patient("T-1", "T-1")) for key in (KEY, b"another site"))
    assert one is not None
    assert other is not None
    assert len({one.patient_id, one.issuer, other.patient_id, other.issuer}) == 4
