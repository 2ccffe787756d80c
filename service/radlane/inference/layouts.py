"""Which shapes the ONNX outputs of one output of a manifest have, together.

In: an output, the batch and the sides of its network's grid. Out: the layouts that fit it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from radlane.domain.classification import ClassificationOutput
from radlane.domain.detection import BoxMapOutput, DetectionOutput
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.output import GateOutput, Output, SegmentationOutput
from radlane.domain.regression import RegressionOutput

Shape = tuple[int | None, ...]
"""Sizes of the axes; None: of any length."""
Layout = Mapping[str, Shape]
"""Name of each ONNX output -> its shape."""

MOST_BOXES = 1 << 18  # that a network may give at once: dense detectors have one for each place and size


def layouts_of(output: Output, batch: int | None, sides: Shape) -> tuple[Layout, ...]:
    """Return the layouts that fit an output, the usual one first.

    Parameters
    ----------
    output : Output
        The manifest's.
    batch : int or None
        How many images or windows the network is given; None: any number.
    sides : tuple of int or None
        The spatial axes of what it is given; of a clip its frames before them.

    Returns
    -------
    tuple of Layout
        One; of a detection several: boxes, scores and labels may all be without the axis of the batch, and the scores
        of a single class without that of the classes. How many boxes there are is None.
    """
    if isinstance(output, DetectionOutput):
        return _of_boxes(output, batch)
    if isinstance(output, FrameChoiceOutput):
        return ({output.name: (batch, sides[0])},)
    shape = (batch, channels_of(output), *(sides if isinstance(output, SegmentationOutput | BoxMapOutput) else ()))
    return ({output.name: shape},)


def channels_of(
    output: GateOutput | SegmentationOutput | ClassificationOutput | RegressionOutput | DetectionOutput | BoxMapOutput,
) -> int:
    """Channels of an output; of boxes those of their scores."""
    if isinstance(output, GateOutput):
        return 1
    if isinstance(output, RegressionOutput):
        return len(output.values)
    if isinstance(output, DetectionOutput) and output.labels is not None:
        return 1
    named = output.segments if isinstance(output, SegmentationOutput) else output.classes
    return len(named) + len(output.background)


def fit_layout(shapes: Layout, layout: Layout) -> bool:
    """Whether shapes are those of a layout."""
    return shapes.keys() == layout.keys() and all(fits(shapes[name], shape) for name, shape in layout.items())


def fits(shape: Sequence[int | None], wanted: Shape) -> bool:
    """Whether a shape is one of those that are wanted."""
    return len(shape) == len(wanted) and all(
        expected in (None, side) for side, expected in zip(shape, wanted, strict=True)
    )


def _of_boxes(output: DetectionOutput, batch: int | None) -> tuple[Layout, ...]:
    channels = channels_of(output)
    of_scores: list[Shape] = [] if output.labels is not None else [(None, channels)]
    of_scores += [(None,)] if channels == 1 else []
    labels: dict[str, Shape] = {} if output.labels is None else {output.labels: (None,)}
    layouts: list[dict[str, Shape]] = [
        {output.boxes: (None, 2 * output.format.axes), output.scores: scores, **labels} for scores in of_scores
    ]
    batched = [{name: (batch, *shape) for name, shape in layout.items()} for layout in layouts]
    return (*batched, *layouts)
