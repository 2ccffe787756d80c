"""A heat map as numbers: a Parametric Map on the grid of the analysed frames.

In: a heat map. Out: a Parametric Map data set, or None where the frames have no place in space: the IOD has a Frame of
Reference, planes and their measures (PS3.3 section A.75), and none is invented.
Pixels are the numbers themselves, float32: OHIF takes what is stored for the number, and dcmqi reads floats only.
Reference: PS3.3 sections A.75, C.8.32, C.7.6.16.2.11 (Real World Value Mapping); PS3.16 CID 7180 (quantities), 7203.
"""

from __future__ import annotations

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.valuerep import DSfloat

from radlane.domain.code import Code
from radlane.domain.finding import Conclusion
from radlane.domain.saliency import Heatmap
from radlane.encode.anatomy import frame_anatomy
from radlane.encode.codes import QUANTITY, SALIENCY_QUANTITIES, SALIENCY_UNITS, code_sequence
from radlane.encode.common import MANUFACTURER, put_body_part, with_common_modules
from radlane.encode.context import EncodeContext
from radlane.encode.dimensions import arrange, count_present, find_dimensions
from radlane.encode.explanation import heatmap_part, warning_of
from radlane.encode.frame_groups import PER_FRAME, per_frame_groups, source_groups
from radlane.encode.heat import heat_limits
from radlane.encode.identity import UidKind
from radlane.encode.labels import explained_finding, finding_label
from radlane.encode.lossy import LOSSLESS, put_lossy_compression
from radlane.encode.places import read_places
from radlane.encode.segment_frames import SegmentFrame
from radlane.encode.segmentation_image import put_dimensions, put_references
from radlane.encode.series import PARAMETRIC_MAP
from radlane.encode.space import describe_space, put_space
from radlane.encode.text import long_string

_LABEL = 16  # characters of an SH
_IMAGE_TYPE = ("DERIVED", "PRIMARY", "VOLUME", "QUANTITY")
_DERIVATION = Code(scheme="DCM", value="112187", meaning="Unspecified method of calculation")


def build_parametric_map(context: EncodeContext, conclusion: Conclusion, number: int) -> Dataset | None:
    """Build the Parametric Map of a heat map.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        With the heat map: numbers on the grids of the analysed frames.
    number : int
        Place of the heat map in `conclusion.heatmaps`, from 1; its Instance Number.

    Raises
    ------
    ValueError
        If the heat map does not lie on the frames, or is of a finding that is not there.
    """
    heatmap = conclusion.heatmaps[number - 1]
    if len(heatmap.values) != len(context.frames):
        raise ValueError("a heat map has numbers for each analysed frame")
    places = read_places(context.frames)
    if places is None:
        return None
    part = heatmap_part(heatmap, number)
    space = describe_space(context.frames, places)
    frames = [SegmentFrame(segment=0, source=source) for source in range(len(context.frames))]
    dimensions = count_present(find_dimensions(context.frames, places), frames)
    arranged = arrange(frames, dimensions, segments=False)
    draft = _image(context, conclusion, heatmap)
    draft.NumberOfFrames = len(arranged)
    put_references(draft, context.sources)
    uid = context.identity.uid(UidKind.DIMENSIONS, PARAMETRIC_MAP.sop_class_uid, part)
    put_dimensions(draft, uid, dimensions, segments=False)
    put_space(draft, context.frames, places)
    space.shared.FrameAnatomySequence = Items([frame_anatomy(context.frames)])
    _put_shared(space.shared, heatmap)
    draft.SharedFunctionalGroupsSequence = Items([space.shared])
    put_lossy_compression(draft, context.read, unknown=LOSSLESS)
    put_body_part(draft, context.sources)
    for keyword in ("Laterality", "ImageLaterality"):  # Frame Laterality says it
        draft.pop(keyword, None)
    dataset = with_common_modules(draft, context, PARAMETRIC_MAP, part, number)
    groups = source_groups(context.frames, dimensions, space.own, _DERIVATION)
    dataset[PER_FRAME] = per_frame_groups(arranged, groups, named=False)
    values = heatmap.values[[frame.source for _, frame in arranged]]
    dataset.add_new("FloatPixelData", "OF", values.astype("<f4", copy=False).tobytes())
    return dataset


def _image(context: EncodeContext, conclusion: Conclusion, heatmap: Heatmap) -> Dataset:
    """Return what the Parametric Map Image module and its macros say (PS3.3 section C.8.32.2)."""
    quantity = SALIENCY_QUANTITIES[heatmap.quantity]
    draft = Dataset()
    draft.ImageType = list(_IMAGE_TYPE)
    draft.PixelPresentation = "MONOCHROME"
    draft.SamplesPerPixel = 1
    draft.PhotometricInterpretation = "MONOCHROME2"
    draft.PresentationLUTShape = "IDENTITY"
    draft.Rows, draft.Columns = heatmap.values.shape[1:]
    draft.BitsAllocated = 32
    draft.BurnedInAnnotation = draft.RecognizableVisualFeatures = "NO"
    draft.AcquisitionContextSequence = Items([])  # Type 2
    is_doubt = heatmap.finding is None
    if is_doubt:
        what = quantity.meaning
    else:
        what = f"explains {finding_label(context, explained_finding(conclusion, heatmap))}"
    draft.ContentLabel = "AI_UNCERTAINTY" if is_doubt else "AI_EXPLANATION"
    draft.ContentDescription = long_string(f"Not a finding: {what}")  # what matters first: the rest may be cut
    draft.ContentCreatorName = f"{MANUFACTURER}^"
    draft.ImageComments = f"{warning_of(heatmap)}. {context.algorithm}. {context.statement}"
    return draft


def _put_shared(shared: Dataset, heatmap: Heatmap) -> None:
    """Put what the values of all frames are: their type, their numbers, how they are shown."""
    kind, window, identity = Dataset(), Dataset(), Dataset()
    kind.FrameType = list(_IMAGE_TYPE)
    low, high = heat_limits(heatmap.values)
    window.WindowCenter = DSfloat((low + high) / 2, auto_format=True)
    window.WindowWidth = DSfloat((high - low) or 1.0, auto_format=True)
    window.VOILUTFunction = "LINEAR_EXACT"  # a width below 1 (PS3.3 section C.11.2.1.3.2)
    identity.RescaleIntercept, identity.RescaleSlope, identity.RescaleType = 0, 1, "US"
    shared.ParametricMapFrameTypeSequence = Items([kind])
    shared.FrameVOILUTSequence = Items([window])
    shared.PixelValueTransformationSequence = Items([identity])
    shared.RealWorldValueMappingSequence = Items([_mapping(heatmap)])


def _mapping(heatmap: Heatmap) -> Dataset:
    quantity = SALIENCY_QUANTITIES[heatmap.quantity]
    defined, mapping = Dataset(), Dataset()
    defined.ValueType = "CODE"
    defined.ConceptNameCodeSequence = code_sequence(QUANTITY)
    defined.ConceptCodeSequence = code_sequence(quantity)
    mapping.LUTExplanation = long_string(heatmap.method)
    mapping.LUTLabel = long_string(quantity.meaning, _LABEL)
    mapping.MeasurementUnitsCodeSequence = code_sequence(SALIENCY_UNITS[heatmap.quantity])
    mapping.QuantityDefinitionSequence = Items([defined])
    low, high = heat_limits(heatmap.values)
    mapping.DoubleFloatRealWorldValueFirstValueMapped, mapping.DoubleFloatRealWorldValueLastValueMapped = low, high
    mapping.RealWorldValueSlope, mapping.RealWorldValueIntercept = 1.0, 0.0
    return mapping
