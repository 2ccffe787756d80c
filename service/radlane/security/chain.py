"""The chain of the audit trail: each record is tied to the one before, and to a key that the database does not have.

In: entries. Out: records. Whether all of them are still there: `verification`.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field, replace
from datetime import datetime

from radlane.domain.study import PatientIdentity
from radlane.security.audit_record import Entry, Record, content_of, plain_json

NOTHING = "0" * 64  # what stands before the first record
_PSEUDONYM_DIGITS = 32


@dataclass(frozen=True, kw_only=True)
class Head:
    """The newest record at some time: what a trail that is cut short no longer has."""

    number: int
    mac: str


@dataclass(frozen=True, kw_only=True)
class TrailKey:
    """The secret of a trail; each use has a label of its own."""

    secret: bytes = field(repr=False)

    def mac(self, label: str, content: bytes) -> str:
        """Return the HMAC-SHA-256 of a content, in hexadecimal."""
        return hmac.digest(self.secret, f"radlane.audit/1 {label} ".encode() + content, hashlib.sha256).hex()

    def pseudonym(self, patient: PatientIdentity) -> str:
        """Return what stands for a patient in records: the same for the same, and no way back without the key."""
        said = plain_json({"id": patient.patient_id, "issuer": patient.issuer})
        return self.mac("patient", said.encode())[:_PSEUDONYM_DIGITS]

    def seal(self, entry: Entry, at: datetime, before: Head) -> Record:
        """Return an entry as the record after another one."""
        record = Record(number=before.number + 1, at=at, entry=entry, previous=before.mac, mac="")
        return replace(record, mac=self._mac_of(record, record.number))

    def is_genuine(self, record: Record, number: int) -> bool:
        """Whether a record was written with this key as the one of a number."""
        return hmac.compare_digest(record.mac.encode(), self._mac_of(record, number).encode())

    def _mac_of(self, record: Record, number: int) -> str:
        return self.mac("record", content_of(record, number))
