"""The tables of states and statuses, against the same written down from the standard."""

from __future__ import annotations

import pytest

from radlane.domain.ups import ANSWERS, MEANINGS, TRANSITIONS, Ask, StepState, answer_of, status_of
from support.ups_table import CELLS, RIGHT, Cell

ASKS = {
    "create": Ask.CREATE,
    "set": Ask.SET,
    "get": Ask.GET,
    "cancelrequest": Ask.REQUEST_CANCEL,
    "IN PROGRESS": Ask.CLAIM,
    "SCHEDULED": Ask.SCHEDULE,
    "COMPLETED": Ask.COMPLETE,
    "CANCELED": Ask.CANCEL,
    "CANCELLED": Ask.CANCEL,
}


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell.ready], ids=lambda cell: cell.name)
def test_each_cell_is_that_of_the_standard(cell: Cell) -> None:
    ask, state = ASKS[cell.ask], StepState(cell.state) if cell.state else None
    wants_none = ask is Ask.SET and state is StepState.SCHEDULED
    right = cell.lock is None if wants_none else cell.lock == RIGHT
    status = status_of(ask, state, right=right)
    assert status == cell.dimse
    assert answer_of(ask, status, state).http == cell.http


def test_every_status_of_a_table_has_an_answer_a_meaning_and_a_clause() -> None:
    for row in TRANSITIONS:
        assert row.clause.startswith("PS3.4")
        for state in (None, *StepState):
            answer = ANSWERS[row.ask][row.status(state)]
            assert answer.clause.startswith("PS3.18")
            assert row.status(state) in MEANINGS
