"""An audit trail that a signal does not break off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from radlane.cli.stopping import stops_held
from radlane.domain.study import PatientIdentity
from radlane.errors import AuditUnavailable
from radlane.pipeline.audited import INTERNAL_ERROR, Audit
from radlane.security.audit_record import Entry, Outcome


class SteadyAudit:
    """An audit trail whose records no signal breaks off, unless another one follows it: then there are no more."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._is_broken_off = False

    def record(self, entry: Entry) -> object:
        """Put an entry on record, or raise; a beginning that a signal follows has its end on record too.

        Raises
        ------
        AuditUnavailable
            If something begins after two signals.
        """
        if self._is_broken_off:  # who insists waits for no database
            if entry.outcome is Outcome.BEGUN:
                raise AuditUnavailable("The command is ended: nothing more is put on record")
            return None
        came: Sequence[int] = ()
        is_on_record = False
        try:
            with stops_held() as came:
                answer = self._audit.record(entry)
                is_on_record = True
        except SystemExit:
            self._is_broken_off = len(came) > 1
            if entry.outcome is Outcome.BEGUN and is_on_record:
                facts = {**entry.facts, "code": INTERNAL_ERROR}
                self._audit.record(replace(entry, outcome=Outcome.FAILED, facts=facts))
            raise
        return answer

    def pseudonym(self, patient: PatientIdentity) -> str:
        """Return what stands for a patient in records."""
        return self._audit.pseudonym(patient)
