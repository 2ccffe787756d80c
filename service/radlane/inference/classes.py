"""Numbers of classes -> findings: each class of the manifest is stated, present or not.

In: raw outputs and the manifest's classes. Out: one finding a class. A number is compared as float32, and stated as the
shortest decimal that is this float32: 0.7 stays 0.7.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from radlane.domain.calibration import Calibration, CalibrationFit, fitted_by, fitted_on
from radlane.domain.classification import ClassificationOutput, FindingClass
from radlane.domain.detection import DetectionOutput
from radlane.domain.finding import Finding, Laterality, Presence, Probability
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.errors import InferenceFailed
from radlane.inference.calibration import calibrate
from radlane.inference.ground import Ground
from radlane.inference.labels import Activation
from radlane.inference.probabilities import activate

Scored = ClassificationOutput | DetectionOutput | FrameChoiceOutput
"""An output whose numbers become probabilities as they come."""

_ROUNDING = 1e-6  # what a graph's own softmax may be off


def conclude_classes(output: ClassificationOutput, raw: NDArray[np.float32], ground: Ground) -> tuple[Finding, ...]:
    """State every class of an output.

    Parameters
    ----------
    output : ClassificationOutput
        The manifest's.
    raw : float32 [1, c]
        What the network says.
    ground : Ground
        What it says it of.

    Raises
    ------
    InferenceFailed
        If a value is no probability after the activation.
    """
    ids = {kind.channel: kind.id for kind in output.classes}
    names = [ids.get(channel) for channel in range(raw.shape[1])]
    values = probabilities_of(raw[0], output, names, ground)
    return tuple(_finding(kind, values[kind.channel], output.calibration, ground) for kind in output.classes)


def probabilities_of(
    raw: NDArray[np.float32], output: Scored, ids: Sequence[str | None], ground: Ground
) -> NDArray[np.float32]:
    """Return raw values [c, ...] as probabilities, calibrated where the manifest says how.

    Parameters
    ----------
    raw : float32 [c, ...]
        What the network says; a softmax is over the first axis.
    output : Scored
        The manifest's.
    ids : sequence of str or None
        The class of each entry of the first axis.
    ground : Ground
        What it is said of.

    Raises
    ------
    InferenceFailed
        If one does not lie between 0 and 1.
    """
    values = _require_likely(activate(raw, output.activation), ground)
    if not isinstance(output.calibration, CalibrationFit):
        return values
    given = values if output.activation == "none" else raw
    return calibrate(given, output.activation, output.calibration, ids)


def activated(raw: NDArray[np.float32], activation: Activation, ground: Ground) -> NDArray[np.float32]:
    """Return raw values [c, ...] after their activation, and nothing else.

    Raises
    ------
    InferenceFailed
        If one does not lie between 0 and 1.
    """
    return _require_likely(activate(raw, activation), ground)


def presence_of(kind: FindingClass, value: np.float32) -> Presence:
    """Return what a class's number means; one at a threshold reaches it."""
    if value >= np.float32(kind.threshold):
        return Presence.PRESENT
    if kind.indeterminate_from is not None and value >= np.float32(kind.indeterminate_from):
        return Presence.INDETERMINATE
    return Presence.ABSENT


def probability_of(kind: FindingClass, value: np.float32, calibration: Calibration | None) -> Probability:
    """Return a class's number as it is stated."""
    return Probability(
        value=shortest(value),
        threshold=kind.threshold,
        indeterminate_from=kind.indeterminate_from,
        calibration=fitted_on(calibration),
        calibrated_by=fitted_by(calibration),
        operating_point=kind.point,
    )


def side_of(kind: FindingClass, ground: Ground) -> Laterality | None:
    """Return a class's side; none where nobody knows where left and right are."""
    return kind.laterality if ground.has_sides else None


def shortest(value: np.float32) -> float:
    """Return the shortest decimal that is a float32."""
    return float(str(np.float32(value)))


def _require_likely(values: NDArray[np.float32], ground: Ground) -> NDArray[np.float32]:
    if not ((values >= -_ROUNDING) & (values <= 1 + _ROUNDING)).all():
        raise InferenceFailed(
            "The network says no probability",
            uid=ground.model,
            why="after the activation a value does not lie between 0 and 1",
        )
    return np.clip(values, 0, 1)


def _finding(kind: FindingClass, value: np.float32, calibration: Calibration | None, ground: Ground) -> Finding:
    return Finding(
        id=kind.id,
        concept=kind.concept,
        presence=presence_of(kind, value),
        site=kind.site,
        laterality=side_of(kind, ground),
        probability=probability_of(kind, value, calibration),
    )
