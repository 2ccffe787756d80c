"""Signals that come at the wrong moment wait for the right one."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from radlane.app.trail import open_trail
from radlane.cli import stopping
from radlane.cli.stopping import SteadyAudit, end_on_signals, stops_held
from radlane.domain.study import PatientIdentity
from radlane.errors import AuditUnavailable
from radlane.pipeline.audited import told
from radlane.security.audit_record import Action, Entry, Outcome
from radlane.settings.reading import load_settings

NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# The signal comes inside of the transaction, and a second record follows.
_PROGRAM = """
import signal
from radlane.app.trail import open_trail
from radlane.cli.stopping import SteadyAudit, end_on_signals
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


@pytest.fixture
def handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in NUMBERS}
    for number in NUMBERS:
        signal.signal(number, signal.SIG_DFL)
    end_on_signals()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_ends_the_process_and_a_second_one_is_not_heard(number: signal.Signals) -> None:
    with pytest.raises(SystemExit) as ended:
        signal.raise_signal(number)
    assert ended.value.code == 128 + number
    for again in NUMBERS:
        signal.raise_signal(again)


@pytest.mark.usefixtures("handlers")
def test_what_is_ignored_stays_so_even_while_stops_are_held() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    end_on_signals()
    with stops_held():
        signal.raise_signal(signal.SIGHUP)
    signal.raise_signal(signal.SIGHUP)


@pytest.mark.usefixtures("handlers")
def test_a_signal_that_is_held_back_has_its_effect_afterwards() -> None:
    reached = []

    def hold() -> None:
        with stops_held():
            signal.raise_signal(signal.SIGTERM)
            reached.append(1)

    with pytest.raises(SystemExit) as ended:
        hold()
    assert (reached, ended.value.code) == ([1], 128 + signal.SIGTERM)


@pytest.mark.usefixtures("handlers")
def test_who_insists_does_not_wait() -> None:
    reached = []

    def hold() -> None:
        with stops_held():
            signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGINT)
            reached.append(1)

    with pytest.raises(SystemExit) as ended:
        hold()
    assert (reached, ended.value.code) == ([], 128 + signal.SIGINT)
    signal.raise_signal(signal.SIGTERM)  # what is left behind is put away in peace


@pytest.mark.usefixtures("handlers")
def test_nothing_is_held_elsewhere_than_in_the_main_thread() -> None:
    found = []

    def hold() -> None:
        with stops_held():
            found.append(signal.getsignal(signal.SIGTERM))

    thread = Thread(target=hold)
    thread.start()
    thread.join()
    assert found == [stopping._end]


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
