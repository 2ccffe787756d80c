"""PS3.4 Annex CC and PS3.18 section 11 as cells of what is asked and answered, written from the standard's text.

Nothing here is taken from radlane's own tables (`domain.ups`, `domain.ups_attributes`): those are what is tested.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

RIGHT, OTHER = "2.25.11111111111111111111", "2.25.22222222222222222222"
STATES = (None, "SCHEDULED", "IN PROGRESS", "COMPLETED", "CANCELED")


def el(vr: str, *values: object) -> dict[str, Any]:
    return {"vr": vr, "Value": list(values)} if values else {"vr": vr}


def code(value: str = "radlane-lungs", scheme: str = "99SITE") -> dict[str, Any]:
    return {"00080100": el("SH", value), "00080102": el("SH", scheme), "00080104": el("LO", "Find lungs")}


def reference(study: str = "1.2.3", series: str = "1.2.3.4") -> dict[str, Any]:
    """An item of Table CC.2.5-2c."""
    sop = {"00081150": el("UI", "1.2.840.10008.5.1.4.1.1.1"), "00081155": el("UI", "1.2.3.4.5")}
    return {
        "0040E020": el("CS", "DICOM"),
        "0020000D": el("UI", study),
        "0020000E": el("UI", series),
        "00081199": el("SQ", sop),
    }


def new(**changes: Any) -> dict[str, Any]:
    """All that Table CC.2.5-3 wants of a new workitem; `changes` by tag after a `t`, None takes one away."""
    made = {
        "00741000": el("CS", "SCHEDULED"),
        "00741200": el("CS", "MEDIUM"),
        "00741204": el("LO", "Lungs of a chest radiograph"),
        "00741202": el("LO", "AI"),
        "00404005": el("DT", "20260301120000"),
        "00404041": el("CS", "READY"),
        "00081195": el("UI"),
        "00741210": el("SQ"),
        "00404025": el("SQ"),
        "00404026": el("SQ"),
        "00404027": el("SQ"),
        "00404018": el("SQ", code("other")),
        "00400400": el("LT"),
        "00404021": el("SQ", reference()),
        "0020000D": el("UI", "1.2.3"),
        "00100010": el("PN", {"Alphabetic": "Doe^Jane"}),
        "00100020": el("LO", "P1"),
        "00100021": el("LO", "HOSP"),
        "00100024": el("SQ"),
        "00101002": el("SQ"),
        "00100030": el("DA", "19700101"),
        "00100040": el("CS", "F"),
        "00380010": el("LO"),
        "00380014": el("SQ"),
        "00081080": el("LO"),
        "00081084": el("SQ"),
        "0040A370": el("SQ"),
        "00741002": el("SQ"),
        "00741216": el("SQ"),
    }
    for name, value in changes.items():
        tag = name.removeprefix("t")
        if value is None:
            made.pop(tag, None)
        else:
            made[tag] = value
    return made


def performed(**changes: Any) -> dict[str, Any]:
    """What the code P of Table CC.2.5-3 wants before COMPLETED."""
    item = {
        "00404028": el("SQ", code("station")),
        "00404050": el("DT", "20260301120000+0000"),
        "00404019": el("SQ", code()),
        "00404051": el("DT", "20260301120100+0000"),
        "00404033": el("SQ", reference()),
    }
    for name, value in changes.items():
        if value is None:
            item.pop(name.removeprefix("t"))
        else:
            item[name.removeprefix("t")] = value
    return {"00741216": el("SQ", item)}


def discontinued() -> dict[str, Any]:
    """What the code X wants before CANCELED; the time is filled in by the SCP."""
    return {"00741002": el("SQ", {"0074100E": el("SQ", code("110513", "DCM"))})}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of Table CC.1.1-2 (or of CC.2.6.3), with what PS3.18 makes of it.

    Attributes
    ----------
    ask : str
        create, set, cancelrequest, get, or a state that is asked for.
    lock : str or None
        The Transaction UID that is sent.
    dimse : str
        The status of PS3.4.
    """

    ask: str
    state: str | None
    lock: str | None
    dimse: str
    http: int
    warning: str | None
    clause: str
    ready: bool = field(default=True)

    @property
    def name(self) -> str:
        lock = {RIGHT: "right", OTHER: "other"}.get(self.lock or "", "none")
        return f"{self.ask}-in-{self.state}-with-{lock}-{self.dimse}{'' if self.ready else '-not-ready'}"


_INCONSISTENT = "The submitted request is inconsistent with the state of the UPS Instance."
_MISSING, _INCORRECT = "The Transaction UID is missing.", "The Transaction UID is incorrect."
_IS_CANCELED = "The UPS is already in the requested state of CANCELED."
_IS_COMPLETED = "The UPS is already in the requested state of COMPLETED."
_SET = "The submitted request is inconsistent with the current state of the Workitem."
_UNCLAIMED = "The target URI did not reference a claimed Workitem."
# PS3.18 Table 11.7.3-1 and 11.7.3.2. Where it lists two statuses for "given the current state", 409 is for what another
# state would have allowed, and 400 for what none does.
_CHANGE = {
    "0000": (200, None),
    "B304": (200, _IS_CANCELED),
    "B306": (200, _IS_COMPLETED),
    "C300": (409, _INCONSISTENT),
    "C302": (409, _INCONSISTENT),
    "C303": (400, _INCONSISTENT),
    "C304": (409, _INCONSISTENT),
    "C307": (404, None),
    "C310": (409, _INCONSISTENT),
}
_UPDATE = {
    "0000": (200, None),
    "C300": (400, _SET),
    "C301": (400, _SET),
    "C307": (404, None),
    "C310": (409, _UNCLAIMED),
}
_REQUEST = {"0000": (202, None), "B304": (202, _IS_CANCELED), "C307": (404, None), "C311": (409, None)}
_CREATE = {"0000": (201, None), "0111": (409, None)}


def _cells() -> list[Cell]:
    table, found = "PS3.4 Table CC.1.1-2", list[Cell]()

    def row(ask: str, lock: str | None, statuses: str, answers: dict[str, tuple[int, str | None]], clause: str) -> None:
        for state, dimse in zip(STATES, statuses.split(), strict=True):
            if dimse == "-":
                continue
            http, warning = answers[dimse]
            found.append(Cell(ask=ask, state=state, lock=lock, dimse=dimse, http=http, warning=warning, clause=clause))

    incorrect = {**_CHANGE, "C301": (400, _INCORRECT)}
    missing = {**_CHANGE, "C301": (400, _MISSING)}
    # who claims makes the Transaction UID (11.7.1.4): a second claim is against the state, and 409
    late = {**_CHANGE, "C301": (409, _INCONSISTENT)}
    row("create", None, "0000 0111 0111 0111 0111", _CREATE, table)
    row("IN PROGRESS", RIGHT, "C307 0000 C302 C300 C300", _CHANGE, table)
    row("IN PROGRESS", OTHER, "- - C301 C301 C301", late, f"{table}; CC.2.1.2 note 2; PS3.18 Table 11.7.3-1")
    row("IN PROGRESS", None, "C307 C301 - - -", missing, table)
    row("SCHEDULED", RIGHT, "C307 C303 C303 C303 C303", _CHANGE, table)
    row("SCHEDULED", None, "C307 C303 C303 C303 C303", _CHANGE, table)
    row("COMPLETED", RIGHT, "C307 C310 0000 B306 C300", _CHANGE, table)
    row("COMPLETED", OTHER, "C307 - C301 C301 C301", incorrect, table)
    row("COMPLETED", None, "C307 C301 C301 C301 C301", missing, table)
    row("CANCELED", RIGHT, "C307 C310 0000 C300 B304", _CHANGE, table)
    row("CANCELED", OTHER, "C307 - C301 C301 C301", incorrect, table)
    row("CANCELED", None, "C307 C301 C301 C301 C301", missing, table)
    row("CANCELLED", RIGHT, "C307 C310 0000 C300 B304", _CHANGE, "PS3.18 11.7.1.4 (its spelling)")
    row("cancelrequest", None, "C307 0000 0000 C311 B304", _REQUEST, f"{table}; CC.2.2.3; PS3.18 11.8.2")
    row("set", None, "C307 0000 C301 C300 C300", _UPDATE, "PS3.4 CC.2.6.2, CC.2.6.3; PS3.18 Table 11.6.3-1")
    row("set", RIGHT, "C307 C310 0000 C300 C300", _UPDATE, "PS3.4 CC.2.6.2, CC.2.6.3; PS3.18 Table 11.6.3-1")
    row("set", OTHER, "C307 C310 C301 C300 C300", _UPDATE, "PS3.4 CC.2.6.2, CC.2.6.3; PS3.18 Table 11.6.3-1")
    row("get", None, "C307 0000 0000 0000 0000", {"0000": (200, None), "C307": (404, None)}, "PS3.18 Table 11.5.3-1")
    for state in ("COMPLETED", "CANCELED"):
        http, warning = _CHANGE["C304"]
        found.append(
            Cell(
                ask=state,
                state="IN PROGRESS",
                lock=RIGHT,
                dimse="C304",
                http=http,
                warning=warning,
                clause=f"{table}; CC.2.5.1.1",
                ready=False,
            )
        )
    return found


CELLS = tuple(_cells())

# Table CC.2.5-3 by column. Keys are tags; what the names are is in PS3.6.
# N-CREATE 1/1
CREATE_VALUED = ("00741200", "00741204", "00404005", "00404041", "00741000")
# N-CREATE 2/2 (Worklist Label 2/1 has a test of its own)
CREATE_PRESENT = (
    "00741210", "00404025", "00404026", "00404027", "00404018", "00400400", "00404021", "00100010", "00100021",
    "00100024", "00101002", "00100030", "00100040", "00380010", "00380014", "00081080", "00081084", "0040A370",
)  # fmt: skip
# "Shall be empty", "shall be created empty"
CREATE_EMPTY = {
    "00081195": el("UI", RIGHT),
    "00741002": el("SQ", {"00741004": el("DS", "1")}),
    "00741216": el("SQ", {"00400254": el("LO", "done")}),
}
# "Not allowed" for N-SET
SET_NOT_ALLOWED = {
    "00080016": el("UI", "1.2.840.10008.5.1.4.34.6.1"),
    "00080018": el("UI", "1.2.3"),
    "00100010": el("PN", {"Alphabetic": "Roe^Jane"}),
    "00100020": el("LO", "P2"),
    "00100021": el("LO", "OTHER"),
    "00100024": el("SQ"),
    "00100030": el("DA", "19700102"),
    "00100040": el("CS", "M"),
    "00380010": el("LO", "A1"),
    "00380014": el("SQ"),
    "00081080": el("LO", "Cough"),
    "00081084": el("SQ"),
    "0040A370": el("SQ"),
    "00741224": el("SQ"),
    "00741000": el("CS", "COMPLETED"),
}
# N-SET 3/1: may be changed, never emptied
SET_VALUED = {
    "00741200": el("CS", "HIGH"),
    "00741204": el("LO", "Other"),
    "00741202": el("LO", "Other"),
    "00404005": el("DT", "20260302"),
    "00404011": el("DT", "20260303"),
    "00404018": el("SQ", code()),
    "00400400": el("LT", "Soon"),
    "00404041": el("CS", "INCOMPLETE"),
}
# N-SET 3/2 and 3/3: may be emptied
SET_EMPTY = ("00741210", "00404025", "00404026", "00404027", "00404021", "0020000D", "00404008", "00101002", "00102000")
# Items of sequences, what is wrong with them, and where the standard says so; at creation
WRONG_ITEMS = {
    "a performer without a code": ("00404034", {"00404037": el("PN", {"Alphabetic": "A"}), "00404036": el("LO", "B")}),
    "a performer without a name": ("00404034", {"00404009": el("SQ", code()), "00404036": el("LO", "B")}),
    "a request without a study": ("0040A370", {"00080050": el("SH", "A1")}),
    "another ID without a value": ("00101002", {"00100022": el("CS", "TEXT")}),
    "a code without a value": ("00404018", {"00080102": el("SH", "DCM"), "00080104": el("LO", "x")}),
    "a code without a scheme": ("00404018", {"00080100": el("SH", "1"), "00080104": el("LO", "x")}),
    "a code without a meaning": ("00404018", {"00080100": el("SH", "1"), "00080102": el("SH", "DCM")}),
    "input of no type": ("00404021", {k: v for k, v in reference().items() if k != "0040E020"}),
    "input of no study": ("00404021", {k: v for k, v in reference().items() if k != "0020000D"}),
    "input of no series": ("00404021", {k: v for k, v in reference().items() if k != "0020000E"}),
    "input of no instances": ("00404021", {k: v for k, v in reference().items() if k != "00081199"}),
}
# Final State P, in the items of the Performed Procedure Sequence; Output Information may have no items
FINAL_PERFORMED = ("00404028", "00404050", "00404019", "00404051", "00404033")
# Match Key R -> how it is asked for, and a value that is not there
MATCHED = {
    "ScheduledProcedureStepPriority": ("MEDIUM", "LOW"),
    "ProcedureStepLabel": ("Lungs*", "Heart*"),
    "WorklistLabel": ("AI", "AJ"),
    "ScheduledProcedureStepStartDateTime": ("20260301-20260302", "20260302-"),
    "ScheduledWorkitemCodeSequence.CodeValue": ("other", "another"),
    "InputReadinessState": ("READY", "INCOMPLETE"),
    "PatientName": ("doe^*", "roe^*"),
    "PatientID": ("P1", "P?2"),
    "IssuerOfPatientID": ("HOSP", "HOST"),
    "PatientBirthDate": ("19700101", "19700102"),
    "PatientSex": ("F", "M"),
    "ProcedureStepState": ("SCHEDULED", "COMPLETED"),
    # O and U
    "StudyInstanceUID": ("1.2.3,1.2.4", "1.2.4"),
    "InputInformationSequence.StudyInstanceUID": ("1.2.3", "1.2.5"),
    "00404021.00081199.00081155": ("1.2.3.4.5", "1.2.3"),
    "ScheduledProcedureStepModificationDateTime": ("2026-", "-2020"),
}
# Return Key 1 and 2
RETURNED = (
    "00080016", "00080018", "00741200", "00741204", "00741202", "00741210", "00404025", "00404026", "00404027",
    "00404034", "00404005", "00404018", "00404041", "00404021", "0020000D", "00100010", "00100020", "00100021",
    "00100024", "00101002", "00100030", "00100040", "00380010", "00380014", "00081080", "00081084", "0040A370",
    "00741000", "00741002",
)  # fmt: skip
