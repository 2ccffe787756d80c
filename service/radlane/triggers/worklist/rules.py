"""Whether a workitem has what it must have, in each state: the columns of PS3.4 Table CC.2.5-3 applied.

In: data sets. Out: the workitem's attributes, and whether something was added that was not sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from radlane.dicomweb.dicom_json import sequence_of, text_of
from radlane.domain.ups import UPS_PUSH_SOP_CLASS, Ask, StepState, answer_of
from radlane.domain.ups_attributes import CODE_SEQUENCES, REFERENCES, TERMS, Attribute, below
from radlane.domain.workitem import DataSet
from radlane.errors import WorkitemInvalid
from radlane.triggers.worklist.dataset import element, has_value, invalid, to_dt

DEFAULT_LABEL = "radlane"
STATE, LOCK, SOP_CLASS, SOP_INSTANCE = "00741000", "00081195", "00080016", "00080018"
MODIFIED, LABEL, PROGRESS, CANCELED_AT = "00404010", "00741202", "00741002", "00404052"
_OF_THE_HOST = frozenset({STATE, LOCK, SOP_CLASS, SOP_INSTANCE, "00001000"})
_CODE_VALUES = ("00080100", "00080119", "00080120")


def created(sent: DataSet, now: datetime) -> tuple[DataSet, bool]:
    """Return the attributes of a new workitem, and whether they are other than those that were sent.

    Raises
    ------
    WorkitemInvalid
        If the column N-CREATE is not met, or the state is another than SCHEDULED (C309).
    """
    if text_of(sent, STATE) != StepState.SCHEDULED:
        raise WorkitemInvalid("The Procedure Step State of a new workitem is SCHEDULED (PS3.4 Table CC.2.5-4, C309)")
    if text_of(sent, SOP_CLASS) not in ("", UPS_PUSH_SOP_CLASS):
        raise invalid("its SOP Class is that of UPS Push (PS3.4 CC.3.1)")
    made, is_other = _conforming(sent, "create")
    kept = {tag: value for tag, value in made.items() if tag not in _OF_THE_HOST}
    if not has_value(kept, LABEL):
        kept[LABEL], is_other = element("LO", DEFAULT_LABEL), True
    return {**kept, MODIFIED: element("DT", to_dt(now))}, is_other


def updated(before: DataSet, sent: DataSet, now: datetime) -> tuple[DataSet, bool]:
    """Return the attributes of a workitem after a change, and whether they are other than asked for.

    Raises
    ------
    WorkitemInvalid
        If the column N-SET is not met.
    """
    made, is_other = _conforming({tag: value for tag, value in sent.items() if tag != LOCK}, "set")
    return {**before, **made, MODIFIED: element("DT", to_dt(now))}, is_other


def ended(attributes: DataSet, state: StepState, now: datetime) -> DataSet | None:
    """Return the attributes of a workitem in a final state; None where they do not have what that needs (C304).

    A CANCELED one gets the time of its cancellation where nobody said it.
    """
    made = dict(attributes)
    if state is StepState.CANCELED and (items := sequence_of(attributes, PROGRESS)):
        filled = [item if has_value(item, CANCELED_AT) else _at(item, now) for item in items]
        made[PROGRESS] = element("SQ", *filled)
    needed = "RP" if state is StepState.COMPLETED else "RX"
    return made if _has_all(made, needed) else None


def _at(item: DataSet, now: datetime) -> DataSet:
    return {**item, CANCELED_AT: element("DT", to_dt(now))}


def _has_all(dataset: DataSet, needed: str, path: tuple[str, ...] = ()) -> bool:
    return all(_has(dataset, row, needed) for row in below(path) if row.tag not in _OF_THE_HOST)


def _has(dataset: DataSet, row: Attribute, needed: str) -> bool:
    if row.final in needed and not (row.tag in dataset if row.may_lack_items else has_value(dataset, row.tag)):
        return False
    return all(_has_all(item, needed, row.path) for item in sequence_of(dataset, row.tag))


def _conforming(sent: DataSet, column: str, path: tuple[str, ...] = ()) -> tuple[dict[str, Any], bool]:
    """A data set, or an item of a sequence, that meets a column; empty attributes that are to be there are added."""
    made, is_other = dict(sent), False
    for row in below(path):
        need: str = getattr(row, column)
        if column == "set" and not path and row.tag not in sent:
            continue  # what is not named is not changed
        _require(sent, row, need)
        if row.tag not in sent and need.startswith(("2/", "1C/2", "empty")):
            made[row.tag] = element(row.vr)
            is_other = is_other or need.startswith("2/")
    for tag in sent:
        made[tag], differs = _conforming_element(sent, column, (*path, tag))
        is_other = is_other or differs
    return made, is_other


def _conforming_element(sent: DataSet, column: str, path: tuple[str, ...]) -> tuple[Mapping[str, Any], bool]:
    tag, items, is_other = path[-1], list[DataSet](), False
    for item in sequence_of(sent, tag):
        if tag in CODE_SEQUENCES:
            _require_code(item)
        if tag in REFERENCES:
            _require_reference(item)
        made, differs = _conforming(item, column, path)
        items.append(made)
        is_other = is_other or differs
    return (element("SQ", *items) if items else sent[tag]), is_other


def _require(sent: DataSet, row: Attribute, need: str) -> None:
    is_there, name = has_value(sent, row.tag), row.keyword
    if need == "no" and row.tag in sent:
        raise _unmet(f"{name} is not allowed here")
    if need == "empty" and is_there:
        raise _unmet(f"{name} is empty here")
    if need.startswith("1/") and not is_there:
        raise _unmet(f"{name} has a value")
    if need == "3/1" and row.tag in sent and not is_there:
        raise _unmet(f"{name} has a value where it is there")
    if is_there and row.tag in TERMS and text_of(sent, row.tag) not in TERMS[row.tag]:
        raise _unmet(f"{name} is one of {', '.join(sorted(TERMS[row.tag]))}")


def _require_code(item: DataSet) -> None:
    if not any(has_value(item, tag) for tag in _CODE_VALUES) or not has_value(item, "00080104"):
        raise invalid("a code has a value and a meaning (PS3.4 Table CC.2.5-2a)")
    if has_value(item, "00080100") and not has_value(item, "00080102"):
        raise invalid("a code has a scheme (PS3.4 Table CC.2.5-2a)")


def _require_reference(item: DataSet) -> None:
    """Table CC.2.5-2c: what is referred to, and, of DICOM, in which study and series."""
    kind = text_of(item, "0040E020")
    named = [has_value(item, tag) for tag in ("0020000D", "0020000E")]
    sops = sequence_of(item, "00081199")
    whole = all(has_value(sop, tag) for sop in sops for tag in ("00081150", "00081155"))
    if not kind or not sops or not whole or (kind == "DICOM" and not all(named)):
        raise invalid("a reference has its type, its study and series, and its instances (PS3.4 Table CC.2.5-2c)")


def _unmet(why: str) -> WorkitemInvalid:
    return invalid(f"{why} (PS3.4 Table CC.2.5-3)")


def refused(ask: Ask, error: WorkitemInvalid) -> WorkitemInvalid:
    """Return an error with the header that its transaction wants."""
    error.warning = answer_of(ask, "0120").warning
    return error
