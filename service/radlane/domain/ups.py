"""States of workitems, and what may be asked of them: the tables of DICOM as data.

Each cell is the status that PS3.4 Annex CC gives it; `ANSWERS` says what that is over HTTP by PS3.18 section 11. The
code that answers and the tests that ask read the same rows; `tests/support/ups_table.py` holds them once more, written
from the standard's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

UPS_PUSH_SOP_CLASS = "1.2.840.10008.5.1.4.34.6.1"  # of every workitem (CC.3.1)
GLOBAL_SUBSCRIPTION = "1.2.840.10008.5.1.4.34.5"
FILTERED_SUBSCRIPTION = "1.2.840.10008.5.1.4.34.5.1"
SUCCESS = "0000"


class StepState(StrEnum):
    """Procedure Step State (0074,1000), Table CC.1.1-1."""

    SCHEDULED = "SCHEDULED"
    IN_PROGRESS = "IN PROGRESS"
    COMPLETED = "COMPLETED"
    CANCELED = "CANCELED"


FINAL_STATES = frozenset({StepState.COMPLETED, StepState.CANCELED})


class Ask(StrEnum):
    """What may be asked of a workitem."""

    CREATE = "create"
    CLAIM = "change state to IN PROGRESS"
    SCHEDULE = "change state to SCHEDULED"
    COMPLETE = "change state to COMPLETED"
    CANCEL = "change state to CANCELED"
    REQUEST_CANCEL = "request cancel"
    SET = "update"
    GET = "retrieve"


@dataclass(frozen=True, kw_only=True)
class Row:
    """What is answered to a question in each state.

    Attributes
    ----------
    right : bool or None
        Whether it comes with the correct Transaction UID; None: it has none.
    null : str
        Status where there is no such workitem.
    clause : str
        Where the standard says so.
    """

    ask: Ask
    right: bool | None
    null: str
    scheduled: str
    in_progress: str
    completed: str
    canceled: str
    clause: str

    def status(self, state: StepState | None) -> str:
        """Return the status in a state; None: there is no such workitem."""
        return {
            None: self.null,
            StepState.SCHEDULED: self.scheduled,
            StepState.IN_PROGRESS: self.in_progress,
            StepState.COMPLETED: self.completed,
            StepState.CANCELED: self.canceled,
        }[state]


def _row(ask: Ask, right: bool | None, statuses: str, clause: str) -> Row:
    null, scheduled, in_progress, completed, canceled = statuses.split()
    return Row(
        ask=ask,
        right=right,
        null=null,
        scheduled=scheduled,
        in_progress=in_progress,
        completed=completed,
        canceled=canceled,
        clause=clause,
    )


_T = "PS3.4 Table CC.1.1-2"
# states: none, SCHEDULED, IN PROGRESS, COMPLETED, CANCELED; where the end of a step is not ready for it, C304
TRANSITIONS: tuple[Row, ...] = (
    _row(Ask.CREATE, None, "0000 0111 0111 0111 0111", _T),
    _row(Ask.CLAIM, True, "C307 0000 C302 C300 C300", _T),
    _row(Ask.CLAIM, False, "C307 C301 C301 C301 C301", _T),
    _row(Ask.SCHEDULE, None, "C307 C303 C303 C303 C303", _T),
    _row(Ask.COMPLETE, True, "C307 C310 0000 B306 C300", _T),
    _row(Ask.COMPLETE, False, "C307 C301 C301 C301 C301", _T),
    _row(Ask.REQUEST_CANCEL, None, "C307 0000 0000 C311 B304", _T),
    _row(Ask.CANCEL, True, "C307 C310 0000 C300 B304", _T),
    _row(Ask.CANCEL, False, "C307 C301 C301 C301 C301", _T),
    # of a SCHEDULED one the correct Transaction UID is none at all
    _row(Ask.SET, True, "C307 0000 0000 C300 C300", "PS3.4 CC.2.6.2, CC.2.6.3, Table CC.2.6-1"),
    _row(Ask.SET, False, "C307 C310 C301 C300 C300", "PS3.4 CC.2.6.2, CC.2.6.3, Table CC.2.6-1"),
    _row(Ask.GET, None, "C307 0000 0000 0000 0000", "PS3.4 Table CC.2.7-1"),
)
MEANINGS: Mapping[str, str] = {
    SUCCESS: "Done",
    "0001": "Requested optional attributes are not supported",
    "0111": "There is a workitem of this UID already",
    "0120": "The data set does not have what a workitem needs",
    "B300": "The workitem was created with modifications",
    "B304": "The workitem is CANCELED already",
    "B305": "The workitem was updated with modifications",
    "B306": "The workitem is COMPLETED already",
    "C300": "The workitem may no longer be updated",
    "C301": "The correct Transaction UID was not provided",
    "C302": "The workitem is IN PROGRESS already",
    "C303": "A workitem becomes SCHEDULED by its creation only",
    "C304": "The workitem does not have yet what it needs at its end",
    "C307": "There is no such workitem",
    "C309": "The Procedure Step State of a new workitem is SCHEDULED",
    "C310": "The workitem is not IN PROGRESS",
    "C311": "The workitem is COMPLETED already",
    "C313": "The performer does not cancel: the result is being stored",
    "C315": "Events are not reported",
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a status is over HTTP.

    Attributes
    ----------
    warning : str or None
        Text of the header Warning.
    """

    http: int
    warning: str | None
    clause: str


def _answer(http: int, warning: str | None, clause: str) -> Answer:
    return Answer(http=http, warning=warning, clause=f"PS3.18 {clause}")


MISSING = "The Transaction UID is missing."
INCORRECT = "The Transaction UID is incorrect."
_UNCLAIMED = "The target URI did not reference a claimed Workitem."
_SET_AGAINST = "The submitted request is inconsistent with the current state of the Workitem."
_AGAINST = "The submitted request is inconsistent with the state of the UPS Instance."
_IS_CANCELED = "The UPS is already in the requested state of CANCELED."
_IS_COMPLETED = "The UPS is already in the requested state of COMPLETED."
_CREATE: Mapping[str, Answer] = {
    SUCCESS: _answer(201, None, "Table 11.4.3-1"),
    "B300": _answer(201, "The Workitem was created with modifications.", "11.4.3.2"),
    "0111": _answer(409, None, "Table 11.4.3-1"),
    "0120": _answer(400, None, "Table 11.4.3-1"),
    "C309": _answer(400, None, "Table 11.4.3-1"),
}
_CHANGE: Mapping[str, Answer] = {
    SUCCESS: _answer(200, None, "Table 11.7.3-1"),
    "B304": _answer(200, _IS_CANCELED, "11.7.3.2"),
    "B306": _answer(200, _IS_COMPLETED, "11.7.3.2"),
    "0120": _answer(400, _AGAINST, "Table 11.7.3-1"),
    "C300": _answer(409, _AGAINST, "Table 11.7.3-1"),
    "C301": _answer(400, INCORRECT, "Table 11.7.3-1"),
    "C302": _answer(409, _AGAINST, "Table 11.7.3-1"),
    "C303": _answer(400, _AGAINST, "Table 11.7.3-1"),
    "C304": _answer(409, _AGAINST, "Table 11.7.3-1"),
    "C307": _answer(404, None, "Table 11.7.3-1"),
    "C310": _answer(409, _AGAINST, "Table 11.7.3-1"),
}
_SET: Mapping[str, Answer] = {
    SUCCESS: _answer(200, None, "Table 11.6.3-1"),
    "0001": _answer(200, "Requested optional Attributes are not supported.", "11.6.3.2"),
    "B305": _answer(200, "The Workitem was updated with modifications.", "11.6.3.2"),
    "0120": _answer(400, _SET_AGAINST, "Table 11.6.3-1"),
    "C300": _answer(400, _SET_AGAINST, "11.6.2"),
    "C301": _answer(400, _SET_AGAINST, "Table 11.6.3-1"),
    "C307": _answer(404, None, "Table 11.6.3-1"),
    "C310": _answer(409, _UNCLAIMED, "Table 11.6.3-1"),
}
_REQUEST: Mapping[str, Answer] = {
    SUCCESS: _answer(202, None, "Table 11.8.3-1"),
    "B304": _answer(202, _IS_CANCELED, "11.8.3.2"),
    "0120": _answer(400, None, "Table 11.8.3-1"),
    "C307": _answer(404, None, "Table 11.8.3-1"),
    "C311": _answer(409, None, "Table 11.8.3-1"),
    "C313": _answer(409, None, "Table 11.8.3-1"),
}
_GET: Mapping[str, Answer] = {
    SUCCESS: _answer(200, None, "Table 11.5.3-1"),
    "0120": _answer(400, None, "Table 11.5.3-1"),
    "C307": _answer(404, None, "Table 11.5.3-1"),
}
ANSWERS: Mapping[Ask, Mapping[str, Answer]] = {
    Ask.CREATE: _CREATE,
    Ask.CLAIM: _CHANGE,
    Ask.SCHEDULE: _CHANGE,
    Ask.COMPLETE: _CHANGE,
    Ask.CANCEL: _CHANGE,
    Ask.REQUEST_CANCEL: _REQUEST,
    Ask.SET: _SET,
    Ask.GET: _GET,
}
# Who claims makes the Transaction UID (11.7.1.4): it is never an incorrect one, but one that came too late.
LATE_CLAIM = _answer(409, _AGAINST, "Table 11.7.3-1")


def status_of(ask: Ask, state: StepState | None, *, right: bool | None = None) -> str:
    """Return the status of a question in a state."""
    row = next(row for row in TRANSITIONS if row.ask is ask and row.right in (None, right))
    return row.status(state)


def answer_of(ask: Ask, status: str, state: StepState | None = None) -> Answer:
    """Return what a status is over HTTP."""
    if ask is Ask.CLAIM and status == "C301" and state not in (None, StepState.SCHEDULED):
        return LATE_CLAIM
    return ANSWERS[ask][status]
