"""Scores of frames -> which frame shows something best.

In: raw outputs, the manifest's `FrameChoiceOutput`. Out: one finding, whose place is the frame with the highest score;
of equal ones the first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import Finding, FrameRegion, Presence
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.inference.classes import presence_of, probabilities_of, probability_of
from radlane.inference.ground import Ground


def choose_frame(output: FrameChoiceOutput, raw: NDArray[np.float32], shown: Sequence[int], ground: Ground) -> Finding:
    """Say which frame shows it best.

    Parameters
    ----------
    output : FrameChoiceOutput
        The manifest's.
    raw : float32 [1, t]
        What the network says.
    shown : sequence of int
        Which of the analysed frames the network was given, in its order, from 0; a short clip gives some twice.
    ground : Ground
        What it says it of.

    Returns
    -------
    Finding
        With the best frame, where that shows it or may show it; absent ones are nowhere.

    Raises
    ------
    InferenceFailed
        If a score is no probability after the activation.
    """
    scores = probabilities_of(raw[0], output, [output.id] * raw.shape[1], ground)
    if output.activation == "softmax":  # a frame that is given twice shares its probability with itself
        scores = _of_frames(scores, shown)
    best, kind = int(np.argmax(scores)), output.chosen
    presence = presence_of(kind, scores[best])
    return Finding(
        id=output.id,
        concept=output.concept,
        presence=presence,
        site=output.site,
        probability=probability_of(kind, scores[best], output.calibration),
        region=None if presence is Presence.ABSENT else FrameRegion(frame=int(shown[best])),
    )


def _of_frames(scores: NDArray[np.float32], shown: Sequence[int]) -> NDArray[np.float32]:
    """For each place that the network was given the sum over all places with the same frame."""
    same = np.equal.outer(np.asarray(shown), np.asarray(shown))
    return np.asarray(np.minimum(same.astype(np.float32) @ scores, 1), np.float32)
