"""Match keys, pages and what is returned."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from radlane.domain.ups import StepState
from radlane.domain.workitem import Workitem
from radlane.errors import WorkitemInvalid
from radlane.triggers.worklist.search import MOST_RESULTS, matches, read_search, returned, whole
from support.ups_table import el, new

ITEM = Workitem(
    uid="1.2.3.9",
    state=StepState.SCHEDULED,
    attributes={tag: value for tag, value in new().items() if tag not in ("00741000", "00081195")},
    created_at=datetime(2026, 3, 1, tzinfo=UTC),
    updated_at=datetime(2026, 3, 1, tzinfo=UTC),
)
EAST = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("PatientName", "", True),  # universal
        ("PatientName", "DOE^J*", True),  # names: in any case
        ("PatientName", "Doe", False),
        ("PatientID", "p1", False),  # others: as they are
        ("PatientID", "P?", True),
        ("PatientID", "P.", False),  # a dot is a dot
        ("00404018.00080100", "other", True),
        ("ScheduledWorkitemCodeSequence.CodeValue", "o*r", True),
        ("SOPInstanceUID", "1.2,1.2.3.9", True),
        ("SOPInstanceUID", "1.2\\1.2.3.9", True),
        ("ProcedureStepState", "SCHEDULED", True),
        ("ScheduledProcedureStepStartDateTime", "20260301", True),  # noon of that day
        ("ScheduledProcedureStepStartDateTime", "20260301120000", True),
        ("ScheduledProcedureStepStartDateTime", "202603-202604", True),
        ("ScheduledProcedureStepStartDateTime", "-20260228", False),
        ("ScheduledProcedureStepStartDateTime", "20260301120001-", False),
        ("ScheduledProcedureStepStartDateTime", "20260301030000+0000-20260301030100+0000", True),  # of the site's zone
        ("ScheduledProcedureStepStartDateTime", "soon", False),
        ("ExpectedCompletionDateTime", "2026", False),  # it has none
    ],
)
def test_a_key_matches(key: str, value: str, found: bool) -> None:
    assert matches(ITEM, read_search([(key, value)]), EAST) is found


def test_a_page_is_bounded_and_the_state_is_known_to_the_database() -> None:
    search = read_search([("limit", "999999"), ("offset", "3"), ("ProcedureStepState", "COMPLETED")])
    assert (search.limit, search.offset, search.states) == (MOST_RESULTS, 3, {StepState.COMPLETED})
    assert read_search([("accept", "x"), ("fuzzymatching", "true")]).fuzzy
    assert read_search([]).states == frozenset()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Nothing", "1"),
        ("00090010", "1"),
        ("PatientID.CodeValue", "1"),
        ("TransactionUID", ""),
        ("includefield", "Nothing"),
        ("limit", "-1"),
        ("limit", "\u0663"),
        ("PatientName", "*a*b*c*d*e*"),
        ("PatientName", "x" * 2000),
        ("InputInformationSequence", "x"),
    ],
)
def test_what_is_no_query_is_refused(name: str, value: str) -> None:
    with pytest.raises(WorkitemInvalid):
        read_search([(name, value)])


def test_too_many_keys_are_refused() -> None:
    with pytest.raises(WorkitemInvalid):
        read_search([("PatientID", "1")] * 40)


def test_what_is_told_has_the_state_and_no_lock() -> None:
    told = whole(ITEM)
    assert (told["00741000"], told["00080018"]) == (el("CS", "SCHEDULED"), el("UI", "1.2.3.9"))
    assert "00081195" not in told
    assert returned(ITEM, read_search([("includefield", "all")])) == told
    assert "00400400" not in returned(ITEM, read_search([]))
    assert "00400400" in returned(ITEM, read_search([("includefield", "00400400")]))
    assert returned(ITEM, read_search([]))["00404034"] == el("SQ")
