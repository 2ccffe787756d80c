"""Numbers may move; what follows from them may not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.model import Network
from radlane.inference.decisions import changed_decisions
from support.findings import EFFUSION
from support.networks import manifest_of, network, network_of
from support.said import box_map, classification, detection, regression

LUNGS = network_of(network())
SIDES = (64, 64)


def of(*outputs: Any) -> Network:
    """A network of radiographs of 64 x 64 with these outputs."""
    (wanted,) = manifest_of(network()).inputs
    large = replace(wanted, geometry=replace(wanted.geometry, size=SIDES))
    return replace(LUNGS, inputs=(large,), outputs=outputs)


def lungs(width: int, chest: float = 9.0) -> dict[str, NDArray[np.float32]]:
    """The right lung is as many columns wide, the left one is not there."""
    raw = np.full((1, 2, 64, 64), -9, np.float32)
    raw[0, 0, :, :width] = 9
    return {"lungs": raw, "chest": np.float32([[chest]])}


@pytest.mark.parametrize(
    ("width", "why"),
    [
        (40, None),
        (0, "segment lung-1 is there or not"),
        (39, "segment lung-1 overlaps with what it was by 0.9873"),
    ],
)
def test_segments_stay_where_they_were(width: int, why: str | None) -> None:
    shape = of(*LUNGS.outputs)
    found = list(changed_decisions(shape, lungs(40), lungs(width)))
    assert len(found) == (why is not None)
    assert why is None or why in found[0]


def test_numbers_that_decide_nothing_may_be_others() -> None:
    before = lungs(40)
    after = {**before, "lungs": before["lungs"] / 2}
    assert not list(changed_decisions(of(*LUNGS.outputs), before, after))


def test_a_gate_decides_first() -> None:
    shape = of(*LUNGS.outputs)
    (why,) = changed_decisions(shape, lungs(40), lungs(0, chest=-9))
    assert why.startswith("the gates decide otherwise: passed, now This does not look like")
    assert not list(changed_decisions(shape, lungs(40, chest=-9), lungs(0, chest=-8)))  # of neither anything is said


def test_classes_across_a_threshold() -> None:
    shape = of(classification())
    before = {"labels": np.float32([[0.5, -0.5]])}  # present from 0.41, indeterminate from -1.1 to 0
    assert not list(changed_decisions(shape, before, {"labels": np.float32([[0.45, -0.9]])}))
    (why,) = changed_decisions(shape, before, {"labels": np.float32([[0.4, -0.5]])})
    assert "ptx present, effusion indeterminate, now ptx absent, effusion indeterminate" in why


def test_measured_values_that_cannot_be() -> None:
    shape = of(regression())  # plausible to 90 %
    before = {"share": np.float32([[0.895]])}
    assert not list(changed_decisions(shape, before, {"share": np.float32([[0.899]])}))
    (why,) = changed_decisions(shape, before, {"share": np.float32([[0.901]])})
    assert "now output-implausible" in why


def test_boxes_that_come_and_go() -> None:
    shape = of(detection())

    def boxes(*scores: float) -> dict[str, NDArray[np.float32]]:
        places = [[10.0 * place, 0, 10.0 * place + 8, 8] for place in range(len(scores))]
        return {"boxes": np.float32([places]), "scores": np.float32([scores])[..., np.newaxis]}

    before = boxes(2, 1)
    assert not list(changed_decisions(shape, before, boxes(2.1, 0.9)))
    (why,) = changed_decisions(shape, before, boxes(2, -0.1))
    assert "nodule-1 present, nodule-2 present, now nodule-1 present" in why


def test_parts_of_a_map_that_come_and_go() -> None:
    shape = of(box_map())
    before, after = ({"likely": np.zeros((1, 1, *SIDES), np.float32)} for _ in range(2))
    before["likely"][0, 0, 8:16, 8:16] = 0.8
    (why,) = changed_decisions(shape, before, after)
    assert "nodule-1 present, now nodule absent" in why


def test_the_best_frame() -> None:
    choice = FrameChoiceOutput(
        name="frames", kind="frame-choice", activation="sigmoid", id="best", concept=EFFUSION, threshold=0.5
    )
    shape = of(choice)
    before = {"frames": np.float32([[0, 2, 1.9]])}
    assert not list(changed_decisions(shape, before, {"frames": np.float32([[0, 1.95, 1.9]])}))
    (why,) = changed_decisions(shape, before, {"frames": np.float32([[0, 1.9, 1.95]])})
    assert "decided otherwise" in why
