"""Every method on every finding of a study, judged where the finding is known to be."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from radlane.domain.explanation import Explanation, Method
from radlane.domain.job import JobRequest
from radlane.errors import ExplanationRefused, InputRefused
from radlane.pipeline.evaluating import Evaluation, Masks, Shown, evaluate_study
from radlane.pipeline.lane import Lane
from radlane.pipeline.plan import only_study
from radlane.pipeline.steps import analyse, explain, fetch
from support.explaining import spots_lane
from support.lanes import watch
from support.said_lanes import BOX, COLUMNS, ROWS, bright_head, bright_radiograph

SOME = (Method.GRAD_CAM, Method.OCCLUSION, Method.ATTENTION_ROLLOUT)


def evaluated(made: Lane, masks: Masks = lambda _: {}) -> list[Shown]:
    asked = Evaluation(lane=made, methods=SOME, masks=masks, clock=time.perf_counter)
    return list(evaluate_study(asked, only_study(made.archive)))


def test_a_map_that_points_at_its_finding_is_a_hit(tmp_path: Path) -> None:
    """The mask lies on the stored grid, and the image as it is stored is not as the network sees it."""
    mask = np.zeros((1, 48, 40), bool)
    mask[0, ROWS, COLUMNS] = True
    made = spots_lane(tmp_path, [bright_radiograph(PatientOrientation=["F", "R"])])
    by_cam, by_occlusion, none = evaluated(made, lambda _: {"ptx": mask})
    for one in (by_cam, by_occlusion):
        assert one.judged is not None
        assert one.judged.hit
        assert (one.judged.energy or 0) > 0.6
        assert one.judged.insertion > one.judged.deletion
        assert one.judged.likeness is not None
        assert one.heat is not None
        assert one.heat.shape == (1, 48, 40)
        assert one.picture is not None
        assert one.picture.shape == (48, 40)
    assert (none.judged, none.heat) == (None, None)
    assert "attention" in none.why
    beside = evaluated(made, lambda _: {"ptx": ~mask})[0]
    assert beside.judged is not None
    assert beside.judged.hit is False


def test_each_map_has_a_time_of_its_own(tmp_path: Path) -> None:
    """A clock that runs only when it is looked at: all maps and curves together take many times what one may."""
    ticks = count()
    made = spots_lane(tmp_path, [bright_radiograph()], explanation=Explanation(seconds=100.0))
    asked = Evaluation(
        lane=made, methods=(Method.GRAD_CAM, Method.OCCLUSION) * 3, masks=lambda _: {}, clock=lambda: next(ticks) * 1.0
    )
    shown = list(evaluate_study(asked, only_study(made.archive)))
    assert [one.why for one in shown] == [""] * 6
    assert next(ticks) > 300


def test_occlusion_is_the_same_as_in_the_lane(tmp_path: Path) -> None:
    """A volume has fewer patches along an axis."""
    made = spots_lane(tmp_path, bright_head(), volume=True)
    asked = Evaluation(lane=made, methods=(Method.OCCLUSION,), masks=lambda _: {}, clock=time.perf_counter)
    (shown,) = evaluate_study(asked, only_study(made.archive))
    request = JobRequest(study_instance_uid=shown.study, model="said")
    source = fetch(made, request, watch())
    told = explain(made.site, made.model, analyse(made.site, made.model, source, watch()), "occlusion", watch())
    assert shown.judged is not None
    np.testing.assert_array_equal(shown.heat, told.conclusion.heatmaps[0].values)
    assert f"{shown.judged.attribution.samples} patches" in told.conclusion.heatmaps[0].method


def test_without_a_mask_nobody_knows_whether_it_points(tmp_path: Path) -> None:
    first = evaluated(spots_lane(tmp_path, [bright_radiograph()]))[0]
    assert first.judged is not None
    assert (first.judged.hit, first.judged.energy) == (None, None)


def test_a_volume_is_judged_on_its_slices(tmp_path: Path) -> None:
    mask = np.zeros((9, 14, 12), bool)
    mask[BOX] = True
    made = spots_lane(tmp_path, bright_head(degrees=(20, -15, 40)), volume=True)
    first = evaluated(made, lambda _: {"ptx": mask})[0]
    assert first.judged is not None
    assert first.judged.hit
    assert first.picture is None


def test_what_is_not_analysed_is_not_judged(tmp_path: Path) -> None:
    image = bright_radiograph()
    image.PixelData = np.zeros((48, 40), np.uint16).tobytes()
    with pytest.raises(InputRefused):
        evaluated(spots_lane(tmp_path, [image]))


def test_a_network_that_nothing_looks_into_is_not_judged(tmp_path: Path) -> None:
    made = spots_lane(tmp_path, [bright_radiograph()])
    with pytest.raises(ExplanationRefused, match="nothing looks inside"):
        evaluated(replace(made, model=replace(made.model, explainer=None)))
