"""The rows of Table CC.2.5-3, against the same written down from the standard, and against its dictionary."""

from __future__ import annotations

import pytest
from pydicom.datadict import dictionary_VR, keyword_for_tag

from radlane.domain.ups_attributes import ATTRIBUTES, TOP, Attribute, below
from support import ups_table as table


@pytest.mark.parametrize("row", ATTRIBUTES, ids=lambda row: "/".join(row.path))
def test_a_row_has_the_name_and_the_vr_of_the_dictionary(row: Attribute) -> None:
    assert keyword_for_tag(int(row.tag, 16)).replace("sS", "S") in (row.keyword, row.keyword.replace("sS", "S"))
    assert dictionary_VR(int(row.tag, 16)) == row.vr


def test_the_columns_are_those_of_the_standard() -> None:
    assert {tag for tag, row in TOP.items() if row.create == "1/1"} == set(table.CREATE_VALUED)
    assert {tag for tag, row in TOP.items() if row.create == "2/2"} == set(table.CREATE_PRESENT)
    assert {tag for tag, row in TOP.items() if row.create == "empty"} == set(table.CREATE_EMPTY)
    not_allowed = {tag for tag, row in TOP.items() if row.set == "no"}
    assert not_allowed - {"00081195"} == set(table.SET_NOT_ALLOWED)  # the Transaction UID opens it
    assert {tag for tag, row in TOP.items() if row.set == "3/1"} == set(table.SET_VALUED)
    assert {row.tag for row in below(("00741216",)) if row.final == "P"} == set(table.FINAL_PERFORMED)
    assert {tag for tag, row in TOP.items() if row.returned in ("1", "2")} == set(table.RETURNED)
