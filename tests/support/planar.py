"""A skin photograph, a fundus, an echo clip, an angiogram and a screen, as files of the kinds that hospitals have.

The echo is a real one of pydicom's; the others are drawn here, asymmetric, so that what is turned or cut shows.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset, dcmread
from pydicom.data import get_testdata_file
from pydicom.dataset import FileDataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    OphthalmicPhotography8BitImageStorage,
    SecondaryCaptureImageStorage,
    UltrasoundMultiFrameImageStorage,
    XRayAngiographicImageStorage,
)

from radlane.domain.model import Manifest
from radlane.domain.refs import InstanceRef
from radlane.imaging.decode import decode_frame
from radlane.inference.devices import choose_device
from radlane.pipeline.lane import Lane
from radlane.pipeline.models import LoadedModel, Models
from radlane.pipeline.networks import Places
from radlane.pipeline.planar_reading import read_planar
from radlane.registry.catalogue import load_catalogue
from support.lanes import lane
from support.pictures import clip, picture
from support.radiographs import radiograph, with_meta
from support.sources import ROOT

REF = InstanceRef(
    study_instance_uid="1.1",
    series_instance_uid="1.2",
    sop_instance_uid="1.3",
    sop_class_uid=UltrasoundMultiFrameImageStorage,
)
EXAMPLES = ROOT / "models" / "examples"
SPOT = (slice(200, 290), slice(350, 430))  # of the skin photograph of 480 x 640
CUP = (230, 380, 26)  # row, column, radius; the disc around it is twice as large
FULL = 17  # the frame of the angiogram that has most contrast agent, from 0
BARS = ((40, 60, 240, 84), (312, 192, 428, 308))  # left, top, right, bottom of those of the capture
XA_MS = [0.0, *([66.0, 67.0] * 20)[:29]]


def skin() -> FileDataset:
    """A photograph of skin with a dark spot right of its middle; VL Photographic, JPEG baseline, YBR_FULL_422."""
    y, x = np.mgrid[:480, :640]
    pixels = np.stack([225 - y / 24, 175 - x / 20, 140 + y / 30], axis=-1)
    pixels[SPOT] = (70, 40, 30)
    image = dressed(picture(_bytes(pixels)), Modality="XC", LossyImageCompression="01")
    image.LossyImageCompressionRatio, image.LossyImageCompressionMethod = "12", "ISO_10918_1"
    return encoded(image, JPEGBaseline8Bit, _jpeg, "YBR_FULL_422")


def fundus() -> FileDataset:
    """A right eye: dark red, with a bright disc and a brighter cup in it; Ophthalmic Photography, JPEG 2000."""
    y, x = np.mgrid[:440, :560]
    row, column, radius = CUP
    away = np.hypot(y - row, x - column)
    pixels = np.stack([120 - y / 20, 40 + x / 40, np.full(y.shape, 20.0)], axis=-1)
    pixels[np.hypot(y - 220, x - 280) > 215] = 0
    pixels[away < 2 * radius] = (220, 160, 90)
    pixels[away < radius] = (255, 245, 210)
    image = picture(_bytes(pixels), SOPClassUID=OphthalmicPhotography8BitImageStorage, NumberOfFrames=1)
    region = Dataset()
    region.CodeValue, region.CodingSchemeDesignator, region.CodeMeaning = "5665001", "SCT", "Retina"
    dressed(image, Modality="OP", ImageLaterality="R", AnatomicRegionSequence=[region])
    return encoded(image, JPEG2000Lossless, _jpeg_2000, "YBR_RCT")


def echo() -> FileDataset:
    """A real echo: 30 frames of 240 x 320, JPEG baseline, a thirtieth of a second from each to the next.

    The judges complain of its patient, who has a name that is none, and half of an ethnic group.
    """
    image = dcmread(str(get_testdata_file("examples_ybr_color.dcm")))
    image.PatientName = "Echo^Real"
    del image.EthnicGroup
    return image


def angiogram() -> FileDataset:
    """A vessel that fills and empties: 30 grey frames of 10 bits, a fifteenth of a second from each to the next."""
    y, x = np.mgrid[:160, :128]
    vessel = np.abs(x - 40 - 30 * np.sin(y / 40)) < 9
    filling = np.exp(-(((np.arange(30) - FULL) / 5) ** 2))
    frames = np.stack([700 - y / 4 + x / 3 - 420 * vessel * share for share in filling]).astype(np.uint16)
    facts: dict[str, Any] = {"BitsAllocated": 16, "BitsStored": 10, "HighBit": 9, "FrameTime": None}
    made = clip(frames, SOPClassUID=XRayAngiographicImageStorage, FrameTimeVector=XA_MS, **facts)
    made.FrameIncrementPointer = 0x00181065
    return dressed(made, Modality="XA")


def encoded(
    image: FileDataset, syntax: str, encode: Callable[[NDArray[np.uint8]], bytes], photometric: str
) -> FileDataset:
    """A picture in colour in another transfer syntax."""
    stream = encode(image.pixel_array)
    made = with_meta(image, syntax)
    made.PixelData = encapsulate([stream])
    made["PixelData"].VR = "OB"
    made["PixelData"].is_undefined_length = True
    made.PhotometricInterpretation = photometric
    return made


def capture() -> FileDataset:
    """A screen: two bright bars, one aslant, and a block; grey of 12 bits, Secondary Capture that denies annotations.

    What is bright lies above the window, which is far below the middle of what 12 bits hold.
    """
    y, x = np.mgrid[:384, :512]
    along, across = ((x - 370) + (y - 250)) / np.sqrt(2), ((x - 370) - (y - 250)) / np.sqrt(2)
    pixels = np.full(y.shape, 100, np.uint16)
    pixels[60:84, 40:240] = 500
    pixels[(np.abs(along) < 70) & (np.abs(across) < 12)] = 500
    pixels[180:360, 40:220] = 500
    made = radiograph(pixels, SOPClassUID=SecondaryCaptureImageStorage, WindowCenter=300, WindowWidth=200)
    screen = ["DERIVED", "SECONDARY", "SCREEN SAVE"]
    return dressed(made, Modality="OT", ConversionType="WSD", BurnedInAnnotation="NO", ImageType=screen)


@cache
def example(name: str) -> LoadedModel:
    """An example package, loaded once."""
    places = Places(device=choose_device("cpu", ()), threads=1)
    with Models(load_catalogue([EXAMPLES], []), places).lease(f"{name}:1.0.0") as model:
        return model  # nothing unloads it


def read(name: str, image: FileDataset, manifest: Manifest | None = None) -> Any:
    """What an example package, or another manifest, reads of an image."""
    return read_planar(image, REF, (manifest or example(name).manifest).inputs[0], decode_frame)[0]


def example_lane(folder: Path, name: str, images: Sequence[FileDataset]) -> Lane:
    """A lane of an example package whose archive holds the images."""
    made = lane(folder)
    for image in images:
        image.save_as(folder / "archive" / f"{image.SOPInstanceUID}.dcm")
    return replace(made, model=example(name))


def served_examples(root: Path) -> Path:
    """A folder of models that holds the example packages, in production."""
    shutil.copytree(EXAMPLES, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    names = sorted(path.parent.name for path in root.glob("*/model.yaml"))
    said = ", ".join(f'"{name}": {{"production": "1.0.0"}}' for name in names)
    (root / "tags.json").write_text(f"{{{said}}}")
    return root


def dressed(image: FileDataset, **attributes: Any) -> FileDataset:
    """An image of no chest: what radiographs have and this has not is taken away."""
    for keyword in ("BodyPartExamined", "ViewPosition", "PatientOrientation", "ImagerPixelSpacing", "PixelSpacing"):
        if keyword in image:
            del image[keyword]
    for keyword, value in attributes.items():
        setattr(image, keyword, value)
    return image


def _bytes(pixels: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8)


def _jpeg(pixels: NDArray[np.uint8]) -> bytes:
    return bytes(imagecodecs.jpeg8_encode(pixels, level=92, colorspace="RGB", outcolorspace="YCBCR"))


def _jpeg_2000(pixels: NDArray[np.uint8]) -> bytes:
    return bytes(imagecodecs.jpeg2k_encode(pixels, codecformat="j2k", reversible=True, mct=True))
