"""Ten varied inputs, all made from one real chest radiograph (RG1 of pydicom-data).

In: RG1 (CR, MONOCHROME1, 15 bits, Pixel Spacing of zero, one byte a character, offset -0400). Out: Part 10 data sets
that differ from it in one way or two: transfer syntax, polarity, depth, spacing, character set, time zone, SOP Class.
Each has UIDs of its own, always the same ones (RG1 and its compressed twin share a SOP Instance UID).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset
from pydicom.encaps import encapsulate
from pydicom.pixels import compress
from pydicom.uid import (
    UID,
    DigitalXRayImageStorageForPresentation,
    JPEG2000Lossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
    generate_uid,
)

from support.radiographs import real

PIXELS = "{pixels}"
SQUARE_MM = "mm2"


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One input and what its results have to say.

    Attributes
    ----------
    name : str
        Also the name of its file.
    change : callable
        Changes RG1 in place.
    unit : str
        UCUM code that the areas have to be in.
    timezone : str or None
        Timezone Offset From UTC that the results have to carry; None where the image has none: nobody knows in which
        offset its study time is (PS3.3 section C.12.1.1.8).
    patient : str
        Patient's Name that a reader of the results has to see, in Unicode.
    same_pixels : bool
        Whether the picture is RG1's, bit for bit, but for its polarity: then its lungs are RG1's too.
    """

    name: str
    change: Callable[[FileDataset], None]
    unit: str = PIXELS
    timezone: str | None = "-0400"
    patient: str = "CompressedSamples^RG1"
    same_pixels: bool = True
    attributes: dict[str, Any] = field(default_factory=dict)

    def dataset(self) -> FileDataset:
        """The variant, made anew."""
        dataset = dcmread(real("RG1_UNCI.dcm"))
        give_uids(dataset, self.name)
        self.change(dataset)
        for keyword, value in self.attributes.items():
            if value is None:
                del dataset[keyword]
            else:
                setattr(dataset, keyword, value)
        return dataset


def give_uids(dataset: FileDataset, name: str) -> None:
    """Put the study, series and instance UIDs that belong to a name."""
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID, dataset.SOPInstanceUID = (
        generate_uid(entropy_srcs=["radlane tests", name, level]) for level in ("study", "series", "instance")
    )
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID


def put_pixels(dataset: Dataset, pixels: NDArray[Any], bits: int) -> None:
    """Put native grey pixels, unsigned [y, x], of a depth."""
    dataset.Rows, dataset.Columns = pixels.shape
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 8 * pixels.dtype.itemsize, bits, bits - 1
    dataset.PixelRepresentation = 0
    dataset.PixelData = pixels.tobytes() + b"\x00" * (pixels.nbytes % 2)
    dataset["PixelData"].VR = "OB" if pixels.dtype.itemsize == 1 else "OW"


def _as_is(dataset: FileDataset) -> None:
    """Leave all as it is."""


def _jpeg_ls(dataset: FileDataset) -> None:
    _put_stream(dataset, JPEGLSLossless, imagecodecs.jpegls_encode(dataset.pixel_array, level=0))


def _jpeg_2000(dataset: FileDataset) -> None:
    bits = int(dataset.BitsStored)
    stream = imagecodecs.jpeg2k_encode(
        dataset.pixel_array, level=0, codecformat="j2k", reversible=True, bitspersample=bits
    )
    _put_stream(dataset, JPEG2000Lossless, stream)


def _jpeg_lossless(dataset: FileDataset) -> None:
    stream = imagecodecs.jpeg8_encode(dataset.pixel_array, lossless=True, predictor=1, bitspersample=16)
    _put_stream(dataset, JPEGLosslessSV1, stream)


def _put_stream(dataset: FileDataset, transfer_syntax: UID, stream: bytes | bytearray) -> None:
    dataset.PixelData = encapsulate([bytes(stream)])
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    dataset.file_meta.TransferSyntaxUID = transfer_syntax


def _monochrome2(dataset: FileDataset) -> None:
    """Store the negative and say so: the picture looks as before."""
    highest = 2 ** int(dataset.BitsStored) - 1
    put_pixels(dataset, (highest - dataset.pixel_array).astype(np.uint16), int(dataset.BitsStored))
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.WindowCenter = highest + 1 - 15000


def depth(bits: int) -> Callable[[FileDataset], None]:
    """Scale the pixels from 15 bits to another depth, the window with them."""

    def change(dataset: FileDataset) -> None:
        factor = 2.0 ** (bits - int(dataset.BitsStored))
        kind = np.uint8 if bits <= 8 else np.uint16
        put_pixels(dataset, np.floor(dataset.pixel_array * factor).astype(kind), bits)
        dataset.WindowCenter, dataset.WindowWidth = 15000 * factor, 30000 * factor

    return change


def _eight_bits_rle(dataset: FileDataset) -> None:
    depth(8)(dataset)
    compress(dataset, RLELossless, generate_instance_uid=False)


def digital_x_ray(dataset: FileDataset) -> None:
    """Turn the CR image into a DX image with Imager Pixel Spacing only (PS3.3 section A.26)."""
    dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = DigitalXRayImageStorageForPresentation
    dataset.Modality = "DX"
    dataset.ImageType = ["DERIVED", "PRIMARY", ""]
    dataset.PresentationIntentType = "FOR PRESENTATION"
    dataset.PixelIntensityRelationship, dataset.PixelIntensityRelationshipSign = "LOG", -1
    dataset.RescaleIntercept, dataset.RescaleSlope, dataset.RescaleType = 0, 1, "US"
    dataset.PresentationLUTShape = "INVERSE"
    dataset.BurnedInAnnotation = "NO"
    dataset.ImageLaterality = "U"
    dataset.DetectorType = "DIRECT"
    dataset.ImagerPixelSpacing = [0.2, 0.2]
    dataset.PositionerType = "NONE"
    dataset.AcquisitionContextSequence = []
    dataset.AnatomicRegionSequence = [_code("51185008", "SCT", "Thoracic structure")]
    # attributes of the CR image only, and its spacing
    for keyword in ("PixelSpacing", "ProcessingFunction", "PostprocessingFunction", "PlateType", "Sensitivity"):
        dataset.pop(keyword, None)


def _code(value: str, scheme: str, meaning: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def _latin_1(dataset: FileDataset) -> None:
    _monochrome2(dataset)
    dataset.PatientName = "Müller^Jürgen"


def _unicode(dataset: FileDataset) -> None:
    depth(12)(dataset)
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.PatientName = "Łukasiewicz^Żaneta"


def _japanese(dataset: FileDataset) -> None:
    """Put the example of PS3.5 section H.3.1."""
    depth(16)(dataset)
    dataset.SpecificCharacterSet = ["", "ISO 2022 IR 87"]
    dataset.PatientName = "Yamada^Tarou=山田^太郎=やまだ^たろう"


VARIANTS = (
    Variant(name="as-is", change=_as_is),
    Variant(name="jpeg-ls", change=_jpeg_ls),
    Variant(name="jpeg-2000", change=_jpeg_2000),
    Variant(
        name="jpeg-lossless-no-timezone",
        change=_jpeg_lossless,
        timezone=None,
        attributes={"TimezoneOffsetFromUTC": None},
    ),
    Variant(name="monochrome2-latin-1", change=_latin_1, patient="Müller^Jürgen"),
    Variant(
        name="8-bits-rle-kathmandu",
        change=_eight_bits_rle,
        timezone="+0545",
        same_pixels=False,
        attributes={"TimezoneOffsetFromUTC": "+0545"},
    ),
    Variant(name="12-bits-unicode", change=_unicode, patient="Łukasiewicz^Żaneta", same_pixels=False),
    Variant(
        name="16-bits-japanese", change=_japanese, patient="Yamada^Tarou=山田^太郎=やまだ^たろう", same_pixels=False
    ),
    Variant(name="pixel-spacing", change=_as_is, unit=SQUARE_MM, attributes={"PixelSpacing": [0.2, 0.2]}),
    Variant(name="dx-imager-pixel-spacing", change=digital_x_ray, unit=SQUARE_MM),
)
