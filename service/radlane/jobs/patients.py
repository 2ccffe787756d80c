"""Whose study a job has to be of, where its caller says so: digests, since rows of jobs hold no values of headers.

In: the site's secret and a patient. Out: digests, or an error where the study is another patient's.
"""

from __future__ import annotations

import hashlib
import hmac

from radlane.domain.job import PatientDigests
from radlane.domain.study import PatientIdentity, StudyIndex
from radlane.errors import StudyMismatch


def digests_of(site_key: bytes, patient: PatientIdentity | None) -> PatientDigests | None:
    """Return what is kept of a patient; None where nobody says who it is."""
    if patient is None or not (patient.patient_id or patient.issuer):
        return None
    return PatientDigests(
        patient_id=_digest(site_key, "id", patient.patient_id), issuer=_digest(site_key, "issuer", patient.issuer)
    )


def require_patient(site_key: bytes, wanted: PatientDigests | None, index: StudyIndex) -> None:
    """See that a study is the patient's whom the caller named.

    A study without a Patient ID is not; an issuer that one of them does not say contradicts nothing.

    Raises
    ------
    StudyMismatch
        If it is another's.
    """
    if wanted is None:
        return
    patient_id = _digest(site_key, "id", index.patient.patient_id)
    issuer = _digest(site_key, "issuer", index.patient.issuer)
    if wanted.patient_id not in (None, patient_id) or (issuer is not None and wanted.issuer not in (None, issuer)):
        raise StudyMismatch(
            "The study is another patient's than the one whom the caller named",
            uid=index.study_instance_uid,
            remedy="Nothing was analysed or stored. Compare Patient ID and Issuer of Patient ID",
        )


def _digest(site_key: bytes, label: str, value: str) -> str | None:
    """A digest that tells nothing without the site's secret; None of nothing.

    JSON may hold half a character (a lone surrogate), which has no bytes in UTF-8 as it is.
    """
    if not value:
        return None
    text = f"radlane.patient/1 {label} {value}".encode("utf-8", "surrogatepass")
    return hmac.digest(site_key, text, hashlib.sha256).hex()
