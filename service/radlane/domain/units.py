"""Units (UCUM) of what images hold and of what is measured on them.

Reference: PS3.16 CID 82 (units), 83 (real world values), 84 (PET), 7181; PS3.3 section C.8.9.1.1.3 (PET Units).
"""

from __future__ import annotations

from radlane.domain.code import Code


def _ucum(value: str, meaning: str) -> Code:
    return Code(scheme="UCUM", value=value, meaning=meaning)


MILLIMETRE = _ucum("mm", "millimeter")
SQUARE_MILLIMETRE = _ucum("mm2", "square millimeter")
MILLILITRE = _ucum("mL", "milliliter")
PIXELS = _ucum("{pixels}", "pixels")
NO_UNITS = _ucum("1", "no units")

HOUNSFIELD = _ucum("[hnsf'U]", "Hounsfield unit")
ARBITRARY = _ucum("[arb'U]", "arbitrary unit")
PET_UNITS = {  # Units (0054,1001)
    "CNTS": _ucum("{counts}", "Counts"),
    "CM2": _ucum("cm2", "Centimeter**2"),
    "PCNT": _ucum("%", "Percent"),
    "CPS": _ucum("{counts}/s", "Counts per second"),
    "BQML": _ucum("Bq/ml", "Becquerels/milliliter"),
    "MGMINML": _ucum("mg/min/ml", "Milligrams/minute/milliliter"),
    "UMOLMINML": _ucum("umol/min/ml", "Micromole/minute/milliliter"),
    "MLMING": _ucum("ml/min/g", "Milliliter/minute/gram"),
    "MLG": _ucum("ml/g", "Milliliter/gram"),
    "1CM": _ucum("/cm", "/Centimeter"),
    "UMOLML": _ucum("umol/ml", "Micromole/milliliter"),
    "PROPCNTS": _ucum("{propcounts}", "Proportional to counts"),
    "PROPCPS": _ucum("{propcounts}/s", "Proportional to counts per second"),
}
SUV_UNITS = {  # Units (0054,1001) and SUV Type (0054,1006)
    ("GML", "BW"): _ucum("g/ml{SUVbw}", "Standardized Uptake Value body weight"),
    ("GML", "LBM"): _ucum("g/ml{SUVlbm}", "Standardized Uptake Value lean body mass (James)"),
    ("GML", "LBMJAMES128"): _ucum(
        "g/ml{SUVlbm(James128)}", "Standardized Uptake Value lean body mass (James 128 multiplier)"
    ),
    ("GML", "LBMJANMA"): _ucum("g/ml{SUVlbm(Janma)}", "Standardized Uptake Value lean body mass (Janma)"),
    ("GML", "IBW"): _ucum("g/ml{SUVibw}", "Standardized Uptake Value ideal body weight"),
    ("CM2ML", "BSA"): _ucum("cm2/ml{SUVbsa}", "Standardized Uptake Value body surface area"),
}
INTENSITY_UNITS = (HOUNSFIELD, ARBITRARY, *PET_UNITS.values(), *SUV_UNITS.values())
