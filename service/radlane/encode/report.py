"""The root SR: a Measurement Report (TID 1500) as Comprehensive 3D SR, the commit mark of a run.

In: the conclusion, the SEG and the picture. Out: the SR data set; every other object is listed in it.
Reference: PS3.16 TID 1500, 1004, 1600; PS3.3 sections A.35.13 and C.17.2.
"""

from __future__ import annotations

from highdicom.sr import (
    Comprehensive3DSR,
    ContainerContentItem,
    ContentItem,
    ContentSequence,
    DeviceObserverIdentifyingAttributes,
    ImageContentItem,
    MeasurementReport,
    ObservationContext,
    ObserverContext,
    RelationshipTypeValues,
    TextContentItem,
)
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.sr.codedict import codes

from radlane.domain.code import Code
from radlane.domain.finding import Conclusion
from radlane.encode.codes import (
    COMMENT,
    DEVICE,
    IMAGE_LIBRARY,
    IMAGE_LIBRARY_GROUP,
    QUALITATIVE_EVALUATIONS,
    SOURCE,
    coded,
)
from radlane.encode.common import MANUFACTURER, algorithm_manufacturer, with_common_modules
from radlane.encode.context import EncodeContext
from radlane.encode.labels import finding_label
from radlane.encode.measurement_groups import Evidence, finding_group, joint_group
from radlane.encode.series import REPORT, instance_uid, series_uid
from radlane.encode.stand_in import stand_in

_CONTAINS = RelationshipTypeValues.CONTAINS


def build_report(
    context: EncodeContext, conclusion: Conclusion, segmentation: Dataset | None, capture: Dataset | None
) -> Dataset:
    """Build the root SR of a run.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        What it found; each finding is stated, also the absent ones.
    segmentation : Dataset or None
        The SEG as `build_segmentation` gave it.
    capture : Dataset or None
        The picture, where there is one: evidence, but nothing in the content refers to it.
    """
    evidence = Evidence(images=tuple(map(stand_in, context.sources)), segmentation=segmentation)
    draft = Comprehensive3DSR(
        evidence=[*evidence.images, *([segmentation] if segmentation else [])],
        content=_content(context, conclusion, evidence)[0],
        series_instance_uid=series_uid(context, REPORT),
        series_number=REPORT.number,
        sop_instance_uid=instance_uid(context, REPORT),
        instance_number=1,
        manufacturer=MANUFACTURER,
        is_complete=True,
        is_final=False,
        is_verified=False,
    )
    report = with_common_modules(draft, context, REPORT)
    if capture is not None:
        report.PertinentOtherEvidenceSequence = _evidence(capture)
    return report


def notes(context: EncodeContext, conclusion: Conclusion) -> tuple[str, ...]:
    """Return what the reader must know of the numbers: the statement, the reasons, the measurements' notes."""
    of_findings = [
        f"{finding_label(context, finding)}, {measurement.concept.meaning}: {measurement.note}"
        for finding in conclusion.findings
        for measurement in finding.measurements
        if measurement.note
    ]
    of_joint = [
        f"{joint.measurement.concept.meaning}: {joint.measurement.note}"
        for joint in conclusion.joint
        if joint.measurement.note
    ]
    return (context.statement, *(reason.text for reason in conclusion.reasons), *of_findings, *of_joint)


def _content(context: EncodeContext, conclusion: Conclusion, evidence: Evidence) -> MeasurementReport:
    # groups with coordinates come first: viewers open a report at its first group
    groups = [finding_group(context, finding, evidence) for finding in conclusion.findings]
    groups.sort(key=lambda group: not any(item.ValueType == "SCOORD" for item in group[0].ContentSequence))
    report = MeasurementReport(
        observation_context=_observer(context),
        procedure_reported=coded(context.manifest.procedure),
        imaging_measurements=[*groups, *(joint_group(context, joint, evidence) for joint in conclusion.joint)],
        title=codes.DCM.ImagingMeasurementReport,
    )
    content = report[0].ContentSequence
    content.insert(len(content) - 1, _image_library(evidence))  # before the measurements (TID 1500 row 5)
    content.append(_comments(notes(context, conclusion)))
    return report


def _observer(context: EncodeContext) -> ObservationContext:
    """Return the Device Observer (TID 1004); its values are those of Contributing Equipment."""
    attributes = DeviceObserverIdentifyingAttributes(
        uid=context.device_uid,
        name=context.algorithm,
        manufacturer_name=algorithm_manufacturer(context),
        model_name=context.model.name,
    )
    return ObservationContext(
        observer_device_context=ObserverContext(observer_type=coded(DEVICE), observer_identifying_attributes=attributes)
    )


def _image_library(evidence: Evidence) -> ContainerContentItem:
    """Return the Image Library (TID 1600) with the analysed images and the SEG, so that all are in the content."""
    images = [*evidence.images, *([evidence.segmentation] if evidence.segmentation else [])]
    group = _container(IMAGE_LIBRARY_GROUP, [_entry(image) for image in images])
    return _container(IMAGE_LIBRARY, [group], template_id="1600")


def _entry(image: Dataset) -> ImageContentItem:
    return ImageContentItem(coded(SOURCE), image.SOPClassUID, image.SOPInstanceUID, relationship_type=_CONTAINS)


def _comments(texts: tuple[str, ...]) -> ContainerContentItem:
    """Return TID 1500 rows 12 and 14: the one place of the template for free text."""
    return _container(QUALITATIVE_EVALUATIONS, [TextContentItem(coded(COMMENT), words, _CONTAINS) for words in texts])


def _container(name: Code, items: list[ContentItem], template_id: str | None = None) -> ContainerContentItem:
    """Return a container; one that begins a template says which (PS3.3 table C.18.8-1)."""
    container = ContainerContentItem(coded(name), relationship_type=_CONTAINS, template_id=template_id)
    container.ContentSequence = ContentSequence(items)
    return container


def _evidence(dataset: Dataset) -> Sequence:
    """Return a hierarchical SOP Instance reference (PS3.3 section C.17.2.1) to one instance."""
    instance, series, study = Dataset(), Dataset(), Dataset()
    instance.ReferencedSOPClassUID = dataset.SOPClassUID
    instance.ReferencedSOPInstanceUID = dataset.SOPInstanceUID
    series.SeriesInstanceUID = dataset.SeriesInstanceUID
    series.ReferencedSOPSequence = Sequence([instance])
    study.StudyInstanceUID = dataset.StudyInstanceUID
    study.ReferencedSeriesSequence = Sequence([series])
    return Sequence([study])
