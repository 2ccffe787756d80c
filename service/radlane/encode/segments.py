"""Segment Sequence of a SEG: what each segment is, and which algorithm found it.

In: findings with regions. Out: one item for each, also for the empty ones; before them, in a label map, the background.
Reference: PS3.3 sections C.8.20.2, C.8.20.2.3.3 (every value of a label map is described) and 10.16 (algorithm);
PS3.16 CID 7150, 7151, 244.
"""

from __future__ import annotations

from collections.abc import Sequence

from highdicom import AlgorithmIdentificationSequence
from highdicom.color import CIELabColor
from highdicom.seg import SegmentAlgorithmTypeValues, SegmentDescription
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as ItemSequence

from radlane.domain.code import Code
from radlane.domain.finding import Finding, SegmentRegion
from radlane.encode.codes import ARTIFICIAL_INTELLIGENCE, SIDES, coded
from radlane.encode.common import algorithm_manufacturer
from radlane.encode.context import EncodeContext
from radlane.encode.identity import UidKind
from radlane.encode.labels import finding_label, tracking_id
from radlane.encode.text import long_string

BACKGROUND = 0
_BACKGROUND = Code(scheme="DCM", value="125040", meaning="Background")
_BLACK = (0, 0, 0)

Segments = Sequence[tuple[Finding, SegmentRegion]]
"""Findings with their regions, by Segment Number."""


def segment_sequence(context: EncodeContext, segments: Segments, *, background: bool) -> ItemSequence:
    """Return Segment Sequence.

    Parameters
    ----------
    context : EncodeContext
        The run.
    segments : Segments
        What is described.
    background : bool
        Whether value 0 is described too, as that of no segment.
    """
    described = [_description(context, finding, region) for finding, region in segments]
    return ItemSequence([*([_background(context)] if background else []), *described])


def _description(context: EncodeContext, finding: Finding, region: SegmentRegion) -> Dataset:
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


def _background(context: EncodeContext) -> Dataset:
    """Return what value 0 is; of its algorithm just the name is stated, which is required (table C.8.20-4)."""
    item = Dataset()
    item.SegmentNumber = BACKGROUND
    item.SegmentLabel = _BACKGROUND.meaning
    item.SegmentedPropertyCategoryCodeSequence = ItemSequence([coded(_BACKGROUND)])
    item.SegmentedPropertyTypeCodeSequence = ItemSequence([coded(_BACKGROUND)])
    item.SegmentAlgorithmType = SegmentAlgorithmTypeValues.AUTOMATIC.value
    item.SegmentAlgorithmName = long_string(context.model.name)
    item.RecommendedDisplayCIELabValue = list(CIELabColor.from_rgb(*_BLACK).value)
    return item


def _algorithm(context: EncodeContext) -> AlgorithmIdentificationSequence:
    thresholds = {f"{output.name} threshold": f"{output.threshold:g}" for output in context.segmentations}
    return AlgorithmIdentificationSequence(
        name=long_string(context.model.name),
        family=coded(ARTIFICIAL_INTELLIGENCE),
        version=long_string(context.model.version),
        source=algorithm_manufacturer(context),
        parameters={**thresholds, "package": context.model.digest},
    )
