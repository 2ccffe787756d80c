"""Candidates of a detector -> findings with boxes; a class without a box is stated absent.

In: raw outputs and the manifest's output. Out: findings `nodule-1`, `nodule-2` by falling score, on the source grid.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radlane.domain.classification import FindingClass
from radlane.domain.detection import DetectionOutput
from radlane.domain.finding import Conclusion, Finding, Presence
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.tensor import Outputs
from radlane.inference.candidates import counting, read_candidates
from radlane.inference.classes import presence_of, probability_of, side_of
from radlane.inference.ground import Boxes, Ground
from radlane.inference.suppression import keep_strongest

_LEAST = 0.01  # pixels: a box that is thinner lies on none, and its edges are one in an object (floats of 32 bits)
_BESIDE = Reason(
    code=ReasonCode.BOX_LEFT_OUT, text="A box of the network has no extent on what was analysed: it is left out"
)
_TOO_MANY = Reason(
    code=ReasonCode.BOX_LEFT_OUT,
    text="There are more boxes of one class than the model states: those with the highest scores are stated",
)


def conclude_boxes(output: DetectionOutput, raws: Outputs, ground: Ground) -> Conclusion:
    """State every box, and every class of which there is none.

    Parameters
    ----------
    output : DetectionOutput
        The manifest's.
    raws : Outputs
        Raw values by ONNX name, of a layout that fits.
    ground : Ground
        What they are of.

    Returns
    -------
    Conclusion
        With a reason where a box that counts is left out.

    Raises
    ------
    InferenceFailed
        As `read_candidates`.
    """
    found = read_candidates(output, raws, ground)
    boxes = ground.to_source(found.boxes)
    there = (boxes[:, 1] - boxes[:, 0]).min(axis=1) >= _LEAST
    counted = counting(output, found.scores)
    reasons = [_BESIDE] if counted[~there].any() else []
    findings: list[Finding] = []
    for place, kind in enumerate(output.classes):
        scores, drawn = found.scores[there, place], counted[there, place]
        kept = keep_strongest(boxes[there][drawn], scores[drawn], output.nms_iou, output.most + 1)
        if len(kept) > output.most and _TOO_MANY not in reasons:
            reasons.append(_TOO_MANY)
        places = np.flatnonzero(drawn)[kept[: output.most]]
        findings += _present(output, kind, boxes[there][places], scores[places], ground)
        findings += [] if len(places) else [_absent(output, kind, scores, ground)]
    return Conclusion(findings=tuple(findings), reasons=tuple(reasons))


def _present(
    output: DetectionOutput, kind: FindingClass, boxes: Boxes, scores: NDArray[np.float32], ground: Ground
) -> list[Finding]:
    return [
        Finding(
            id=f"{kind.id}-{number}",
            concept=kind.concept,
            presence=presence_of(kind, score),
            site=kind.site,
            laterality=side_of(kind, ground),
            probability=probability_of(kind, score, output.calibration),
            region=ground.region(box),
        )
        for number, (box, score) in enumerate(zip(boxes, scores, strict=True), start=1)
    ]


def _absent(output: DetectionOutput, kind: FindingClass, scores: NDArray[np.float32], ground: Ground) -> Finding:
    """State that there is none, with the highest score of all boxes of the class; a network that gives none says none.

    What was dropped inside of the network has no score here.
    """
    highest = scores.max(initial=-1)
    return Finding(
        id=kind.id,
        concept=kind.concept,
        presence=Presence.ABSENT,
        site=kind.site,
        laterality=side_of(kind, ground),
        probability=None if highest < 0 else probability_of(kind, highest, output.calibration),
    )
