"""The Secondary Capture: the result as a picture that every viewer shows.

In: the conclusion and the grey picture, or the cuts of a volume. Out: an RGB Secondary Capture data set.
Reference: PS3.3 sections A.8.1 and C.8.6 (Secondary Capture), C.7.6.3 (Image Pixel).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from radlane.domain.code import Code
from radlane.domain.cut import Cut
from radlane.domain.finding import Conclusion, Finding, Region
from radlane.encode.burned_in import burned_in
from radlane.encode.codes import coded
from radlane.encode.common import put_body_part, put_patient_orientation, with_common_modules
from radlane.encode.context import EncodeContext
from radlane.encode.labels import quantity, segment_of, summary
from radlane.encode.lossy import put_lossy_compression
from radlane.encode.mosaic import draw_cuts
from radlane.encode.overlay import Caption, Colour, Outline, draw_overlay
from radlane.encode.report import notes
from radlane.encode.series import CAPTURE

WARNING = "AI result, not for diagnosis"
_DERIVATION = Code(scheme="DCM", value="113076", meaning="Segmentation")
_PURPOSE = Code(scheme="DCM", value="121322", meaning="Source image for image processing operation")


Picture = NDArray[np.uint8] | Sequence[Cut]
"""The analysed image as it is shown, uint8 [y, x] on its stored grid and in its stored orientation; or cuts."""


def build_capture(context: EncodeContext, conclusion: Conclusion, picture: Picture) -> Dataset:
    """Build the Secondary Capture of a run.

    Parameters
    ----------
    context : EncodeContext
        The run.
    conclusion : Conclusion
        The findings whose outlines are drawn and named.
    picture : Picture
        What is shown.
    """
    caption = _caption(context, conclusion)
    if isinstance(picture, np.ndarray):
        pixels = draw_overlay(picture, _outlines(context, conclusion), caption)
    else:
        colours = {number: segment.rgb for number, segment in enumerate(context.segments, start=1)}
        pixels = draw_cuts(picture, colours, caption)
    draft = Dataset()
    draft.ConversionType = "WSD"
    draft.ImageType = ["DERIVED", "SECONDARY", "OTHER"]
    draft.DerivationDescription = WARNING
    draft.ImageComments = f"{WARNING}. {context.algorithm}. {context.statement}"
    draft.DateOfSecondaryCapture = context.clock.date
    draft.TimeOfSecondaryCapture = context.clock.time
    # the band holds no word of the patient; what the image itself has burned in, or may have, is burned in here too
    known = burned_in(context.sources)
    if known is not None:
        draft.BurnedInAnnotation = known
    _put_pixels(draft, pixels)
    _put_sources(draft, context.sources)
    if isinstance(picture, np.ndarray):
        put_patient_orientation(draft, context.sources)
    else:
        draft.PatientOrientation = None  # Type 2C: the cuts lie in three ways
    put_lossy_compression(draft, context.sources, unknown=None)
    put_body_part(draft, context.sources)
    if "BodyPartExamined" not in draft:
        draft.Laterality = None  # Type 2C: whether the body part is a paired one is not known
    return with_common_modules(draft, context, CAPTURE)


def _outlines(context: EncodeContext, conclusion: Conclusion) -> list[Outline]:
    return [
        Outline(contour=contour, colour=context.segments[finding.region.segment - 1].rgb)
        for finding in conclusion.findings
        if isinstance(finding.region, Region)
        for contour in finding.region.contours
    ]


def _caption(context: EncodeContext, conclusion: Conclusion) -> Caption:
    joint = [
        (None, f"{joint.measurement.concept.meaning}: {quantity(joint.measurement)}") for joint in conclusion.joint
    ]
    findings = [(_colour(context, finding), summary(context, finding)) for finding in conclusion.findings]
    return Caption(
        warning=WARNING, model=context.algorithm, entries=(*findings, *joint), notes=notes(context, conclusion)
    )


def _colour(context: EncodeContext, finding: Finding) -> Colour | None:
    segment = segment_of(context, finding)
    return segment.rgb if segment else None


def _put_pixels(draft: Dataset, pixels: NDArray[np.uint8]) -> None:
    draft.SamplesPerPixel = 3
    draft.PhotometricInterpretation = "RGB"
    draft.PlanarConfiguration = 0
    draft.Rows, draft.Columns = pixels.shape[:2]
    draft.BitsAllocated = draft.BitsStored = 8
    draft.HighBit = 7
    draft.PixelRepresentation = 0
    draft.PixelData = pixels.tobytes() + b"\x00" * (pixels.size % 2)
    draft["PixelData"].VR = "OB"


def _put_sources(draft: Dataset, sources: Sequence[Dataset]) -> None:
    """Refer to the analysed images (PS3.3 section C.7.6.1.1.4, General Reference)."""
    draft.SourceImageSequence = Items(_reference(source) for source in sources)
    draft.DerivationCodeSequence = Items([coded(_DERIVATION)])


def _reference(source: Dataset) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = str(source.SOPClassUID)
    item.ReferencedSOPInstanceUID = str(source.SOPInstanceUID)
    item.PurposeOfReferenceCodeSequence = Items([coded(_PURPOSE)])
    return item
