"""Studies for the examples: something is drawn at known places, with known values, asymmetric along all axes.

In: nothing. Out: files as hospitals have them, and beside them what was drawn, in voxels of the images or mm of the
patient. No package of real images that is at hand holds a mammogram, a CT with nodules, a map of diffusion, a heart
over time, a reconstructed SPECT or an ophthalmic tomography.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import (
    DigitalMammographyXRayImageStorageForPresentation,
    ExplicitVRLittleEndian,
    OphthalmicTomographyImageStorage,
)

from support.nuclear import spect
from support.radiographs import radiograph, with_meta
from support.several import block_at, one_of
from support.small_objects import coded, item
from support.volumes import Block, uid

Part = tuple[slice, ...]

# of a view: side, code, Patient Orientation, rows and columns, where the mass is [y, x]
VIEWS: Mapping[str, tuple[str, tuple[str, str], list[str], tuple[int, int], Part]] = {
    "rcc": ("R", ("399162004", "cranio-caudal"), ["P", "L"], (640, 480), (slice(200, 260), slice(250, 330))),
    "lmlo": ("L", ("399368009", "medio-lateral oblique"), ["A", "FR"], (600, 520), (slice(380, 450), slice(90, 150))),
}
CHEST_MM = (4.0, 3.0, 3.75)
BALLS: Mapping[str, tuple[tuple[int, int, int], float, int]] = {  # voxel [z, y, x] from the feet, radius in mm, HU
    "large": ((9, 20, 15), 9.0, 40),
    "small": ((21, 32, 43), 7.0, 30),
    "bone": ((18, 14, 40), 8.0, 700),
    "at the wall": ((15, 45, 20), 8.0, 40),
}
BRAIN_MM = (5.0, 3.0, 3.5)
STROKE = (slice(8, 14), slice(20, 34), slice(34, 48))  # [z, y, x] of the diffusion images; x grows to the left
SHINE = (slice(5, 9), slice(34, 42), slice(14, 22))  # as bright, and diffuses freely
SLOW = (slice(12, 16), slice(16, 22), slice(16, 24))  # hardly diffuses, and is not bright
PHASES_MS = (0, 160, 320, 480, 640)
SHRUNK = (1.0, 0.85, 0.7, 0.8, 0.92)  # radius of the ventricle in each phase
HOT = (slice(6, 11), slice(12, 20), slice(30, 38))  # [z, y, x] of the SPECT, from the feet
COUNTS, BACKGROUND = 800, 100
HEART_MM = (6.0, 1.5, 1.5)
SPECT_MM = (6.0, 6.0, 6.0)
OCT_MM = (0.0094, 0.004, 0.012)  # as dense as sections of angiography are


def mammogram(view: str, *, modifier: str | None = None, inverted: bool = False, **attributes: Any) -> FileDataset:
    """One view of 12 bits: the breast at the chest wall, which is where rows end (A to P), or begin, and a mass."""
    side, (code, meaning), orientation, (rows, columns), mass = VIEWS[view]
    y, x = np.mgrid[:rows, :columns]
    away = columns - 1 - x if side == "R" else x  # from the chest wall
    pixels = np.where(np.hypot(away / columns, (y - rows / 2) / (0.45 * rows)) < 0.9, 1500 + 2 * away, 0)
    pixels[mass] = 3800
    held = (4095 - pixels if inverted else pixels).astype(np.uint16)
    name = f"mammogram {view} {modifier} {inverted}"
    facts: dict[str, Any] = {
        "SOPClassUID": DigitalMammographyXRayImageStorageForPresentation,
        "Modality": "MG",
        "PhotometricInterpretation": "MONOCHROME1" if inverted else "MONOCHROME2",
        "PresentationLUTShape": "INVERSE" if inverted else "IDENTITY",
        "BodyPartExamined": "BREAST",
        "ViewPosition": None,
        "PatientOrientation": orientation,
        "ImageLaterality": side,
        "OrganExposed": "BREAST",
        "PositionerType": "MAMMOGRAPHIC",
        "PartialView": "NO",
        "ImagerPixelSpacing": [0.1, 0.1],
        "StudyInstanceUID": uid("mammogram study"),
        "SeriesInstanceUID": uid(f"{name} series"),
        "SOPInstanceUID": uid(name),
        "AnatomicRegionSequence": coded("76752008", "SCT", "Breast"),
        **attributes,
    }
    made = radiograph(held, bits=12, **facts)
    (viewed,) = coded(code, "SCT", meaning)
    viewed.ViewModifierCodeSequence = [] if modifier is None else coded(modifier, "SCT", "modifier")
    made.ViewCodeSequence = [viewed]
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID
    return made


def chest() -> list[FileDataset]:
    """A CT whose slices are coronal, from the back to the front, and whose stored values are HU + 1024."""
    source = chest_block()
    shown = source.turned((1, 0, 2), (True, True, False))
    stored = replace(shown, values=(shown.values + 1024).astype(np.int16))
    return one_of("chest", stored, modality="CT", BodyPartExamined="CHEST", RescaleIntercept=-1024)


def chest_block() -> Block:
    """HU [z, y, x]: lungs in a wall, and balls in them."""
    shape = (30, 54, 60)
    z, y, x = np.indices(shape)
    values = np.full(shape, -850, np.int16)
    values[np.hypot((y - 26.5) / 23, (x - 29.5) / 26) > 1] = 40
    values[np.hypot((y - 26.5) / 26, (x - 29.5) / 29) > 1] = -1000
    for middle, radius, value in BALLS.values():
        parts = [(axis - place) * mm for axis, place, mm in zip((z, y, x), middle, CHEST_MM, strict=True)]
        values[np.sqrt(sum(part**2 for part in parts)) <= radius] = value
    return block_at(values, CHEST_MM)


def stroke(*left_out: str, adc_factor: float = 1.0) -> dict[str, list[FileDataset]]:
    """Diffusion images of two b-values in one series, a map of ADC in 10-6 mm2/s in sagittal slices, and FLAIR."""
    both = [found for b in (0, 1000) for found in _diffusion(b)]
    adc = block_at(np.rint(stroke_values("adc") * adc_factor).astype(np.int16), BRAIN_MM)
    made = {
        "dwi": both,
        "adc": one_of(
            "adc", adc.turned((2, 0, 1), (True, True, False)), ImageType=["DERIVED", "PRIMARY", "DIFFUSION", "ADC"]
        ),
        "flair": one_of("flair", block_at(stroke_values("flair").astype(np.int16), BRAIN_MM), InversionTime=2500),
    }
    return {name: datasets for name, datasets in made.items() if name not in left_out}


def stroke_values(name: str) -> NDArray[np.float64]:
    """What was drawn [z, y, x]: `dwi` at b 1000, `adc` in 10-6 mm2/s, or `flair`."""
    shape = (20, 56, 60)
    z, y, x = np.indices(shape)
    tissue = np.sqrt(((z - 9.5) / 9) ** 2 + ((y - 27.5) / 25) ** 2 + ((x - 29.5) / 27) ** 2) < 1
    values = np.where(tissue, {"dwi": 200.0, "adc": 840.0, "flair": 150.0}[name], 0.0)
    marked = {"dwi": (700, 700, 200), "adc": (400, 1200, 400), "flair": (450, 400, 150)}[name]
    for part, value in zip((STROKE, SHINE, SLOW), marked, strict=True):
        values[part] = value
    return values


def _diffusion(b: int) -> list[FileDataset]:
    values = stroke_values("dwi") if b else stroke_values("flair") + 300
    name = f"dwi b{b}"
    said = {"SeriesDescription": "ep2d diff trace", "DiffusionBValue": float(b), "SeriesInstanceUID": uid("dwi series")}
    return one_of(name, block_at(values.astype(np.int16), BRAIN_MM), ImageType=["ORIGINAL", "PRIMARY", "DWI"], **said)


def heart(order: Sequence[int] = range(len(PHASES_MS)), *, longer: float = 0.0) -> list[FileDataset]:
    """A series over time: the ventricle shrinks and widens again.

    `order` says which phase is shown at which time. Each third slice was acquired in beats that are `longer` by this
    share, and each second of the others in shorter ones.
    """
    made = []
    for phase, time in zip(order, PHASES_MS, strict=True):
        said = {
            "SeriesDescription": "cine sax",
            "SeriesInstanceUID": uid("heart series"),
            "BodyPartExamined": "HEART",
            "CardiacNumberOfImages": len(PHASES_MS),
        }
        slices = one_of(f"heart at {time}", block_at(ventricle(phase), HEART_MM), **said)
        for place, found in enumerate(sorted(slices, key=lambda one: float(one.ImagePositionPatient[2]))):
            found.TriggerTime = round(time * (1 + longer * (1, 0, -1)[place % 3]), 1)
        made += slices
    return made


def ventricle(phase: int) -> NDArray[np.int16]:
    """What was drawn of one phase [z, y, x]: bright blood in dark muscle."""
    z, y, x = np.indices((14, 60, 50))
    away = np.sqrt(((z - 7) / 5.2) ** 2 + ((y - 34) / 15) ** 2 + ((x - 20) / 13) ** 2)
    return np.where(away < SHRUNK[phase], 900, np.where(away < 1.2, 150, 260)).astype(np.int16)


def spect_head() -> list[FileDataset]:
    """A SPECT of 6 mm, its highest slice first: a hot block on the left, in a head."""
    return [spect(block_at(spect_values(), SPECT_MM), backwards=True, SOPInstanceUID=uid("spect head"))]


def spect_values() -> NDArray[np.int16]:
    """Counts that were drawn [z, y, x]."""
    z, y, x = np.indices((20, 40, 44))
    away = np.sqrt(((z - 9.5) / 9) ** 2 + ((y - 19.5) / 17) ** 2 + ((x - 21.5) / 15) ** 2)
    values = np.where(away < 1, BACKGROUND, 0).astype(np.int16)
    values[HOT] = COUNTS
    return values


def eye(side: str | None = "R") -> list[FileDataset]:
    """An ophthalmic tomography: sections from above to below, rows to the patient's right, columns into the eye."""
    values = oct_block().values
    made = radiograph(np.zeros(values.shape[1:], np.uint8), bits=8)
    facts: dict[str, Any] = {
        "SOPClassUID": OphthalmicTomographyImageStorage,
        "SOPInstanceUID": uid("eye"),
        "StudyInstanceUID": uid("eye study"),
        "SeriesInstanceUID": uid("eye series"),
        "FrameOfReferenceUID": uid("eye frame of reference"),
        "PositionReferenceIndicator": "",
        "ImageType": ["ORIGINAL", "PRIMARY"],
        "Modality": "OPT",
        "AnatomicRegionSequence": coded("5665001", "SCT", "Retina"),
        "ImageLaterality": side,
        "PresentationLUTShape": "IDENTITY",
        "NumberOfFrames": len(values),
        "PixelData": values.tobytes(),
        "SharedFunctionalGroupsSequence": [_shared_groups()],
        "PerFrameFunctionalGroupsSequence": [_own_groups(z) for z in range(len(values))],
    }
    for keyword, value in facts.items():
        if value is not None:
            setattr(made, keyword, value)
    for keyword in ("BodyPartExamined", "ViewPosition", "PatientOrientation"):
        del made[keyword]
    return [with_meta(made, ExplicitVRLittleEndian)]


def _shared_groups() -> Dataset:
    depth, rows, columns = OCT_MM
    return item(
        PixelMeasuresSequence=[item(PixelSpacing=[rows, columns], SliceThickness=depth)],
        PlaneOrientationSequence=[item(ImageOrientationPatient=[-1, 0, 0, 0, 1, 0])],
    )


def _own_groups(z: int) -> Dataset:
    return item(
        PlanePositionSequence=[item(ImagePositionPatient=[0.5, -0.2, 0.24 - z * OCT_MM[0]])],
        FrameContentSequence=[item(StackID="1", InStackPositionNumber=z + 1, DimensionIndexValues=[1, z + 1])],
    )


def oct_block() -> Block:
    """What was drawn [z, y, x], from above to below: a bright layer between `oct_front` and `oct_back`."""
    y = np.arange(96)[:, None]
    front, back = oct_front()[:, None, :], oct_back()[:, None, :]
    depth, rows, columns = OCT_MM
    affine = np.array([[0, 0, -columns, 0.5], [0, rows, 0, -0.2], [-depth, 0, 0, 0.24], [0, 0, 0, 1]])
    return Block(values=np.where((y >= front) & (y < back), 200, 30).astype(np.uint8), affine=affine)


def oct_front() -> NDArray[np.int64]:
    """The first row of the layer [z, x]: it sinks from section to section, and along the rows."""
    z, x = np.indices((8, 80))
    return 20 + 2 * z + x // 8


def oct_back() -> NDArray[np.int64]:
    """The first row behind the layer [z, x]."""
    z, x = np.indices((8, 80))
    return oct_front() + 24 + z + x // 20
