"""What is wrong with an input of pictures or clips.

In: an input of a manifest, and the outputs beside it. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from radlane.domain.classification import ClassificationOutput
from radlane.domain.detection import BoxMapOutput, DetectionOutput
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.input import ApplyVoi, Input, InvertMonochrome1, Normalise
from radlane.domain.output import Output, SegmentationOutput
from radlane.domain.planar import CineGeometry, CountedSampling, PlanarGeometry, TimedSampling

_LAYOUTS = {"picture": ("NCHW", "NHWC"), "cine": ("NCTHW", "NTCHW")}
_MOST_SIDE = 4096
_MOST_FRAMES = 1024
_MOST_VALUES = 1 << 26  # of one input: 256 MiB
_MOST_STEP = 3600.0  # seconds, or frames
_PLAUSIBLE = 1e3  # of mean and standard deviation: of values from 0 to 1 they are far smaller


def complain_of_planar(wanted: Input, geometry: PlanarGeometry) -> list[str]:
    """Return what is wrong with the input."""
    kind = "cine" if isinstance(geometry, CineGeometry) else "picture"
    wrong = []
    if wanted.layout not in _LAYOUTS[kind]:
        wrong.append(f"inputs.layout: a {kind} is {' or '.join(_LAYOUTS[kind])}")
    if not all(1 <= side <= _MOST_SIDE for side in geometry.size):
        wrong.append(f"inputs.geometry.size: 1 to {_MOST_SIDE}")
    if geometry.shorter is not None and not (
        geometry.fit == "crop" and max(geometry.size) <= geometry.shorter <= _MOST_SIDE
    ):
        wrong.append(f"inputs.geometry.shorter: only of crop, from the longer side of size to {_MOST_SIDE}")
    if geometry.colour == "grey" and geometry.grey_as_rgb != "refused":
        wrong.append("inputs.geometry.grey_as_rgb: only of colour rgb")
    wrong += _intensity(wanted, geometry)
    frames = _frames(geometry, wrong) if isinstance(geometry, CineGeometry) else 1
    if geometry.planes * frames * math.prod(geometry.size) > _MOST_VALUES:
        wrong.append(f"inputs.geometry: {_MOST_VALUES} numbers of one input at most")
    return wrong


def complain_of_planar_outputs(outputs: Sequence[Output], geometry: object) -> list[str]:
    """Return what is wrong with outputs: what only clips have, what they have not, and sides of pictures."""
    wrong = []
    is_cine = isinstance(geometry, CineGeometry)
    if not is_cine and any(isinstance(output, FrameChoiceOutput) for output in outputs):
        wrong.append("outputs: only of a clip (geometry.kind cine) a frame is chosen")
    if is_cine and any(isinstance(output, SegmentationOutput | DetectionOutput | BoxMapOutput) for output in outputs):
        wrong.append("outputs: of a clip there are gates, classes, values and a choice of frames")
    sides = [side for output in outputs for side in sides_of(output)]
    if isinstance(geometry, PlanarGeometry) and any(side is not None for side in sides):
        wrong.append("outputs.laterality: null; pictures and clips are never turned, geometry.laterality says of-image")
    return wrong


def sides_of(output: Output) -> Iterator[object]:
    """Yield the side of each class or segment of an output; None of one without."""
    if isinstance(output, ClassificationOutput | DetectionOutput | BoxMapOutput):
        yield from (kind.laterality for kind in output.classes)
    elif isinstance(output, SegmentationOutput):
        yield from (segment.laterality for segment in output.segments)


def _intensity(wanted: Input, geometry: PlanarGeometry) -> list[str]:
    wrong = []
    if any(isinstance(operation, ApplyVoi | InvertMonochrome1) for operation in wanted.intensity):
        wrong.append("inputs.intensity: a picture has neither voi nor invert_monochrome1: it is as it is shown")
    normalised = [operation for operation in wanted.intensity if isinstance(operation, Normalise)]
    if not all(_is_normal(operation, geometry.planes) for operation in normalised):
        wrong.append(
            f"inputs.intensity.normalise: mean and std have one number for each of the {geometry.planes} planes,"
            f" within {_PLAUSIBLE:g}, and std is above 0"
        )
    return wrong


def _is_normal(operation: Normalise, planes: int) -> bool:
    numbers = (*operation.mean, *operation.std)
    fits = len(operation.mean) == len(operation.std) == planes
    return fits and all(abs(number) <= _PLAUSIBLE for number in numbers) and min(operation.std) >= 1 / _PLAUSIBLE


def _frames(geometry: CineGeometry, wrong: list[str]) -> int:
    """How many frames there are; what is wrong with them and their steps is added."""
    if not 1 <= geometry.frames <= _MOST_FRAMES:
        wrong.append(f"inputs.geometry.frames: 1 to {_MOST_FRAMES}")
    sampling = geometry.sampling
    if isinstance(sampling, TimedSampling) and not 1e-4 <= sampling.step <= _MOST_STEP:
        wrong.append(f"inputs.geometry.sampling.step: 0.0001 to {_MOST_STEP:g} seconds")
    if isinstance(sampling, CountedSampling) and not 1 <= sampling.step <= _MOST_STEP:
        wrong.append(f"inputs.geometry.sampling.step: 1 to {_MOST_STEP:g} frames")
    return geometry.frames
