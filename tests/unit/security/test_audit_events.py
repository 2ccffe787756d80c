"""Actions as events of DICOM."""

from __future__ import annotations

import re

import pytest

from radlane.security.audit_events import EVENTS, Shape, event_of
from radlane.security.audit_record import Action, Outcome


def test_every_action_is_an_event() -> None:
    assert set(EVENTS) == set(Action)
    for event in EVENTS.values():
        assert re.fullmatch("1101[0-4][0-9]", event.event.code)
        assert event.does in {"C", "R", "U", "D", "E"}


@pytest.mark.parametrize("action", [Action.INSTANCES_RETRIEVED, Action.INSTANCES_STORED])
def test_a_transfer_that_begins_is_an_event_of_its_own(action: Action) -> None:
    begun, done = event_of(action, Outcome.BEGUN), event_of(action, Outcome.DONE)
    assert (begun.event.code, done.event.code) == ("110102", "110104")
    assert begun.shape is done.shape
    assert event_of(action, Outcome.FAILED) == done


def test_other_actions_are_one_event_from_their_begin_on() -> None:
    assert event_of(Action.PREDICTED, Outcome.BEGUN) == event_of(Action.PREDICTED, Outcome.DONE)
    assert event_of(Action.PREDICTED, Outcome.BEGUN).shape is Shape.USE
