"""Columns of Table CC.2.5-3, applied; each row is driven over HTTP in tests/contract/test_worklist.py."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from radlane.domain.ups import Ask, StepState
from radlane.errors import WorkitemInvalid
from radlane.triggers.worklist.rules import created, ended, refused, updated
from support.ups_table import discontinued, el, new, performed, reference

NOW = datetime(2026, 3, 1, tzinfo=UTC)
STAMP = el("DT", "20260301000000.000000+0000")


def test_a_new_workitem_has_what_was_sent_and_when() -> None:
    made, is_other = created(new(), NOW)
    assert not is_other
    assert made["00404010"] == STAMP
    assert not {"00741000", "00081195", "00080016"} & set(made)
    assert made["0020000D"] == new()["0020000D"]


def test_study_and_patient_id_are_of_type_1c_and_may_be_missing() -> None:
    made, is_other = created(new(t0020000D=None, t00100020=None), NOW)
    assert (made["0020000D"], made["00100020"], is_other) == (el("UI"), el("LO"), False)


def test_a_change_keeps_the_rest() -> None:
    before, _ = created(new(), NOW)
    after, is_other = updated(before, {"00741204": el("LO", "Other"), "00081195": el("UI", "1.2")}, NOW)
    assert (after["00741204"], after["00741202"], is_other) == (el("LO", "Other"), before["00741202"], False)
    assert "00081195" not in after


def test_another_sop_class_is_none_of_a_workitem() -> None:
    with pytest.raises(WorkitemInvalid, match="UPS Push"):
        created(new(t00080016=el("UI", "1.2.840.10008.1.1")), NOW)


@pytest.mark.parametrize("tag", ["00741200", "00404041"])
def test_terms_are_those_of_the_standard(tag: str) -> None:
    with pytest.raises(WorkitemInvalid, match="is one of"):
        created(new(**{f"t{tag}": el("CS", "SOON")}), NOW)


def test_output_is_checked_inside_what_was_performed() -> None:
    wrong = {k: v for k, v in reference().items() if k != "00081199"}
    with pytest.raises(WorkitemInvalid, match="2c"):
        updated({}, performed(t00404033=el("SQ", wrong)), NOW)


def test_an_end_needs_its_own_attributes() -> None:
    before, _ = created(new(), NOW)
    assert ended(before, StepState.COMPLETED, NOW) is None
    assert ended(before, StepState.CANCELED, NOW) is None
    assert ended({**before, **performed()}, StepState.COMPLETED, NOW) is not None
    canceled = ended({**before, **discontinued()}, StepState.CANCELED, NOW)
    assert canceled is not None
    assert canceled["00741002"]["Value"][0]["00404052"] == STAMP


def test_a_refusal_has_the_warning_of_its_transaction() -> None:
    assert refused(Ask.SET, WorkitemInvalid("no")).warning
    assert refused(Ask.CREATE, WorkitemInvalid("no")).warning is None
