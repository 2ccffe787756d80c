import pytest
from pydicom.sr.codedict import codes

from radlane.domain.code import Code
from radlane.domain.units import ARBITRARY, HOUNSFIELD, INTENSITY_UNITS, MILLIMETRE, PET_UNITS, SUV_UNITS


@pytest.mark.parametrize("unit", [*PET_UNITS.values(), *SUV_UNITS.values()], ids=lambda unit: unit.value)
def test_units_of_pet_are_those_of_the_context_group(unit: Code) -> None:
    known = {(code.value, code.meaning) for code in codes.cid84.concepts.values()}
    assert (unit.value, unit.meaning) in known


def test_the_others_are_codes_of_the_dictionary() -> None:
    for unit, code in ((HOUNSFIELD, codes.UCUM.HounsfieldUnit), (ARBITRARY, codes.UCUM.ArbitraryUnit)):
        assert (unit.scheme, unit.value, unit.meaning) == (code.scheme_designator, code.value, code.meaning)
    assert MILLIMETRE.value == codes.UCUM.Millimeter.value
    assert len({unit.value for unit in INTENSITY_UNITS}) == len(INTENSITY_UNITS)
