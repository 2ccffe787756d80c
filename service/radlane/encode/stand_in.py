"""What highdicom is shown of the analysed images.

In: the images. Out: their UIDs and grid only, so that no value of their headers can make highdicom fail, warn or log.
The attributes of the patient and the study are put on the object later (`common`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.dataset import Dataset
from pydicom.valuerep import DSfloat

from radlane.encode.planes import Planes


def stand_in(source: Dataset) -> Dataset:
    """Return the references and the grid of an image, with an empty Patient and Study.

    A Frame of Reference is left out too: a SEG that has one places its frames in space (PS3.3 section A.51.5.1), which
    those of a projection are not.
    """
    dataset = Dataset()
    for keyword in ("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID"):
        setattr(dataset, keyword, str(source[keyword].value))
    dataset.Modality = "OT"
    dataset.Rows, dataset.Columns = int(source.Rows), int(source.Columns)
    for keyword in ("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "AccessionNumber", "StudyID"):
        setattr(dataset, keyword, "")
    dataset.StudyDate = dataset.StudyTime = None
    return dataset


def slice_stand_ins(sources: Sequence[Dataset], planes: Planes) -> list[Dataset]:
    """Return stand-ins of the slices of a volume, with their places in space.

    Slices that differ in the last digits of orientation or spacing are one stack: the first one's hold for all.
    """
    orientation = [_decimal(number) for number in planes.orientation]
    spacing = [_decimal(number) for number in planes.spacing_mm]
    distance, thickness = _decimal(planes.distance_mm), _decimal(planes.thickness_mm)
    slices = []
    for source, position in zip(sources, planes.positions, strict=True):
        dataset = stand_in(source)
        dataset.FrameOfReferenceUID = planes.frame_of_reference_uid
        dataset.ImagePositionPatient = [_decimal(float(number)) for number in position]
        dataset.ImageOrientationPatient, dataset.PixelSpacing = orientation, spacing
        dataset.SpacingBetweenSlices, dataset.SliceThickness = distance, thickness
        slices.append(dataset)
    return slices


def _decimal(number: float) -> DSfloat:
    """Return a DS: 16 characters at most."""
    return DSfloat(number, auto_format=True)
