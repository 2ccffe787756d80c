"""Records on the trail are whole, and have an end, whenever a signal comes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from radlane.app.trail import open_trail
from radlane.cli.steady_audit import SteadyAudit
from radlane.domain.study import PatientIdentity
from radlane.errors import AuditUnavailable
from radlane.pipeline.audited import told
from radlane.security.audit_record import Action, Entry, Outcome
from radlane.settings.reading import load_settings

# The signal comes inside of the transaction, and a second record follows.
_PROGRAM = """
import signal
from radlane.app.trail import open_trail
from radlane.cli.steady_audit import SteadyAudit
from radlane.cli.stopping import end_on_signals
from radlane.security.audit_record import Action, Entry
from radlane.settings.reading import load_settings
end_on_signals()
trail = open_trail(load_settings())
add = trail._add
def broken_off(*arguments):
    signal.raise_signal(signal.SIGTERM)
    return add(*arguments)
trail._add = broken_off
steady = SteadyAudit(trail)
try:
    steady.record(Entry(action=Action.RESULT_READ))
finally:
    trail._add = add
    steady.record(Entry(action=Action.RESULT_EXPORTED))
"""


def test_a_record_is_not_broken_off_and_the_next_one_does_not_wait_for_it(home: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (128 + signal.SIGTERM, b"", b"")
    trail = open_trail(load_settings())
    assert [record.entry.action for record in trail.walk()] == [Action.RESULT_READ, Action.RESULT_EXPORTED]


def test_patients_have_the_trail_s_pseudonyms(home: Path) -> None:
    trail, patient = open_trail(load_settings()), PatientIdentity(patient_id="T-1", issuer="")
    assert SteadyAudit(trail).pseudonym(patient) == trail.pseudonym(patient)
    assert SteadyAudit(trail).record(Entry(action=Action.RESULT_READ))


class _Signalled:
    """An audit during whose first record signals come."""

    def __init__(self, *numbers: signal.Signals) -> None:
        self.outcomes: list[Outcome | None] = []
        self._numbers = list(numbers)

    def record(self, entry: Entry) -> None:
        self.outcomes.append(entry.outcome)
        while self._numbers:
            signal.raise_signal(self._numbers.pop())

    def pseudonym(self, patient: PatientIdentity) -> str:
        raise AssertionError(f"nobody asks for {patient}")


@pytest.mark.usefixtures("handlers")
def test_what_a_signal_breaks_off_as_it_begins_has_an_end_on_record() -> None:
    audit = _Signalled(signal.SIGTERM)
    with pytest.raises(SystemExit), told(SteadyAudit(audit), Entry(action=Action.RESULT_EXPORTED)):
        raise AssertionError("it begins")
    assert audit.outcomes == [Outcome.BEGUN, Outcome.FAILED]


@pytest.mark.usefixtures("handlers")
def test_what_a_signal_keeps_from_being_put_on_record_has_no_end_there() -> None:
    class Away(_Signalled):
        def record(self, entry: Entry) -> None:
            super().record(entry)
            raise AuditUnavailable("the database is away")

    audit = Away(signal.SIGTERM)
    with pytest.raises(SystemExit):
        SteadyAudit(audit).record(Entry(action=Action.RESULT_EXPORTED, outcome=Outcome.BEGUN))
    assert audit.outcomes == [Outcome.BEGUN]


@pytest.mark.usefixtures("handlers")
def test_nothing_follows_an_end_that_a_signal_comes_with() -> None:
    audit = _Signalled(signal.SIGTERM)
    with pytest.raises(SystemExit):
        SteadyAudit(audit).record(Entry(action=Action.RESULT_EXPORTED, outcome=Outcome.DONE))
    assert audit.outcomes == [Outcome.DONE]


@pytest.mark.usefixtures("handlers")
def test_who_insists_waits_for_no_record_any_more() -> None:
    audit = _Signalled(signal.SIGTERM, signal.SIGINT)
    steady = SteadyAudit(audit)

    def work() -> None:
        try:
            steady.record(Entry(action=Action.RESULT_EXPORTED, outcome=Outcome.BEGUN))
        finally:
            steady.record(Entry(action=Action.RESULT_EXPORTED, outcome=Outcome.FAILED))

    with pytest.raises(SystemExit) as ended:
        work()
    with pytest.raises(AuditUnavailable):
        steady.record(Entry(action=Action.RESULT_EXPORTED, outcome=Outcome.BEGUN))
    assert (ended.value.code, audit.outcomes) == (128 + signal.SIGTERM, [Outcome.BEGUN])
