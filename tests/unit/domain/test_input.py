"""What a channel has of its input."""

from __future__ import annotations

from dataclasses import replace

from radlane.domain.input import ZScore
from support.lanes import reference_model


def test_a_channel_has_what_its_input_says_unless_it_says_it_itself() -> None:
    (source,) = reference_model().manifest.inputs
    (first,) = source.channels
    assert source.quantity_of(first) == "as-stored"
    assert source.intensity_of(first) == source.intensity
    own = replace(first, quantity="suv-body-weight", intensity=(ZScore(op="zscore"),))
    assert source.quantity_of(own) == "suv-body-weight"
    assert source.intensity_of(own) == own.intensity
    assert source.intensity_of(replace(own, intensity=())) == ()  # nothing is done to it
