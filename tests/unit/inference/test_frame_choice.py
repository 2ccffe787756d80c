from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.finding import FrameRegion
from radlane.errors import InferenceFailed
from radlane.inference.frame_choice import choose_frame
from radlane.inference.ground import ground_of_clip
from support.calibrated import platt
from support.planar_models import FULL_VESSEL, frame_choice, seen_clip

GROUND = ground_of_clip(seen_clip(np.zeros((3, 4, 5), np.uint8)), "angio:1.0.0", (4, 4, 5))


def raw(*scores: float) -> Any:
    return np.array([scores], np.float32)


def test_the_frame_with_the_highest_score_is_the_place() -> None:
    found = choose_frame(frame_choice(), raw(0.1, 0.2, 0.9, 0.9), [0, 1, 2, 2], GROUND)
    assert (found.id, found.concept, found.presence, found.region) == (
        *("full", FULL_VESSEL),
        *("present", FrameRegion(frame=2)),
    )
    assert found.probability is not None
    assert (found.probability.value, found.probability.threshold) == (0.9, 0.5)


@pytest.mark.parametrize(
    ("score", "presence", "placed"), [(0.5, "present", True), (0.3, "indeterminate", True), (0.2, "absent", False)]
)
def test_what_no_frame_shows_is_nowhere(score: float, presence: str, placed: bool) -> None:
    output = frame_choice(indeterminate_from=0.25)
    found = choose_frame(output, raw(0.0, score, 0.0, 0.0), [0, 1, 2, 2], GROUND)
    assert (found.presence, found.region is not None) == (presence, placed)


def test_a_softmax_is_over_the_frames() -> None:
    found = choose_frame(frame_choice(activation="softmax"), raw(1.0, 1.0, 1.0, 4.0), [2, 1, 0, 1], GROUND)
    assert found.region == FrameRegion(frame=1)
    assert found.probability is not None
    assert found.probability.value == pytest.approx((np.exp(4) + np.exp(1)) / (np.exp(4) + 3 * np.exp(1)), rel=1e-6)


def test_a_clip_that_is_repeated_shows_what_it_shows_once() -> None:
    output, scores = frame_choice(activation="softmax"), [0.0, 3.0, 0.0, 0.0]
    once = choose_frame(output, raw(*scores), [0, 1, 2, 3], GROUND)
    twice = choose_frame(output, raw(*np.repeat(scores, 2)), [0, 0, 1, 1, 2, 2, 3, 3], GROUND)
    assert once.presence == twice.presence == "present"
    assert once.region == twice.region == FrameRegion(frame=1)


def test_what_is_no_probability_is_refused() -> None:
    with pytest.raises(InferenceFailed, match="no probability"):
        choose_frame(frame_choice(), raw(0.0, 1.5, 0.0, 0.0), [0, 1, 2, 2], GROUND)


def test_scores_of_frames_are_calibrated() -> None:
    output = frame_choice(activation="sigmoid", calibration=platt(1.0, -3.0, ids=("full",)))
    found = choose_frame(output, raw(0.0, 2.0, 1.0), [0, 1, 2], GROUND)
    assert (found.presence, found.region) == ("absent", None)
    assert found.probability is not None
    assert found.probability.value == pytest.approx(1 / (1 + np.e), rel=1e-6)
    assert found.probability.calibrated_by == "platt"
