"""What highdicom makes of the same heat map: the reference of the Parametric Map writer.

In: a run on slices and a heat map. Out: highdicom's Parametric Map of the real images.
"""

from __future__ import annotations

from highdicom import VOILUTFunctionValues, VOILUTTransformation
from highdicom.pm import DerivedPixelContrastValues, ImageFlavorValues, ParametricMap, RealWorldValueMapping
from pydicom.dataset import Dataset

from radlane.domain.saliency import Heatmap
from radlane.domain.units import NO_UNITS
from radlane.encode.codes import SALIENCY_QUANTITIES, coded
from radlane.encode.context import EncodeContext
from radlane.encode.heat import heat_limits


def highdicom_map(context: EncodeContext, heatmap: Heatmap) -> Dataset:
    """highdicom's Parametric Map of all slices."""
    quantity = SALIENCY_QUANTITIES[heatmap.quantity]
    low, high = heat_limits(heatmap.values)
    mapping = RealWorldValueMapping(
        lut_label=quantity.meaning[:16],
        lut_explanation=heatmap.method,
        unit=coded(NO_UNITS),
        value_range=(low, high),
        slope=1.0,
        intercept=0.0,
        quantity_definition=coded(quantity),
    )
    return ParametricMap(
        source_images=list(context.sources),
        pixel_array=heatmap.values,
        series_instance_uid="1.2.3",
        series_number=1,
        sop_instance_uid="1.2.4",
        instance_number=1,
        manufacturer="radlane",
        manufacturer_model_name="radlane",
        software_versions="1",
        device_serial_number="1",
        contains_recognizable_visual_features=False,
        real_world_value_mappings=[mapping],
        voi_lut_transformations=[
            VOILUTTransformation(
                window_center=(low + high) / 2,
                window_width=high - low,
                voi_lut_function=VOILUTFunctionValues.LINEAR_EXACT,
            )
        ],
        content_label="AI_EXPLANATION",
        content_description="Not a finding: explains Liver",
        content_creator_name="radlane^",
        image_flavor=ImageFlavorValues.VOLUME,
        derived_pixel_contrast=DerivedPixelContrastValues.QUANTITY,
    )
