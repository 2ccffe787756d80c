"""The SEG: one BINARY segment for each segment of the manifest, on the analysed image's grid.

In: the findings with their regions. Out: a Segmentation data set, or None where every segment is empty.
Each frame refers to the image, pixel for pixel; a projection has no place in space, so there is neither a Frame of
Reference nor Pixel Measures, whatever the image has (PS3.3 section A.51.5.1).
Reference: PS3.3 sections A.51 and C.8.20; PS3.16 CID 7150, 7151, 244.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from highdicom import AlgorithmIdentificationSequence
from highdicom.color import CIELabColor
from highdicom.seg import SegmentAlgorithmTypeValues, SegmentationTypeValues, SegmentDescription
from highdicom.seg import Segmentation as HighdicomSegmentation
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as ItemSequence

from radlane.domain.finding import Finding, Region
from radlane.encode.codes import ARTIFICIAL_INTELLIGENCE, SIDES, coded
from radlane.encode.common import (
    MANUFACTURER,
    algorithm_manufacturer,
    put_body_part,
    put_patient_orientation,
    with_common_modules,
)
from radlane.encode.context import EncodeContext
from radlane.encode.identity import UidKind
from radlane.encode.labels import finding_label, tracking_id
from radlane.encode.lossy import LOSSLESS, put_lossy_compression
from radlane.encode.series import SEGMENTATION, instance_uid, series_uid
from radlane.encode.stand_in import stand_in
from radlane.encode.text import long_string


def build_segmentation(context: EncodeContext, findings: Sequence[Finding]) -> Dataset | None:
    """Build the SEG of a run.

    Parameters
    ----------
    context : EncodeContext
        The run.
    findings : sequence of Finding
        Those with a region become segments, by Segment Number; masks are bool [y, x] on the source's stored grid.

    Returns
    -------
    Dataset or None
        Empty segments are described and have no frame; None where all are empty: then the SR alone says so.
    """
    segments = sorted(
        ((finding, finding.region) for finding in findings if finding.region), key=lambda pair: pair[1].segment
    )
    if not any(region.mask.any() for _, region in segments):
        return None
    draft = _draft(context, segments)
    _put_dimension_organization(draft, context)
    # Type 1: where nothing is known it says 00, since segmenting is no lossy compression (PS3.3 section C.8.20.2.2)
    put_lossy_compression(draft, context.source, unknown=LOSSLESS)
    put_body_part(draft, context.source)
    put_patient_orientation(draft, context.source)
    return with_common_modules(draft, context, SEGMENTATION)


def _draft(context: EncodeContext, segments: Sequence[tuple[Finding, Region]]) -> Dataset:
    masks = np.stack([region.mask for _, region in segments], axis=-1).astype(np.uint8)
    return HighdicomSegmentation(
        source_images=[stand_in(context.source)],
        pixel_array=masks[np.newaxis],
        segmentation_type=SegmentationTypeValues.BINARY,
        segment_descriptions=[_description(context, finding, region) for finding, region in segments],
        series_instance_uid=series_uid(context, SEGMENTATION),
        series_number=SEGMENTATION.number,
        sop_instance_uid=instance_uid(context, SEGMENTATION),
        instance_number=1,
        manufacturer=MANUFACTURER,
        manufacturer_model_name=MANUFACTURER,
        software_versions=long_string(context.radlane_version),
        device_serial_number=MANUFACTURER,
        content_label="AI_SEGMENTATION",
        content_description=long_string(context.statement),
        content_creator_name=f"{MANUFACTURER}^",
        omit_empty_frames=True,
    )


def _description(context: EncodeContext, finding: Finding, region: Region) -> SegmentDescription:
    segment = context.segments[region.segment - 1]
    description = SegmentDescription(
        segment_number=region.segment,
        segment_label=long_string(finding_label(context, finding)),
        segmented_property_category=coded(segment.category),
        segmented_property_type=coded(segment.type),
        algorithm_type=SegmentAlgorithmTypeValues.AUTOMATIC,
        algorithm_identification=_algorithm(context),
        tracking_uid=context.identity.uid(UidKind.TRACKING, "", finding.id),
        tracking_id=tracking_id(context, finding),
        display_color=CIELabColor.from_rgb(*segment.rgb),
    )
    if finding.laterality is not None:
        kind = description.SegmentedPropertyTypeCodeSequence[0]
        kind.SegmentedPropertyTypeModifierCodeSequence = ItemSequence([coded(SIDES[finding.laterality])])
    return description


def _algorithm(context: EncodeContext) -> AlgorithmIdentificationSequence:
    thresholds = {f"{output.name} threshold": f"{output.threshold:g}" for output in context.segmentations}
    return AlgorithmIdentificationSequence(
        name=long_string(context.model.name),
        family=coded(ARTIFICIAL_INTELLIGENCE),
        version=long_string(context.model.version),
        source=algorithm_manufacturer(context),
        parameters={**thresholds, "package": context.model.digest},
    )


def _put_dimension_organization(draft: Dataset, context: EncodeContext) -> None:
    """Put the run's Dimension Organization UID in the place of the one that highdicom drew."""
    uid = context.identity.uid(UidKind.DIMENSIONS, SEGMENTATION.sop_class_uid, "")
    for item in (*draft.DimensionOrganizationSequence, *draft.DimensionIndexSequence):
        item.DimensionOrganizationUID = uid
