from __future__ import annotations

from radlane.domain.sighting import Sighting
from radlane.security.audit_record import Action
from radlane.triggers.found import found_entry


def test_few_studies_are_named_and_many_are_counted() -> None:
    few = found_entry("night", "pacs", [Sighting(name="1.3"), Sighting(name="1.2")])
    assert (few.action, few.via) == (Action.STUDY_QUERIED, "poll")
    assert few.facts == {"archive": "pacs", "by": "poll", "poll": "night", "studies": ["1.2", "1.3"]}
    many = found_entry("night", "pacs", [Sighting(name=f"1.{number}") for number in range(65)])
    assert (many.facts["count"], "studies" in many.facts) == (65, False)
