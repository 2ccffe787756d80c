"""A record of the audit trail as an audit message of DICOM.

In: a record, and the node that says it. Out: XML. It names the record's number and MAC, so that whoever receives it has
a head of the trail.
Reference: PS3.15 sections A.5.1 (schema) to A.5.3 (events).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement, tostring

from radlane.security.audit_events import AuditEvent, Shape, Term, event_of
from radlane.security.audit_record import Action, Outcome, Record, plain_json

_SUCCESS, _MINOR, _SERIOUS = "0", "4", "8"
_SYSTEM, _PERSON = "2", "1"
_REPORT, _PATIENT, _RESOURCE = "3", "1", "13"
_SOURCE = Term(code="110153", meaning="Source Role ID")
_DESTINATION = Term(code="110152", meaning="Destination Role ID")
_APPLICATION = Term(code="110150", meaning="Application")
_LAUNCHER = Term(code="110151", meaning="Application Launcher")
_SOURCE_MEDIA = Term(code="110155", meaning="Source Media")
_DESTINATION_MEDIA = Term(code="110154", meaning="Destination Media")
_URI_MEDIA = Term(code="110037", meaning="URI")
_STUDY_UID = Term(code="110180", meaning="Study Instance UID")
_SOP_CLASS_UID = Term(code="110181", meaning="SOP Class UID")
_PATIENT_NUMBER = Term(code="2", meaning="Patient Number", system="RFC-3881")
_URI = Term(code="12", meaning="URI", system="RFC-3881")
_OF_TRAIL = Term(code="audit-record", meaning="Audit Record", system="99RADLANE")
_STUDY_FIND = (
    "1.2.840.10008.5.1.4.1.2.2.1"  # Study Root Query/Retrieve Information Model - FIND: the nearest to QIDO-RS
)
_APPLICATION_SERVER = "4"
_ADDRESS = "2"  # NetworkAccessPointTypeCode: IP Address
_NOBODY = "unknown"
MOST_OCTETS = 32_000  # of 32768, which a receiver has to take (PS3.15 section A.6); its header is to come


def message_of(record: Record, node: str) -> bytes:
    """Return a record as an audit message; facts that make it too long are left out, and how long they are is said.

    Parameters
    ----------
    node : str
        Name of the machine.
    """
    whole = _message(record, node)
    if len(whole) <= MOST_OCTETS:
        return whole
    left_out = {"left-out": len(plain_json(record.entry.facts)), **_patient(record)}
    return _message(replace(record, entry=replace(record.entry, facts=left_out)), node)


def _patient(record: Record) -> dict[str, object]:
    return {name: value for name, value in record.entry.facts.items() if name in ("patient", "archive")}


def _message(record: Record, node: str) -> bytes:
    entry = record.entry
    event = event_of(entry.action, entry.outcome)
    message = Element("AuditMessage")
    _identify(message, record, event)
    _PARTICIPANTS[event.shape](message, record, f"radlane@{node}")
    source = SubElement(message, "AuditSourceIdentification", AuditSourceID=f"radlane@{node}")
    SubElement(source, "AuditSourceTypeCode", {"csd-code": _APPLICATION_SERVER})
    _objects(message, record, event)
    text: bytes = tostring(message, encoding="us-ascii")  # which is UTF-8 too, and has no line in it
    return text


def _identify(message: Element, record: Record, event: AuditEvent) -> None:
    identification = SubElement(
        message,
        "EventIdentification",
        EventActionCode=event.does,
        EventDateTime=record.at.isoformat(),
        EventOutcomeIndicator=_indicator(record),
    )
    _code(identification, "EventID", event.event)
    if event.kind is not None:
        _code(identification, "EventTypeCode", event.kind)


def _indicator(record: Record) -> str:
    if record.entry.action in (Action.LOGIN_REFUSED, Action.ACCESS_REFUSED, Action.CALL_LIMITED):
        return _MINOR
    return _SERIOUS if record.entry.outcome is Outcome.FAILED else _SUCCESS


def _application(message: Element, record: Record, me: str) -> None:
    _participant(message, me, _APPLICATION)
    _caller(message, record, _LAUNCHER)


def _transfer_in(message: Element, record: Record, me: str) -> None:
    _participant(message, _archive_of(record), _SOURCE)
    _participant(message, me, _DESTINATION, requests=not record.entry.caller)
    _asker(message, record)


def _transfer_out(message: Element, record: Record, me: str) -> None:
    _participant(message, me, _SOURCE, requests=not record.entry.caller)
    _participant(message, _archive_of(record), _DESTINATION)
    _asker(message, record)


def _query_in(message: Element, record: Record, me: str) -> None:
    _caller(message, record, _SOURCE)
    _participant(message, me, _DESTINATION)


def _export(message: Element, record: Record, me: str) -> None:
    _participant(message, me, _SOURCE)
    _asker(message, record)
    _media(message, _DESTINATION_MEDIA)


def _import(message: Element, record: Record, me: str) -> None:
    _participant(message, me, _DESTINATION)
    _asker(message, record)
    _media(message, _SOURCE_MEDIA)


def _media(message: Element, role: Term) -> None:
    media = _participant(message, "folder", role)
    _code(SubElement(media, "MediaIdentifier"), "MediaType", _URI_MEDIA)


def _use(message: Element, record: Record, me: str) -> None:
    _caller(message, record, None)
    _participant(message, me, None)


_PARTICIPANTS: Mapping[Shape, Callable[[Element, Record, str], None]] = {
    Shape.APPLICATION: _application,
    Shape.TRANSFER_IN: _transfer_in,
    Shape.TRANSFER_OUT: _transfer_out,
    Shape.QUERY_OUT: _transfer_out,
    Shape.QUERY_IN: _query_in,
    Shape.EXPORT: _export,
    Shape.IMPORT: _import,
    Shape.USE: _use,
}


def _archive_of(record: Record) -> str:
    return str(record.entry.facts.get("archive", _NOBODY))


def _asker(message: Element, record: Record) -> None:
    """Whoever is neither end of a transfer, and wanted it."""
    if record.entry.caller:
        _caller(message, record, None)


def _caller(message: Element, record: Record, role: Term | None) -> None:
    entry = record.entry
    caller = _participant(message, entry.caller or _NOBODY, role, requests=True)
    if entry.address is not None:
        caller.set("NetworkAccessPointID", entry.address)
        caller.set("NetworkAccessPointTypeCode", _ADDRESS)


def _participant(message: Element, name: str, role: Term | None, *, requests: bool = False) -> Element:
    participant = SubElement(message, "ActiveParticipant", UserID=name, UserIsRequestor=str(requests).lower())
    if role is not None:
        _code(participant, "RoleIDCode", role)
    return participant


def _objects(message: Element, record: Record, event: AuditEvent) -> None:
    entry = record.entry
    if entry.study is not None:
        study = _object(message, _STUDY_UID, entry.study, "study", (_SYSTEM, _REPORT))
        _describe(study, entry.facts.get("classes", {}))
    if "patient" in entry.facts:
        _object(message, _PATIENT_NUMBER, str(entry.facts["patient"]), "pseudonym", (_PERSON, _PATIENT))
    if event.shape in (Shape.QUERY_OUT, Shape.QUERY_IN):
        asked = f"StudyInstanceUID={entry.study}" if entry.study else str(entry.facts.get("by", "all"))
        _object(message, _SOP_CLASS_UID, _STUDY_FIND, asked.encode(), (_SYSTEM, _REPORT))
    if entry.action is Action.TRAIL_READ:
        _object(message, _URI, "urn:radlane:audit", "Security Audit Log", (_SYSTEM, _RESOURCE))
    own = _object(message, _OF_TRAIL, f"{record.number}:{record.mac}", "audit record", (_SYSTEM, _RESOURCE))
    facts = {"action": entry.action, "outcome": entry.outcome, "via": entry.via, "job": entry.job or ""}
    for name, value in {**facts, "facts": plain_json(entry.facts)}.items():
        SubElement(own, "ParticipantObjectDetail", type=name, value=b64encode(str(value).encode()).decode())


def _object(message: Element, kind: Term, name: str, said: str | bytes, role: tuple[str, str]) -> Element:
    """Add an object by its identifier; `said` is its name, or what was asked."""
    what = SubElement(
        message,
        "ParticipantObjectIdentification",
        ParticipantObjectID=name,
        ParticipantObjectTypeCode=role[0],
        ParticipantObjectTypeCodeRole=role[1],
    )
    _code(what, "ParticipantObjectIDTypeCode", kind)
    if isinstance(said, bytes):
        SubElement(what, "ParticipantObjectQuery").text = b64encode(said).decode()
    else:
        SubElement(what, "ParticipantObjectName").text = said
    return what


def _describe(study: Element, classes: object) -> None:
    """Describe what `pipeline.audited` counted; a row that somebody else wrote may say anything, and is sent too."""
    if not isinstance(classes, Mapping) or not classes:
        return
    description = SubElement(study, "ParticipantObjectDescription")
    for uid, found in classes.items():
        counted = found if isinstance(found, Mapping) else {}
        of_class = SubElement(description, "SOPClass", UID=uid, NumberOfInstances=str(counted.get("count", 0)))
        instances = counted.get("instances", ())
        for instance in instances if isinstance(instances, list | tuple) else ():
            SubElement(of_class, "Instance", UID=str(instance))


def _code(parent: Element, name: str, term: Term) -> None:
    SubElement(parent, name, {"csd-code": term.code, "codeSystemName": term.system, "originalText": term.meaning})
