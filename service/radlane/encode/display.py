"""The SR of outlines, for viewers that show no image for the root SR: a Measurement Report with planar groups only.

In: the conclusion and the outlines of its segments. Out: a Comprehensive SR whose groups have one line each, with the
area that it encloses; the root SR lists it. It states no volume: in a planar group that would be the line's.
Reference: PS3.16 TID 1410, 1500; PS3.3 sections A.35.3, C.17.2 and C.18.6.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from highdicom.sr import (
    ComprehensiveSR,
    FindingSite,
    GraphicTypeValues,
    ImageRegion,
    MeasurementReport,
    PlanarROIMeasurementsAndQualitativeEvaluations,
    QualitativeEvaluation,
    SourceImageForRegion,
    TrackingIdentifier,
)
from highdicom.sr import Measurement as NumericMeasurement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.sr.codedict import codes

from radlane.domain.finding import Conclusion, Finding, Measurement, Region, VolumeRegion
from radlane.domain.outline import Outline, Outlines
from radlane.domain.output import AreaMeasurement
from radlane.encode.codes import AREA, PRESENCE, PRESENCES, SIDES, SQUARE_MILLIMETRE, coded
from radlane.encode.common import MANUFACTURER, with_common_modules
from radlane.encode.context import EncodeContext
from radlane.encode.identity import UidKind
from radlane.encode.labels import outline_id
from radlane.encode.measurement_groups import Evidence
from radlane.encode.planes import read_planes
from radlane.encode.report import comments, image_library, notes, observer
from radlane.encode.series import DISPLAY, instance_uid, series_uid
from radlane.encode.stand_in import stand_in

_PURPOSE = (
    "Outlines for viewers, of each segment where it is largest; the result, with all that is measured and what is "
    "absent, is in the report and the segmentation"
)


def build_display(context: EncodeContext, conclusion: Conclusion, outlines: Outlines) -> Dataset | None:
    """Build the SR of outlines; None where there is nothing to draw.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        The findings that the outlines are of.
    outlines : Outlines
        Lines on the analysed frames, by segment, the largest first.
    """
    if not outlines.drawn:
        return None
    frames = sorted({outline.frame for outline in outlines.drawn})
    images = {id(image): stand_in(image) for image in (context.frames[frame].image for frame in frames)}
    evidence = Evidence(images=tuple(images.values()), segmentation=None)
    draft = ComprehensiveSR(
        evidence=list(evidence.images),
        content=_content(context, conclusion, outlines, evidence)[0],
        series_instance_uid=series_uid(context, DISPLAY),
        series_number=DISPLAY.number,
        sop_instance_uid=instance_uid(context, DISPLAY),
        instance_number=1,
        manufacturer=MANUFACTURER,
        is_complete=True,
        is_final=False,
        is_verified=False,
    )
    return with_common_modules(draft, context, DISPLAY)


def list_display(report: Dataset, display: Dataset) -> None:
    """Put the SR of outlines into the evidence of the root SR, beside what is there (PS3.3 section C.17.2.1)."""
    instance, series = Dataset(), Dataset()
    instance.ReferencedSOPClassUID = display.SOPClassUID
    instance.ReferencedSOPInstanceUID = display.SOPInstanceUID
    series.SeriesInstanceUID = display.SeriesInstanceUID
    series.ReferencedSOPSequence = Sequence([instance])
    if "PertinentOtherEvidenceSequence" not in report:
        study = Dataset()
        study.StudyInstanceUID = display.StudyInstanceUID
        study.ReferencedSeriesSequence = Sequence()
        report.PertinentOtherEvidenceSequence = Sequence([study])
    report.PertinentOtherEvidenceSequence[0].ReferencedSeriesSequence.append(series)


def _content(
    context: EncodeContext, conclusion: Conclusion, outlines: Outlines, evidence: Evidence
) -> MeasurementReport:
    report = MeasurementReport(
        observation_context=observer(context),
        procedure_reported=coded(context.manifest.procedure),
        imaging_measurements=list(_groups(context, conclusion, outlines)),
        title=codes.DCM.ImagingMeasurementReport,
    )
    content = report[0].ContentSequence
    content.insert(len(content) - 1, image_library(evidence))  # before the measurements (TID 1500 row 5)
    omitted = (f"Smaller parts without an outline: {outlines.omitted}",) if outlines.omitted else ()
    content.append(comments((_PURPOSE, *omitted, *notes(context, conclusion))))
    return report


def _groups(
    context: EncodeContext, conclusion: Conclusion, outlines: Outlines
) -> Iterator[PlanarROIMeasurementsAndQualitativeEvaluations]:
    for finding in conclusion.findings:
        if isinstance(finding.region, Region | VolumeRegion):
            segment = finding.region.segment
            own = (outline for outline in outlines.drawn if outline.segment == segment)
            for number, outline in enumerate(own, start=1):
                yield _group(context, finding, outline, number)


def _group(
    context: EncodeContext, finding: Finding, outline: Outline, number: int
) -> PlanarROIMeasurementsAndQualitativeEvaluations:
    """Return the group of one line; its tracking UID is its own: viewers take groups that share one for one line."""
    name = f"{finding.id} outline {number}"
    side = None if finding.laterality is None else coded(SIDES[finding.laterality])
    frame = context.frames[outline.frame]
    source = SourceImageForRegion(
        str(frame.image.SOPClassUID), str(frame.image.SOPInstanceUID), None if frame.number is None else [frame.number]
    )
    group = PlanarROIMeasurementsAndQualitativeEvaluations(
        tracking_identifier=TrackingIdentifier(
            uid=context.identity.uid(UidKind.TRACKING, "", name), identifier=outline_id(context, finding, number)
        ),
        referenced_region=ImageRegion(GraphicTypeValues.POLYLINE, outline.polygon, source),
        finding_type=coded(finding.concept),
        finding_sites=[FindingSite(coded(finding.concept), side)],
        measurements=[_numeric(area) for area in _areas(context, finding, outline)],
        qualitative_evaluations=[QualitativeEvaluation(coded(PRESENCE), coded(PRESENCES[finding.presence]))],
    )
    group[0].ObservationUID = context.identity.uid(UidKind.OBSERVATION, "", name)
    return group


def _areas(context: EncodeContext, finding: Finding, outline: Outline) -> list[Measurement]:
    """Return the area of one part: of an image as the finding states its own, of a slice in mm2."""
    if isinstance(finding.region, Region):
        kinds = {kind.concept for out in context.segmentations for kind in out.measurements if _is_area(kind)}
        share = outline.pixels, int(np.count_nonzero(finding.region.mask))
        stated = (measurement for measurement in finding.measurements if measurement.concept in kinds)
        return [
            Measurement(concept=area.concept, value=area.value * share[0] / share[1], unit=area.unit) for area in stated
        ]
    planes = read_planes(context.sources)
    assert planes is not None  # a volume was analysed
    value = outline.pixels * planes.spacing_mm[0] * planes.spacing_mm[1]
    return [Measurement(concept=AREA, value=value, unit=SQUARE_MILLIMETRE)]


def _is_area(kind: object) -> bool:
    return isinstance(kind, AreaMeasurement)


def _numeric(measurement: Measurement) -> NumericMeasurement:
    return NumericMeasurement(
        name=coded(measurement.concept), value=float(measurement.value), unit=coded(measurement.unit)
    )
