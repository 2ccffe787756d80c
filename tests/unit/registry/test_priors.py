"""What a manifest may say of an earlier study."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from radlane.domain.input import ClipPercentile, Crop, Input, SlidingWindow
from radlane.domain.model import Manifest, Stage
from radlane.registry.priors import complain_of_priors
from support.choices import VOLUMES
from support.lanes import reference_model
from support.priors import before
from support.several import SHAPE, channel, geometry, reading

WHOLE = geometry(window=None, size=SHAPE)


def model(*inputs: Input, **changes: Any) -> Manifest:
    return replace(VOLUMES, inputs=inputs, **changes)


def wrong(*inputs: Input, **changes: Any) -> list[str]:
    return [why.removeprefix("inputs.channels.prior") for why in complain_of_priors(model(*inputs, **changes))]


def siamese(**changes: Any) -> tuple[Input, Input]:
    laid = replace(WHOLE, **changes)
    return reading(channel("now"), laid=laid, name="now"), reading(before("none"), laid=laid, name="before")


def test_both_ways_of_reading_one_are_fine() -> None:
    assert wrong(reading(channel("now"), before())) == []
    assert wrong(*siamese()) == []
    assert wrong(reading(channel("now"))) == []


@pytest.mark.parametrize(
    "terms", [{"within_days": 0}, {"at_least_days": -1}, {"within_days": 40_000}, {"at_least_days": 366}]
)
def test_days_are_a_range(terms: dict[str, int]) -> None:
    (why,) = wrong(reading(channel("now"), before(terms=terms)))
    assert "at_least_days and within_days" in why


def test_the_reference_is_of_the_current_study() -> None:
    (why,) = wrong(reading(before(), channel("now")))
    assert "is the reference" in why


def test_all_of_them_ask_for_one_study() -> None:
    other = replace(before(terms={"within_days": 30}), id="other")
    (why,) = wrong(reading(channel("now"), before(), other))
    assert "the same for all channels" in why


def test_only_volumes_have_earlier_studies() -> None:
    manifest = reference_model().manifest
    plain = manifest.inputs[0]
    prior = replace(plain.channels[0], id="before", prior=before().prior)
    found = list(complain_of_priors(replace(manifest, inputs=(replace(plain, channels=(*plain.channels, prior)),))))
    assert any("only of networks on volumes" in why for why in found)


@pytest.mark.parametrize(
    "changes",
    [
        {"crop": Crop(stage="first", segment="body", margin=0.1)},
        {"crop_nonzero": True},
        {"size": None, "window": SlidingWindow(roi=(4, 8, 8), overlap=0.25)},
    ],
)
def test_an_own_grid_is_all_of_the_earlier_study_at_one_size(changes: dict[str, Any]) -> None:
    (why,) = wrong(*siamese(**changes))
    assert "has a size" in why


def test_an_input_is_of_one_study_where_they_are_not_registered() -> None:
    found = wrong(reading(channel("now"), before("none"), laid=WHOLE))
    assert any("channels of the earlier study only" in why for why in found)


def test_nothing_of_an_earlier_stage_lies_on_an_own_grid() -> None:
    one, other = siamese()
    percentile = (ClipPercentile(op="clip_percentile", lower=1, upper=99, of="first"),)
    for changed in (
        replace(other, intensity=percentile),
        replace(other, channels=(replace(other.channels[0], intensity=percentile),)),
    ):
        (why,) = wrong(one, changed)
        assert "percentiles" in why


def test_a_stage_that_sees_nothing_but_the_earlier_study_says_nothing_of_the_current_one() -> None:
    one, other = siamese()
    stage = Stage(id="first", weights="first.onnx", inputs=(other,), outputs=VOLUMES.outputs)
    found = wrong(one, other, before=(stage,))
    assert any("nothing says where a network's output lies" in why for why in found)
