"""How sure a model is of an image: its classes, its values and its segments together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from radlane.domain.uncertainty import Member, Uncertainty
from radlane.inference.class_doubt import answer_of
from radlane.inference.clips import conclude_clip
from radlane.inference.doubt import doubt_clip, doubt_image
from radlane.inference.postprocess import WayBack, conclude
from support.doubtful import maps, says
from support.lanes import base_manifest
from support.planar_models import cine_geometry, planar_input, seen_clip
from support.said import classification, golden_image, image, regression
from support.said_lanes import of_radiograph

SIDES = (8, 6)
WANTED = Uncertainty(entropy=True, entropy_map=True, members=(Member(id="other", weights="other.onnx"),))
BACK = WayBack(maps=lambda values: values, boxes=lambda boxes: boxes)


@pytest.mark.parametrize(("wanted", "asked"), [(WANTED, True), (Uncertainty(), False)])
def test_all_that_is_said_of_an_image_has_its_figures(wanted: Uncertainty, asked: bool) -> None:
    outputs = (maps(), classification(), regression())
    manifest = replace(base_manifest(), inputs=(of_radiograph(SIDES),), outputs=outputs, uncertainty=wanted)
    runs = [says(golden_image(SIDES), 0.0, shift) for shift in ((-1.0, 1.0) if asked else (0.0,))]
    shares = [{**run, "share": np.clip(run["share"], 0, 0.5)} for run in runs]
    answer = answer_of(shares, outputs)
    said = conclude(manifest, answer.pooled, BACK, image(None))
    found = doubt_image(manifest, answer, said, BACK, image(None))
    assert [len(one.uncertainty) for one in found.findings] == ([3, 2, 2, 1] if asked else [0] * 4)
    assert len(found.heatmaps) == asked


def test_a_clip_has_classes_and_no_segments() -> None:
    manifest = replace(
        base_manifest(),
        inputs=(planar_input(cine_geometry()),),
        outputs=(classification(),),
        uncertainty=WANTED,
    )
    clip = seen_clip(np.zeros((4, 6, 8, 3), np.uint8))
    runs = [{"labels": np.float32([[shift, -4.0]])} for shift in (-1.0, 1.0)]
    answer = answer_of(runs, manifest.outputs)
    said = conclude_clip(manifest, answer.pooled, [0, 1, 2, 3], clip)
    found = doubt_clip(manifest, answer, said, clip)
    assert [len(one.uncertainty) for one in found.findings] == [2, 2]
    assert doubt_clip(replace(manifest, uncertainty=Uncertainty()), answer, said, clip) is said
