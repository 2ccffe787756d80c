"""The table of modules and attributes that the checker reads is in step with the highdicom in use."""

from __future__ import annotations

from support.iod_table import TABLE, attribute_table, to_text


def test_the_table_is_what_highdicom_ships() -> None:
    assert TABLE.read_text() == to_text(attribute_table()), "run `make tables` and look at what changed"
