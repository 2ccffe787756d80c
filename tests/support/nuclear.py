"""SPECT for tests: a block as reconstructed slices in one NM image, whole or gated."""

from __future__ import annotations

from typing import Any

import numpy as np
from pydicom import Dataset
from pydicom.dataset import FileDataset
from pydicom.uid import ExplicitVRLittleEndian, NuclearMedicineImageStorage

from support.headers import header
from support.radiographs import with_meta
from support.volumes import Block, block, series, uid


def spect(source: Block | None = None, *, gates: int = 0, backwards: bool = False, **attributes: Any) -> FileDataset:
    """Slices of a block, the last one first where they are stacked backwards; None leaves an attribute out.

    Gates differ by a thousand; the frames of each follow each other.
    """
    taken = block() if source is None else source
    (first, *_) = sorted(series(taken, modality="MR"), key=lambda one: str(one.SOPInstanceUID) != uid("series 0"))
    made = Dataset()
    made.update(first)
    count = len(taken.values)
    order = list(range(count))[:: -1 if backwards else 1]
    values = np.concatenate([taken.values[order] + 1000 * gate for gate in range(max(1, gates))])
    place = taken.affine @ [order[0], 0, 0, 1]
    step = float(np.linalg.norm(taken.affine[:3, 0]))
    kind = "RECON GATED TOMO" if gates else "RECON TOMO"
    said: dict[str, Any] = {
        "SOPClassUID": NuclearMedicineImageStorage,
        "SOPInstanceUID": uid("spect"),
        "Modality": "NM",
        "ImageType": ["ORIGINAL", "PRIMARY", kind, "EMISSION"],
        "NumberOfFrames": len(values),
        "FrameIncrementPointer": [0x00540070, 0x00540080] if gates else 0x00540080,
        "SliceVector": list(range(1, count + 1)) * max(1, gates),
        "NumberOfSlices": count,
        "TimeSlotVector": [gate + 1 for gate in range(gates) for _ in order] or None,
        "SpacingBetweenSlices": -step if backwards else step,
        "SliceThickness": step,
        "DetectorInformationSequence": [
            header(
                ImagePositionPatient=[round(float(number), 6) for number in place[:3]],
                ImageOrientationPatient=list(first.ImageOrientationPatient),
            )
        ],
        "ImagePositionPatient": None,
        "ImageOrientationPatient": None,
        "PixelData": values.astype(np.int16).tobytes(),
        **attributes,
    }
    for keyword, found in said.items():
        if found is None:
            made.pop(keyword, None)
        else:
            setattr(made, keyword, found)
    return with_meta(made, ExplicitVRLittleEndian)
