"""Do two answers of one network lead to the same?

In: raw outputs for the same input, before and after the network was changed. Out: nothing, or what is another. Numbers
may differ; what is present, absent or refused, which frame is the best, and where segments are may not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import BoxRegion
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.input import VolumeGeometry
from radlane.domain.model import Network
from radlane.domain.output import GateOutput, SegmentationOutput
from radlane.domain.tensor import Outputs
from radlane.errors import InferenceFailed, InputRefused
from radlane.inference.frame_choice import choose_frame
from radlane.inference.ground import Boxes, Ground
from radlane.inference.labels import LabelRule, label_values
from radlane.inference.whole import WholeOutput, conclude_whole, pass_gates

LEAST_DICE = 0.99
"""How much of a segment has to stay where it was."""

_PASSED = "passed"
Decided = tuple[tuple[str, str], ...]


def changed_decisions(network: Network, before: Outputs, after: Outputs) -> Iterator[str]:
    """Give what is decided otherwise, output by output; of what a gate refuses nothing else is.

    Parameters
    ----------
    network : Network
        Whose outputs they are.
    before, after : Outputs
        Raw values by ONNX name.
    """
    ground = _ground(network)
    gates = tuple(output for output in network.outputs if isinstance(output, GateOutput))
    decided = [_gated(gates, raws, ground) for raws in (before, after)]
    if decided[0] != decided[1]:
        yield f"the gates decide otherwise: {decided[0]}, now {decided[1]}"
    if decided != [_PASSED, _PASSED]:
        return
    for output in network.outputs:
        if isinstance(output, GateOutput):
            continue
        if isinstance(output, SegmentationOutput):
            yield from _changed_segments(output, before[output.name], after[output.name])
            continue
        assert isinstance(output, WholeOutput | FrameChoiceOutput)
        was, now = (_decided(output, raws, ground) for raws in (before, after))
        if was != now:
            yield f"output {', '.join(output.tensors)} is decided otherwise: {_said(was)}, now {_said(now)}"


def _changed_segments(
    output: SegmentationOutput, before: NDArray[np.float32], after: NDArray[np.float32]
) -> Iterator[str]:
    was, now = (_labels(output, raw) for raw in (before, after))
    for number, segment in enumerate(output.segments, start=1):
        old, new = was == number, now == number
        if (old.mean() >= segment.absent_below) != (new.mean() >= segment.absent_below) or old.any() != new.any():
            yield f"segment {segment.id} is there or not, otherwise than before"
            continue
        both = int(old.sum()) + int(new.sum())
        dice = 2 * int((old & new).sum()) / both if both else 1.0
        if dice < LEAST_DICE:
            yield f"segment {segment.id} overlaps with what it was by {dice:.4f} (Dice), at least {LEAST_DICE} is asked"


def _labels(output: SegmentationOutput, raw: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Number of the segment of each pixel or voxel; images are one plane."""
    channels = tuple(segment.channel for segment in output.segments)
    rule = LabelRule(channels=channels, activation=output.activation, threshold=output.threshold)
    return np.stack([label_values(one if one.ndim > 3 else one[:, np.newaxis], rule) for one in raw])


def _gated(gates: Sequence[GateOutput], raws: Outputs, ground: Ground) -> str:
    """The first refusal, or that there is none."""
    try:
        pass_gates(gates, raws, ground.uid)
    except InputRefused as error:
        return error.what
    return _PASSED


def _decided(output: WholeOutput | FrameChoiceOutput, raws: Outputs, ground: Ground) -> Decided:
    try:
        if isinstance(output, FrameChoiceOutput):
            raw = raws[output.name]
            found = choose_frame(output, raw, range(raw.shape[1]), ground)
            return ((found.id, f"{found.presence} {found.region}"),)
        said = conclude_whole(output, raws, ground)
    except (InputRefused, InferenceFailed) as error:
        return ((error.code, error.what),)
    return tuple((finding.id, finding.presence) for finding in said.findings)


def _said(decided: Decided) -> str:
    return ", ".join(f"{what} {how}" for what, how in decided) or "nothing"


def _ground(network: Network) -> Ground:
    """The network's own grid: nothing is known of what lay under it."""
    geometry = network.inputs[0].geometry
    window = geometry.window if isinstance(geometry, VolumeGeometry) else None
    sides = geometry.size if window is None else window.roi
    assert sides is not None  # a grid of any size is seen through windows
    return Ground(
        uid="golden vector", model=network.model, has_sides=True, sides=sides, to_source=_as_is, region=_region
    )


def _as_is(boxes: Boxes) -> Boxes:
    return boxes


def _region(box: Boxes) -> BoxRegion:
    """Return its extent along the last two axes; only whether there is a box is compared."""
    (top, left), (bottom, right) = box[:, -2:]
    return BoxRegion(frame=0, left=float(left), top=float(top), right=float(right), bottom=float(bottom))
