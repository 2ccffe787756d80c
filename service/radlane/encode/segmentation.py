"""The SEG: one BINARY segment for each segment of the manifest, on the grid of the analysed image or volume.

In: the findings with their regions. Out: a Segmentation data set, or None where every segment is empty.
Each frame refers to an image, pixel for pixel. A projection has no place in space, so there is neither a Frame of
Reference nor Pixel Measures, whatever the image has (PS3.3 section A.51.5.1); the frames of a volume are placed where
its slices are.
Reference: PS3.3 sections A.51 and C.8.20; PS3.16 CID 7150, 7151, 244.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from highdicom import AlgorithmIdentificationSequence
from highdicom.color import CIELabColor
from highdicom.seg import SegmentAlgorithmTypeValues, SegmentationTypeValues, SegmentDescription
from highdicom.seg import Segmentation as HighdicomSegmentation
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as ItemSequence

from radlane.domain.finding import Conclusion, Finding, Region, SegmentRegion, VolumeRegion
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
from radlane.encode.planes import read_planes
from radlane.encode.series import SEGMENTATION, instance_uid, series_uid
from radlane.encode.stand_in import slice_stand_ins, stand_in
from radlane.encode.text import long_string

Regions = Sequence[tuple[Finding, SegmentRegion]]


def build_segmentation(context: EncodeContext, conclusion: Conclusion) -> Dataset | None:
    """Build the SEG of a run.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        Findings with a region become segments, by Segment Number; masks are bool [y, x] on the source's stored grid,
        labels uint8 [z, y, x] on that of the volume.

    Returns
    -------
    Dataset or None
        Empty segments are described and have no frame; None where all are empty: then the SR alone says so.

    Raises
    ------
    ValueError
        If the labels do not lie on the sources, slice by slice.
    """
    segments = sorted(
        ((finding, finding.region) for finding in conclusion.findings if isinstance(finding.region, SegmentRegion)),
        key=lambda pair: pair[1].segment,
    )
    if not any(has_pixels(region) for _, region in segments):
        return None
    if conclusion.labels is None:
        draft = _draft(context, segments, [stand_in(context.source)], _masks(segments))
        put_patient_orientation(draft, context.source)
    else:
        draft = _draft(context, segments, _slices(context, conclusion.labels), conclusion.labels)
        # highdicom says 3D where one segment's frames are regular, also where they are sheared by up to 2.5 degrees
        draft.pop("DimensionOrganizationType", None)
    _put_dimension_organization(draft, context)
    # Type 1: where nothing is known it says 00, since segmenting is no lossy compression (PS3.3 section C.8.20.2.2)
    put_lossy_compression(draft, context.sources, unknown=LOSSLESS)
    put_body_part(draft, context.sources)
    return with_common_modules(draft, context, SEGMENTATION)


def has_pixels(region: SegmentRegion) -> bool:
    """Whether a segment is not empty."""
    return region.voxels > 0 if isinstance(region, VolumeRegion) else bool(region.mask.any())


def _masks(segments: Regions) -> NDArray[np.uint8]:
    """Return the masks of an image as highdicom takes them, uint8 [1, y, x, segment]: they may overlap."""
    masks = [region.mask for _, region in segments if isinstance(region, Region)]
    return np.stack(masks, axis=-1).astype(np.uint8)[np.newaxis]


def _slices(context: EncodeContext, labels: NDArray[np.uint8]) -> list[Dataset]:
    """Return stand-ins of the slices that labels lie on."""
    planes = read_planes(context.sources)
    grid = (len(context.sources), int(context.source.Rows), int(context.source.Columns))
    if planes is None or labels.shape != grid:
        raise ValueError("the sources are not the slices of the volume in its order")
    return slice_stand_ins(context.sources, planes)


def _draft(context: EncodeContext, segments: Regions, images: Sequence[Dataset], pixels: NDArray[np.uint8]) -> Dataset:
    return HighdicomSegmentation(
        source_images=images,
        pixel_array=pixels,
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


def _description(context: EncodeContext, finding: Finding, region: SegmentRegion) -> SegmentDescription:
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
