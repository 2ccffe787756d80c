"""What a first look found, and whether the second one agrees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from radlane.domain.input import Crop
from radlane.errors import InputRefused
from radlane.imaging.placement import place_volume
from radlane.imaging.restore import labels_to_source
from radlane.pipeline.looks import Seen, box_of_look, geometry_of, require_agreement, segmentation_of
from support.volume_models import bright_model, geometry, segment, stage
from support.volumes import block, series, volume_of

VOLUME = volume_of(series(block()))
SHAPE = VOLUME.grid.shape
CROP = Crop(stage="look", segment="bright", margin=0.0, slice_share=0.0, agreement=0.5)


def seen(folder: Path, labels: np.ndarray) -> Seen:
    model = bright_model(folder, stage(geometry(window=None, size=SHAPE)))
    network = model.manifest.networks[-1]
    where = geometry_of(network.inputs[0])
    return Seen(network=network, placement=place_volume(VOLUME.grid, 0.0, where), labels=labels)


def block_of(*slices: slice) -> np.ndarray:
    made = np.zeros(SHAPE, np.uint8)
    made[slices] = 1
    return made


def test_the_box_is_around_what_was_found(tmp_path: Path) -> None:
    look = seen(tmp_path, block_of(slice(1, 3), slice(2, 6), slice(1, 3)))
    box = box_of_look(CROP, look, VOLUME)
    found = np.argwhere(labels_to_source(look.labels, look.placement))
    np.testing.assert_array_equal([one.start for one in box.slices], found.min(axis=0))
    np.testing.assert_array_equal([one.stop for one in box.slices], found.max(axis=0) + 1)
    assert segmentation_of(look.network).segments == (segment(),)


def test_where_nothing_was_found_there_is_no_second_look(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="does not find") as refused:
        box_of_look(CROP, seen(tmp_path, block_of(slice(0, 0))), VOLUME)
    assert refused.value.code == "input-not-acceptable"


def test_two_looks_agree_or_there_is_no_result(tmp_path: Path) -> None:
    first = block_of(slice(1, 3), slice(2, 6), slice(1, 4))
    look = seen(tmp_path, first)
    (wanted,) = look.network.inputs
    cropped = replace(wanted, geometry=replace(geometry_of(wanted), crop=CROP))
    network = replace(look.network, inputs=(cropped,))
    require_agreement(network, block_of(slice(1, 3), slice(2, 4), slice(1, 4)), {"look": look}, VOLUME)
    with pytest.raises(InputRefused, match="do not agree"):
        require_agreement(network, block_of(slice(1, 2), slice(2, 3), slice(1, 4)), {"look": look}, VOLUME)
