"""Pictures in colour and clips for tests: small ones made here."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UltrasoundMultiFrameImageStorage, VLPhotographicImageStorage

from support.archives import stream
from support.radiographs import pattern, radiograph, with_meta

DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1"


def colours(rows: int = 24, columns: int = 20) -> NDArray[np.uint8]:
    """An asymmetric picture, uint8 [y, x, 3], whose colours differ."""
    red = pattern(rows, columns, bits=8).astype(np.uint8)
    return np.stack([red, red[::-1], 255 - red], axis=-1)


def picture(pixels: NDArray[Any] | None = None, **attributes: Any) -> FileDataset:
    """A VL photograph of 8 bits, RGB; keyword arguments as of `radiograph`."""
    values = colours() if pixels is None else pixels
    facts: dict[str, Any] = {
        "SOPClassUID": VLPhotographicImageStorage,
        "PhotometricInterpretation": "RGB",
        "SamplesPerPixel": 3,
        "PlanarConfiguration": 0,
        "Rows": values.shape[0],
        "Columns": values.shape[1],
        "BitsAllocated": 8,
        "BitsStored": 8,
        "HighBit": 7,
        "PixelData": values.tobytes() + bytes(values.nbytes % 2),
    }
    made = radiograph(pattern(bits=8).astype(np.uint8), bits=8, **_merged(facts, attributes))
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID
    return made


def _merged(facts: dict[str, Any], attributes: dict[str, Any]) -> dict[str, Any]:
    """What is asked for in the place of what is usual; of that, None stands for nothing."""
    return {key: value for key, value in (facts | attributes).items() if value is not None or key not in facts}


def frames(count: int = 5, rows: int = 24, columns: int = 20) -> NDArray[np.uint8]:
    """Different frames, uint8 [t, y, x]."""
    return np.stack([np.roll(pattern(rows, columns, bits=8).astype(np.uint8), shift, axis=1) for shift in range(count)])


def clip(values: NDArray[Any] | None = None, **attributes: Any) -> FileDataset:
    """An ultrasound clip of 8 bits, grey, 40 ms a frame; keyword arguments as of `radiograph`."""
    held = frames() if values is None else values
    facts: dict[str, Any] = {
        "SOPClassUID": UltrasoundMultiFrameImageStorage,
        "Modality": "US",
        "NumberOfFrames": len(held),
        "FrameTime": 40,
        "Rows": held.shape[1],
        "Columns": held.shape[2],
        "PixelData": held.tobytes() + bytes(held.nbytes % 2),
    }
    made = radiograph(pattern(bits=8).astype(np.uint8), bits=8, **_merged(facts, attributes))
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID
    return made


def in_deflated_frames(image: FileDataset) -> FileDataset:
    """An image, each of its frames deflated for itself (PS3.5 section A.4.13)."""
    made, count = with_meta(deepcopy(image), DEFLATED_FRAMES), int(image.get("NumberOfFrames") or 1)
    length = int(image.Rows) * int(image.Columns) * int(image.SamplesPerPixel) * int(image.BitsAllocated) // 8
    if image.PhotometricInterpretation == "YBR_FULL_422":
        length = length * 2 // 3
    held = image.PixelData
    made.PixelData = encapsulate([stream(held[place * length :][:length]) for place in range(count)])
    made["PixelData"].VR = "OB"
    made["PixelData"].is_undefined_length = True
    return made
