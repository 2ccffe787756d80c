"""What follows from the outputs that are no maps."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.finding import Conclusion, Finding, JointMeasurement, Measurement, Presence
from radlane.domain.output import GateOutput
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.units import NO_UNITS
from radlane.errors import InferenceFailed, InputRefused
from radlane.inference.whole import WholeOutput, conclude_whole, join, pass_gates
from support.findings import NODULE
from support.said import classification, detection, expected, golden_image, ground, regression

GATE = GateOutput(name="gate", kind="gate", activation="sigmoid", threshold=0.9, refusal="It is something else")


@pytest.fixture
def raws() -> dict[str, NDArray[np.float32]]:
    """What the network says of a bright block in rows 2 to 3, columns 1 to 2."""
    return expected(golden_image((8, 6)))


def test_each_kind_says_its_findings(raws: dict[str, NDArray[np.float32]]) -> None:
    outputs: tuple[WholeOutput, ...] = (classification(), regression(), detection())
    said = [conclude_whole(output, raws, ground()) for output in outputs]
    assert [finding.id for one in said for finding in one.findings] == ["ptx", "effusion", "bright-share", "nodule-1"]
    assert said[1].findings[0].measurements[0].value == pytest.approx(100 * 4 / 48)


@pytest.mark.parametrize("output", [classification(), regression(), detection()], ids=lambda one: one.kind)
def test_values_of_another_shape_are_no_result(output: WholeOutput, raws: dict[str, NDArray[np.float32]]) -> None:
    name = output.tensors[0]
    wrong = {**raws, name: np.concatenate([raws[name], raws[name]], axis=-1)}
    with pytest.raises(InferenceFailed, match="another shape") as failed:
        conclude_whole(output, wrong, ground())
    assert failed.value.uid == "said:1.0.0"


@pytest.mark.parametrize(("score", "passes"), [(9.0, True), (0.0, False), (np.nan, False)])
def test_gates_refuse_before_anything_is_said(score: float, passes: bool) -> None:
    said = {"gate": np.array([[score]], np.float32)}
    if passes:
        pass_gates((classification(), GATE), said, "1.3")
        return
    with pytest.raises(InputRefused, match="It is something else") as refused:
        pass_gates((classification(), GATE), said, "1.3")
    assert (refused.value.code, refused.value.uid) == (ReasonCode.INPUT_NOT_ACCEPTABLE, "1.3")


def test_parts_are_joined_in_their_order() -> None:
    one, other = (Finding(id=name, concept=NODULE, presence=Presence.ABSENT) for name in "ab")
    reason = Reason(code=ReasonCode.BOX_LEFT_OUT, text="One.")
    ratio = JointMeasurement(id="r", measurement=Measurement(concept=NODULE, value=1.0, unit=NO_UNITS), of=("a", "b"))
    labels = np.zeros((1, 1, 1), np.uint8)
    parts = [
        Conclusion(findings=(one,), reasons=(reason,)),
        Conclusion(findings=(other,), joint=(ratio,), labels=labels),
    ]
    said = join(parts)
    assert (said.findings, said.joint, said.reasons) == ((one, other), (ratio,), (reason,))
    assert said.labels is labels
    assert join(parts[:1]).labels is None
