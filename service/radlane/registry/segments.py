"""What is wrong with a segmentation of a manifest.

In: an output, and the network that it is of. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

from radlane.domain.output import SegmentationOutput
from radlane.registry.measurements import complain_of_measurements
from radlane.registry.segmentation_type import complain_of_type

_MAX_SEGMENTS = 255  # a label is one byte
_MOST_ML = 1e4


def complain_of_segmentation(output: SegmentationOutput, *, of_volume: bool, is_main: bool) -> list[str]:
    """Return what is wrong.

    Parameters
    ----------
    output : SegmentationOutput
        The output.
    of_volume : bool
        Whether its network reads volumes.
    is_main : bool
        Whether its network is the main one, not one before it.
    """
    wrong = []
    if output.activation != "none" and not 0 <= output.threshold <= 1:
        wrong.append("outputs.threshold: a probability lies between 0 and 1")
    if output.activation == "sigmoid" and output.threshold == 0:
        wrong.append("outputs.threshold: every value reaches 0 after a sigmoid")
    if output.activation == "softmax" and not output.background:
        wrong.append("outputs.background: softmax needs a channel of what is no segment")
    if not is_main and output.measurements:
        wrong.append("before.outputs.measurements: only the main network's segments are measured")
    wrong += [*_segments(output), *complain_of_measurements(output, of_volume=of_volume)]
    wrong += [] if of_volume else _of_projections(output)
    return [*wrong, *complain_of_type(output, of_volume=of_volume, is_main=is_main)]


def _segments(output: SegmentationOutput) -> list[str]:
    wrong = []
    ids = [segment.id for segment in output.segments]
    channels = sorted([*(segment.channel for segment in output.segments), *output.background])
    if not ids or len(set(ids)) != len(ids) or channels != list(range(len(channels))):
        wrong.append("outputs.segments: ids must differ, and channels with those of the background run from 0")
    if len(ids) > _MAX_SEGMENTS:
        wrong.append(f"outputs.segments: {_MAX_SEGMENTS} at most")
    if any(not 0 <= segment.absent_below <= segment.implausible_above <= 1 for segment in output.segments):
        wrong.append("outputs.segments: needs 0 <= absent_below <= implausible_above <= 1")
    if any(not 0 <= segment.minimum_ml <= _MOST_ML for segment in output.segments):
        wrong.append(f"outputs.segments.minimum_ml: 0 to {_MOST_ML:g}")
    if any(not 0 <= shade <= 255 for segment in output.segments for shade in segment.rgb):
        wrong.append("outputs.segments.rgb: 0 to 255")
    return wrong


def _of_projections(output: SegmentationOutput) -> list[str]:
    wrong = []
    if any(segment.minimum_ml for segment in output.segments):
        wrong.append("outputs.segments.minimum_ml: only of volumes")
    if output.background or output.activation == "softmax":
        wrong.append("outputs: softmax and background channels are read of volumes only")
    return wrong
