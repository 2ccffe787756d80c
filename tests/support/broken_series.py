"""Series that are no volume: sound CT, MR or PET series with one thing wrong, and the code that each must end with."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydicom import Dataset
from pydicom.dataset import FileDataset

from radlane.domain.reason import ReasonCode
from support.volumes import block, series, uid

Slices = list[FileDataset]
TURNED = [0.9998477, 0.0174524, 0, -0.0174524, 0.9998477, 0]


@dataclass(frozen=True, kw_only=True)
class Broken:
    """What is wrong, and the reason it must be refused with."""

    name: str
    code: ReasonCode
    make: Callable[[], Slices]


def in_order(modality: str = "CT", **attributes: Any) -> Slices:
    """Twelve slices, the lowest first."""
    made = series(block((12, 6, 7)), modality=modality, **attributes)
    return sorted(made, key=lambda item: float(item.ImagePositionPatient[2]))


def one(modality: str = "CT", *, at: int = 5, **attributes: Any) -> Callable[[], Slices]:
    """One slice has other attributes; None deletes one."""

    def make() -> Slices:
        slices = in_order(modality)
        for keyword, found in attributes.items():
            if found is None:
                del slices[at][keyword]
            else:
                setattr(slices[at], keyword, found)
        return slices

    return make


def every(modality: str = "CT", **attributes: Any) -> Callable[[], Slices]:
    """All slices have other attributes."""
    return lambda: in_order(modality, **attributes)


def moved(x: float, y: float, z: float) -> Callable[[], Slices]:
    """One slice is elsewhere, by mm."""

    def make() -> Slices:
        slices = in_order()
        place = slices[5].ImagePositionPatient
        slices[5].ImagePositionPatient = [float(a) + b for a, b in zip(place, (x, y, z), strict=True)]
        return slices

    return make


def without(*places: int) -> Callable[[], Slices]:
    """Some slices are not there."""
    return lambda: [item for place, item in enumerate(in_order()) if place not in places]


def twice(*, same_instance: bool) -> Callable[[], Slices]:
    """One slice is there two times, with the same pixels."""

    def make() -> Slices:
        slices = in_order()
        copy = deepcopy(slices[5])
        if not same_instance:
            copy.SOPInstanceUID = uid("copy")
        return [*slices, copy]

    return make


def _renamed(slices: Slices, name: str) -> Slices:
    """The slices as instances of their own."""
    for item in slices:
        item.SOPInstanceUID = uid(f"{name} {item.SOPInstanceUID}")
    return slices


def _phases() -> Slices:
    """Each place three times, in each another image."""
    return [item for phase in range(3) for item in _renamed(in_order(), f"phase {phase}")]


def _two_paddings() -> Slices:
    return in_order(PixelPaddingValue=-40)[:6] + in_order(PixelPaddingValue=-41)[6:]


def _two_stacks() -> Slices:
    """Half of the slices are turned, as in a localiser of two planes."""
    slices = in_order()
    for item in slices[::2]:
        item.ImageOrientationPatient = [0, 1, 0, 0, 0, -1]
    return slices


def _beside() -> Slices:
    """Two stacks beside each other, in the same planes."""
    slices, other = in_order(), _renamed(in_order(), "beside")
    for item in other:
        item.ImagePositionPatient = [500, *item.ImagePositionPatient[1:]]
    return slices + other


def _tilt_that_turns() -> Slices:
    """The slices shift sideways along an arc."""
    slices = in_order()
    for place, item in enumerate(slices):
        item.ImagePositionPatient = [
            float(item.ImagePositionPatient[0]) + place * place / 10,
            *item.ImagePositionPatient[1:],
        ]
    return slices


def real_world(slope: float, intercept: float, units: str = "[hnsf'U]") -> list[Dataset]:
    """A Real World Value Mapping Sequence of one item."""
    unit, item = Dataset(), Dataset()
    unit.CodeValue, unit.CodingSchemeDesignator, unit.CodeMeaning = units, "UCUM", units
    item.RealWorldValueSlope, item.RealWorldValueIntercept = slope, intercept
    item.MeasurementUnitsCodeSequence = [unit]
    return [item]


_R = ReasonCode
_MAKERS: dict[ReasonCode, dict[str, Callable[[], Slices]]] = {
    _R.SLICES_DUPLICATE: {
        "a slice of the same pixels twice": twice(same_instance=False),
        "an instance twice": twice(same_instance=True),
        "three phases": _phases,
        "a slice almost at another's place": moved(0, 0, 2.45),
    },
    _R.SLICES_MISSING: {
        "a missing slice": without(5),
        "four missing slices": without(2, 5, 6, 7),
        "every second slice of one half": without(5, 7, 9),
    },
    _R.SLICES_MIXED: {
        "two orientations": _two_stacks,
        "a slice turned by a degree": one(ImageOrientationPatient=TURNED),
        "mixed sizes": one(Rows=7, Columns=6),
        "mixed spacing": one(PixelSpacing=["0.8", "0.701"]),
        "two frames of reference": one(FrameOfReferenceUID=uid("other")),
        "a slice of another kind": one(SOPClassUID="1.2.840.10008.5.1.4.1.1.4"),
        "a slice of another modality": one(Modality="PT"),
        "a slice of another polarity": one(PhotometricInterpretation="MONOCHROME1"),
    },
    _R.SLICES_FOREIGN: {
        "a foreign patient's slice": one(PatientID="T-2"),
        "another issuer's patient": one(IssuerOfPatientID="elsewhere"),
        "another name under the same Patient ID": one(PatientName="Other^Name"),
        "another birth date": one(PatientBirthDate="19000101"),
        "another accession number": one(AccessionNumber="B-2"),
        "another study date": one(StudyDate="20200101"),
        "a foreign study's slice": one(StudyInstanceUID=uid("another study")),
        "a foreign series' slice": one(SeriesInstanceUID=uid("another series")),
    },
    _R.SLICES_IRREGULAR: {
        "a slice too far on": moved(0, 0, 1.0),
        "a slice shifted sideways": moved(0.3, 0, 0),
        "a tilt that turns": _tilt_that_turns,
        "two stacks beside each other": _beside,
    },
    _R.SLICES_TOO_FEW: {
        "one slice": lambda: in_order()[:1],
    },
    _R.GEOMETRY_INVALID: {
        "no position": one(ImagePositionPatient=None),
        "no orientation": one(ImageOrientationPatient=None),
        "no spacing": one(PixelSpacing=None),
        "a spacing of zero": every(PixelSpacing=[0, 0]),
        "rows and columns aslant": every(ImageOrientationPatient=[1, 0, 0, 0.6, 0.8, 0]),
        "no frame of reference": every(FrameOfReferenceUID=None),
    },
    _R.RESCALE_MIXED: {
        "a wrong slope on one slice": one(RescaleSlope="1.01"),
        "a wrong intercept on one slice": one(RescaleIntercept=-1024),
        "a wrong slope in MR": one("MR", RescaleSlope=2),
        "two units in PET": one("PT", Units="CNTS"),
        "real world values of one slice": one("MR", RealWorldValueMappingSequence=real_world(2, 0, "mm2/s")),
        "two paddings": _two_paddings,
    },
    _R.RESCALE_UNSUPPORTED: {
        "no intercept in CT": every(RescaleIntercept=None),
        "no HU": every(RescaleType="Z_EFF"),
        "unspecified units": every(RescaleType="US"),
        "several energies": every(RescaleType=None, MultienergyCTAcquisition="YES"),
        "two scales of HU": every(RealWorldValueMappingSequence=real_world(1, -1024)),
        "a Modality LUT": every(ModalityLUTSequence=[Dataset()]),
    },
    _R.MULTI_FRAME_UNSUPPORTED: {
        "several frames": every(NumberOfFrames=2),
    },
    _R.PHOTOMETRIC_UNSUPPORTED: {
        "colour": one(PhotometricInterpretation="RGB", SamplesPerPixel=3),
    },
    _R.PIXEL_DATA_CORRUPT: {
        "a cut slice": one(PixelData=b"\1\0"),
    },
    _R.PIXELS_BLANK: {
        "blank": every(PixelData=bytes(84)),
    },
}
BROKEN = tuple(
    Broken(name=name, code=code, make=make) for code, makers in _MAKERS.items() for name, make in makers.items()
)
