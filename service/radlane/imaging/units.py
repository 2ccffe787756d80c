"""The unit of a stack's values, after the rescale.

In: the header of a slice, which all slices agree with (`rescale.read_rescale`). Out: a UCUM code, None where nobody
knows.
Reference: PS3.3 sections C.8.2.1 (CT), C.8.9.1 (PET Series: Units, SUV Type).
"""

from __future__ import annotations

from pydicom import Dataset

from radlane.domain.code import Code
from radlane.domain.units import ARBITRARY, HOUNSFIELD, PET_UNITS, SUV_UNITS
from radlane.imaging.reading import text


def value_unit(header: Dataset) -> Code | None:
    """Return HU for CT, what Units says for PET (an SUV is one of body weight where nothing else is said), and
    arbitrary units for any other modality: their numbers compare within one volume only.
    """
    modality = text(header, "Modality")
    if modality == "CT":
        return HOUNSFIELD
    if modality != "PT":
        return ARBITRARY
    units = text(header, "Units").strip()
    return PET_UNITS.get(units) or SUV_UNITS.get((units, text(header, "SUVType").strip() or "BW"))
