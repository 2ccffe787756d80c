"""What is wrong with the Segmentation Type that a manifest asks for.

In: an output, and the network that it is of. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

from radlane.domain.output import SegmentationOutput, SegmentationType


def complain_of_type(output: SegmentationOutput, *, of_volume: bool, is_main: bool) -> list[str]:
    """Return what is wrong.

    Probabilities of a volume are several times as large as it is: they are decided slice by slice, and not kept.

    Parameters
    ----------
    output : SegmentationOutput
        A segmentation.
    of_volume : bool
        Whether its network reads volumes.
    is_main : bool
        Whether its network is the main one, not one before it.
    """
    wrong = []
    if not is_main and output.segmentation_type is not SegmentationType.BINARY:
        wrong.append("before.outputs.segmentation_type: only the main network's segments are written")
    if output.segmentation_type is not SegmentationType.FRACTIONAL:
        return wrong
    if of_volume:
        wrong.append("outputs.segmentation_type: FRACTIONAL is for projections")
    if output.activation == "none":
        wrong.append("outputs.segmentation_type: FRACTIONAL states probabilities, which need an activation")
    return wrong
