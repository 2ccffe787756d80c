"""A picture as an RGB Secondary Capture of the analysed images.

In: pixels and what stands beside them in words. Out: a Secondary Capture data set.
Reference: PS3.3 sections A.8.1 and C.8.6 (Secondary Capture), C.7.6.3 (Image Pixel), C.12.4.1 (General Reference).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from radlane.domain.code import Code
from radlane.encode.burned_in import burned_in
from radlane.encode.codes import code_sequence
from radlane.encode.common import put_body_part, put_patient_orientation, with_common_modules
from radlane.encode.context import EncodeContext
from radlane.encode.lossy import put_lossy_compression
from radlane.encode.series import SeriesKind
from radlane.encode.source_frame import ImageReference, reference_frames

_PURPOSE = Code(scheme="DCM", value="121322", meaning="Source image for image processing operation")


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture and what is said of it.

    Attributes
    ----------
    pixels : uint8 [y, x, 3]
        RGB.
    oriented : bool
        Whether it lies as the analysed image does; cuts of a volume lie in three ways.
    warning : str
        Derivation Description; also the beginning of Image Comments.
    derivation : Code or None
        How it was derived (PS3.16 CID 7203), where there is a code for it.
    """

    pixels: NDArray[np.uint8]
    oriented: bool
    warning: str
    derivation: Code | None = None


def build_secondary_capture(
    context: EncodeContext, kind: SeriesKind, drawing: Drawing, part: str = "", number: int = 1
) -> Dataset:
    """Build a Secondary Capture.

    Parameters
    ----------
    context : EncodeContext
        The run.
    kind : SeriesKind
        The series it goes to; `part` and `number` tell its instances apart.
    drawing : Drawing
        What is shown.
    """
    draft = Dataset()
    draft.ConversionType = "WSD"
    draft.ImageType = ["DERIVED", "SECONDARY", "OTHER"]
    draft.DerivationDescription = drawing.warning
    draft.ImageComments = f"{drawing.warning}. {context.algorithm}. {context.statement}"
    draft.DateOfSecondaryCapture = context.clock.date
    draft.TimeOfSecondaryCapture = context.clock.time
    # the band holds no word of the patient; what the image itself has burned in, or may have, is burned in here too
    known = burned_in(context.sources)
    doubts = any(stated.header.attribute == "BurnedInAnnotation" for stated in context.manifest.contradictions)
    if known is not None and not (known == "NO" and doubts):  # a model that looks for text does not repeat that NO
        draft.BurnedInAnnotation = known
    _put_pixels(draft, drawing.pixels)
    draft.SourceImageSequence = Sequence(map(_reference, reference_frames((*context.frames, *context.further))))
    if drawing.derivation is not None:
        draft.DerivationCodeSequence = code_sequence(drawing.derivation)
    if drawing.oriented:
        put_patient_orientation(draft, context.sources)
    else:
        draft.PatientOrientation = None  # Type 2C
    put_lossy_compression(draft, context.read, unknown=None)
    put_body_part(draft, context.sources)
    if "BodyPartExamined" not in draft:
        draft.Laterality = None  # Type 2C: whether the body part is a paired one is not known
    return with_common_modules(draft, context, kind, part, number)


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


def _reference(reference: ImageReference) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = reference.sop_class_uid
    item.ReferencedSOPInstanceUID = reference.sop_instance_uid
    if reference.frames is not None:
        item.ReferencedFrameNumber = list(reference.frames)
    item.PurposeOfReferenceCodeSequence = code_sequence(_PURPOSE)
    return item
