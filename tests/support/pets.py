"""PET series with all that an SUV is computed from."""

from __future__ import annotations

from typing import Any

from pydicom import Dataset
from pydicom.dataset import FileDataset

from support.headers import header
from support.volumes import Block, block, series


def injected(**attributes: Any) -> Dataset:
    """350 MBq of F-18, at eleven o'clock; None leaves an attribute out."""
    said = {
        "RadionuclideTotalDose": "350000000",
        "RadionuclideHalfLife": "6586.2",
        "RadiopharmaceuticalStartTime": "110000",
        **attributes,
    }
    return header(**{keyword: found for keyword, found in said.items() if found is not None})


def pet(drug: Dataset | None = None, source: Block | None = None, **attributes: Any) -> list[FileDataset]:
    """A series in Bq/ml of a patient of 70 kg, acquired from noon on; None leaves an attribute out."""
    said = {
        "Units": "BQML",
        "DecayCorrection": "START",
        "CorrectedImage": ["ATTN", "DECY", "SCAT"],
        "PatientWeight": "70",
        "SeriesDate": "20240229",
        "SeriesTime": "120000",
        "AcquisitionDate": "20240229",
        "AcquisitionTime": "120000",
        "RadiopharmaceuticalInformationSequence": [injected() if drug is None else drug],
        **attributes,
    }
    return series(block() if source is None else source, modality="PT", **said)
