"""The key of a chain; what is tied to what: test_verification.py, tests/property/test_trail.py."""

from __future__ import annotations

from dataclasses import replace

from radlane.domain.study import PatientIdentity
from radlane.security.chain import TrailKey

KEY, OTHER = TrailKey(secret=b"one"), TrailKey(secret=b"other")


def test_the_key_shows_nothing_of_itself() -> None:
    assert "one" not in repr(KEY)


def test_a_pseudonym_is_the_same_for_the_same_patient_and_key() -> None:
    patient = PatientIdentity(patient_id="4711", issuer="A")
    assert KEY.pseudonym(patient) == KEY.pseudonym(replace(patient))
    others = {KEY.pseudonym(replace(patient, issuer="B")), OTHER.pseudonym(patient)}
    assert KEY.pseudonym(patient) not in others
    assert "4711" not in KEY.pseudonym(patient)
