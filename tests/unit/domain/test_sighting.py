from __future__ import annotations

from radlane.domain.job import Expectation
from radlane.domain.sighting import Sighting


def test_as_much_of_it_is_expected_as_was_seen() -> None:
    assert Sighting(name="1.2", series=2, instances=9).expectation == Expectation(series=2, instances=9)
    assert Sighting(name="1.2").expectation is None


def test_what_a_list_does_not_say_an_earlier_one_may() -> None:
    earlier = Sighting(name="1.2", series=2, instances=9)
    assert Sighting(name="1.2").completed(earlier) == earlier
    assert Sighting(name="1.2", instances=4).completed(earlier) == Sighting(name="1.2", series=2, instances=4)
    assert Sighting(name="1.2", series=3, instances=4).completed(earlier).series == 3
