from __future__ import annotations

from radlane.domain.channels import is_on_own_grid
from support.priors import before
from support.several import channel, reading


def test_an_input_of_an_earlier_study_that_is_not_registered_has_a_grid_of_its_own() -> None:
    assert is_on_own_grid(reading(before("none")))
    assert not is_on_own_grid(reading(channel("now"), before()))
    assert not is_on_own_grid(reading(channel("now")))
