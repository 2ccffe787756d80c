"""Outputs -> Conclusion.

In: the network's raw outputs, the manifest, the way back to the source grid. Out: findings of all outputs; those of a
segmentation with masks, contours and measurements on the source grid. Areas count pixels; they are mm2 only where a
spacing is known. What the border of the image may cut off has the area of its part in the image, and no ratio.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from radlane.domain.code import Code
from radlane.domain.finding import Conclusion, Finding, JointMeasurement, Measurement, Presence, Region
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.image import Image, Picture, Spacing, SpacingPlane
from radlane.domain.input import ProjectionGeometry
from radlane.domain.model import Manifest
from radlane.domain.output import (
    AreaRatio,
    GateOutput,
    LengthMeasurement,
    Segment,
    SegmentationOutput,
    SegmentationType,
)
from radlane.domain.planar import PictureGeometry
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.tensor import Outputs
from radlane.domain.units import MILLIMETRE, NO_UNITS, PIXELS, SQUARE_MILLIMETRE
from radlane.errors import InputRefused
from radlane.inference.border import at_border
from radlane.inference.components import fill_holes, largest_component
from radlane.inference.contours import outer_contours
from radlane.inference.diameters import plane_diameters
from radlane.inference.ground import BoxesToSource, ground_of_image, knows_sides
from radlane.inference.probabilities import activate
from radlane.inference.sides import settle_sides
from radlane.inference.whole import conclude_whole, join, pass_gates

ToSource = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""Map on the network's grid [y, x] -> map on the source grid [y, x]."""

_PLANE_NOTES = {
    SpacingPlane.PATIENT: (),
    SpacingPlane.UNSTATED: ("magnification not stated to be corrected",),
    SpacingPlane.DETECTOR: ("detector plane, magnification uncorrected",),
}
_FRACTIONS = 255
_BORDER_NOTE = "at the border of the image, may be cut off"
_UNSEEN_NOTE = "at the border of the part that the model saw, may go on"
_CUT = Reason(
    code=ReasonCode.SEGMENT_AT_BORDER,
    text="A structure at the border of the image may be cut off: areas are those of the part in the image, "
    "ratios with it are left out",
)
_UNSEEN = Reason(
    code=ReasonCode.SEGMENT_AT_BORDER,
    text="A structure at the border of the part of the picture that the model saw may go on beyond it: areas are those "
    "of what it saw, ratios with it are left out",
)


@dataclass(frozen=True, kw_only=True)
class WayBack:
    """From the network's grid to the source grid: of maps and of boxes.

    `unseen` is bool [y, x], True where the network saw nothing of the source; None where it saw all.
    """

    maps: ToSource
    boxes: BoxesToSource
    unseen: NDArray[np.bool_] | None = None


def conclude(manifest: Manifest, outputs: Outputs, back: WayBack, image: Image | Picture) -> Conclusion:
    """Turn raw outputs into findings.

    Parameters
    ----------
    manifest : Manifest
        The model's manifest.
    outputs : Outputs
        Raw values by ONNX name, batch of one.
    back : WayBack
        The way back to the source grid.
    image : Image or Picture
        What was analysed.

    Returns
    -------
    Conclusion
        What each output of the manifest says, in their order.

    Raises
    ------
    InputRefused
        `input-not-acceptable` where a gate refuses the pixels, `output-implausible` where a segment is larger, or a
        measured value is another, than the manifest believes.
    InferenceFailed
        If an output is not what the manifest says.
    """
    pass_gates(manifest.outputs, outputs, image.ref.sop_instance_uid)
    geometry = manifest.inputs[0].geometry
    assert isinstance(geometry, ProjectionGeometry | PictureGeometry)  # the manifest reads images
    ground = ground_of_image(image, f"{manifest.name}:{manifest.version}", geometry.size, back.boxes)
    said = join(
        [
            conclude_segments(output, outputs[output.name], back, image)
            if isinstance(output, SegmentationOutput)
            else conclude_whole(output, outputs, ground)
            for output in manifest.outputs
            if not isinstance(output, GateOutput | FrameChoiceOutput)  # of clips only
        ]
    )
    return said if ground.has_sides else replace(said, findings=settle_sides(manifest.outputs, said.findings))


def conclude_segments(
    output: SegmentationOutput, raw: NDArray[np.float32], back: WayBack, image: Image | Picture
) -> Conclusion:
    """Turn the maps of a segmentation, float32 [1, c, y, x], into findings with masks.

    Raises
    ------
    InputRefused
        `output-implausible` where a segment is larger than the manifest believes.
    """
    maps = segment_maps(output, raw[0], back.maps)
    masks = segment_masks(output, maps)
    outside = image.padding if isinstance(image, Image) else back.unseen
    cut = {segment_id for segment_id, mask in masks.items() if at_border(mask, outside)}
    note, reason = (_BORDER_NOTE, _CUT) if back.unseen is None else (_UNSEEN_NOTE, _UNSEEN)
    findings = tuple(
        _finding(output, number, masks[segment.id], image, note=note if segment.id in cut else "")
        for number, segment in enumerate(output.segments, start=1)
    )
    if output.segmentation_type is SegmentationType.FRACTIONAL:
        findings = tuple(map(_with_fractions, findings, maps))
    whole = {segment_id: mask for segment_id, mask in masks.items() if segment_id not in cut}
    return Conclusion(findings=findings, joint=_ratios(output, whole, image), reasons=(reason,) if cut else ())


def segment_maps(output: SegmentationOutput, raw: NDArray[np.float32], to_source: ToSource) -> NDArray[np.float32]:
    """Each segment's values on the source grid, float32 [segment, y, x], after the activation."""
    probability = activate(raw, output.activation)
    return np.stack([to_source(probability[segment.channel]) for segment in output.segments])


def segment_masks(output: SegmentationOutput, maps: NDArray[np.float32]) -> Mapping[str, NDArray[np.bool_]]:
    """Masks on the source grid, bool [y, x], by segment id; a pixel belongs to one segment at most."""
    strongest = maps.argmax(axis=0)
    masks = {}
    for index, segment in enumerate(output.segments):
        mask = (maps[index] >= output.threshold) & (strongest == index)
        mask = largest_component(mask) if segment.keep_largest else mask
        masks[segment.id] = mask
    taken = np.any(list(masks.values()), axis=0)
    for segment in output.segments:
        if segment.fill_holes:
            holes = fill_holes(masks[segment.id]) & ~taken
            masks[segment.id] = masks[segment.id] | holes
            taken = taken | holes
    return {segment.id: _present(segment, masks[segment.id]) for segment in output.segments}


def _present(segment: Segment, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask, or an empty one where it is smaller than the manifest counts as there."""
    return mask if mask.mean() >= segment.absent_below else np.zeros_like(mask)


def _finding(
    output: SegmentationOutput, number: int, mask: NDArray[np.bool_], image: Image | Picture, *, note: str
) -> Finding:
    segment = output.segments[number - 1]
    if mask.mean() > segment.implausible_above:
        raise InputRefused(
            ReasonCode.OUTPUT_IMPLAUSIBLE,
            f"The segment {segment.id} is larger than can be",
            uid=image.ref.sop_instance_uid,
        )
    there = bool(mask.any())
    return Finding(
        id=segment.id,
        concept=segment.type,
        presence=Presence.PRESENT if there else Presence.ABSENT,
        laterality=segment.laterality if knows_sides(image) else None,
        measurements=_measure(output, mask, image, note) if there else (),
        region=Region(segment=number, mask=mask, contours=outer_contours(mask)),
    )


def _with_fractions(finding: Finding, probability: NDArray[np.float32]) -> Finding:
    """Keep the values of a segment that is there, in 255ths, also where they do not reach its threshold."""
    region = finding.region
    if not isinstance(region, Region) or finding.presence is not Presence.PRESENT:
        return finding
    fractions = np.rint(np.clip(probability, 0, 1) * _FRACTIONS).astype(np.uint8)
    return replace(finding, region=replace(region, fractions=fractions))


def _measure(
    output: SegmentationOutput, mask: NDArray[np.bool_], image: Image | Picture, border: str
) -> tuple[Measurement, ...]:
    """Measure a segment that is there: areas, and lengths where a spacing is known."""
    pixels, spacing = int(mask.sum()), image.spacing
    notes = [border] if border else []
    sizes: dict[str, tuple[float, Code]] = {"area": (float(pixels), PIXELS)}
    if spacing is not None:
        notes += _PLANE_NOTES[spacing.plane]
        sizes = {"area": (pixels * spacing.row_mm * spacing.column_mm, SQUARE_MILLIMETRE)}
        if any(isinstance(wanted, LengthMeasurement) for wanted in output.measurements):
            sizes |= _lengths(mask, spacing)
    note = "; ".join(notes) or None
    return tuple(
        Measurement(concept=wanted.concept, value=sizes[wanted.kind][0], unit=sizes[wanted.kind][1], note=note)
        for wanted in output.measurements
        if wanted.kind in sizes
    )


def _lengths(mask: NDArray[np.bool_], spacing: Spacing) -> dict[str, tuple[float, Code]]:
    found = plane_diameters(mask, np.array([0.0, spacing.row_mm]), np.array([spacing.column_mm, 0.0]))
    assert found is not None  # there are pixels
    return {"long-axis": (found.long_mm, MILLIMETRE), "short-axis": (found.short_mm, MILLIMETRE)}


def _ratios(
    output: SegmentationOutput, masks: Mapping[str, NDArray[np.bool_]], image: Image | Picture
) -> tuple[JointMeasurement, ...]:
    """Ratios of areas, where both segments are there and whole.

    Of a radiograph of which nobody knows the sides there is none: the codes of segments may name sides. Segments of
    pictures have none (the manifest).
    """
    if isinstance(image, Image) and not knows_sides(image):
        return ()
    stated = []
    for ratio in (m for m in output.measurements if isinstance(m, AreaRatio)):
        above, below = (int(masks[part].sum()) if part in masks else 0 for part in (ratio.numerator, ratio.denominator))
        if above and below:
            measurement = Measurement(concept=ratio.concept, value=above / below, unit=NO_UNITS)
            stated.append(
                JointMeasurement(id=ratio.id, measurement=measurement, of=(ratio.numerator, ratio.denominator))
            )
    return tuple(stated)
