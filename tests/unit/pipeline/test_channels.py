"""Which series each channel reads, and what is said of one that is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from pydicom.dataset import FileDataset

from radlane.domain.choice import Choice
from radlane.domain.model import Manifest
from radlane.domain.select import Preference
from radlane.errors import InputRefused
from radlane.pipeline.channels import ChosenChannels, choose_channels, missing_reasons
from support.choices import VOLUMES
from support.several import STUDY, WEIGHTS, candidates, channel, four_channels, four_heads, head, one_of, reading
from support.volumes import uid

SERIES = {name: uid(f"several {name} series") for name in WEIGHTS}


def model(**missing: Any) -> Manifest:
    return replace(VOLUMES, inputs=(reading(*four_channels(**missing)),))


def chosen(manifest: Manifest, *found: Sequence[FileDataset]) -> ChosenChannels:
    """What is chosen where each channel is offered all series."""
    offered = [item for datasets in found for item in candidates(datasets)]
    return choose_channels({one.id: offered for one in manifest.channels}, manifest, STUDY)


def refusal(manifest: Manifest, *found: Sequence[FileDataset]) -> tuple[str, str]:
    with pytest.raises(InputRefused) as refused:
        chosen(manifest, *found)
    return refused.value.code, refused.value.what


def test_each_channel_finds_its_own_series_whatever_the_order() -> None:
    made = four_heads()
    for order in (list(made), list(made)[::-1]):
        found = chosen(model(), *(made[name] for name in order))
        assert {name: {item.ref.series_instance_uid for item in stack} for name, stack in found.stacks.items()} == {
            name: {series} for name, series in SERIES.items()
        }
    told = {(one.channel, one.series_instance_uid): one.choice for one in found.choices}
    assert len(told) == len(found.choices) == 16
    for name in WEIGHTS:
        for other, series in SERIES.items():
            assert told[name, series] is (Choice.CHOSEN if name == other else Choice.REFUSED)


def test_a_series_that_is_not_there_refuses_the_study_and_says_which() -> None:
    made = four_heads()
    del made["t2"]
    code, what = refusal(model(), *made.values())
    assert code == "series-unfit"
    assert what.startswith("Channel t2: The model asks for SeriesDescription t2")


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ({"missing": "pad"}, "one value in the place of each of its voxels"),
        ({"missing": "copy", "copy_of": "t1c"}, "those of channel t1c in their place"),
    ],
)
def test_a_channel_that_may_be_missing_is_said(policy: dict[str, str], words: str) -> None:
    made, manifest = four_heads(), model(t2=policy)
    assert list(missing_reasons(manifest, chosen(manifest, *made.values()).stacks)) == []  # it is there
    del made["t2"]
    found = chosen(manifest, *made.values())
    (reason,) = missing_reasons(manifest, found.stacks)
    assert reason.code == "channel-missing"
    assert reason.text == f"No series of the study fits channel t2: the network was given {words}"
    assert {one.choice for one in found.choices if one.channel == "t2"} == {Choice.REFUSED}
    assert {one.series_instance_uid for one in found.choices if one.channel == "t2"} == {
        series for name, series in SERIES.items() if name != "t2"
    }


def test_nothing_at_all_may_be_offered_to_a_channel() -> None:
    made, manifest = four_heads(), model(t2={"missing": "pad"})
    offered = {name: candidates(datasets) for name, datasets in made.items()} | {"t2": []}
    found = choose_channels(offered, manifest, STUDY)
    assert set(found.stacks) == {"t1", "t1c", "flair"}
    with pytest.raises(InputRefused, match="Channel t2: There is no image"):
        choose_channels(offered, model(), STUDY)


def test_images_in_another_space_are_not_brought_to_the_grid() -> None:
    made = four_heads()
    made["t2"] = one_of("t2", head(100, 1000), FrameOfReferenceUID="1.2.3")
    code, what = refusal(model(), *made.values())
    assert code == "frame-of-reference-differs"
    assert what.startswith("Channel t2: Its Frame of Reference is another one")
    found = chosen(model(t2={"missing": "pad"}), *made.values())
    assert "t2" not in found.stacks
    (elsewhere,) = [one for one in found.choices if one.code == "frame-of-reference-differs"]
    assert (elsewhere.channel, elsewhere.series_instance_uid) == ("t2", SERIES["t2"])


def test_the_space_comes_before_preferences() -> None:
    """The series that would be preferred lies in another space: it is out of the question."""
    made = four_heads()
    other = one_of("t2", head(100, 1000), FrameOfReferenceUID="1.2.3", SeriesNumber=1, SeriesInstanceUID="1.2.4")
    for place, item in enumerate(other):
        item.SOPInstanceUID = f"1.2.4.{place}"
    for item in made["t2"]:
        item.SeriesNumber = 2
    channels = list(four_channels())
    prefer = (Preference(by="SeriesNumber", order="lowest"),)
    channels[2] = channel("t2", select=replace(channels[2].select, prefer=prefer))
    manifest = replace(VOLUMES, inputs=(reading(*channels),))
    found = chosen(manifest, *made.values(), other)
    assert {item.ref.series_instance_uid for item in found.stacks["t2"]} == {SERIES["t2"]}
    for item in other:
        item.FrameOfReferenceUID = made["t1"][0].FrameOfReferenceUID
    assert {item.ref.series_instance_uid for item in chosen(manifest, *made.values(), other).stacks["t2"]} == {"1.2.4"}


def test_what_is_broken_or_there_twice_is_not_missing() -> None:
    made, manifest = four_heads(), model(t2={"missing": "pad"})
    twin = one_of("t2", head(100, 1000), SeriesInstanceUID="1.2.4")
    for place, item in enumerate(twin):
        item.SOPInstanceUID = f"1.2.4.{place}"
    code, what = refusal(manifest, *made.values(), twin)
    assert code == "ambiguous-input"
    assert what.startswith("Channel t2: 2 series")


def test_one_stack_is_never_read_by_two_channels() -> None:
    channels = list(four_channels())
    channels[1] = replace(channels[1], select=channels[0].select)
    manifest = replace(VOLUMES, inputs=(reading(*channels),))
    code, what = refusal(manifest, *four_heads().values())
    assert code == "ambiguous-input"
    assert what.startswith("Channels t1 and t1c would read the same images")


def test_all_series_are_of_one_patient() -> None:
    made = four_heads()
    made["flair"] = one_of("flair", head(100, 1000), PatientID="T-2")
    code, _ = refusal(model(), *made.values())
    assert code == "slices-foreign"


def test_a_model_with_one_channel_is_refused_in_the_words_of_today() -> None:
    manifest = replace(VOLUMES, inputs=(reading(channel("t1")),))
    assert refusal(manifest, four_heads()["t2"]) == ("series-unfit", "The model asks for SeriesDescription t1")
