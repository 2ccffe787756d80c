"""The schema of the settings says what is written below their keys."""

from __future__ import annotations

from radlane.settings.described import written_below
from radlane.settings.limits import LimitSettings
from radlane.settings.schema import settings_schema
from radlane.settings.section import Section
from radlane.settings.tree import Settings


class Above(Section):
    """A part."""

    first: int = 1
    """The first,
    in two lines."""
    second: int = 2


def test_what_is_written_below_a_key_is_found() -> None:
    assert written_below(Above) == {"first": "The first,\nin two lines."}
    assert written_below(Settings)["workers"] == "Jobs at once, and as many urgent ones beside them."


def test_a_schema_says_it_of_every_part() -> None:
    keys = settings_schema()["properties"]
    assert keys["workers"]["description"] == "Jobs at once, and as many urgent ones beside them."
    limits = settings_schema()["$defs"]["LimitSettings"]["properties"]
    assert {key for key in limits if limits[key].get("description")} == {*written_below(LimitSettings)}
