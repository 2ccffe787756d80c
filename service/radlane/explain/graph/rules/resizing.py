"""The gradient of Resize: its transpose, axis by axis (nearest, linear, cubic; with and without antialiasing)."""

from __future__ import annotations

from collections.abc import Mapping

from radlane.explain.graph.rules.separable import transpose_each
from radlane.explain.graph.step import Rule, Step

_KEPT = (
    *("mode", "coordinate_transformation_mode", "nearest_mode", "antialias"),
    *("cubic_coeff_a", "exclude_outside", "extrapolation_value"),
)
_SCALES, _SIZES = 2, 3


def resize(step: Step) -> Mapping[int, str]:
    """The transposed resampling."""
    if step.attribute("coordinate_transformation_mode", "half_pixel") == "tf_crop_and_resize":
        raise step.refused("it crops")
    if step.attribute("keep_aspect_ratio_policy", "stretch") != "stretch":
        raise step.refused("it keeps the ratio of sides")
    kept = {name: step.attribute(name) for name in _KEPT}
    rank = step.facts.rank(step.x)
    named = [axis % rank for axis in step.attribute("axes") or range(rank)]

    def apply(axis: int, unit: str) -> str:
        return step.write.op("Resize", unit, "", *_along(step, named.index(axis)), **kept)

    return {0: transpose_each(step, [axis for axis in named if not _stays(step, axis, named.index(axis))], apply)}


def _stays(step: Step, axis: int, place: int) -> bool:
    """Whether an axis is as it was."""
    scales = step.constant(_SCALES)
    if scales is not None and scales.size:
        return float(scales[place]) == 1  # exact: exporters write it so
    before, after = step.facts.shape(step.x), step.facts.shape(step.y)
    if before is None or after is None:
        return axis < 2
    return (axis < 2 and not isinstance(before[axis], int)) or (
        before[axis] is not None and before[axis] == after[axis]
    )


def _along(step: Step, place: int) -> tuple[str, ...]:
    """Return scales, or no scales and sizes, that leave the first of two axes alone."""
    write, sizes = step.write, step.input(_SIZES)
    if sizes is not None:
        rank_one = write.op("Gather", sizes, write.ints(place), axis=0)
        first = write.op("Gather", write.shape(step.x), write.ints(_axis(step, place)), axis=0)
        return "", write.op("Concat", first, rank_one, axis=0)
    scales = step.input(_SCALES)
    if scales is None:
        raise step.refused("it has neither scales nor sizes")
    one = write.op("Cast", write.ints(1), to=1)
    return (write.op("Concat", one, write.op("Gather", scales, write.ints(place), axis=0), axis=0),)


def _axis(step: Step, place: int) -> int:
    axes = step.attribute("axes")
    return int(axes[place]) % step.facts.rank(step.x) if axes else place


RULES: Mapping[str, Rule] = {"Resize": resize}
