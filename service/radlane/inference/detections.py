"""Candidates of a detector -> findings with boxes; a class without a box is absent, or indeterminate where all of its
boxes lie beside the image.

In: raw outputs and the manifest's output. Out: findings `nodule-1`, `nodule-2` by falling score, on the source grid.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from radlane.domain.classification import FindingClass
from radlane.domain.detection import BoxMapOutput, BoxOutput
from radlane.domain.finding import Conclusion, Finding, Presence
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.tensor import Outputs
from radlane.inference.box_map import read_box_map
from radlane.inference.candidates import counting, read_candidates
from radlane.inference.classes import presence_of, probability_of, side_of
from radlane.inference.ground import Boxes, Ground
from radlane.inference.suppression import MOST_COMPARED, keep_strongest

_LEAST = 0.01  # pixels: a box that is thinner lies on none, and its edges are one in an object (floats of 32 bits)
_TOO_MANY = Reason(
    code=ReasonCode.BOX_LEFT_OUT,
    text="There are more boxes of one class than the model states: those with the highest scores are stated",
)
_TOO_CLOSE = Reason(
    code=ReasonCode.BOX_LEFT_OUT,
    text=f"There are more boxes of one class than are compared: the {MOST_COMPARED} with the highest scores are",
)


def conclude_boxes(output: BoxOutput, raws: Outputs, ground: Ground) -> Conclusion:
    """State every box, and every class of which there is none.

    Parameters
    ----------
    output : DetectionOutput or BoxMapOutput
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
        As `read_candidates` and `read_box_map`.
    """
    found = (
        read_box_map(output, raws, ground)
        if isinstance(output, BoxMapOutput)
        else read_candidates(output, raws, ground)
    )
    boxes = ground.to_source(found.boxes)
    there = (boxes[:, 1] - boxes[:, 0]).min(axis=1) >= _LEAST
    counted = counting(output, found.scores)
    beside = [kind.id for kind, lost in zip(output.classes, counted[~there].any(axis=0), strict=True) if lost]
    names = dict.fromkeys(kind.concept.meaning for kind in output.classes if kind.id in beside)
    reasons = [_without_extent(names)] if beside else []
    findings: list[Finding] = []
    for place, kind in enumerate(output.classes):
        scores, drawn = found.scores[there, place], counted[there, place]
        kept = keep_strongest(boxes[there][drawn], scores[drawn], output.nms_iou, output.most + 1)
        reasons += [reason for reason in _left_out(output, len(kept), int(drawn.sum())) if reason not in reasons]
        places = np.flatnonzero(drawn)[kept[: output.most]]
        findings += _present(output, kind, boxes[there][places], scores[places], ground)
        if not len(places):
            presence = Presence.INDETERMINATE if kind.id in beside else Presence.ABSENT
            of_class = found.scores[:, place] if kind.id in beside else scores
            findings.append(_without_box(output, kind, presence, of_class, ground))
    return Conclusion(findings=tuple(findings), reasons=tuple(reasons))


def _without_extent(classes: Iterable[str]) -> Reason:
    return Reason(
        code=ReasonCode.BOX_LEFT_OUT,
        text=f"Boxes that have no extent on what was analysed are left out; classes: {', '.join(classes)}",
    )


def _left_out(output: BoxOutput, kept: int, drawn: int) -> list[Reason]:
    """Say whether boxes of a class are left out because there are too many to state, or to compare."""
    if kept > output.most:
        return [_TOO_MANY]
    return [_TOO_CLOSE] if output.nms_iou is not None and drawn > MOST_COMPARED else []


def _present(
    output: BoxOutput, kind: FindingClass, boxes: Boxes, scores: NDArray[np.float32], ground: Ground
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


def _without_box(
    output: BoxOutput, kind: FindingClass, presence: Presence, scores: NDArray[np.float32], ground: Ground
) -> Finding:
    """State that there is none, or that nobody knows, with the highest score; a network that gives none says none.

    What was dropped inside of the network has no score here.
    """
    highest = scores.max(initial=-1)
    return Finding(
        id=kind.id,
        concept=kind.concept,
        presence=presence,
        site=kind.site,
        laterality=side_of(kind, ground),
        probability=None if highest < 0 else probability_of(kind, highest, output.calibration),
    )
