"""Actions as events of DICOM."""

from __future__ import annotations

import re

import pytest

from radlane.security.audit_events import EVENTS, event_of
from radlane.security.audit_record import Action, Outcome


def test_every_action_is_an_event() -> None:
    assert set(EVENTS) == set(Action)
    for event in EVENTS.values():
        assert event.event.system != "DCM" or re.fullmatch("1101[0-4][0-9]", event.event.code)
        assert event.does in {"C", "R", "U", "D", "E"}


@pytest.mark.parametrize("action", [Action.INSTANCES_RETRIEVED, Action.INSTANCES_STORED])
def test_a_transfer_that_begins_is_an_event_of_its_own(action: Action) -> None:
    begun, done = event_of(action, Outcome.BEGUN), event_of(action, Outcome.DONE)
    assert (begun.event.code, done.event.code) == ("110102", "110104")
    assert begun.shape is done.shape
    assert event_of(action, Outcome.FAILED) == done


@pytest.mark.parametrize("action", [Action.PREDICTED, Action.RESULT_EXPORTED, Action.BACKED_UP])
def test_what_begins_and_may_come_to_nothing_is_none_of_dicom_s_events(action: Action) -> None:
    begun, done = event_of(action, Outcome.BEGUN), event_of(action, Outcome.DONE)
    assert (begun.event.system, begun.kind, begun.shape) == ("99RADLANE", done.event, done.shape)
    assert event_of(action, Outcome.FAILED) == done


def test_a_query_is_one_from_its_begin_on() -> None:
    assert event_of(Action.STUDY_QUERIED, Outcome.BEGUN) == event_of(Action.STUDY_QUERIED, Outcome.FAILED)
