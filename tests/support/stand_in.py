"""What highdicom is shown of the analysed images.

In: the images. Out: their UIDs and grid only, so that no value of their headers can make highdicom fail, warn or log.
The attributes of the patient and the study are put on the object later (`common`).
"""

from __future__ import annotations

from pydicom.dataset import Dataset


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
