"""Measurement groups of the root SR.

In: a finding or a joint measurement. Out: a TID 1410 group where there is a region of an image, a TID 1411 group where
there is one of a volume, a TID 1501 group elsewhere.
Reference: PS3.16 TID 300, 1410, 1411, 1419, 1501, 4019; PS3.3 section C.18.6 (spatial coordinates).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from highdicom.sr import (
    AlgorithmIdentification,
    FindingSite,
    GraphicTypeValues,
    ImageRegion,
    MeasurementsAndQualitativeEvaluations,
    PlanarROIMeasurementsAndQualitativeEvaluations,
    QualitativeEvaluation,
    ReferencedSegment,
    ReferencedSegmentationFrame,
    SourceImageForMeasurementGroup,
    SourceImageForRegion,
    SourceImageForSegmentation,
    SourceSeriesForSegmentation,
    TrackingIdentifier,
    VolumetricROIMeasurementsAndQualitativeEvaluations,
)
from highdicom.sr import Measurement as NumericMeasurement
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from radlane.domain.finding import Finding, JointMeasurement, Measurement, Region, VolumeRegion
from radlane.encode.checks.frames import frame_segments
from radlane.encode.codes import ARTIFICIAL_INTELLIGENCE, NO_UNITS, PRESENCE, PRESENCES, PROBABILITY, SIDES, coded
from radlane.encode.context import EncodeContext
from radlane.encode.identity import UidKind
from radlane.encode.labels import tracking_id
from radlane.encode.segment_frames import has_pixels

# GraphicData is FL: in Explicit VR its length has 16 bits (PS3.5 section 7.1.2), two floats a point.
_MOST_POINTS = 0xFFFE // 8

Group = (
    PlanarROIMeasurementsAndQualitativeEvaluations
    | VolumetricROIMeasurementsAndQualitativeEvaluations
    | MeasurementsAndQualitativeEvaluations
)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the groups refer to: the analysed images, and the SEG where there is one."""

    images: tuple[Dataset, ...]
    segmentation: Dataset | None

    @property
    def image(self) -> Dataset:
        """The first image."""
        return self.images[0]


def finding_group(context: EncodeContext, finding: Finding, evidence: Evidence) -> Group:
    """Return the group of one finding: where it is (TID 1410, TID 1411), or whether it is (TID 1501).

    A region of a volume is referred to as a segment of the SEG. In an image, one contour becomes closed 2D coordinates,
    which viewers draw; several contours, or one that is longer than an attribute may be, are referred to as the frame
    of the SEG.
    """
    region = finding.region
    if region is None or not has_pixels(region):
        group: Group = _evaluation_group(context, finding, evidence)
    elif isinstance(region, VolumeRegion):
        group = _volumetric_group(context, finding, region, evidence)
    else:
        group = _planar_group(context, finding, region, evidence)
    _put_observation_uid(group, context, finding.id)
    return group


def joint_group(context: EncodeContext, joint: JointMeasurement, evidence: Evidence) -> Group:
    """Return the TID 1501 group of a measurement from several findings; its source is the SEG."""
    group = MeasurementsAndQualitativeEvaluations(
        tracking_identifier=_tracking(context, joint.id, f"{context.algorithm} {joint.id}"),
        measurements=[_numeric(context, joint.measurement)],
        source_images=_sources(evidence) if evidence.segmentation is None else [_source(evidence.segmentation)],
    )
    _put_observation_uid(group, context, joint.id)
    return group


def _planar_group(
    context: EncodeContext, finding: Finding, region: Region, evidence: Evidence
) -> PlanarROIMeasurementsAndQualitativeEvaluations:
    contour = region.contours[0] if len(region.contours) == 1 else None
    drawn = contour is not None and len(contour) <= _MOST_POINTS
    return PlanarROIMeasurementsAndQualitativeEvaluations(
        tracking_identifier=_tracking(context, finding.id, tracking_id(context, finding)),
        referenced_region=_image_region(contour, evidence) if contour is not None and drawn else None,
        referenced_segment=None if drawn else _segment_frame(region, evidence),
        finding_type=coded(finding.concept),
        finding_sites=[_site(finding)],
        measurements=_measurements(context, finding),
        qualitative_evaluations=[_presence(finding)],
    )


def _volumetric_group(
    context: EncodeContext, finding: Finding, region: VolumeRegion, evidence: Evidence
) -> VolumetricROIMeasurementsAndQualitativeEvaluations:
    segmentation = evidence.segmentation
    assert segmentation is not None  # a region with voxels is in the SEG
    return VolumetricROIMeasurementsAndQualitativeEvaluations(
        tracking_identifier=_tracking(context, finding.id, tracking_id(context, finding)),
        referenced_segment=ReferencedSegment(
            sop_class_uid=segmentation.SOPClassUID,
            sop_instance_uid=segmentation.SOPInstanceUID,
            segment_number=region.segment,
            source_series=_source_series(evidence),
        ),
        finding_type=coded(finding.concept),
        finding_sites=[_site(finding)],
        measurements=_measurements(context, finding),
        qualitative_evaluations=[_presence(finding)],
    )


def _evaluation_group(
    context: EncodeContext, finding: Finding, evidence: Evidence
) -> MeasurementsAndQualitativeEvaluations:
    return MeasurementsAndQualitativeEvaluations(
        tracking_identifier=_tracking(context, finding.id, tracking_id(context, finding)),
        finding_type=coded(finding.concept),
        finding_sites=[_site(finding)],
        algorithm_id=_algorithm(context),
        measurements=_measurements(context, finding),
        qualitative_evaluations=[_presence(finding)],
        source_images=_sources(evidence),
    )


def _tracking(context: EncodeContext, output_id: str, identifier: str) -> TrackingIdentifier:
    return TrackingIdentifier(uid=context.identity.uid(UidKind.TRACKING, "", output_id), identifier=identifier)


def _put_observation_uid(group: Group, context: EncodeContext, output_id: str) -> None:
    group[0].ObservationUID = context.identity.uid(UidKind.OBSERVATION, "", output_id)


def _presence(finding: Finding) -> QualitativeEvaluation:
    return QualitativeEvaluation(coded(PRESENCE), coded(PRESENCES[finding.presence]))


def _site(finding: Finding) -> FindingSite:
    """Return where the finding is: the segmented structure itself, with its side where that is known."""
    return FindingSite(coded(finding.concept), coded(SIDES[finding.laterality]) if finding.laterality else None)


def _measurements(context: EncodeContext, finding: Finding) -> list[NumericMeasurement]:
    measurements = [_numeric(context, measurement) for measurement in finding.measurements]
    if finding.probability is not None:
        probability = Measurement(concept=PROBABILITY, value=finding.probability, unit=NO_UNITS)
        measurements.append(_numeric(context, probability))
    return measurements


def _numeric(context: EncodeContext, measurement: Measurement) -> NumericMeasurement:
    """Return a NUM: a whole number as a DS without a point, any other as DS of 16 characters and FD beside it."""
    value = float(measurement.value)
    numeric = NumericMeasurement(
        name=coded(measurement.concept),
        value=int(value) if value.is_integer() else value,
        unit=coded(measurement.unit),
        algorithm_id=_algorithm(context),
    )
    if value.is_integer():
        numeric[0].MeasuredValueSequence[0].NumericValue = str(int(value))  # highdicom writes "7.0"
    return numeric


def _algorithm(context: EncodeContext) -> AlgorithmIdentification:
    thresholds = [f"{output.name} threshold={output.threshold:g}" for output in context.segmentations]
    return AlgorithmIdentification(
        name=context.model.name,
        version=context.model.version,
        parameters=[*thresholds, f"package={context.model.digest}"],
        family=coded(ARTIFICIAL_INTELLIGENCE),
    )


def _sources(evidence: Evidence) -> list[SourceImageForMeasurementGroup] | None:
    """Return the source of what is stated of one image; of a volume the Image Library says which its slices are."""
    return [_source(evidence.image)] if len(evidence.images) == 1 else None


def _source_series(evidence: Evidence) -> SourceSeriesForSegmentation:
    """Return the series by the concept's name as PS3.16 annex D has it; highdicom writes capitals."""
    series = SourceSeriesForSegmentation(evidence.image.SeriesInstanceUID)
    series.ConceptNameCodeSequence[0].CodeMeaning = "Source series for segmentation"
    return series


def _source(image: Dataset) -> SourceImageForMeasurementGroup:
    return SourceImageForMeasurementGroup(image.SOPClassUID, image.SOPInstanceUID)


def _image_region(contour: NDArray[np.float64], evidence: Evidence) -> ImageRegion:
    """Return a closed POLYLINE; (x, y) with the first pixel's outer corner at (0, 0) (PS3.3 section C.18.6.1.2)."""
    source = SourceImageForRegion(evidence.image.SOPClassUID, evidence.image.SOPInstanceUID)
    return ImageRegion(GraphicTypeValues.POLYLINE, contour, source)


def _segment_frame(region: Region, evidence: Evidence) -> ReferencedSegmentationFrame:
    """Return a reference by frame alone, in a label map by segment alone: frames of that show all segments.

    Both frame and segment, as highdicom writes, break PS3.3 table 10-3.
    """
    segmentation = evidence.segmentation
    assert segmentation is not None  # a region with pixels is in the SEG
    is_map = segmentation.SegmentationType == "LABELMAP"
    frame = ReferencedSegmentationFrame(
        sop_class_uid=segmentation.SOPClassUID,
        sop_instance_uid=segmentation.SOPInstanceUID,
        frame_number=1 if is_map else frame_segments(segmentation).index(region.segment) + 1,
        segment_number=region.segment,
        source_image=SourceImageForSegmentation(evidence.image.SOPClassUID, evidence.image.SOPInstanceUID),
    )
    reference = frame[0].ReferencedSOPSequence[0]
    del reference[Tag("ReferencedFrameNumber") if is_map else Tag("ReferencedSegmentNumber")]
    return frame
