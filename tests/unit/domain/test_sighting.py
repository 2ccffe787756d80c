from __future__ import annotations

from radlane.domain.job import Expectation
from radlane.domain.sighting import Sighting


def test_as_much_of_it_is_expected_as_was_seen() -> None:
    assert Sighting(name="1.2", series=2, instances=9).expectation == Expectation(series=2, instances=9)
    assert Sighting(name="1.2").expectation is None
