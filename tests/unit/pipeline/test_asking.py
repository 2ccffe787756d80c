"""A network that is asked again and again, on an image that nobody turns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from radlane.domain.uncertainty import Uncertainty
from radlane.inference.flips import flip_maps
from radlane.inference.probabilities import activate
from radlane.pipeline.asking import ask, predict_flipped
from support.doubtful import doubtful, planar_maps, says
from support.said import classes, classification
from support.said_lanes import of_radiograph

SIDES = (8, 6)
LEAN = 2.0
UNSIDED = classification(classes=tuple(replace(one, laterality=None) for one in classes()))
FEED = np.random.default_rng(7).random((1, 1, *SIDES), np.float32)


@pytest.mark.parametrize("shifts", [(0.0,), (0.0, 1.5)])
def test_each_network_sees_each_flip_and_answers_are_laid_back(tmp_path: Path, shifts: tuple[float, ...]) -> None:
    wanted = Uncertainty(augmentations=("flip-x", "flip-y"))
    model = doubtful(tmp_path, of_radiograph(SIDES), (planar_maps(), UNSIDED), wanted, lean=LEAN, shifts=shifts)
    answer = ask(model, {model.manifest.inputs[0].name: FEED}, lambda: 60.0)
    expected = []
    for shift in shifts:
        seen = [says(given, LEAN, shift) for given in (FEED, FEED[..., ::-1], FEED[..., ::-1, :])]
        seen[1]["maps"], seen[2]["maps"] = seen[1]["maps"][..., ::-1], seen[2]["maps"][..., ::-1, :]
        expected += seen
    assert len(answer.runs) == len(expected) == 3 * len(shifts)
    for run, said in zip(answer.runs, expected, strict=True):
        np.testing.assert_allclose(run["maps"], said["maps"], atol=1e-4)
        np.testing.assert_allclose(run["labels"], said["labels"], atol=1e-4)
    mean = np.mean([activate(said["labels"][0], "sigmoid") for said in expected], axis=0)
    np.testing.assert_allclose(activate(answer.pooled["labels"][0], "sigmoid"), mean, atol=1e-5)


def test_a_network_that_nobody_doubts_is_asked_once(tmp_path: Path) -> None:
    model = doubtful(tmp_path, of_radiograph(SIDES), (planar_maps(),), Uncertainty(), lean=LEAN)
    answer = ask(model, {model.manifest.inputs[0].name: FEED}, lambda: 60.0)
    assert len(answer.runs) == 1
    assert answer.pooled is answer.runs[0]


def test_parts_of_a_volume_are_flipped_there_and_back() -> None:
    ramp = np.arange(4, dtype=np.float32)
    patches = np.random.default_rng(3).random((2, 1, 2, 3, 4), np.float32)
    found = predict_flipped(lambda given: given + ramp, "flip-x")(patches)
    np.testing.assert_allclose(found, patches + ramp[::-1], rtol=1e-6)
    np.testing.assert_array_equal(predict_flipped(lambda given: given, "flip-z")(patches), patches)
    assert flip_maps(patches, "flip-x").shape == patches.shape
