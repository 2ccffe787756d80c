"""What is wrong with the channels of a manifest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from radlane.domain.input import Channel, Input, SlidingWindow, VolumeGeometry, ZScore
from radlane.domain.model import Manifest, Stage
from radlane.registry.channels import MOST_CHANNELS, MOST_INPUTS, complain_of_channels
from support.choices import IMAGES, VOLUMES

(SOURCE,) = VOLUMES.inputs
(FIRST,) = SOURCE.channels
NORMAL = (ZScore(op="zscore"),)


def channel(name: str, **changes: Any) -> Channel:
    return replace(FIRST, id=name, **changes)


def reading(*channels: Channel, **changes: Any) -> Input:
    return replace(SOURCE, channels=channels, **changes)


def of(*inputs: Input, before: tuple[Input, ...] = ()) -> Manifest:
    stages = tuple(
        Stage(id=f"s{place}", weights=f"{place}.onnx", inputs=(one,), outputs=()) for place, one in enumerate(before)
    )
    return replace(VOLUMES, inputs=inputs, before=stages)


def geometry(**changes: Any) -> VolumeGeometry:
    assert isinstance(SOURCE.geometry, VolumeGeometry)
    return replace(SOURCE.geometry, **changes)


WHOLE = geometry(window=None, size=(4, 8, 8))
FOUR = (channel("t1"), channel("t1c", intensity=NORMAL), channel("t2", missing="pad"), channel("flair"))


@pytest.mark.parametrize(
    "manifest",
    [
        IMAGES,
        VOLUMES,
        of(reading(channel("CT image"))),  # one alone is named nowhere
        of(reading(*FOUR)),
        of(reading(*FOUR[:-1], channel("flair", missing="copy", copy_of="t1c"))),
        of(reading(channel("ct"), geometry=WHOLE), reading(channel("pet"), name="pet", geometry=WHOLE)),
        of(reading(*FOUR), before=(reading(channel("flair")), reading(channel("t1c", intensity=()), channel("t1")))),
        of(
            reading(channel("ct"), channel("pet", quantity="suv-body-weight")),
            before=(reading(channel("pet"), quantity="suv-body-weight"),),
        ),
        of(reading(*(channel(f"c{place}") for place in range(MOST_CHANNELS)), geometry=geometry(coverage=0.0))),
    ],
)
def test_nothing_is_wrong(manifest: Manifest) -> None:
    assert complain_of_channels(manifest) == []


@pytest.mark.parametrize(
    ("manifest", "complaint"),
    [
        (of(), "inputs: 1 to 8"),
        (of(reading(channel("a")), reading(channel("b"))), "inputs: 1 to 8, whose names differ"),
        (
            of(*(reading(channel(f"c{n}"), name=f"i{n}", geometry=WHOLE) for n in range(MOST_INPUTS + 1))),
            "inputs: 1 to 8",
        ),
        (of(reading()), "inputs.channels: one at least of each input"),
        (of(reading(*(channel(f"c{n}") for n in range(MOST_CHANNELS + 1)))), "16 at most of all"),
        (of(reading(channel("a"), channel("a"))), "those of all inputs differ"),
        (of(reading(channel("T1"), channel("t2"))), "inputs.channels.id: lower-case"),
        (
            of(
                reading(channel("a"), geometry=WHOLE),
                reading(channel("b"), name="b", geometry=replace(WHOLE, size=(4, 8, 9))),
            ),
            "inputs.geometry: the same",
        ),
        (of(reading(channel("a")), reading(channel("b"), name="b")), "inputs.geometry.window: a network that sees"),
        (of(reading(channel("a"), geometry=geometry(coverage=1.1))), "inputs.geometry.coverage: from 0 to 1"),
        (of(reading(channel("a"), geometry=geometry(coverage=-0.1))), "inputs.geometry.coverage: from 0 to 1"),
        (of(reading(channel("a", missing="pad"), channel("b"))), "it cannot be missing"),
        (of(reading(channel("a"), channel("b", missing="copy"))), "inputs.channels.copy_of: together"),
        (
            of(
                reading(
                    channel("a"),
                    channel("b", select=replace(FIRST.select, modalities=("PT",)), missing="copy", copy_of="a"),
                )
            ),
            "of other modalities",
        ),
        (of(reading(channel("a"), channel("b", copy_of="a"))), "inputs.channels.copy_of: together"),
        (of(reading(channel("a"), channel("b", missing="copy", copy_of="z"))), "names no channel"),
        (of(reading(channel("a"), channel("b", missing="copy", copy_of="b"))), "names no channel"),
        (
            of(reading(channel("a"), channel("b", missing="pad"), channel("c", missing="copy", copy_of="b"))),
            "names no channel that cannot be missing",
        ),
        (
            of(reading(channel("a"), channel("b", quantity="suv-body-weight", missing="copy", copy_of="a"))),
            "a channel of another quantity",
        ),
        (of(reading(*FOUR), before=(reading(channel("pd")),)), "before.inputs.channels: each is one of"),
        (of(reading(*FOUR), before=(reading(channel("t2")),)), "before.inputs.channels: each is one of"),  # its policy
        (of(reading(*FOUR), before=(reading(channel("t1"), quantity="suv-body-weight"),)), "before.inputs.channels:"),
        (of(reading(*FOUR), before=(reading(),)), "before.inputs.channels: one at least"),
        (
            replace(IMAGES, inputs=tuple(replace(one, channels=one.channels * 2) for one in IMAGES.inputs)),
            "one channel",
        ),
        (
            replace(
                IMAGES,
                inputs=tuple(
                    replace(one, channels=(replace(one.channels[0], intensity=NORMAL),)) for one in IMAGES.inputs
                ),
            ),
            "only id and select",
        ),
    ],
)
def test_what_is_wrong(manifest: Manifest, complaint: str) -> None:
    assert any(complaint in why for why in complain_of_channels(manifest))


def test_windows_are_of_the_main_network_or_a_stage() -> None:
    window = SlidingWindow(roi=(2, 2, 2), overlap=0.5)
    stage = reading(channel("t1"), geometry=geometry(window=window))
    assert complain_of_channels(of(reading(*FOUR), before=(stage,))) == []
