"""Measurement groups of the root SR.

In: a finding or a joint measurement. Out: a TID 1410 group where there is a region of an image, a TID 1411 group where
there is one of a volume, a TID 1501 group elsewhere.
Reference: PS3.16 TID 300, 1410, 1411, 1419, 1501, 4019; PS3.3 section C.18.6 (spatial coordinates).
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.dataset import Dataset

from radlane.domain.finding import (
    Finding,
    FrameRegion,
    JointMeasurement,
    Measurement,
    Probability,
    SegmentRegion,
    VolumeBoxRegion,
)
from radlane.domain.uncertainty import PROBABILITY
from radlane.domain.units import NO_UNITS
from radlane.encode.algorithm import algorithm_items
from radlane.encode.codes import (
    DERIVATION,
    FINDING,
    FINDING_SITE,
    LATERALITY,
    MEASUREMENT_GROUP,
    PRESENCE,
    PRESENCES,
    SIDES,
    SOURCE_OF_MEASUREMENT,
    TRACKING_IDENTIFIER,
    TRACKING_UID,
    VISUAL_EXPLANATION,
)
from radlane.encode.content_items import (
    Relationship,
    code_item,
    container_item,
    image_item,
    number_item,
    text_item,
    uid_item,
)
from radlane.encode.context import EncodeContext
from radlane.encode.evidence import Evidence
from radlane.encode.forms import holds_3d
from radlane.encode.identity import UidKind
from radlane.encode.labels import tracking_id
from radlane.encode.regions import DrawnRegion, region_items, region_template
from radlane.encode.segment_frames import has_pixels
from radlane.encode.source_frame import reference_frames, reference_image

_EVALUATION = "1501"
_MODIFIER, _CONTEXT = Relationship.HAS_CONCEPT_MODIFIER, Relationship.HAS_OBSERVATION_CONTEXT


def finding_group(context: EncodeContext, finding: Finding, evidence: Evidence) -> Dataset:
    """Return the group of one finding: where it is (TID 1410, TID 1411), or whether it is (TID 1501), and in which
    frame.
    """
    region = finding.region
    if region is None or isinstance(region, FrameRegion) or not is_expressible(context, region):
        return _evaluation_group(context, finding, evidence)
    content = [
        *tracking_items(context, finding.id, tracking_id(context, finding)),
        code_item(FINDING, finding.concept),
        *site_items(finding),
        *_numbers(context, finding),
        presence_item(finding),
        *region_items(region, evidence),
    ]
    return group_item(context, finding.id, content, region_template(region))


def is_expressible(context: EncodeContext, region: DrawnRegion) -> bool:
    """Whether a group can say where a region is: it has pixels, and the SOP Class has coordinates of its kind."""
    if isinstance(region, VolumeBoxRegion):
        return holds_3d(context)
    return not isinstance(region, SegmentRegion) or has_pixels(region)


def joint_group(context: EncodeContext, joint: JointMeasurement, evidence: Evidence) -> Dataset:
    """Return the TID 1501 group of a measurement from several findings; its source is the SEG."""
    segmentation = evidence.segmentation
    sources = _sources(evidence) if segmentation is None else [_source(segmentation)]
    content = [
        *tracking_items(context, joint.id, f"{context.algorithm} {joint.id}"),
        _numeric(context, joint.measurement),
        *sources,
    ]
    return group_item(context, joint.id, content, _EVALUATION)


def _evaluation_group(context: EncodeContext, finding: Finding, evidence: Evidence) -> Dataset:
    """Return a TID 1501 group; of a volume the Image Library says which its slices are."""
    content = [
        *tracking_items(context, finding.id, tracking_id(context, finding)),
        code_item(FINDING, finding.concept),
        *site_items(finding),
        *algorithm_items(context, finding.probability),
        *_numbers(context, finding),
        presence_item(finding),
        *(_frame(finding.region, evidence) if isinstance(finding.region, FrameRegion) else _sources(evidence)),
        *(image_item(VISUAL_EXPLANATION, reference) for reference in evidence.explaining(finding.id)),
    ]
    return group_item(context, finding.id, content, _EVALUATION)


def group_item(context: EncodeContext, output_id: str, content: Sequence[Dataset], template: str) -> Dataset:
    """Return a Measurement Group; its Observation UID is that of a finding, or of a part of one."""
    group = container_item(MEASUREMENT_GROUP, content, template)
    group.ObservationUID = context.identity.uid(UidKind.OBSERVATION, "", output_id)
    return group


def tracking_items(context: EncodeContext, output_id: str, identifier: str) -> list[Dataset]:
    """Return Tracking Identifier and Tracking Unique Identifier."""
    uid = context.identity.uid(UidKind.TRACKING, "", output_id)
    return [text_item(TRACKING_IDENTIFIER, identifier, _CONTEXT), uid_item(TRACKING_UID, uid, _CONTEXT)]


def presence_item(finding: Finding) -> Dataset:
    """Return whether a finding is there."""
    return code_item(PRESENCE, PRESENCES[finding.presence])


def site_items(finding: Finding) -> list[Dataset]:
    """Return where the finding is, with its side where that is known."""
    site = finding.located
    if site is None:
        return []
    side = [] if finding.laterality is None else [code_item(LATERALITY, SIDES[finding.laterality], _MODIFIER)]
    return [code_item(FINDING_SITE, site, _MODIFIER, side)]


def _numbers(context: EncodeContext, finding: Finding) -> list[Dataset]:
    stated = [_numeric(context, measurement) for measurement in (*finding.measurements, *finding.uncertainty)]
    if finding.probability is not None:
        likely = Measurement(concept=PROBABILITY, value=finding.probability.value, unit=NO_UNITS)
        stated.append(_numeric(context, likely, finding.probability))
    return stated


def _numeric(context: EncodeContext, measurement: Measurement, probability: Probability | None = None) -> Dataset:
    """Return a NUM with what of several values it is, and the algorithm that gave it."""
    derivation = measurement.derivation
    derived = [] if derivation is None else [code_item(DERIVATION, derivation, _MODIFIER)]
    below = [*derived, *algorithm_items(context, probability)]
    return number_item(measurement.concept, float(measurement.value), measurement.unit, below)


def _sources(evidence: Evidence) -> list[Dataset]:
    """Return the source of what is stated of one image."""
    images = evidence.images
    return [image_item(SOURCE_OF_MEASUREMENT, images[0])] if len(images) == 1 else []


def _frame(region: FrameRegion, evidence: Evidence) -> list[Dataset]:
    """Return the one frame that a finding is stated of."""
    return [image_item(SOURCE_OF_MEASUREMENT, one) for one in reference_frames([evidence.frames[region.frame]])]


def _source(image: Dataset) -> Dataset:
    return image_item(SOURCE_OF_MEASUREMENT, reference_image(image))
