"""What a network says of all that it was given at once: gates, classes, measured values, boxes.

In: an output of the manifest that is no segmentation, raw values. Out: what follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from radlane.domain.classification import ClassificationOutput
from radlane.domain.detection import BoxMapOutput, DetectionOutput
from radlane.domain.finding import Conclusion
from radlane.domain.output import GateOutput, Output
from radlane.domain.reason import ReasonCode
from radlane.domain.regression import RegressionOutput
from radlane.domain.tensor import Outputs
from radlane.errors import InferenceFailed, InputRefused
from radlane.inference.classes import conclude_classes
from radlane.inference.detections import conclude_boxes
from radlane.inference.ground import Ground
from radlane.inference.layouts import fit_layout, layouts_of
from radlane.inference.probabilities import activate
from radlane.inference.values import conclude_values

WholeOutput = ClassificationOutput | RegressionOutput | DetectionOutput | BoxMapOutput
"""An output that says something of the patient, and no segments."""


def pass_gates(outputs: Iterable[Output], raws: Outputs, uid: str) -> None:
    """See that no gate refuses the pixels.

    Raises
    ------
    InputRefused
        `input-not-acceptable`, with the gate's own sentence.
    """
    for output in outputs:
        if isinstance(output, GateOutput):
            _pass(output, raws[output.name], uid)


def conclude_whole(output: WholeOutput, raws: Outputs, ground: Ground) -> Conclusion:
    """Say what follows from one output.

    Parameters
    ----------
    output : WholeOutput
        The manifest's.
    raws : Outputs
        Raw values by ONNX name, batch of one.
    ground : Ground
        What they are of.

    Raises
    ------
    InferenceFailed
        If the values have another shape than the manifest says, or cannot be what it says that they are.
    InputRefused
        `output-implausible` where a measured value is none that can be right.
    """
    require_layout(output, raws, ground)
    if isinstance(output, DetectionOutput | BoxMapOutput):
        return conclude_boxes(output, raws, ground)
    if isinstance(output, ClassificationOutput):
        return Conclusion(findings=conclude_classes(output, raws[output.name], ground))
    return Conclusion(findings=conclude_values(output, raws[output.name], ground))


def require_layout(output: Output, raws: Outputs, ground: Ground) -> None:
    """Require that an output has the shape that the manifest says.

    Raises
    ------
    InferenceFailed
        If it has another.
    """
    shapes = {name: raws[name].shape for name in output.tensors}
    if not any(fit_layout(shapes, layout) for layout in layouts_of(output, 1, ground.sides)):
        raise InferenceFailed(
            "The network's output does not fit its manifest", uid=ground.model, why="it has another shape"
        )


def join(parts: Sequence[Conclusion]) -> Conclusion:
    """Return what several outputs of one network say, in their order; at most one has labels."""
    return Conclusion(
        findings=tuple(finding for part in parts for finding in part.findings),
        joint=tuple(joint for part in parts for joint in part.joint),
        reasons=tuple(reason for part in parts for reason in part.reasons),
        labels=next((part.labels for part in parts if part.labels is not None), None),
    )


def _pass(gate: GateOutput, raw: NDArray[np.float32], uid: str) -> None:
    score = float(activate(raw.reshape(-1)[:1], gate.activation)[0])
    if not score >= gate.threshold:
        raise InputRefused(ReasonCode.INPUT_NOT_ACCEPTABLE, gate.refusal, uid=uid)
