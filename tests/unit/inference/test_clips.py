from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from radlane.domain.finding import FrameRegion
from radlane.domain.model import Manifest
from radlane.domain.output import GateOutput, Output
from radlane.errors import InferenceFailed, InputRefused
from radlane.inference.clips import conclude_clip
from support.lanes import reference_model
from support.planar_models import cine_geometry, frame_choice, planar_input, seen_clip
from support.said import classes, classification, regression

CLIP = seen_clip(np.zeros((4, 6, 8), np.uint8))
GATE = GateOutput(name="gate", kind="gate", activation="none", threshold=0.5, refusal="This is no heart")
OUTPUTS = {
    "gate": np.array([[0.9]], np.float32),
    "labels": np.array([[3.0, -3.0]], np.float32),
    "share": np.array([[0.25]], np.float32),
    "filling": np.array([[0.1, 0.2, 0.8, 0.3]], np.float32),
}


def manifest(*outputs: Output) -> Manifest:
    return replace(reference_model().manifest, inputs=(planar_input(cine_geometry()),), outputs=outputs)


def concluded(changes: dict[str, Any] | None = None) -> Any:
    kinds = classes(laterality=None)
    said = manifest(GATE, classification(classes=kinds), regression(), frame_choice())
    return conclude_clip(said, {**OUTPUTS, **(changes or {})}, [0, 1, 2, 3], CLIP)


def test_a_clip_has_classes_values_and_a_frame() -> None:
    found = concluded().findings
    assert [(one.id, str(one.presence)) for one in found] == [
        ("ptx", "present"),
        ("effusion", "absent"),
        ("bright-share", "present"),
        ("full", "present"),
    ]
    assert [one.region for one in found] == [None, None, None, FrameRegion(frame=2)]
    assert found[2].measurements[0].value == 25.0


def test_a_gate_comes_first() -> None:
    with pytest.raises(InputRefused) as refused:
        concluded({"gate": np.array([[0.4]], np.float32)})
    assert (refused.value.code, refused.value.uid) == ("input-not-acceptable", CLIP.ref.sop_instance_uid)


@pytest.mark.parametrize("name", ["labels", "filling"])
def test_another_shape_than_the_manifests_is_refused(name: str) -> None:
    with pytest.raises(InferenceFailed, match="another shape"):
        concluded({name: np.zeros((1, 5), np.float32)})
