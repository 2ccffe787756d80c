"""A heat map as numbers: a Parametric Map on the grid of the analysed slices.

In: a heat map. Out: a Parametric Map data set, or None where the frames have no place in space: the IOD has a Frame of
Reference, planes and their measures (PS3.3 section A.75), and none is invented.
Stored values are uint16, which more viewers show than floating point pixels; a Real World Value Mapping gives the
numbers back, each within half a step of 1/65535 of their range.
Reference: PS3.3 sections A.75, C.8.32, C.7.6.16.2.11 (Real World Value Mapping); PS3.16 CID 7180 (quantities).
"""

from __future__ import annotations

import numpy as np
from highdicom import VOILUTTransformation
from highdicom.pm import (
    DerivedPixelContrastValues,
    ImageFlavorValues,
    ParametricMap,
    RealWorldValueMapping,
)
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.saliency import Heatmap
from radlane.domain.units import NO_UNITS
from radlane.encode.codes import SALIENCY_QUANTITIES, coded
from radlane.encode.common import MANUFACTURER, put_body_part, with_common_modules
from radlane.encode.context import EncodeContext
from radlane.encode.explanation import WARNING, heatmap_part
from radlane.encode.heat import heat_limits
from radlane.encode.identity import UidKind
from radlane.encode.lossy import LOSSLESS, put_lossy_compression
from radlane.encode.planes import read_planes
from radlane.encode.series import PARAMETRIC_MAP, instance_uid, series_uid
from radlane.encode.stand_in import slice_stand_ins
from radlane.encode.text import long_string

_LARGEST = (1 << 16) - 1
_LABEL = 16  # characters of an SH


def build_parametric_map(context: EncodeContext, heatmap: Heatmap, number: int) -> Dataset | None:
    """Build the Parametric Map of a heat map.

    Parameters
    ----------
    context : EncodeContext
        The run.
    heatmap : Heatmap
        Numbers on the grids of the analysed frames.
    number : int
        Place of the heat map among those of the run, from 1; its Instance Number.

    Raises
    ------
    ValueError
        If the heat map does not lie on the frames.
    """
    if len(heatmap.values) != len(context.frames):
        raise ValueError("a heat map has numbers for each analysed frame")
    planes = read_planes(context.sources)
    if planes is None or len(context.sources) != len(context.frames):
        return None
    part = heatmap_part(heatmap, number)
    quantity = SALIENCY_QUANTITIES[heatmap.quantity]
    draft = ParametricMap(
        source_images=slice_stand_ins(context.sources, planes),
        pixel_array=_stored(heatmap.values),
        series_instance_uid=series_uid(context, PARAMETRIC_MAP),
        series_number=PARAMETRIC_MAP.number,
        sop_instance_uid=instance_uid(context, PARAMETRIC_MAP, part),
        instance_number=number,
        manufacturer=MANUFACTURER,
        manufacturer_model_name=MANUFACTURER,
        software_versions=long_string(context.radlane_version),
        device_serial_number=MANUFACTURER,
        contains_recognizable_visual_features=False,
        real_world_value_mappings=[_mapping(heatmap)],
        voi_lut_transformations=[VOILUTTransformation(window_center=(_LARGEST + 1) / 2, window_width=_LARGEST + 1)],
        content_label="AI_EXPLANATION",
        content_description=long_string(f"{quantity.meaning} for {heatmap.finding}: an explanation, not a finding"),
        content_creator_name=f"{MANUFACTURER}^",
        image_flavor=ImageFlavorValues.VOLUME,
        derived_pixel_contrast=DerivedPixelContrastValues.QUANTITY,
    )
    _put_dimension_organization(draft, context, part)
    # highdicom says 3D where the frames are regular, also where they are sheared by up to 2.5 degrees
    draft.pop("DimensionOrganizationType", None)
    draft.ImageComments = f"{WARNING}. {context.algorithm}. {context.statement}"
    put_lossy_compression(draft, context.sources, unknown=LOSSLESS)
    put_body_part(draft, context.sources)
    if "BodyPartExamined" not in draft:
        draft.Laterality = None  # Type 2C: whether the body part is a paired one is not known
    return with_common_modules(draft, context, PARAMETRIC_MAP, part, number)


def _line(values: NDArray[np.float32]) -> tuple[float, float]:
    """Return slope and intercept of the stored values; 1 where all numbers are the same."""
    low, high = heat_limits(values)
    return (high - low) / _LARGEST or 1.0, low


def _stored(values: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Return stored values, uint16 [n, y, x]."""
    slope, intercept = _line(values)
    return np.rint((values.astype(np.float64) - intercept) / slope).astype(np.uint16)


def _mapping(heatmap: Heatmap) -> RealWorldValueMapping:
    quantity = SALIENCY_QUANTITIES[heatmap.quantity]
    slope, intercept = _line(heatmap.values)
    return RealWorldValueMapping(
        lut_label=long_string(quantity.meaning, _LABEL),
        lut_explanation=long_string(heatmap.method),
        unit=coded(NO_UNITS),
        value_range=(0, _LARGEST),
        slope=slope,
        intercept=intercept,
        quantity_definition=coded(quantity),
    )


def _put_dimension_organization(draft: Dataset, context: EncodeContext, part: str) -> None:
    """Put the run's Dimension Organization UID in the place of the one that highdicom drew."""
    uid = context.identity.uid(UidKind.DIMENSIONS, PARAMETRIC_MAP.sop_class_uid, part)
    for item in (*draft.DimensionOrganizationSequence, *draft.DimensionIndexSequence):
        item.DimensionOrganizationUID = uid
