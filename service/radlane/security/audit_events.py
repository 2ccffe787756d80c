"""Which event of DICOM each action is.

Reference: PS3.15 section A.5.3; codes of PS3.16 CID 400, 401 and 402.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from radlane.security.audit_record import Action, Outcome


@dataclass(frozen=True, kw_only=True)
class Term:
    """A coded term; of DCM where nothing else is said."""

    code: str
    meaning: str
    system: str = "DCM"


class Shape(StrEnum):
    """Who takes part in an event, and in which roles."""

    APPLICATION = "application"  # the application, and who started it
    TRANSFER_IN = "transfer-in"  # from an archive to radlane
    TRANSFER_OUT = "transfer-out"
    QUERY_OUT = "query-out"  # of radlane, to an archive
    QUERY_IN = "query-in"
    EXPORT = "export"
    IMPORT = "import"
    USE = "use"  # a caller, and radlane


@dataclass(frozen=True, kw_only=True)
class AuditEvent:
    """An event of DICOM: EventID, EventActionCode, EventTypeCode, and who takes part."""

    event: Term
    does: str
    shape: Shape = Shape.USE
    kind: Term | None = None


_ACTIVITY = Term(code="110100", meaning="Application Activity")
_LOG_USED = Term(code="110101", meaning="Audit Log Used")
_BEGIN_TRANSFER = Term(code="110102", meaning="Begin Transferring DICOM Instances")
_ACCESSED = Term(code="110103", meaning="DICOM Instances Accessed")
_TRANSFERRED = Term(code="110104", meaning="DICOM Instances Transferred")
_EXPORT = Term(code="110106", meaning="Export")
_IMPORT = Term(code="110107", meaning="Import")
_PROCEDURE = Term(code="110111", meaning="Procedure Record")
_QUERY = Term(code="110112", meaning="Query")
_ALERT = Term(code="110113", meaning="Security Alert")
_AUTHENTICATION = Term(code="110114", meaning="User Authentication")

# DICOM has none for what begins and may come to nothing; its type is the event that it may become
_BEGUN = Term(code="begun", meaning="Begun", system="99RADLANE")

# nor for one who may do this, and asks too often: a viewer with many windows is no security alert
_LIMITED = Term(code="call-limited", meaning="Call Limited", system="99RADLANE")

# nor for numbers that are of no patient as far as radlane knows
_TENSORS = Term(code="tensors-inferred", meaning="Tensors Inferred", system="99RADLANE")

_READ = AuditEvent(event=_ACCESSED, does="R")
_LISTED = AuditEvent(event=_QUERY, does="E", shape=Shape.QUERY_IN)
_ASKED = AuditEvent(event=_PROCEDURE, does="C")
_MOVED = AuditEvent(event=_PROCEDURE, does="U")


def _alert(code: str, meaning: str) -> AuditEvent:
    return AuditEvent(event=_ALERT, does="E", kind=Term(code=code, meaning=meaning))


def _activity(code: str, meaning: str) -> AuditEvent:
    kind = Term(code=code, meaning=meaning)
    return AuditEvent(event=_ACTIVITY, does="E", shape=Shape.APPLICATION, kind=kind)


EVENTS: Mapping[Action, AuditEvent] = {
    Action.SERVICE_STARTED: _activity("110120", "Application Start"),
    Action.SERVICE_STOPPED: _activity("110121", "Application Stop"),
    Action.SETTINGS_USED: _alert("110129", "Security Configuration"),
    Action.MODELS_USED: _alert("110131", "Software Configuration"),
    Action.RULES_USED: _alert("110131", "Software Configuration"),
    Action.KEY_CREATED: _alert("110137", "User Security Attributes Changed"),
    Action.KEY_REVOKED: _alert("110137", "User Security Attributes Changed"),
    Action.LOGIN_REFUSED: AuditEvent(event=_AUTHENTICATION, does="E", kind=Term(code="110122", meaning="Login")),
    Action.ACCESS_REFUSED: _alert("110132", "Use of Restricted Function"),
    Action.CALL_LIMITED: AuditEvent(event=_LIMITED, does="E"),
    Action.JOB_ASKED: _ASKED,
    Action.JOB_CANCELLED: _MOVED,
    Action.JOB_RETRIED: _MOVED,
    Action.JOB_READ: AuditEvent(event=_PROCEDURE, does="R"),
    Action.JOBS_LISTED: _LISTED,
    Action.RESULTS_LISTED: _LISTED,
    Action.RESULT_READ: _READ,
    Action.OBJECT_READ: _READ,
    Action.RESULT_WITHDRAWN: AuditEvent(event=_ACCESSED, does="U"),
    Action.STUDY_QUERIED: AuditEvent(event=_QUERY, does="E", shape=Shape.QUERY_OUT),
    Action.INSTANCES_RETRIEVED: AuditEvent(event=_TRANSFERRED, does="C", shape=Shape.TRANSFER_IN),
    Action.INSTANCES_STORED: AuditEvent(event=_TRANSFERRED, does="C", shape=Shape.TRANSFER_OUT),
    Action.INSTANCES_RECEIVED: AuditEvent(event=_TRANSFERRED, does="C", shape=Shape.TRANSFER_IN),
    Action.PREDICTED: _READ,
    Action.INFERRED: AuditEvent(event=_TENSORS, does="E"),
    Action.MODEL_ADDED: _alert("110131", "Software Configuration"),
    Action.MODEL_EXAMINED: _alert("110131", "Software Configuration"),
    Action.MODEL_TAGGED: _alert("110131", "Software Configuration"),
    Action.MODEL_DEPRECATED: _alert("110131", "Software Configuration"),
    Action.MODEL_REVOKED: _alert("110131", "Software Configuration"),
    Action.MODEL_REMOVED: _alert("110131", "Software Configuration"),
    Action.MODEL_PAUSED: _alert("110131", "Software Configuration"),
    Action.MODEL_RESUMED: _alert("110131", "Software Configuration"),
    Action.RESULT_EXPORTED: AuditEvent(event=_EXPORT, does="R", shape=Shape.EXPORT),
    Action.TRAIL_READ: AuditEvent(event=_LOG_USED, does="R"),
    Action.BACKED_UP: AuditEvent(event=_EXPORT, does="R", shape=Shape.EXPORT),
    Action.RESTORED: AuditEvent(event=_IMPORT, does="C", shape=Shape.IMPORT),
    Action.WORKITEM_CREATED: _ASKED,
    Action.WORKITEM_CHANGED: _MOVED,
    Action.WORKITEM_READ: AuditEvent(event=_PROCEDURE, does="R"),
    Action.WORKITEMS_LISTED: _LISTED,
}


def event_of(action: Action, outcome: Outcome) -> AuditEvent:
    """Return the event of an action; what begins is one of its own: nobody is told of an export that came to nothing.

    But for a query, whose event is that it was asked, whatever the answer was (PS3.15 section A.5.3.10).
    """
    found = EVENTS[action]
    if outcome is not Outcome.BEGUN or found.event is _QUERY:
        return found
    if found.event is _TRANSFERRED:
        return AuditEvent(event=_BEGIN_TRANSFER, does="E", shape=found.shape)
    return AuditEvent(event=_BEGUN, does="E", shape=found.shape, kind=found.event)
