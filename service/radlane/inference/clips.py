"""Outputs of a network on clips -> Conclusion.

In: the network's raw outputs, the manifest, which frames it was given. Out: findings of the clip, and the frames that
show something best.
"""

from __future__ import annotations

from collections.abc import Sequence

from radlane.domain.cine import Cine
from radlane.domain.finding import Conclusion
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.model import Manifest
from radlane.domain.output import GateOutput, SegmentationOutput
from radlane.domain.planar import CineGeometry
from radlane.domain.tensor import Outputs
from radlane.inference.frame_choice import choose_frame
from radlane.inference.ground import ground_of_clip
from radlane.inference.whole import conclude_whole, join, pass_gates, require_layout


def conclude_clip(manifest: Manifest, outputs: Outputs, shown: Sequence[int], clip: Cine) -> Conclusion:
    """Turn raw outputs into findings.

    Parameters
    ----------
    manifest : Manifest
        The model's manifest, which reads clips.
    outputs : Outputs
        Raw values by ONNX name, batch of one.
    shown : sequence of int
        Which of the frames of `clip` the network was given, in its order, from 0.
    clip : Cine
        The frames that were analysed.

    Returns
    -------
    Conclusion
        What each output of the manifest says, in their order.

    Raises
    ------
    InputRefused
        `input-not-acceptable` where a gate refuses the pixels, `output-implausible` where a measured value is another
        than the manifest believes.
    InferenceFailed
        If an output is not what the manifest says.
    """
    pass_gates(manifest.outputs, outputs, clip.ref.sop_instance_uid)
    geometry = manifest.inputs[0].geometry
    assert isinstance(geometry, CineGeometry)  # the manifest reads clips
    ground = ground_of_clip(clip, f"{manifest.name}:{manifest.version}", (geometry.frames, *geometry.size))
    said = []
    for output in manifest.outputs:
        if isinstance(output, FrameChoiceOutput):
            require_layout(output, outputs, ground)
            said.append(Conclusion(findings=(choose_frame(output, outputs[output.name], shown, ground),)))
        elif not isinstance(output, GateOutput | SegmentationOutput):  # the registry lets no segmentation pass
            said.append(conclude_whole(output, outputs, ground))
    return join(said)
