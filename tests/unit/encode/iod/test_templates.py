from __future__ import annotations

from collections.abc import Iterator

import pytest

from radlane.encode.iod import templates
from radlane.encode.iod.content import VALUE_TYPES
from radlane.encode.iod.relationships import allows
from radlane.encode.iod.templates import Row

ROOTS = (templates.REPORT, templates.PLANAR, templates.VOLUMETRIC, templates.PLAIN, templates.KEY_OBJECTS)


def pairs(rows: tuple[Row, ...], above: str) -> Iterator[tuple[str, Row]]:
    """Each row with the value type of the one above it."""
    for row in rows:
        yield above, row
        for kind in row.types:
            yield from pairs(row.rows, kind)


@pytest.mark.parametrize("rows", ROOTS[:4])
def test_every_row_is_one_that_its_iod_allows(rows: tuple[Row, ...]) -> None:
    for above, row in pairs(rows, "CONTAINER"):
        assert set(row.types) <= VALUE_TYPES
        for kind in row.types:
            assert any(allows("comprehensive-3d-sr", above, one, kind) for one in row.relationships), row


def test_rows_of_a_key_object_selection() -> None:
    for above, row in pairs(templates.KEY_OBJECTS, "CONTAINER"):
        if above == "CONTAINER":
            assert allows("key-object-selection-document", above, row.relationships[0], row.types[0]), row


def test_sides_are_those_of_cid_244() -> None:
    laterality = next(row for _, row in pairs(templates.LIBRARY, "CONTAINER") if row.name == ("DCM", "111027"))
    assert {value for _, value in laterality.values} == {"24028007", "7771000", "51440002", "66459002"}
