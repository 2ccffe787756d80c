"""SUV beside pysuv, an independent library: `make test-corpus`."""

from __future__ import annotations

import sys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from radlane.imaging.suv import suv_factor
from support.pets import injected, pet
from support.sources import ROOT
from support.volumes import slices_of

NOON = 12 * 60
ISOTOPES_S = [1223.4, 4062.6, 6586.2, 45720.0]  # half-lives of C-11, Ga-68, F-18, Cu-64


@given(
    weight=st.floats(2, 250),
    dose=st.floats(1e6, 1e9),
    minutes=st.integers(0, 300),
    half_life=st.sampled_from(ISOTOPES_S),
)
@settings(deadline=None, max_examples=200)
def test_the_factor_is_that_of_pysuv(weight: float, dose: float, minutes: int, half_life: float) -> None:
    sys.path.append(str(ROOT / "build" / "corpus"))  # last: nothing there stands for what is installed
    assume(minutes * 60 <= 10 * half_life)  # what is left of more is nothing, and radlane refuses it
    import pysuv  # fetched by `make test-corpus` alone

    hour, minute = divmod(NOON - minutes, 60)
    drug = injected(
        RadionuclideTotalDose=f"{dose:.8g}",
        RadionuclideHalfLife=str(half_life),
        RadiopharmaceuticalStartTime=f"{hour:02}{minute:02}00",
    )
    datasets = pet(drug, PatientWeight=f"{weight:.8g}", Manufacturer="SIEMENS")
    assert suv_factor(slices_of(datasets)) == pytest.approx(pysuv.get_suv_factor(datasets[0]).suv_factor, rel=1e-9)
