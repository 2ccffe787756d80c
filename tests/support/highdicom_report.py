"""The same report built by highdicom: what radlane's own content items are compared with, attribute by attribute.

In: a run, its conclusion and its objects. Out: highdicom's Comprehensive 3D SR, before radlane's common modules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from highdicom.sr import (
    AlgorithmIdentification,
    Comprehensive3DSR,
    ContainerContentItem,
    ContentSequence,
    DeviceObserverIdentifyingAttributes,
    FindingSite,
    GraphicTypeValues,
    GraphicTypeValues3D,
    ImageContentItem,
    ImageRegion,
    MeasurementReport,
    MeasurementsAndQualitativeEvaluations,
    ObservationContext,
    ObserverContext,
    PlanarROIMeasurementsAndQualitativeEvaluations,
    QualitativeEvaluation,
    ReferencedSegment,
    RelationshipTypeValues,
    SourceImageForMeasurementGroup,
    SourceImageForRegion,
    SourceSeriesForSegmentation,
    TextContentItem,
    TrackingIdentifier,
    VolumeSurface,
    VolumetricROIMeasurementsAndQualitativeEvaluations,
)
from highdicom.sr import Measurement as Numeric
from pydicom.dataset import Dataset
from pydicom.sr.codedict import codes

from radlane.domain.finding import (
    BoxRegion,
    Conclusion,
    Finding,
    JointMeasurement,
    Measurement,
    Probability,
    Region,
    VolumeBoxRegion,
    VolumeRegion,
)
from radlane.domain.uncertainty import PROBABILITY
from radlane.domain.units import NO_UNITS
from radlane.encode import codes as ours
from radlane.encode.codes import coded
from radlane.encode.common import algorithm_manufacturer
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import Evidence
from radlane.encode.identity import UidKind
from radlane.encode.labels import tracking_id
from radlane.encode.report import notes
from radlane.encode.segment_frames import has_pixels
from support.stand_in import stand_in

_CONTAINS = RelationshipTypeValues.CONTAINS
# What it puts on of itself, at random or from the clock, or of modules that radlane puts over it.
_NOT_CONTENT = frozenset({"SpecificCharacterSet", "Manufacturer", "SoftwareVersions", "ContributingEquipmentSequence"})


def highdicom_report(
    context: EncodeContext, conclusion: Conclusion, evidence: Evidence, pictures: Sequence[Dataset]
) -> Dataset:
    """Build the report with highdicom."""
    images = [stand_in(image) for image in context.sources]
    maps = [one for explaining in evidence.explanations.values() for one in explaining]
    leaves = [*([] if evidence.segmentation is None else [evidence.segmentation]), *maps, *pictures]
    groups = [_group(context, finding, evidence) for finding in conclusion.findings]
    groups.sort(key=lambda group: not any(item.ValueType == "SCOORD" for item in group[0].ContentSequence))
    report = MeasurementReport(
        observation_context=_observer(context),
        procedure_reported=coded(context.manifest.procedure),
        imaging_measurements=[*groups, *(_joint(context, joint, evidence) for joint in conclusion.joint)],
        title=codes.DCM.ImagingMeasurementReport,
    )
    content = report[0].ContentSequence
    content.insert(len(content) - 1, _library(images, leaves, maps))
    content.append(_comments(notes(context, conclusion)))
    return Comprehensive3DSR(
        evidence=[*images, *leaves],
        content=report[0],
        series_instance_uid="1.2.3",
        series_number=1,
        sop_instance_uid="1.2.4",
        instance_number=1,
        is_complete=True,
    )


def described(dataset: Dataset, *, leave_out: frozenset[str] = _NOT_CONTENT) -> dict[str, Any]:
    """Every attribute of a data set at any depth: keyword -> VR and value."""
    return {
        element.keyword: [described(item) for item in element.value]
        if element.VR == "SQ"
        else (element.VR, str(element.value))
        for element in dataset
        if element.keyword not in leave_out
    }


def _group(context: EncodeContext, finding: Finding, evidence: Evidence) -> Any:
    region = finding.region
    shared: dict[str, Any] = {
        "tracking_identifier": _tracking(context, finding.id, tracking_id(context, finding)),
        "finding_type": coded(finding.concept),
        "finding_sites": _sites(finding),
        "measurements": _numbers(context, finding),
        "qualitative_evaluations": [
            QualitativeEvaluation(coded(ours.PRESENCE), coded(ours.PRESENCES[finding.presence]))
        ],
    }
    empty = isinstance(region, (Region, VolumeRegion)) and not has_pixels(region)
    if region is None or empty:
        group: Any = MeasurementsAndQualitativeEvaluations(
            **shared,
            algorithm_id=_algorithm(context, finding.probability),
            source_images=_sources(context),
        )
    else:
        group = _of_region(context, region, evidence, shared)
    group[0].ObservationUID = context.identity.uid(UidKind.OBSERVATION, "", finding.id)
    if region is None or empty:
        for one in evidence.explanations.get(finding.id, ()):
            group[0].ContentSequence.append(_image(ours.VISUAL_EXPLANATION, one))
    return group


def _of_region(context: EncodeContext, region: Any, evidence: Evidence, shared: dict[str, Any]) -> Any:
    if isinstance(region, VolumeRegion):
        assert evidence.segmentation is not None
        segment = ReferencedSegment(
            sop_class_uid=evidence.segmentation.SOPClassUID,
            sop_instance_uid=evidence.segmentation.SOPInstanceUID,
            segment_number=region.segment,
            source_series=_series(context),
        )
        return VolumetricROIMeasurementsAndQualitativeEvaluations(**shared, referenced_segment=segment)
    if isinstance(region, VolumeBoxRegion):
        faces = region.corners.reshape(2, 4, 3)
        surface = VolumeSurface(
            GraphicTypeValues3D.POLYGON,
            [np.concatenate([face, face[:1]]) for face in faces],
            str(context.source.FrameOfReferenceUID),
            source_series=_series(context),
        )
        return VolumetricROIMeasurementsAndQualitativeEvaluations(
            **shared, referenced_volume_surface=surface, geometric_purpose=coded(ours.BOUNDED_BY)
        )
    if isinstance(region, BoxRegion):
        x, y = (region.left, region.right), (region.top, region.bottom)
        points = np.array([(x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1]), (x[0], y[0])])
        frame = context.frames[region.frame]
        source = SourceImageForRegion(
            frame.image.SOPClassUID,
            frame.image.SOPInstanceUID,
            None if frame.number is None or frame.image.NumberOfFrames == 1 else [frame.number],
        )
        drawn = ImageRegion(GraphicTypeValues.POLYLINE, points, source)
        return PlanarROIMeasurementsAndQualitativeEvaluations(
            **shared, referenced_region=drawn, geometric_purpose=coded(ours.BOUNDED_BY)
        )
    (contour,) = region.contours
    source = SourceImageForRegion(context.source.SOPClassUID, context.source.SOPInstanceUID)
    return PlanarROIMeasurementsAndQualitativeEvaluations(
        **shared, referenced_region=ImageRegion(GraphicTypeValues.POLYLINE, contour, source)
    )


def _joint(context: EncodeContext, joint: JointMeasurement, evidence: Evidence) -> Any:
    segmentation = evidence.segmentation
    sources = _sources(context)
    if segmentation is not None:
        sources = [SourceImageForMeasurementGroup(segmentation.SOPClassUID, segmentation.SOPInstanceUID)]
    group = MeasurementsAndQualitativeEvaluations(
        tracking_identifier=_tracking(context, joint.id, f"{context.algorithm} {joint.id}"),
        measurements=[_numeric(context, joint.measurement, None)],
        source_images=sources,
    )
    group[0].ObservationUID = context.identity.uid(UidKind.OBSERVATION, "", joint.id)
    return group


def _tracking(context: EncodeContext, output_id: str, identifier: str) -> TrackingIdentifier:
    return TrackingIdentifier(uid=context.identity.uid(UidKind.TRACKING, "", output_id), identifier=identifier)


def _sites(finding: Finding) -> list[FindingSite] | None:
    if finding.located is None:
        return None
    side = coded(ours.SIDES[finding.laterality]) if finding.laterality else None
    return [FindingSite(coded(finding.located), side)]


def _numbers(context: EncodeContext, finding: Finding) -> list[Numeric]:
    numbers = [_numeric(context, measurement, None) for measurement in finding.measurements]
    if finding.probability is not None:
        likely = Measurement(concept=PROBABILITY, value=finding.probability.value, unit=NO_UNITS)
        numbers.append(_numeric(context, likely, finding.probability))
    return numbers


def _numeric(context: EncodeContext, measurement: Measurement, probability: Probability | None) -> Numeric:
    value = float(measurement.value)
    numeric = Numeric(
        name=coded(measurement.concept),
        value=int(value) if value.is_integer() else value,
        unit=coded(measurement.unit),
        derivation=coded(measurement.derivation) if measurement.derivation else None,
        algorithm_id=_algorithm(context, probability),
    )
    if value.is_integer():
        numeric[0].MeasuredValueSequence[0].NumericValue = str(int(value))  # highdicom writes "7.0"
    return numeric


def _algorithm(context: EncodeContext, probability: Probability | None) -> AlgorithmIdentification:
    said = [f"segmentation {output.name} threshold={output.threshold:g}" for output in context.segmentations]
    if probability is not None:
        said.append(f"probability threshold={probability.threshold:g}")
        if probability.indeterminate_from is not None:
            said.append(f"probability indeterminate from={probability.indeterminate_from:g}")
        worth = "raw network output, not calibrated: no probability of the finding"
        said.append(f"probability: {f'calibrated on {probability.calibration}' if probability.calibration else worth}")
    return AlgorithmIdentification(
        name=context.model.name,
        version=context.model.version,
        parameters=[*said, f"package={context.model.digest}"],
        family=coded(ours.ARTIFICIAL_INTELLIGENCE),
    )


def _sources(context: EncodeContext) -> list[SourceImageForMeasurementGroup] | None:
    if len(context.sources) != 1:
        return None
    return [SourceImageForMeasurementGroup(context.source.SOPClassUID, context.source.SOPInstanceUID)]


def _series(context: EncodeContext) -> SourceSeriesForSegmentation:
    series = SourceSeriesForSegmentation(context.source.SeriesInstanceUID)
    series.ConceptNameCodeSequence[0].CodeMeaning = "Source series for segmentation"  # as PS3.16 annex D has it
    return series


def _observer(context: EncodeContext) -> ObservationContext:
    attributes = DeviceObserverIdentifyingAttributes(
        uid=context.device_uid,
        name=context.algorithm,
        manufacturer_name=algorithm_manufacturer(context),
        model_name=context.model.name,
    )
    observer = ObserverContext(observer_type=coded(ours.DEVICE), observer_identifying_attributes=attributes)
    return ObservationContext(observer_device_context=observer)


def _library(images: list[Dataset], leaves: list[Dataset], maps: list[Dataset]) -> ContainerContentItem:
    explaining = {id(one) for one in maps}
    sources = [one for one in leaves if id(one) not in explaining and one.Modality == "SEG"]
    entries = [_image(ours.SOURCE, one) for one in (*images, *sources)]
    entries += [_image(ours.VISUAL_EXPLANATION, one) for one in maps]
    return _container(ours.IMAGE_LIBRARY, [_container(ours.IMAGE_LIBRARY_GROUP, entries)], "1600")


def _image(name: Any, dataset: Dataset) -> ImageContentItem:
    return ImageContentItem(coded(name), dataset.SOPClassUID, dataset.SOPInstanceUID, relationship_type=_CONTAINS)


def _comments(texts: Sequence[str]) -> ContainerContentItem:
    items = [TextContentItem(coded(ours.COMMENT), words, _CONTAINS) for words in texts]
    return _container(ours.QUALITATIVE_EVALUATIONS, items)


def _container(name: Any, items: Sequence[Any], template: str | None = None) -> ContainerContentItem:
    container = ContainerContentItem(coded(name), relationship_type=_CONTAINS, template_id=template)
    container.ContentSequence = ContentSequence(items)
    return container
