"""The modules of a SEG that speak of the image as a whole: Segmentation Image, Multi-frame Dimension, references.

In: the run, the Segmentation Type, the dimensions. Out: a data set without segments, groups of frames and pixels.
Reference: PS3.3 sections C.8.20.2 (Segmentation Image), C.7.6.17 (Multi-frame Dimension), C.12.2 (Common Instance
Reference), C.12.4 (General Reference), table 10-12 (Content Identification).
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.datadict import dictionary_description, tag_for_keyword
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from radlane.domain.output import SegmentationType
from radlane.encode.common import MANUFACTURER
from radlane.encode.context import EncodeContext
from radlane.encode.dimensions import Dimension
from radlane.encode.reading import text
from radlane.encode.text import long_string

MAXIMUM_FRACTIONAL_VALUE = 255
_SEGMENT = ("ReferencedSegmentNumber", "SegmentIdentificationSequence")


def segmentation_image(context: EncodeContext, kind: SegmentationType) -> Dataset:
    """Return what the Segmentation Image module and its macros say, but for the segments."""
    draft = Dataset()
    draft.ImageType = ["DERIVED", "PRIMARY"]
    draft.ContentLabel = "AI_SEGMENTATION"
    draft.ContentDescription = long_string(context.statement)
    draft.ContentCreatorName = f"{MANUFACTURER}^"
    draft.SamplesPerPixel = 1
    draft.PhotometricInterpretation = "MONOCHROME2"
    draft.PresentationLUTShape = "IDENTITY"
    draft.Rows, draft.Columns = int(context.source.Rows), int(context.source.Columns)
    draft.BitsAllocated = draft.BitsStored = 1 if kind is SegmentationType.BINARY else 8
    draft.HighBit = draft.BitsStored - 1
    draft.PixelRepresentation = 0
    draft.SegmentationType = kind.value
    if kind is SegmentationType.FRACTIONAL:
        draft.SegmentationFractionalType = "PROBABILITY"
        draft.MaximumFractionalValue = MAXIMUM_FRACTIONAL_VALUE
    if kind is SegmentationType.LABELMAP:
        draft.add_new("PixelPaddingValue", "US", 0)  # what belongs to no segment
    return draft


def put_references(draft: Dataset, sources: Sequence[Dataset]) -> None:
    """Put the analysed images: all, also those that no segment reaches, and by their series."""
    references = list(map(_reference, sources))
    draft.SourceImageSequence = Items(references)
    by_series: dict[str, list[Dataset]] = {}
    for source, reference in zip(sources, references, strict=True):
        by_series.setdefault(text(source, "SeriesInstanceUID"), []).append(reference)
    draft.ReferencedSeriesSequence = Items(_series(uid, instances) for uid, instances in by_series.items())


def put_dimensions(draft: Dataset, uid: str, dimensions: Sequence[Dimension], *, segments: bool) -> None:
    """Put the Multi-frame Dimension module.

    Parameters
    ----------
    draft : Dataset
        The SEG.
    uid : str
        Dimension Organization UID.
    dimensions : sequence of Dimension
        What tells the sources of frames apart.
    segments : bool
        Whether Referenced Segment Number is the first dimension.
    """
    organization = Dataset()
    organization.DimensionOrganizationUID = uid
    draft.DimensionOrganizationSequence = Items([organization])
    own = [(dimension.attribute, dimension.macro) for dimension in dimensions]
    draft.DimensionIndexSequence = Items(_index(uid, *names) for names in ([_SEGMENT, *own] if segments else own))


def _index(uid: str, attribute: str, macro: str) -> Dataset:
    pointer, group = tag_for_keyword(attribute), tag_for_keyword(macro)
    assert pointer is not None  # the keywords are of the dictionary
    item = Dataset()
    item.DimensionOrganizationUID = uid
    item.DimensionIndexPointer = pointer
    item.FunctionalGroupPointer = group
    item.DimensionDescriptionLabel = dictionary_description(pointer).replace("(", "").replace(")", "")
    return item


def _reference(source: Dataset) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = text(source, "SOPClassUID")
    item.ReferencedSOPInstanceUID = text(source, "SOPInstanceUID")
    return item


def _series(uid: str, instances: Sequence[Dataset]) -> Dataset:
    item = Dataset()
    item.SeriesInstanceUID = uid
    item.ReferencedInstanceSequence = Items(instances)
    return item
